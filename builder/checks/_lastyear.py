"""Sentences of final accounts that begin with the year before and tell of this year all the same."""

import re
from collections.abc import Collection, Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import amount_of, excerpt
from builder.checks._outcome import Fault, Outcome
from builder.checks._said import Said, place_of
from builder.checks._spoken import Spoken, said_zh, same, sentence_text
from builder.model.disclosure import Figure, Statement

_DIGITS = 4
"""Two years hardly have a number of so many digits by chance."""
_OPENING = r"^(?:[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?)?(?:(?:本|我)(?:单位|部门|局|会|级|委|院))?{}年度?"
_COMPARES = re.compile(r"[比较与同].{0,8}(?:上年|去年|20\d\d年)|相比|增加|减少|增长|下降")
_LEVEL = re.compile(r"持平|相同|一致|不变|(?:没有|未有?|无)(?:变化|增减|变动)")


def of_last_year(case: Case, year: int, told: Collection[int]) -> Iterator[Outcome]:
    """The sentences that give this year's amount, or tell how last year's budget was completed and not this year's.

    ``told`` are the ids of the passages that are known to be of another year.
    """
    wrong: set[str] = set()
    for each in case.told.said:
        said = each.statement
        prior = said.measure == "prior" and each.is_certain and not _is_told(case, said, told)
        figure = _printed(case, each) if prior else None
        if (
            figure
            and not _is_beside(case, each, year)
            and said.sentence not in wrong
            and _begins_with(case, said, year - 1)
        ):
            wrong.add(said.sentence)
            yield Outcome(wording.subject("sentence", said.sentence), "failed", fault=_amount(case, said, figure, year))
    for one in case.statements.spoken["completion_percent"]:
        said = one.statement
        if said.year != year - 1 or said.sentence in wrong or _is_told(case, said, told):
            continue
        if not _tells_completion(one, year):
            continue
        if _begins_with(case, said, year - 1):
            yield Outcome(wording.subject("sentence", said.sentence), "failed", fault=_completion(said, year))


def _is_beside(case: Case, prior: Said, year: int) -> bool:
    """Whether its sentence gives the amount of this year, too."""
    name = prior.statement.sentence, _fact(prior)
    return any((each.statement.sentence, _fact(each)) == name for each in case.told.said if each.statement.year == year)


def _is_told(case: Case, said: Statement, told: Collection[int]) -> bool:
    return id(case.disclosure.passages[place_of(said)]) in told


def _fact(each: Said) -> str:
    """What is said, without year and measure: ``<scope>/<cell>``."""
    return each.fact.split("/", 2)[2]


def _printed(case: Case, each: Said) -> Figure | None:
    """The figure of this year's tables that is the very amount that a sentence gives for last year."""
    if len(each.statement.value.normalize().as_tuple().digits) < _DIGITS:
        return None
    cell = _fact(each).partition("/")[2]
    figure = case.by_name.get(cell)
    return figure if figure and figure.amount.yuan == amount_of(each.statement).yuan else None


def _tells_completion(one: Spoken, year: int) -> bool:
    """Whether budget and amount stand beside a rate of completion of which the chapter has none for this year."""
    said = one.statement
    if any(each.measure == said.measure and each.year == year and same(each, said) for each in one.chapter):
        return False
    return len([each for each in one.all_near("prior") if each.sentence == said.sentence]) > 1


def _begins_with(case: Case, said: Statement, year: int) -> bool:
    """Whether its sentence begins with the year, compares nothing before it, and does not say that nothing changed."""
    text = sentence_text(case.disclosure, said)
    before = text[: text.find(said.text) + len(said.text)]
    return bool(re.match(_OPENING.format(year), text)) and not _COMPARES.search(before) and not _LEVEL.search(text)


def _amount(case: Case, said: Statement, figure: Figure, year: int) -> Fault:
    where, en = wording.cell_zh(case.disclosure, figure), wording.cell_en(case.disclosure, figure)
    return Fault(
        message=f"文中说“{excerpt(said)}”，是 {year - 1} 年度的；{where}印的 {year} 年度的数正是 {said_zh(said)}。",
        message_en=f"A sentence names the year {year - 1} and gives the amount of {year} ({en}).",
        printed=str(year - 1),
        expected=str(year),
        figures=(figure,),
        places=(said.location,),
    )


def _completion(said: Statement, year: int) -> Fault:
    return Fault(
        message=f"文中说的是 {year - 1} 年度预算的完成情况（“{excerpt(said)}”），同一节里没有 {year} 年度的。",
        message_en=f"The completion of the budget is told for {year - 1}, and nowhere for {year}.",
        printed=str(year - 1),
        expected=str(year),
        places=(said.location,),
    )
