"""What was seen in a file, as text for the terminal."""

from collections.abc import Iterable, Iterator, Sequence

from builder.look.account import NO_DISCLOSURE, Account, Row, Unclaimed, accounts, others, span
from builder.recognise.sight import Sight, marks, titles_without_table
from builder.report import KINDS, clean, width

_LEFT = {"other": "✗", "aside": "–"}


def text(sight: Sight, page: int | None = None) -> str:
    """What was seen on ``page``, or in the whole document if it is None."""
    parts = [_head(sight)]
    parts += [_section(each) for each in accounts(sight, marks(sight)) if page is None or page in each.pages]
    parts += _others([each for each in others(sight) if page in (None, each.page)])
    parts += _titles(sight, page)
    if page is not None and len(parts) == 1:
        parts.append(_nothing(sight, page))
    return "\n\n".join(parts)


def _head(sight: Sight) -> str:
    found, identity = sight.disclosure, sight.disclosure.identity
    who = f"{identity.entity_name} {identity.fiscal_year} {KINDS.get(identity.kind, identity.kind)}"
    who = who if sight.is_disclosure else NO_DISCLOSURE
    numbers = f"{len(found.tables)} 张标准表，{len(found.figures)} 个数字，{len(found.unplaced)} 个未采用"
    first = f"{clean(sight.document.source.path)}（{sight.document.source.format}，{len(sight.document.pages)} 页）"
    return "\n".join((f"{first}：{clean(who)}；{numbers}", *(f"  {clean(note)}" for note in found.notes)))


def _nothing(sight: Sight, number: int) -> str:
    """What a page without tables has."""
    seen = sight.document.pages[number - 1]
    if seen.is_image:
        return f"第 {number} 页是图片，没有读取。"
    lines = len(seen.lines)
    return f"第 {number} 页没有表格，也没有成行的数字：{lines} 行文字。" if lines else f"第 {number} 页没有文字。"


def _section(account: Account) -> str:
    arrow = "→" if account.claimed else "✗"
    head = f"第 {span(account.pages)} 页  {clean(account.title)}  {arrow} {clean(account.verdict)}"
    facts = _aligned((f"  {name}", clean(value)) for name, value in account.facts)
    columns = _aligned(_column(row) for row in account.columns)
    numbers = list(_aligned((f"  {clean(number)}", clean(why)) for number, why in account.open_numbers))
    return "\n".join((head, *facts, *columns, *(["  未能定栏："] if numbers else []), *numbers))


def _column(row: Row) -> tuple[str, ...]:
    arrow = _LEFT.get(row.kind, "→")
    return (f"  列 {row.number:>2}", clean(row.header) or "（没有表头）", arrow, clean(row.meaning))


def _others(found: Sequence[Unclaimed]) -> list[str]:
    if not found:
        return []
    rows = (
        (f"  第 {each.page} 页", each.size, f"{each.numbers} 个数字", each.reason, clean(each.title)) for each in found
    )
    return ["\n".join(("没有认领的网格和成行的数字：", *_aligned(rows)))]


def _titles(sight: Sight, page: int | None) -> list[str]:
    found = [strip for strip in titles_without_table(sight) if page in (None, strip.location.page)]
    lines = [f"  第 {strip.location.page} 页  {clean(strip.text)}" for strip in found]
    return ["\n".join(("像标准表的标题，下面没有表头（目录或提到它的地方）：", *lines))] if lines else []


def _aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows with their columns to the left, wide characters counted as two; the last column as long as it is."""
    table = [tuple(row) for row in rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell + " " * (space - width(cell)) for cell, space in zip(row[:-1], widths, strict=False)]
        yield "  ".join((*cells, row[-1]))
