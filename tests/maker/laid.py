"""A printed table laid out as cells with spans, as programs that know merged cells keep it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from tests.maker.printed import Printed, PrintedTable

NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell: ``kind`` is title, caption, head, code, item, line_no, amount, empty or note."""

    row: int
    column: int
    text: str
    kind: str
    rowspan: int = 1
    colspan: int = 1


def title_of(printed: Printed, table: PrintedTable, rng: Random) -> str:
    """The title as one of the ways in which offices print it."""
    if table.above:
        return table.above[0][0]
    if printed.labelled:
        return f"{printed.label.format(table.number)}{rng.choice(('', ' '))}{table.title}"
    return rng.choice(
        (
            table.title,
            f"{printed.year}{'年度' if printed.kind == 'final' else '年'}{table.title}",
            f"{NUMERALS[table.number - 1]}、{table.title}",
            f"表{NUMERALS[table.number - 1]}：{table.title}",
        )
    )


def caption_rows(printed: Printed, table: PrintedTable, rng: Random) -> list[tuple[str, ...]]:
    """What stands between title and header: the number of the form, whose it is, the unit."""
    if table.above:
        return list(table.above[1:])
    rows = (
        [(printed.label.format(table.number),)] if printed.label and not printed.labelled and rng.random() < 0.6 else []
    )
    whose, unit = (
        f"{printed.body}：{printed.entity_name}",
        f"{rng.choice(('', '金额'))}单位：{table.unit or printed.unit}",
    )
    return [*rows, *rng.choice(([(whose, unit)], [(whose, unit)], [(unit,)], [(whose,), (unit,)]))]


def table_cells(table: PrintedTable, rng: Random) -> list[Laid]:
    """Header, 栏次 row and rows, from row 0. Codes and the label of a total are merged over their columns or not."""
    cells = [Laid(head.row, head.column, head.text, "head", head.rowspan, head.colspan) for head in table.head]
    row = table.head_rows
    if table.numbering and rng.random() < 0.7:
        cells += [Laid(row, column, text, "head") for column, text in enumerate(table.numbering)]
        row += 1
    merges = rng.random() < 0.5
    for number, texts in enumerate(table.rows, start=row):
        cells += _row(table, number, texts, merges)
    return cells


def _row(table: PrintedTable, number: int, texts: Sequence[str], merges: bool) -> Iterator[Laid]:
    kinds = [column.kind for column in table.columns]
    column = 0
    while column < len(texts):
        width = 1
        if merges and kinds[column] == "code":
            while column + width < len(kinds) and kinds[column + width] == "empty":
                width += 1
            if not texts[column] and texts[column + width] and "合计" in texts[column + width]:
                yield Laid(number, column, texts[column + width], "item", 1, width + 1)
                column += width + 1
                continue
        yield Laid(number, column, texts[column], kinds[column], 1, width)
        column += width


def front(printed: Printed, rng: Random) -> list[str]:
    """The lines before the tables: title, perhaps contents, overview."""
    if printed.before:
        return list(printed.before)
    name, year = printed.entity_name, printed.year
    lines = [f"{name}{year}{printed.what}"]
    if rng.random() < 0.6:
        lines += ["目  录", f"第二部分 {year}{printed.what}表"]
        leader = rng.choice(("……" * 9, ""))
        lines += [f"{NUMERALS[i]}、{table.title}{leader}{i + 3}" for i, table in enumerate(printed.tables)]
    return [*lines, f"第一部分 {name}概况", "一、主要职责", "本单位负责有关工作。", f"第二部分 {year}{printed.what}表"]


def back(printed: Printed) -> list[str]:
    """The lines behind the tables: the narrative, which repeats some figures; without its forms."""
    if printed.behind:
        return [each for each in printed.behind if isinstance(each, str)]
    lines = [f"第三部分 {printed.year}{printed.what}情况说明", "一、收入支出总体情况说明"]
    said = [f"{printed.year}年度{figure.item}{figure.printed}{printed.unit}" for figure in printed.told()]
    lines += [f"{sentence}，与上年相比增加1.00{printed.unit}。" for sentence in said]
    return [*lines, "第四部分 名词解释", "基本支出：指为保障机构正常运转、完成日常工作任务而发生的支出。"]
