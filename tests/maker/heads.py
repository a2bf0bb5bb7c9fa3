"""What stands above a table: its title in the words of one office or another, broken over lines as pages break it.

``headed`` gives each table of a disclosure such a head; the renderers then print it instead of one of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.maker.laid import NUMERALS
from tests.maker.printed import Printed, PrintedTable

Lines = tuple[tuple[str, ...], ...]

_FINAL = {
    "summary": ("收入支出决算总表", "收支决算总表", "部门收支总体情况表", "收入支出决算表", "收支总表"),
    "revenue": ("收入决算表", "收入决算总表", "部门收入总体情况表", "收入总表"),
    "expenditure": ("支出决算表", "支出决算总表", "部门支出总体情况表", "支出总表"),
    "appropriation-summary": (
        *("财政拨款收入支出决算总表", "财政拨款收支决算总表", "财政拨款收支总表", "财政拨款收支总体情况表"),
        "财政拨款收入支出决算表",
    ),
    "general-expenditure": (
        *("一般公共预算财政拨款支出决算表", "一般公共预算支出决算表", "一般公共预算支出情况表"),
        *("公共财政预算财政拨款支出决算表", "公共预算财政拨款支出决算表", "一般公共预算财政拨款支出决算明细表"),
    ),
    "general-basic": (
        *("一般公共预算财政拨款基本支出决算表", "一般公共预算基本支出决算表", "一般公共预算基本支出情况表"),
        *("公共财政预算财政拨款基本支出决算表", "一般公共预算财政拨款基本支出决算明细表"),
    ),
    "government-fund": (
        *("政府性基金预算财政拨款收入支出决算表", "政府性基金预算收入支出决算表", "政府性基金收入支出决算表"),
        *("政府性基金预算财政拨款收支决算表", "政府性基金预算支出情况表"),
    ),
    "state-capital": (
        *("国有资本经营预算财政拨款支出决算表", "国有资本经营预算支出决算表", "国有资本经营财政拨款支出决算表"),
        "国有资本经营预算支出情况表",
    ),
    "three-public": (
        *("财政拨款“三公”经费支出决算表", "“三公”经费支出决算表", "一般公共预算“三公”经费支出情况表"),
        "一般公共预算财政拨款“三公”经费支出决算表",
    ),
}
_BUDGET = {
    "summary": ("收支预算总表", "部门收支总体情况表", "收支总表", "部门收支总表", "收入支出预算总表"),
    "revenue": ("收入预算总表", "部门收入总体情况表", "收入总表", "部门收入总表"),
    "expenditure": ("支出预算总表", "部门支出总体情况表", "支出总表", "部门支出总表"),
    "appropriation-summary": ("财政拨款收支预算总表", "财政拨款收支总体情况表", "财政拨款收支总表"),
    "general-expenditure": (
        "一般公共预算支出表",
        "一般公共预算支出情况表",
        "一般公共预算财政拨款支出预算表",
        "公共财政预算支出表",
    ),
    "general-basic": ("一般公共预算基本支出表", "一般公共预算基本支出情况表", "公共财政预算基本支出表"),
    "government-fund": ("政府性基金预算支出表", "政府性基金预算支出情况表", "政府性基金预算财政拨款支出预算表"),
    "state-capital": ("国有资本经营预算支出表", "国有资本经营预算支出情况表"),
    "three-public": ("“三公”经费支出表", "一般公共预算“三公”经费支出情况表", "财政拨款“三公”经费支出预算表"),
}
TITLES = {"final": _FINAL, "budget": _BUDGET}
"""What offices call the tables, the form's own title first."""


@dataclass(frozen=True, slots=True)
class Heading:
    """How one office sets its titles.

    ``number`` is how a table is numbered and ``aside`` whether its number is a line of its own; ``cuts`` is over how
    many lines at most a title is broken; ``whose`` where the office's name stands ("", "line" of its own, "same" line).
    """

    number: str
    aside: bool
    cuts: int
    inside: bool
    spaced: bool
    whose: str
    year: bool
    worded: bool
    continued: str


NUMBERS = ("", "公开{d:02}表", "表{n}", "表{d}", "附件{d}", "（{n}）", "附表{d}", "公开{d:02}表：", "{n}、", "{d}.")


def drawn_heading(rng: Random) -> Heading:
    """A way of setting titles at random."""
    number = rng.choice(NUMBERS)
    return Heading(
        number=number,
        aside=number.endswith("表") and rng.random() < 0.6,
        cuts=rng.choice((0, 1, 1, 1, 2)),
        inside=rng.random() < 0.25,
        spaced=rng.random() < 0.2,
        whose=rng.choice(("", "", "line", "same")),
        year=rng.random() < 0.5,
        worded=rng.random() < 0.6,
        continued=rng.choice(("", "续表", "{title}（续）")),
    )


def headed(printed: Printed, heading: Heading, rng: Random) -> Printed:
    """The same disclosure, its tables titled so; the contents name them as they are titled."""
    named = [(table, _worded(printed, table, heading, rng)) for table in printed.tables]
    tables = tuple(
        replace(
            table,
            title=title,
            above=_above(printed, table, title, heading, rng),
            continued=heading.continued.format(title=title),
        )
        for table, title in named
    )
    titles = {f"{NUMERALS[i]}、{table.title}": f"{NUMERALS[i]}、{title}" for i, (table, title) in enumerate(named)}
    return replace(printed, tables=tables, before=tuple(titles.get(line, line) for line in printed.before))


def _worded(printed: Printed, table: PrintedTable, heading: Heading, rng: Random) -> str:
    pool = TITLES[printed.kind].get(table.id, ())
    return (
        rng.choice(pool)
        if heading.worded and pool and "（" not in table.title and not printed.labelled
        else table.title
    )


def _above(printed: Printed, table: PrintedTable, title: str, heading: Heading, rng: Random) -> Lines:
    number = heading.number.format(d=table.number, n=NUMERALS[table.number - 1])
    year = f"{printed.year}{'年度' if printed.kind == 'final' else '年'}" if heading.year else ""
    whose = printed.entity_name if heading.whose == "same" else ""
    lead = "" if heading.aside else number + (" " if number and number[-1] not in "、）：." else "")
    parts = list(_broken(f"{whose}{year}{title}", heading, rng))
    parts[0] = lead + parts[0]
    unit = (f"单位：{table.unit or printed.unit}",)
    lines: list[tuple[str, ...]] = [(part,) for part in parts]
    if heading.inside and len(lines) > 1:
        lines.insert(rng.randrange(1, len(lines)), (number,) if heading.aside else unit)
    elif heading.aside:
        lines.insert(rng.choice((0, len(lines))), (number,))
    if heading.whose == "line":
        lines.insert(0, (printed.entity_name,))
    if unit not in lines:
        named = f"{printed.body}：{printed.entity_name}"
        lines += rng.choice(([(named, *unit)], [unit], [(named,), unit]))
    return tuple(lines)


def _broken(title: str, heading: Heading, rng: Random) -> Iterator[str]:
    cuts = sorted({_cut(title, rng) for _ in range(rng.randrange(heading.cuts + 1))})
    for start, end in zip((0, *cuts), (*cuts, len(title)), strict=True):
        part = title[start:end]
        yield " ".join(part) if heading.spaced else part


_WORDS = ("财政拨款", "支出", "决算", "预算", "总表", "情况表", "基本支出", "收入")


def _cut(title: str, rng: Random) -> int:
    """A place to break a title: anywhere, or more often before one of its words."""
    before = [title.index(word) for word in _WORDS if title.find(word) > 0]
    return rng.choice(before) if before and rng.random() < 0.6 else rng.randrange(1, len(title))


def spread(lines: Sequence[tuple[str, ...]]) -> list[str]:
    """The lines of a head as lines of text."""
    return [" ".join(texts) for texts in lines]
