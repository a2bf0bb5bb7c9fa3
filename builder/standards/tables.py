"""The standard tables, loaded from ``tables/*.yml``: titles, columns, lanes and the rows that have a name.

A row's *role* is what identities call it: its code in a table by code, ``total`` for 合计, the code of its class
in a lane of classes, or the id given in the YAML file (``current-revenue``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache
from importlib import resources
from typing import Any

from builder.frozen import frozen
from builder.standards import classifications
from builder.standards.text import key, label_key
from builder.standards.written import load

MARKS = {
    "prior": ("上年预算", "prior year"),
    "prior_actual": ("上年执行", "prior year, executed"),
    "change": ("增减", "change"),
    "net": ("扣除基建", "without capital construction"),
    "general": ("一般公共预算", "general public budget"),
    "government_fund": ("政府性基金预算", "government fund budget"),
    "state_capital": ("国有资本经营预算", "state capital budget"),
}
"""What may set a column apart from that of its measure, in the order in which the marks stand in its id.

A budget may print its measures for the year before, too, their change, and without capital construction
(``prior_total``, ``change_net_total``); the “三公” table, where the three budgets have columns, theirs
(``government_fund_total``).
"""
VIEWS = {"economic": "economic", "government": "government_economic", "purpose": "purpose"}
"""The sides of a table that shows its expenditure once more by other classes, by the scheme of the lane's names."""
WHOLE = ("total", "amount")
"""The measures that are a whole row's."""


@frozen
class Measure:
    """A column: its id, its names and the header texts (as keys) under which it is printed."""

    id: str
    zh: str
    en: str
    headers: tuple[str, ...]


ALONE = "alone"
"""What the role of a row that stands for its parts ends on."""


@frozen
class RowName:
    """A row that has a name of its own: its role and the labels (as keys) under which it is printed.

    ``under`` is the role of a row that must be printed above it (一般公共预算拨款 below 上年结转 is a part of that).
    ``over`` are the roles of rows that may be printed as its parts; where none is, the row stands for them, and its
    role says so (``source-appropriation-alone``): 财政拨款收入 without 一般公共预算 below it is the sum of all three.
    """

    id: str
    labels: tuple[str, ...]
    under: str = ""
    over: tuple[str, ...] = ()


@frozen
class Lane:
    """One side of a table: ``side`` (or phase), its measures in 栏次 order, its named rows in printed order.

    ``extra`` are measures that only some forms print (人员经费 and 公用经费 as columns, the sources of a budget).
    """

    side: str
    measures: tuple[Measure, ...]
    rows: tuple[RowName, ...]
    classes: bool = False
    extra: tuple[Measure, ...] = ()
    by_label: Mapping[str, Sequence[RowName]] = field(init=False, repr=False, compare=False)
    by_leaf: Mapping[str, Sequence[tuple[Measure, str]]] = field(init=False, repr=False, compare=False)
    places: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        labels: dict[str, list[RowName]] = {}
        for row in self.rows:
            for label in dict.fromkeys(row.labels):
                labels.setdefault(label, []).append(row)
        leaves: dict[str, list[tuple[Measure, str]]] = {}
        places: dict[str, int] = {}
        for place, measure in enumerate(self.all_measures):
            for header in measure.headers:
                places.setdefault(header, place)
                if "/" in header:
                    leaves.setdefault(header.rpartition("/")[2], []).append((measure, header))
        for name, found in (("by_label", labels), ("by_leaf", leaves), ("places", places)):
            object.__setattr__(self, name, found)

    @property
    def all_measures(self) -> tuple[Measure, ...]:
        """The measures of the standard form, then those that only some forms print."""
        return self.measures + self.extra

    def under(self, leaf: str) -> Sequence[tuple[Measure, str]]:
        """The measures with a header that is a path (``基本支出/小计``) to this text, and the path."""
        return self.by_leaf.get(leaf, ())

    def headed(self, names: Iterable[str]) -> Measure | None:
        """The first measure that has one of these headers."""
        found = [self.places[name] for name in names if name in self.places]
        return self.all_measures[min(found)] if found else None


_NINE = 9
"""The order of the last of the nine tables; what only some places add stands behind them."""


@frozen
class StandardTable:
    """A standard table: ``shape`` says how its rows are built, ``titles`` the title keys by kind.

    ``cores`` are what titles consist of without words that say nothing (预算, 财政拨款, 总体情况), by kind, or under
    the empty kind for both.

    ``names`` are headers of columns that name the row, beside those that all tables have, and ``ignored`` those of
    columns that are no measures. ``not_under`` are words of header groups whose columns are only a part of what they
    are called (项目支出 below 一般公共预算 in a table of all expenditure).

    ``says_classification``: a title is this table's only with the classification named behind it (按经济分类科目);
    without it, it is another table's.
    """

    id: str
    order: int
    shape: str
    title: Mapping[str, str]
    title_en: Mapping[str, str]
    titles: Mapping[str, tuple[str, ...]]
    cores: Mapping[str, tuple[str, ...]]
    lanes: tuple[Lane, ...]
    phases: tuple[Measure, ...] = ()
    classification: str = ""
    not_under: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    says_classification: bool = False

    @property
    def is_prescribed(self) -> bool:
        """Whether every disclosure of final accounts must have it: the nine forms of 财政部, 公开01表 to 公开09表."""
        return "final" in self.titles and self.order <= _NINE

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures of all lanes, each once, those that only some forms print last."""
        standard = [measure for lane in self.lanes for measure in lane.measures]
        extra = [measure for lane in self.lanes for measure in lane.extra]
        return tuple({measure.id: measure for measure in (*standard, *extra)}.values())

    def named(self, measure: str) -> Measure:
        """A measure of the table by its id, with marks before it or not; its id is its name if it has none."""
        return _named_measure(self.measures, measure)

    def lane(self, side: str) -> Lane:
        """The lane of ``side``; tables without sides have one lane."""
        for lane in self.lanes:
            if lane.side == side:
                return lane
        return self.lanes[0]

    def roles(self, side: str, rows: Iterable[tuple[str, str]]) -> list[str]:
        """The roles of rows given as (code, item) in printed order.

        The same label may name two rows (一般公共预算财政拨款 as a source and as a part of the opening balance): below
        the opening balance the part is meant.
        """
        lane, found = self.lane(side), list[str]()
        for code, item in rows:
            found.append(code or _named(lane, item, found))
        return _standing_for(lane, found)


def _named_measure(known: Sequence[Measure], wanted: str) -> Measure:
    if found := next((measure for measure in known if measure.id == wanted), None):
        return found
    for mark in sorted(MARKS, key=len, reverse=True):
        if wanted.startswith(f"{mark}_"):
            zh, en = MARKS[mark]
            bare = _named_measure(known, wanted.removeprefix(f"{mark}_"))
            return Measure(wanted, f"{zh}：{bare.zh}", f"{bare.en} ({en})", ())
    return Measure(wanted, wanted, wanted, ())


def _named(lane: Lane, item: str, above: Sequence[str]) -> str:
    wanted = label_key(item)
    hits = lane.by_label.get(wanted, ())
    parts = [row for row in hits if row.under in above]
    if hit := next((row for row in (*parts, *hits) if row in parts or not row.under), None):
        return hit.id
    return (lane.classes and classifications.class_code(item)) or f"item:{wanted}"


def _standing_for(lane: Lane, roles: list[str]) -> list[str]:
    """Rows that stand for the parts they would have get a role of their own, if no such part is printed."""
    over = {row.id: f"{row.id}-{ALONE}" for row in lane.rows if row.over and not {*row.over} & {*roles}}
    return [over.get(role, role) for role in roles]


def header_key(text: str) -> str:
    """The key of a header text; a path of texts from the group down (``基本支出/小计``) keeps its slashes."""
    return "/".join(key(part) for part in text.split("/"))


def measure_of(data: Mapping[str, Any]) -> Measure:
    """A measure as a YAML file has it."""
    headers = tuple(header_key(header) for header in data.get("headers", ()))
    return Measure(data["id"], data["zh"], data["en"], headers)


def _row(data: Mapping[str, Any]) -> RowName:
    labels = tuple(label_key(label) for label in data["labels"])
    return RowName(data["id"], labels, data.get("under", ""), tuple(data.get("over", ())))


def _lane(data: Mapping[str, Any]) -> Lane:
    return Lane(
        data.get("side", ""),
        tuple(map(measure_of, data["measures"])),
        tuple(map(_row, data.get("rows", ()))),
        data.get("classes", False),
        tuple(map(measure_of, data.get("extra", ()))),
    )


def _table(data: Mapping[str, Any]) -> StandardTable:
    return StandardTable(
        id=data["id"],
        order=data["order"],
        shape=data["shape"],
        title=data["title"],
        title_en=data["title_en"],
        titles={kind: tuple(map(key, titles)) for kind, titles in data["titles"].items()},
        cores={"" if kind == "both" else kind: tuple(cores) for kind, cores in data["cores"].items()},
        lanes=tuple(map(_lane, data.get("lanes", [data]))),
        phases=tuple(map(measure_of, data.get("phases", ()))),
        classification=data.get("classification", ""),
        not_under=tuple(map(key, data.get("not_under", ()))),
        names=tuple(map(key, data.get("names", ()))),
        ignored=tuple(map(header_key, data.get("ignored", ()))),
        says_classification=data.get("says_classification", False),
    )


@cache
def standard_tables() -> Mapping[str, StandardTable]:
    """The standard tables by id, in the order of the final accounts form (公开01表 first)."""
    folder = resources.files(__package__).joinpath("tables")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yml")), key=lambda file: file.name)
    found = [_table(load(file.read_text(encoding="utf-8"))) for file in files]
    return {table.id: table for table in sorted(found, key=lambda table: table.order)}
