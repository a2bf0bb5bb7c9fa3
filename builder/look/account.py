"""What is said of each section and of what no section holds, in words, for the text and for the page alike."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from builder.frozen import frozen
from builder.model.disclosure import Figure, Unplaced
from builder.model.location import Location
from builder.recognise.record import Heading, Part, ReadTable
from builder.recognise.sections import Section, Strip
from builder.recognise.sight import KINDS, Mark, Sight, grids, marks, title_above, unclaimed
from builder.report import KINDS as DOCUMENT_KINDS
from builder.standards.layouts import STANDARD, layouts
from builder.standards.tables import standard_tables
from builder.standards.text import key

KIND_NAMES = dict(
    zip(
        KINDS,
        (
            *("按位置定栏", "按勾稽定栏", "未能定栏", "不是本表的栏", "遗留的数字"),
            *("编码", "名称", "行次", "表头（已认出）", "表头（未认出）", "标题"),
        ),
        strict=True,
    )
)
"""What a token can be, in Chinese."""
_ROLES = {
    "code": "科目编码",
    "name": "名称",
    "line_no": "行次",
    "serial": "序号",
    "unit": "单位名称",
    "unit_code": "单位编码",
    "year": "年度",
    "aside": "不是本表的栏（比例、备注等）",
    "other": "没有认出",
}
_SIDES = {
    "revenue": "收入",
    "expenditure": "支出",
    "economic": "支出（部门经济分类）",
    "government_economic": "支出（政府经济分类）",
    "purpose": "支出（用途）",
}
NO_DISCLOSURE = "没有找到单位或年度，不能作为预决算公开文件读入"
"""What stands in the place of unit and year."""
_PRINTED = ("position", "identity", "unplaced", "aside", "left")
_CUT = 60


@frozen
class Row:
    """A column of a table: its number in the grid (from 1), the header's texts, what it was taken for, its kind."""

    number: int
    header: str
    meaning: str
    kind: str


@frozen
class Account:
    """What is said of one section: where it stands, its printed title, what it is, facts, columns and open numbers.

    ``claimed`` is whether it became a standard table or a part of one.
    """

    pages: tuple[int, ...]
    title: str
    verdict: str
    claimed: bool
    facts: tuple[tuple[str, str], ...]
    columns: tuple[Row, ...] = ()
    open_numbers: tuple[tuple[str, str], ...] = ()


@frozen
class Unclaimed:
    """A grid, or lines that look like a table, which no section holds."""

    page: int
    size: str
    title: str
    numbers: int
    reason: str


def pages_with_tables(sight: Sight) -> tuple[int, ...]:
    """The pages on which there is a section, a grid, or lines that look like a table."""
    marked = marks(sight)
    inside = {page for account in accounts(sight, marked) for page in account.pages}
    return tuple(sorted(inside | {each.page for each in others(sight)}))


def accounts(sight: Sight, marked: Mapping[int, Mark]) -> tuple[Account, ...]:
    """The sections, in document order."""
    return tuple(_account(sight, section, marked) for section in sight.sections)


def _account(sight: Sight, section: Section, marked: Mapping[int, Mark]) -> Account:
    body = sight.body(section)
    seen = [strip for strip in body if any(token.at in marked for token in strip.tokens)]
    pages = tuple(sorted({strip.location.page for strip in seen}))
    named = f"{section.table.id} {section.table.title[section.kind]}"
    found = [marked[token.at] for strip in seen for token in strip.tokens if token.at in marked]
    where = (("位置", place(seen)), ("标题", f"与标准表 {named} 相符（{DOCUMENT_KINDS[section.kind]}）"))
    counted = _counted(found)
    pair = sight.part(section)
    if pair is None:
        reason = _reason(sight, section.location, section.title) or "与前面同名的表重复或单位不同"
        return Account(pages, section.title, f"没有采用：{reason}", False, (*where, ("数字", counted)))
    table, part = pair
    again = "（续）" if part is not table.parts[0] else ""
    facts = (
        *where,
        ("表号", table.printed_number or "没有印出"),
        ("单位", table.unit or "没有写明：数字不发布"),
        ("布局", _layout(table)),
        *([("栏", _without_columns(seen))] if not part.headings else []),
        ("行", f"{len(table.records)} 行" + ("（全表）" if len(table.parts) > 1 else "")),
        ("数字", counted),
        *([("表注", _cut(table.note))] if table.note else []),
    )
    numbers = tuple(open_number(mark.result) for mark in found if mark.kind == "unplaced" and mark.result)
    return Account(pages, section.title, f"{named}{again}", True, facts, _columns(table, part), numbers)


def _counted(found: Sequence[Mark]) -> str:
    kinds = Counter(mark.kind for mark in found)
    said = "，".join(f"{KIND_NAMES[kind]} {kinds[kind]}" for kind in _PRINTED if kinds[kind])
    return said or "没有数字"


def _layout(table: ReadTable) -> str:
    if not table.columns:
        return "表头没有认出，全表的数字未采用"
    name = next((layout.zh for layout in layouts() if layout.id == table.layout), "")
    return f"{table.layout} {'标准格式' if table.layout == STANDARD else name}".strip()


def _without_columns(strips: Sequence[Strip]) -> str:
    if any(strip.grid and strip.grid.has_spans for strip in strips):
        return "编码、名称、金额几组并排，逐格按先后读，不按列"
    return "没有格线，按栏次、行次、编码和先后读；空格丢失处按勾稽关系定栏"


def _columns(table: ReadTable, part: Part) -> tuple[Row, ...]:
    names = _names(table.standard.id)
    if part.headings:
        return tuple(_row(heading, names) for heading in part.headings)
    flat = [column for lane in table.columns.values() for column in lane]
    return tuple(
        Row(number, "（按先后）", _measure(column, names), "amount") for number, column in enumerate(flat, start=1)
    )


def _names(table: str) -> Callable[[str], str]:
    """What gives the Chinese name of a measure or a phase of a standard table."""
    found = standard_tables().get(table)
    phases = {phase.id: phase.zh for phase in found.phases} if found else {}
    return lambda name: phases.get(name) or (found.named(name).zh if found else name)


def _row(heading: Heading, names: Callable[[str], str]) -> Row:
    meaning = _measure(heading.measure, names) if heading.measure else _ROLES.get(heading.kind, heading.kind)
    return Row(heading.column + 1, "/".join(heading.texts), meaning, heading.kind)


def _measure(column: tuple[str, str], names: Callable[[str], str]) -> str:
    side, measure = column
    before = f"{_SIDES.get(side) or names(side)}·" if side else ""
    return f"{before}{names(measure)} {measure}"


def open_number(result: Figure | Unplaced) -> tuple[str, str]:
    """A number that could not be placed: the number with its row, and why with its candidates."""
    if isinstance(result, Figure):
        return result.amount.printed, ""
    row = " ".join(part for part in (result.code, _cut(result.item)) if part)
    candidates = f"；候选 {'、'.join(result.candidates)}" if result.candidates else ""
    return f"{_spot(result.location)} {row}：{result.printed}", f"{result.reason}{candidates}"


def said(mark: Mark) -> str:
    """What a token was taken for, in one line."""
    names = _names(mark.result.table if mark.result else mark.table)
    if isinstance(mark.result, Figure):
        figure, how = mark.result, KIND_NAMES[mark.kind]
        row = " ".join(part for part in (figure.line_no, figure.code, figure.item) if part)
        column = _measure((figure.side or figure.phase, figure.measure), names)
        return f"{figure.amount.printed} {figure.amount.unit}：{figure.table}，行 {row}，栏 {column}，{how}"
    if mark.result:
        return f"{mark.result.printed}：{KIND_NAMES[mark.kind]}，{open_number(mark.result)[1]}"
    rows = (_row(heading, names) for heading in mark.headings)
    over = "；".join(f"第 {row.number} 列 {row.header} → {row.meaning}" for row in rows)
    return f"{KIND_NAMES[mark.kind]}{'：' if over else ''}{over}"


def others(sight: Sight) -> tuple[Unclaimed, ...]:
    """What no section holds, and why."""
    return tuple(_unclaimed(sight, rows) for rows in unclaimed(sight) if _has_columns(rows))


def _has_columns(rows: tuple[Strip, ...]) -> bool:
    """Whether a grid is more than a frame around text."""
    grid = rows[0].grid
    return grid is None or any(cell.column or cell.colspan > 1 for cell in grid.cells)


def _unclaimed(sight: Sight, rows: tuple[Strip, ...]) -> Unclaimed:
    inside = next((strip.text for strip in rows[:2] if strip.in_grid and len(strip.cells) == 1), "")
    titles = [title for title in (inside, title_above(sight, rows)) if title]
    why = {title: reason for title in titles if (reason := _reason(sight, rows[0].location, title))}
    numbers = sum(token.number is not None for strip in rows for token in strip.tokens)
    page, size = rows[0].location.page, _size(rows)
    if not titles:
        return Unclaimed(page, size, _cut(rows[0].text), numbers, "上面没有标题")
    title = next((title for title in titles if title in why), titles[-1] if titles[0].startswith("（") else titles[0])
    return Unclaimed(page, size, _cut(title), numbers, why.get(title, "标题不是标准表的标题"))


def _reason(sight: Sight, location: Location, text: str) -> str:
    """What the disclosure says of a leftover on this page with these words."""
    words = key(text)
    left = (each for each in sight.disclosure.leftovers if each.location.page == location.page and key(each.excerpt))
    return next((each.reason for each in left if words.startswith(key(each.excerpt))), "")


def span(pages: Sequence[int]) -> str:
    """Page numbers, those without a gap as first–last."""
    if len(pages) > 2 and pages[-1] - pages[0] == len(pages) - 1:
        return f"{pages[0]}–{pages[-1]}"
    return "、".join(map(str, pages))


def place(strips: Sequence[Strip]) -> str:
    """Where strips stand: their grids with size and box, or their lines."""
    return "；".join(_places(strips))


def _places(strips: Sequence[Strip]) -> Iterator[str]:
    found = grids(tuple(strips))
    for grid in found[:1]:
        box = f"，框 {grid.location.box}" if grid.location.box else ""
        rows = tuple(strip for strip in strips if strip.grid is grid)
        yield f"{_spot(grid.location)}，网格 {_size(rows)}{box}"
    if len(found) > 1:
        yield f"另有 {len(found) - 1} 个网格，到第 {found[-1].location.page} 页"
    if not found:
        first, last = strips[0].location, strips[-1].location
        lines = f" 至 {last.line} 行，没有格线" if last.line else f" 至第 {last.page} 页，没有格线"
        yield _spot(first).removesuffix("行").rstrip() + lines


def _size(rows: Sequence[Strip]) -> str:
    grid = rows[0].grid
    if grid is None:
        return f"{len(rows)} 行文字"
    return f"{len(rows)} 行 × {max(cell.column + cell.colspan for cell in grid.cells)} 列"


def _spot(location: Location) -> str:
    return f"第 {location.page} 页" + (f"第 {location.line} 行" if location.line else "")


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _CUT else f"{flat[: _CUT - 1]}…"
