"""A table set on the pages of a PDF: columns measured, names broken, rules drawn, over as many pages as need be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tests.maker.laid import Laid, caption_rows, table_cells, title_of
from tests.maker.paper import SONG, can_set, width
from tests.maker.press import BARE, COLUMNS, FULL, LINED, OPEN, RULED, THREE
from tests.maker.printed import PrintedTable
from tests.maker.setting import A3, MARGIN, TALL, WIDE, Setting, broken

_PAD, _LEADING = 3.0, 1.25
_SMALLEST = 4.5
"""Smaller type is set only where the largest paper is too narrow."""
_WEIGHTS = {
    "code": 5.0,
    "empty": 2.0,
    "item": 9.0,
    "label": 9.0,
    "unit": 7.0,
    "line_no": 2.5,
    "phase": 5.0,
    "amount": 6.0,
    "other": 6.0,
}
"""How wide columns are beside one another, where their amounts leave the choice."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: its height and its cells with the lines of their text."""

    height: float
    cells: tuple[tuple[Laid, tuple[str, ...]], ...]


class Table:
    """A table being set: its columns' edges, its header and its rows."""

    def __init__(self, setting: Setting, table: PrintedTable) -> None:
        self.setting, self.table, self.press, self.rng = setting, table, setting.press, setting.rng
        self.laid = table_cells(table, self.rng)
        papers = (WIDE, A3) if self.press.landscape or len(table.columns) > 9 else (TALL, WIDE, A3)
        fitting = (paper for paper in papers if self._measured(paper[0] - 2 * MARGIN)[0] >= _SMALLEST)
        self.paper = next(fitting, papers[-1])
        room = self.paper[0] - 2 * MARGIN
        self.size, widths = self._measured(room)
        self.xs = list(accumulate(widths, initial=MARGIN + (room - sum(widths)) / 2))
        self.title = title_of(setting.printed, table, self.rng)
        self.captions = caption_rows(setting.printed, table, self.rng)
        rows = self._rows()
        self.head_rows = 1 + max(cell.row for cell in self.laid if cell.kind == "head")
        self.head, self.body = rows[: self.head_rows], rows[self.head_rows :]

    def set(self) -> None:
        """Set the table, over several pages if it must be."""
        setting = self.setting
        whole = 60 + sum(row.height for row in (*self.head, *self.body))
        fits = self.press.together and setting.room > whole and setting.sheet.width == self.paper[0]
        if fits:
            setting.down += 15
        else:
            setting.turn(self.paper)
        self._begin()
        left = list(self.body)
        part, head = list(self.head), len(self.head)
        while left:
            if sum(row.height for row in part) + left[0].height > setting.room and len(part) > head:
                self._draw(part, head)
                setting.turn(self.paper)
                if self.press.again == "title" and self.table.continued:
                    setting.line(self.table.continued, 14, "center")
                    setting.down += 4
                elif self.press.again == "title":
                    self._begin()
                part = list(self.head) if self.press.again else []
                head = len(part)
                part += [row for row in self.body[:1] if self.press.again == "total" and _is_total(row)]
            part.append(left.pop(0))
        self._draw(part, head)
        for note in self.table.notes:
            setting.line(note, 9)

    def _begin(self) -> None:
        self.setting.line(self.title, 14, "center")
        for texts in self.captions:
            self.setting.down += 14
            if self.table.above and not texts[0].startswith(("单位", "部门", "公开")):
                self.setting.down += 6
                self.setting.line(texts[0], 14, "center", at=self.setting.down - 3)
                continue
            places = ("left", "right") if len(texts) == 2 else (self.rng.choice(("left", "right")),)
            for text, place in zip(texts, places, strict=True):
                self.setting.line(text, 9, place, at=self.setting.down - 3)
        self.setting.down += 4

    def _measured(self, room: float) -> tuple[float, list[float]]:
        """Type size and widths of the columns: the amounts fit, the names have what is left or less."""
        size = self.press.size
        while True:
            needs = [self._need(column, size) for column in range(len(self.table.columns))]
            if sum(needs) <= room or size <= 2:
                break
            size -= 0.5
        wishes = [max(need, _WEIGHTS[c.kind] * size) for need, c in zip(needs, self.table.columns, strict=True)]
        wishes = [
            max(need, wish * self.press.narrow) if column.kind == "item" else wish
            for need, wish, column in zip(needs, wishes, self.table.columns, strict=True)
        ]
        spare, over = room - sum(needs), sum(wishes) - sum(needs)
        share = min(1.0, spare / over) if over > 0 else 0.0
        return size, [need + (wish - need) * share for need, wish in zip(needs, wishes, strict=True)]

    def _need(self, column: int, size: float) -> float:
        """The width that a column cannot do without."""
        kind = self.table.columns[column].kind
        texts = [row[column] for row in self.table.rows]
        if kind in ("item", "phase", "label", "unit"):
            return 4.2 * size + 2 * _PAD
        if kind in ("code", "empty"):
            texts = [text for text in texts if text.isascii()]
        spacing = self.press.spacing
        widest = max((width(text, size, self._font(text)) + spacing * len(text) for text in texts), default=0)
        if self.press.tight and kind in ("amount", "other"):
            return max(widest + 0.6, 2 * size)
        return max(widest, 2 * size) + 2 * _PAD + 1

    def _font(self, text: str) -> str:
        return self.press.digits if can_set(text, self.press.digits) else SONG

    def _rows(self) -> list[_Row]:
        size, leading = self.size, self.size * _LEADING
        by_row: dict[int, list[tuple[Laid, tuple[str, ...]]]] = {}
        depths = _depths(self.laid) if self.press.indent else {}
        for cell in self.laid:
            depth = depths.get(cell.row, 0) if cell.kind == "item" else 0
            text = "\u3000" * depth + cell.text
            spread = 1 + self.press.spacing / size
            lines = broken(text, size * spread, self.xs[cell.column + cell.colspan] - self.xs[cell.column] - 2 * _PAD)
            by_row.setdefault(cell.row, []).append((cell, tuple(line for line in lines if line.strip())))
        count = max(cell.row + cell.rowspan for cell in self.laid)
        extra = self.rng.choice((2.0, 4.0, 8.0) if self.press.rules in RULED else (6.0, 8.0, 12.0))
        heights = [leading + extra] * count
        for cell, lines in sorted((pair for row in by_row.values() for pair in row), key=lambda p: p[0].rowspan):
            last = cell.row + cell.rowspan - 1
            missing = leading * len(lines) + extra - sum(heights[cell.row : last + 1])
            heights[last] += max(0.0, missing)
        return [_Row(height, tuple(by_row.get(row, ()))) for row, height in enumerate(heights)]

    def _draw(self, rows: Sequence[_Row], head: int) -> None:
        """Draw some rows below what is there; the first of them are the header."""
        if not rows:
            return
        setting = self.setting
        ys = list(accumulate((row.height for row in rows), initial=setting.down))
        placed = []
        for index, row in enumerate(rows):
            for cell, lines in row.cells:
                box = (self.xs[cell.column], ys[index], self.xs[cell.column + cell.colspan], ys[index + cell.rowspan])
                placed.append((cell, lines, box))
        if self.press.shaded and head:
            setting.sheet.shade(self.xs[0], ys[0], self.xs[-1], ys[head], 0.9)
        self._rule([box for _, _, box in placed], ys, head)
        for cell, lines, box in self._ordered(placed):
            self._fill(cell, lines, box)
        setting.down = ys[-1] + 4

    def _ordered(self, placed: list[tuple[Laid, tuple[str, ...], tuple[float, ...]]]) -> list:
        if self.press.order == "columns":
            return sorted(placed, key=lambda each: (each[0].column, each[2][1]))
        if self.press.order == "shuffled":
            return self.rng.sample(placed, len(placed))
        return placed

    def _fill(self, cell: Laid, lines: Sequence[str], box: tuple[float, ...]) -> None:
        x0, top, x1, bottom = box
        leading = self.size * _LEADING
        first = (top + bottom - leading * len(lines)) / 2 if self.press.middle else top + 1
        numeric = cell.kind in ("amount", "other", "line_no", "code")
        align = "center" if cell.kind in ("head", "line_no") else self.press.amounts if numeric else self.press.names
        for index, line in enumerate(lines):
            baseline = first + leading * index + self.size
            pad = 0 if self.press.tight and cell.kind in ("amount", "other") else _PAD
            self.setting.word(line, x0 + pad, baseline, x1 - x0 - 2 * pad, self.size, align)

    def _rule(self, boxes: Sequence[tuple[float, float, float, float]], ys: Sequence[float], head: int) -> None:
        rules = self.press.rules
        left, right = self.xs[0], self.xs[-1]
        if rules in (FULL, OPEN):
            self._cells(boxes, rules == OPEN)
        elif rules == LINED:
            self._strokes([(left, y, right, y) for y in ys])
        elif rules == COLUMNS:
            self._cells([box for box in boxes if box[1] < ys[head]], False)
            self._strokes([(x, ys[head], x, ys[-1]) for x in self.xs])
            self._strokes([(left, y, right, y) for y in (ys[0], ys[-1])])
        elif rules == THREE:
            self._strokes([(left, y, right, y) for y in {ys[0], ys[head], ys[-1]}])
        else:
            assert rules == BARE

    def _cells(self, boxes: Sequence[tuple[float, float, float, float]], is_open: bool) -> None:
        if self.press.strokes == "path" and not is_open:
            self.setting.sheet.boxes(boxes)
        elif self.press.strokes == "boxes" and not is_open:
            for box in boxes:
                self.setting.sheet.boxes([box])
        else:
            sides = {side for box in boxes for side in _sides(box)}
            ends = (self.xs[0], self.xs[-1])
            self._strokes([side for side in sides if not (is_open and side[0] == side[2] and side[0] in ends)])

    def _strokes(self, found: Sequence[tuple[float, float, float, float]]) -> None:
        for stroke in sorted(found):
            self.setting.sheet.rule(*stroke, filled=self.press.strokes == "fills")


def _sides(box: tuple[float, float, float, float]) -> Iterator[tuple[float, float, float, float]]:
    x0, top, x1, bottom = box
    yield from ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))


def _is_total(row: _Row) -> bool:
    return any(cell.text == "合计" for cell, _ in row.cells)


def _depths(laid: Sequence[Laid]) -> dict[int, int]:
    """How far the names of each row are indented: by the length of the code before them."""
    return {cell.row: (len(cell.text) - 3) // 2 for cell in laid if cell.kind == "code" and cell.text.isdigit()}
