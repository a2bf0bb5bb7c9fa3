"""绩效自评的资金是另一个口径的数。

检查什么
情况说明说对“项目支出”开展绩效自评、涉及资金若干：这个数与支出决算表的全部支出相同，而与项目支出不同，就指出来（警告）。
反过来，说对“整体支出”开展自评、涉及资金若干，这个数与项目支出相同而与全部支出不同，是提示。

与哪个都不相同的不核对：自评的资金可能是预算数，也可能只评了一部分项目。

为什么
模板中项目支出自评和整体支出自评是两句话，数常常填串。

不通过
    文 一、绩效评价工作开展情况
    文 我单位组织对2023年度一般公共预算项目支出全面开展绩效自评，共涉及预算资金351万元，自评覆盖率达到100%。
    expenditure 合计: total 351.42, basic 225.48, project 125.94

通过
    文 一、绩效评价工作开展情况
    文 我单位组织对2023年度一般公共预算项目支出全面开展绩效自评，共涉及预算资金126万元，自评覆盖率达到100%。
    expenditure 合计: total 351.42, basic 225.48, project 125.94
"""

import re
from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import agree, amount_of, excerpt, said_en
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import sentence_text
from builder.model.disclosure import Figure, Statement
from builder.standards.equations import Cell

CODE = "TXT005"
NAME = "evaluated-total"
SEVERITY = "warning"
TITLE = "绩效自评的资金是另一个口径的数"
TITLE_EN = "The amount evaluated is that of something else"
ADVICE = "核对自评的范围：只评项目支出的，填项目支出的数；评整体支出的，把句中的“项目支出”改为“整体支出”。"

_EVALUATED = re.compile(r"绩效(?:自评|评价)")
_PROJECTS = re.compile(r"项目支出(?!总额)[^。]{0,10}(?:全面)?(?:开展|进行)?[^。]{0,6}绩效(?:自评|评价)")
_ALL = re.compile(r"整体支出[^。]{0,6}绩效(?:自评|评价)|开展(?:部门|单位)?整体支出")
_FUNDS = re.compile(r"^(?:共)?(?:涉及)?(?:预算|财政)?资金(?:总额|共)?$")
_TOTAL, _PROJECT = (Cell("expenditure", "", "total", measure) for measure in ("total", "project"))


def check(case: Case) -> Iterator[Outcome]:
    """Every amount of money that a sentence says was evaluated."""
    total, project = case.book.cells.get(_TOTAL), case.book.cells.get(_PROJECT)
    if total is None or project is None or case.disclosure.identity.kind != "final":
        return
    if agree(total.amount, project.amount):
        return
    for statement in case.told.amounts:
        if statement.measure == "amount" and _FUNDS.match(statement.subject):
            yield from _outcome(case, statement, total, project)


def _outcome(case: Case, statement: Statement, total: Figure, project: Figure) -> Iterator[Outcome]:
    text = sentence_text(case.disclosure, statement)
    if not _EVALUATED.search(text):
        return
    name, said = wording.subject(statement.sentence), amount_of(statement)
    of_projects, of_all = bool(_PROJECTS.search(text)), bool(_ALL.search(text))
    right, wrong = (project, total) if of_projects else (total, project)
    if of_projects == of_all:
        yield Outcome(name, "not_checked", "句子没有说定评的是项目支出还是整体支出")
    elif agree(said, right.amount):
        yield Outcome(name, "passed")
    elif agree(said, wrong.amount):
        yield Outcome(name, "failed", fault=_fault(case, statement, right, wrong, of_projects))
    else:
        yield Outcome(name, "not_checked", "与全部支出、项目支出都不相同，可能是预算数或一部分项目的数")


def _fault(case: Case, statement: Statement, right: Figure, wrong: Figure, of_projects: bool) -> Fault:
    names = [wording.cell_zh(case.disclosure, figure) for figure in (right, wrong)]
    english = [wording.cell_en(case.disclosure, figure) for figure in (right, wrong)]
    unit = right.amount.unit
    scope, scope_en = ("项目支出", "projects") if of_projects else ("整体支出", "all expenditure")
    own, other = (f"{wording.number(figure.amount.value)} {unit}" for figure in (right, wrong))
    return Fault(
        message=f"文中说对{scope}开展绩效自评，“{excerpt(statement)}”；{names[0]}印为 {own}，{names[1]}印为 {other}，"
        f"文中的数与后者相同。",
        message_en=f"The text says that {scope_en} were evaluated, {said_en(statement)}; {english[0]} prints {own}, "
        f"{english[1]} prints {other}: the amount is the latter.",
        severity="" if of_projects else "note",
        printed=wording.number(statement.value),
        expected=wording.number(right.amount.value),
        figures=(right, wrong),
        places=(statement.location,),
    )
