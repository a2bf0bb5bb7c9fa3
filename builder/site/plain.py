"""A disclosure in plain words: sentences made of printed figures; what we compute ourselves says so."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from builder.model.disclosure import Disclosure, Figure
from builder.site.headline import Headline, classes, headline, sources
from builder.standards.tables import standard_tables

_ORDINAL = re.compile(r"^[一二三四五六七八九十]+、\s*")


@dataclass(frozen=True, slots=True)
class Share:
    """A share that we computed from two printed figures: a percentage with one decimal (half up)."""

    value: Decimal

    @property
    def percent(self) -> str:
        """As text, with its sign."""
        return f"{self.value}%"

    @property
    def width(self) -> Decimal:
        """As the width of a bar: not below 0 and not above 100."""
        return min(max(self.value, Decimal(0)), Decimal(100))


Part = str | Figure | Share
Sentence = tuple[Part, ...]


def share(part: Figure, whole: Figure | None) -> Share | None:
    """What percentage ``part`` is of ``whole``; None without a whole, with a whole of zero or in another unit."""
    if whole is None or not whole.amount.value or part.amount.unit != whole.amount.unit:
        return None
    return Share((100 * part.amount.value / whole.amount.value).quantize(Decimal("0.1"), ROUND_HALF_UP))


def bare(item: str) -> str:
    """A row's name without the ordinal of the form (一、一般公共服务支出)."""
    return _ORDINAL.sub("", item)


def lines(disclosure: Disclosure) -> Mapping[str, tuple[Sentence, ...]]:
    """What the tables of ``disclosure`` say: of money in and out, of its purposes, of people; a line may be empty.

    The unit of a figure is not among the words: whoever writes the figure writes it.
    """
    main = headline(disclosure)
    made = {
        "size": (_size(disclosure, main), _origin(disclosure, main)),
        "purposes": (_purposes(disclosure, main), _kinds(main)),
        "people": (_staff(main), _three_public(disclosure, main)),
    }
    return {name: tuple(filter(None, listed)) for name, listed in made.items()}


def sentences(disclosure: Disclosure) -> tuple[Sentence, ...]:
    """All sentences of the lines; () if the tables have no figures."""
    return tuple(sentence for line in lines(disclosure).values() for sentence in line)


def _size(disclosure: Disclosure, main: Headline) -> Sentence:
    planned = "预算" if disclosure.identity.kind == "budget" else ""
    parts: list[Part] = []
    if main.revenue:
        parts += [f"本年{planned}收入 ", main.revenue]
    if main.expenditure:
        parts += ["，" if parts else "", f"本年{planned}支出 ", main.expenditure]
    return (*parts, "。") if parts else ()


def _origin(disclosure: Disclosure, main: Headline) -> Sentence:
    names = {measure.id: measure.zh for measure in standard_tables()["revenue"].measures}
    listed = [(names.get(figure.measure, figure.measure), figure) for figure in sources(disclosure)]
    return ("钱从哪里来：", *_listed(listed, main.revenue), "。") if listed else ()


def _kinds(main: Headline) -> Sentence:
    listed = [("基本支出（维持机构日常运转）", main.basic), ("项目支出（办专门的事）", main.project)]
    named = [(name, figure) for name, figure in listed if figure]
    return ("支出分两种：", *_listed(named, main.expenditure), "。") if named else ()


def _purposes(disclosure: Disclosure, main: Headline) -> Sentence:
    largest = sorted(classes(disclosure), key=lambda figure: -figure.amount.value)[:3]
    listed = [(bare(figure.item), figure) for figure in largest]
    return (
        ("按用途，最多的是：" if len(listed) > 1 else "按用途：", *_listed(listed, main.expenditure), "。")
        if listed
        else ()
    )


def _staff(main: Headline) -> Sentence:
    listed = [("人员经费", main.personnel), ("公用经费", main.public)]
    named = [(name, figure) for name, figure in listed if figure]
    return ("一般公共预算的基本支出里：", *_listed(named, None), "。") if named else ()


def _three_public(disclosure: Disclosure, main: Headline) -> Sentence:
    if main.three_public:
        return ("“三公”经费合计 ", main.three_public, "。")
    table = disclosure.table("three-public")
    if table and table.state == "empty":
        return ("“三公”经费表是空表", f"，原文注明：“{table.note.rstrip('。')}”。" if table.note else "，没有说明。")
    return ()


def _listed(named: Iterable[tuple[str, Figure]], whole: Figure | None) -> Iterator[Part]:
    for number, (name, figure) in enumerate(named):
        yield f"{'，' if number else ''}{name} "
        yield figure
        part = share(figure, whole)
        if part:
            yield part
