"""Tables from their parts: headers from paths of texts, rows from amounts."""

from collections.abc import Iterable, Mapping, Sequence

from builder.standards import classifications
from tests.maker.accounts import Flow
from tests.maker.printed import Column, Head, Manner, PrintedTable

Path = tuple[str, ...]
"""The header of a column from the group down."""
PLAIN, SPLIT, BRACKET = "plain", "split", "bracket"
"""A code in a column of its own, in a column for each level, or in brackets before the name."""


def headed(paths: Sequence[Path]) -> tuple[Head, ...]:
    """The header cells of columns; neighbours with the same group share its cell."""
    deep = max(map(len, paths))
    found = []
    for column, path in enumerate(paths):
        for row, text in enumerate(path):
            group = path[: row + 1]
            is_leaf = row == len(path) - 1
            if not is_leaf and column and paths[column - 1][: row + 1] == group:
                continue
            wide = next((i for i, other in enumerate(paths[column:]) if other[: row + 1] != group), len(paths) - column)
            found.append(Head(row, column, text, deep - row, 1) if is_leaf else Head(row, column, text, 1, wide))
    return tuple(found)


def coded(
    name: tuple[str, int, str],
    leaves: Mapping[str, Sequence[int]],
    columns: Sequence[tuple[Path, str]],
    manner: Manner,
    form: str = PLAIN,
    lead: Path = (),
    total: str = "first",
    unit: str = "",
    levels: Sequence[int] = (3, 5, 7),
) -> PrintedTable:
    """A table by code: 合计 (``total`` says where) and a row for each level of the codes with money.

    ``columns`` are header paths with their measures ("" if it is none of the table's); ``lead`` is the group over code
    and name; ``unit`` is the name of a unit whose column stands before the code and whose row is the total.
    """
    names = {"plain": ("科目编码", "科目名称"), "split": ("类", "款", "项", "科目名称"), "bracket": ("功能科目名称",)}[
        form
    ]
    if levels[-1] == 5:
        names = tuple(text for text in names if text != "项")
    kinds = [*["code"] * (len(names) - 1), "item"] if form != BRACKET else ["item"]
    paths = [(*lead, text) for text in names]
    if form == SPLIT:
        paths = [(*lead, "功能分类科目编码" if levels[-1] == 7 else "经济分类科目编码", text) for text in names[:-1]]
        paths.append((*lead, names[-1]))
    front = [("预算单位",)] if unit else []
    every = sorted({code[:size] for code, amounts in leaves.items() if any(amounts) for size in levels})
    rows, named = [], []
    for code in every:
        rows.append((*[""] * len(front), *_lead(code, form, len(names)), *_sums(leaves, code, len(columns), manner)))
        named.append((code, classifications.name(code) or ""))
    label = unit or "合计"
    at = 0 if unit else len(names) - 1
    row = ["", *[""] * (len(front) + len(names) - 1)]
    row[at] = label
    place = 0 if total == "first" or unit else len(rows)
    rows.insert(place, (*row, *_sums(leaves, "", len(columns), manner)))
    named.insert(place, ("", label))
    made = [Column("unit")] * len(front) + [Column(kind) for kind in kinds]
    made += [Column("amount" if measure else "other", measure=measure) for _, measure in columns]
    head = headed([*front, *paths, *(path for path, _ in columns)])
    return PrintedTable(name[0], name[1], name[2], tuple(made), head, (), tuple(rows), (), tuple(named))


def _lead(code: str, form: str, width: int) -> tuple[str, ...]:
    name = classifications.name(code) or ""
    if form == BRACKET:
        return (f"[{code}]{name}",)
    if form == PLAIN:
        return code, name
    parts = [code[:3], *(code[at : at + 2] for at in range(3, len(code), 2))]
    return (*parts, *[""] * (width - 1 - len(parts)), name)


def _sums(leaves: Mapping[str, Sequence[int]], prefix: str, width: int, manner: Manner) -> list[str]:
    below = [amounts for code, amounts in leaves.items() if code.startswith(prefix)]
    sums = [sum(parts) for parts in zip(*below, strict=True)] if below else [0] * width
    return [manner.amount(fen) for fen in sums]


def rowed(
    name: tuple[str, int, str],
    rows: Sequence[tuple[Sequence[str], Sequence[int]]],
    columns: Sequence[tuple[Path, str, str]],
    manner: Manner,
    lead: Sequence[Path] = (),
) -> PrintedTable:
    """A table of a few rows: their leading texts and amounts. ``columns`` are header paths, measures and phases."""
    made = [Column("unit")] * len(lead)
    made += [Column("amount" if measure else "other", measure=measure, phase=phase) for _, measure, phase in columns]
    texts = [(*words, *map(manner.amount, amounts)) for words, amounts in rows]
    named = tuple(("", words[-1] if words and words[-1] else words[0] if words else "") for words, _ in rows)
    head = headed([*lead, *(path for path, _, _ in columns)])
    return PrintedTable(name[0], name[1], name[2], tuple(made), head, (), tuple(texts), (), named)


Line = tuple[str, Sequence[int]]
"""A label and its amounts; no amounts for a line without numbers."""


def laned(
    name: tuple[str, int, str],
    lanes: tuple[Sequence[Line], Sequence[Line]],
    heads: tuple[Sequence[Path], Sequence[Path]],
    measures: Sequence[str],
    manner: Manner,
    beside: Sequence[tuple[Sequence[Path], Sequence[Line]]] = (),
) -> PrintedTable:
    """Two lanes of a label and amounts; ``beside`` are those by the economic classifications."""
    columns = [Column("item", 0, "revenue"), Column("amount", 0, "revenue", measure="amount")]
    columns += [Column("item", 1, "expenditure")]
    columns += [Column("amount", 1, "expenditure", measure=measure) for measure in measures]
    for lane, side in zip(range(2, 2 + len(beside)), ("economic", "government_economic"), strict=False):
        columns += [Column("item", lane, side), Column("amount", lane, side, measure=measures[0])]
    every = [(1, lanes[0]), (len(measures), lanes[1]), *((1, lines) for _, lines in beside)]
    long = max(len(lines) for _, lines in every)
    rows = []
    for index in range(long):
        row: list[str] = []
        for width, lines in every:
            label, amounts = lines[index] if index < len(lines) else ("", ())
            row += [label, *(manner.amount(fen) for fen in amounts), *[""] * (width - len(amounts))]
        rows.append(tuple(row))
    paths = [*heads[0], *heads[1], *(path for head, _ in beside for path in head)]
    return PrintedTable(name[0], name[1], name[2], tuple(columns), headed(paths), (), tuple(rows), ())


def by_code(flows: Iterable[Flow], amounts: Mapping[str, Sequence[int]] | None = None) -> dict[str, list[int]]:
    """Total, basic and project by 项 code, with more amounts of the same code behind them."""
    found: dict[str, list[int]] = {}
    for flow in flows:
        values = [flow.total, flow.spent.get("basic", 0), flow.spent.get("project", 0)]
        found[flow.code] = [a + b for a, b in zip(found.get(flow.code, [0, 0, 0]), values, strict=True)]
    return {code: [*values, *(amounts or {}).get(code, ())] for code, values in found.items()}
