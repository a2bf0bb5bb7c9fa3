"""Rows of disclosures: what the charts that compare units have in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from builder.frozen import frozen
from builder.model.amount import Amount
from builder.model.disclosure import Figure, Identity
from builder.site.charts import _figures, _ledger
from builder.site.charts._drawing import Drawing, Words, drawn
from builder.site.charts._palette import Palette

T = TypeVar("T")

MOST = 40
"""A comparison of more disclosures shows the newest of each entity, and of these the largest."""


@frozen
class Entry:
    """One disclosure: its printed parts by shade, each with a name, and the printed whole if there is one."""

    identity: Identity
    parts: Mapping[str, tuple[str, Figure | None]]
    whole: Figure | None = None

    @property
    def figures(self) -> dict[str, Figure]:
        """The parts that are printed."""
        return {shade: figure for shade, (_, figure) in self.parts.items() if figure}


def compared(entries: Sequence[Entry], words: Words, whole: str, palette: Palette) -> Drawing | None:
    """The ledger of all entries that have a part, grouped by entity, years in order."""
    printed = [entry for entry in entries if entry.figures]
    shown = chosen(
        printed,
        lambda entry: (entry.identity, max((f.amount for f in entry.figures.values()), key=lambda amount: amount.yuan)),
    )
    rows = [_row(entry, palette) for entry in shown]
    if not _ledger.worth_drawing(rows):
        return None
    unit = _ledger.shared_unit(rows)
    names = [name for name, _ in shown[0].parts.values()]
    heads = ["单位", "年度", *([whole] if whole else []), *names]
    said = "；".join(_said(row, unit) for row in rows)
    note = (f"单位：{unit}。" if unit else "") + words.note + (FEWER if len(shown) < len(printed) else "")
    described = replace(
        words, description=f"{words.description}{f'（单位：{unit}）' if unit else ''}：{said}。", note=note
    )
    columns = [*heads[:2], *(_figures.column(head, unit) for head in heads[2:])]
    twin = [_cells(entry, unit, bool(whole)) for entry in shown]
    return drawn(described, _ledger.spec(rows, _ledger.Form(second_line=True)), columns, twin)


FEWER = f"数据较多，图中只列各单位最近一份公开中金额最大的 {MOST} 份。"


def chosen(entries: Sequence[T], key: Callable[[T], tuple[Identity, Amount]]) -> list[T]:
    """The entries to show: all, or where they are too many the newest of each entity, and of these the largest."""
    ordered = sorted(entries, key=lambda entry: _when_and_who(key(entry)[0]))
    if len(ordered) <= MOST:
        return ordered
    newest = {key(entry)[0].entity: entry for entry in ordered}
    by_size = sorted(newest, key=lambda entity: -key(newest[entity])[1].yuan)
    largest = set(by_size[:MOST])
    return [entry for entity, entry in newest.items() if entity in largest]


def _when_and_who(identity: Identity) -> tuple[str, int, str]:
    return identity.entity, identity.fiscal_year, identity.kind


def _row(entry: Entry, palette: Palette) -> _ledger.Row:
    """The ledger row of a disclosure."""
    figures = entry.figures
    parts = tuple(
        _ledger.Part(
            entry.parts[shade][0],
            figure.amount,
            *palette.shade[shade],
            source=_figures.account(entry.identity, figure),
        )
        for shade, figure in figures.items()
    )
    amount = entry.whole.amount if entry.whole else None
    source = _figures.account(entry.identity, entry.whole) if entry.whole else ""
    when = _figures.when(entry.identity)
    return _ledger.Row(_figures.who(entry.identity), parts, amount=amount, aside=when, source=source)


def _said(row: _ledger.Row, unit: str) -> str:
    """One row in words."""
    parts = "，".join(f"{part.series} {_figures.said(part.amount, unit)}" for part in row.parts)
    whole = f"支出合计 {_figures.said(row.amount, unit)}，" if row.amount else ""
    return f"{row.name}{row.aside}{whole}{parts}"


def _cells(entry: Entry, unit: str, whole: bool) -> tuple[str | _figures.Cited, ...]:
    """The row of the table twin; a blank where nothing is printed."""
    figures = [*([entry.whole] if whole else []), *(figure for _, figure in entry.parts.values())]
    amounts = (_figures.cited(entry.identity, figure, unit) if figure else "" for figure in figures)
    return (_figures.who(entry.identity), _figures.when(entry.identity), *amounts)
