"""A disclosure in plain words: sentences made of printed figures; what we compute ourselves says so."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Figure
from builder.site.headline import Headline, classes, headline, sources
from builder.site.tongue import CHINESE, Tongue
from builder.standards.tables import standard_tables

_ORDINAL = re.compile(r"^[一二三四五六七八九十]+、\s*")


@frozen
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


def lines(disclosure: Disclosure, tongue: Tongue = CHINESE) -> Mapping[str, tuple[Sentence, ...]]:
    """What the tables of ``disclosure`` say: of money in and out, of its purposes, of people; a line may be empty.

    The unit of a figure is not among the words: whoever writes the figure writes it.
    """
    main = headline(disclosure)
    made = {
        "size": (_size(disclosure, main, tongue), _origin(disclosure, main, tongue)),
        "purposes": (_purposes(disclosure, main, tongue), _kinds(main, tongue)),
        "people": (_staff(main, tongue), _three_public(disclosure, main, tongue)),
    }
    return {name: tuple(filter(None, listed)) for name, listed in made.items()}


def sentences(disclosure: Disclosure) -> tuple[Sentence, ...]:
    """All sentences of the lines; () if the tables have no figures."""
    return tuple(sentence for line in lines(disclosure).values() for sentence in line)


def _size(disclosure: Disclosure, main: Headline, tongue: Tongue) -> Sentence:
    planned = "预算" if disclosure.identity.kind == "budget" else ""
    parts: list[Part] = []
    if main.revenue:
        parts += [tongue.t(f"本年{planned}收入"), main.revenue]
    if main.expenditure:
        parts += [tongue.t("，") if parts else "", tongue.t(f"本年{planned}支出"), main.expenditure]
    return (*parts, tongue.t("。")) if parts else ()


def _origin(disclosure: Disclosure, main: Headline, tongue: Tongue) -> Sentence:
    names = {measure.id: (measure.zh, measure.en or measure.zh) for measure in standard_tables()["revenue"].measures}
    listed = [(tongue.pick(names.get(one.measure, (one.measure,) * 2)), one) for one in sources(disclosure)]
    return (tongue.t("钱从哪里来："), *_listed(listed, main.revenue, tongue), tongue.t("。")) if listed else ()


def _kinds(main: Headline, tongue: Tongue) -> Sentence:
    listed = [("基本支出（维持机构日常运转）", main.basic), ("项目支出（办专门的事）", main.project)]
    named = [(tongue.t(name), figure) for name, figure in listed if figure]
    return (tongue.t("支出分两种："), *_listed(named, main.expenditure, tongue), tongue.t("。")) if named else ()


def _purposes(disclosure: Disclosure, main: Headline, tongue: Tongue) -> Sentence:
    largest = sorted(classes(disclosure), key=lambda figure: -figure.amount.value)[:3]
    listed = [(bare(figure.item), figure) for figure in largest]
    if not listed:
        return ()
    head = tongue.t("按用途，最多的是：" if len(listed) > 1 else "按用途：")
    return (head, *_listed(listed, main.expenditure, tongue), tongue.t("。"))


def _staff(main: Headline, tongue: Tongue) -> Sentence:
    listed = [("人员经费", main.personnel), ("公用经费", main.public)]
    named = [(tongue.t(name), figure) for name, figure in listed if figure]
    return (tongue.t("一般公共预算的基本支出里："), *_listed(named, None, tongue), tongue.t("。")) if named else ()


def _three_public(disclosure: Disclosure, main: Headline, tongue: Tongue) -> Sentence:
    if main.three_public:
        return (tongue.t("“三公”经费合计"), main.three_public, tongue.t("。"))
    table = disclosure.table("three-public")
    if table and table.state == "empty":
        note = f"{tongue.t('，原文注明：')}“{table.note.rstrip('。')}”{tongue.t('。')}"
        return (tongue.t("“三公”经费表是空表"), note if table.note else tongue.t("，没有说明。"))
    return ()


def _listed(named: Iterable[tuple[str, Figure]], whole: Figure | None, tongue: Tongue) -> Iterator[Part]:
    for number, (name, figure) in enumerate(named):
        yield f"{tongue.t('，') if number else ''}{name} "
        yield figure
        part = share(figure, whole)
        if part:
            yield part
