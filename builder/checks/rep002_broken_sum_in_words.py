"""文中的合计与文中的各部分不符。

检查什么
文中说到的合计与各部分，照表内和表间的勾稽关系核对：基本支出＝人员经费＋公用经费，支出合计＝基本支出＋项目支出＋……，“三公”
经费＝出国＋用车＋接待，用车＝购置＋运行，收入合计＝各项来源之和。只核对表里没有印全的（印全的由表内核对
和 TXT001 管）；有的部分文中没有说、加起来又不到合计的，记“未核对”。预算的口径各地不一，是警告。
一句话里说全了年初结转和结余、本年收入、本年支出、结余分配、年末结转和结余的，年初结转和结余＋本年收入（＋使用非财政拨款结余）应当
等于本年支出＋结余分配＋年末结转和结余；后者大、而句中没有说使用非财政拨款结余的，是提示。
支出、“三公”经费的增减额后面紧接着说全了各部分（基本支出、项目支出；出国、用车、接待）增减额的，各部分合计应当等于它，不等是警告。

为什么
没有公开表、或者表中缺行缺栏时，文字是唯一的依据，它自己要前后相符。

不通过
    文 一、一般公共预算财政拨款基本支出决算情况说明
    文 2023年度一般公共预算财政拨款基本支出124.68万元，其中：人员经费124.68万元，公用经费6.12万元。

通过
    文 一、一般公共预算财政拨款基本支出决算情况说明
    文 2023年度一般公共预算财政拨款基本支出124.68万元，其中：人员经费118.56万元，公用经费6.12万元。
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.checks import _wording as wording
from builder.checks._carried import carried_over
from builder.checks._case import Case
from builder.checks._identities import Judged, judge
from builder.checks._matching import agree, amount_of, excerpt
from builder.checks._moved import moved
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import is_money, passage_of
from builder.checks._unplaced import Gaps
from builder.model.amount import total as sum_of
from builder.model.disclosure import Disclosure, Figure, Statement
from builder.standards.batches import Batch
from builder.standards.book import book_of
from builder.standards.equations import Cell

CODE = "REP002"
NAME = "broken-sum-in-words"
SEVERITY = "error"
TITLE = "文中的合计与文中的各部分不符"
TITLE_EN = "A total in the text disagrees with the parts in the text"
ADVICE = "先核对合计与各部分哪一个写错；常见的是部分抄成了合计，或者少写、多写了一项。"

_MORE = "差额与同一段的另一个数相符，可能是另外的一部分"
_SUMS = ("SUM001", "SUM003", "XTB001")


def check(case: Case) -> Iterator[Outcome]:
    """Every equation between amounts that the text says, unless the tables print all of them."""
    yield from _equations(case)
    yield from carried_over(case)
    yield from moved(case)


def _equations(case: Case) -> Iterator[Outcome]:
    said = _said_once(case)
    missing = {cell for cell, statement in said.items() if cell not in case.book.cells and statement.value}
    if not missing:
        return
    words_alone = Disclosure(replace(case.disclosure.identity, kind="final"), case.disclosure.source)
    words = book_of({cell: _figure(cell, statement) for cell, statement in said.items()})
    sums = [batch for batch in words.batches(_SUMS, {cell.table for cell in missing}) if _adds_up(batch)]
    for equation in (equation for batch in sums for equation in batch.equations()):
        if not missing.isdisjoint(equation.cells):
            judged = judge(equation, words_alone, words, Gaps({}))
            if judged is not None and judged.left and len(judged.figures) > 2:
                outcome = _outcome(judged, said)
                if outcome.fault and _may_be_more(case, judged, said):
                    outcome = Outcome(outcome.subject, "not_checked", _MORE)
                yield _graded(outcome, case.disclosure.identity.kind)


def _may_be_more(case: Case, judged: Judged, said: Mapping[Cell, Statement]) -> bool:
    """Whether another amount of the paragraph is what the parts leave (one more part), or are (their whole)."""
    if judged.difference <= 0:
        return False
    total = said[judged.equation.left[0]]
    known = [id(said[cell]) for cell in judged.equation.cells if cell in said]
    parts = [said[cell] for _, cell in judged.equation.right if cell in said]
    sums = sum_of(amount_of(each).yuan_interval for each in parts)
    left = amount_of(total).yuan_interval - sums
    paragraph = next((each for each in case.statements.paragraphs if each.number == passage_of(total)), None)
    others = [each for each in paragraph.said if id(each) not in known] if paragraph else []
    alike = [each for each in others if (each.measure, each.year) == (total.measure, total.year) and is_money(each)]
    amounts = [amount_of(each).yuan_interval for each in alike if each.value]
    return any(amount.overlaps(left) or amount.overlaps(sums) for amount in amounts)


def _adds_up(batch: Batch) -> bool:
    """Whether its equations add up several cells, and do not only compare two."""
    return len(batch.sides[1] if batch.sides else batch.parts) > 1


def _graded(outcome: Outcome, kind: str) -> Outcome:
    """What the words of a budget mean differs from place to place."""
    if outcome.fault is None or kind == "final":
        return outcome
    return replace(outcome, fault=replace(outcome.fault, severity="warning"))


def _said_once(case: Case) -> Mapping[Cell, Statement]:
    """The statement for each cell that the text says, if it says it always the same."""
    found: dict[Cell, Statement] = {}
    unsure: set[Cell] = set()
    for each in case.told.said:
        if each.statement.measure != "amount" or not each.cells or not each.is_certain:
            continue
        cell = each.cells[0]
        first = found.setdefault(cell, each.statement)
        if first is not each.statement and not agree(amount_of(first), amount_of(each.statement)):
            unsure.add(cell)
    return {cell: statement for cell, statement in found.items() if cell not in unsure}


def _figure(cell: Cell, statement: Statement) -> Figure:
    """The statement as the number of a cell, for the arithmetic alone."""
    phases = cell.table == "three-public"
    side, phase = ("", cell.lane) if phases else (cell.lane, "")
    code = cell.row if cell.row.isdigit() else ""
    where = statement.location
    return Figure(
        cell.table, "", side, phase, "", code, cell.row, cell.measure, amount_of(statement), where, "position"
    )


def _outcome(judged: Judged, said: Mapping[Cell, Statement]) -> Outcome:
    name = wording.subject(judged.equation.subject)
    if judged.state != "failed":
        return Outcome(name, judged.state, judged.reason)
    unsaid = [cell for cell in judged.equation.cells if cell not in said]
    if judged.difference > 0 and unsaid:
        return Outcome(name, "not_checked", "各部分加起来小于合计，可能有的部分文中没有说")
    total = said[judged.equation.left[0]]
    parts = [said[cell] for _, cell in judged.equation.right if cell in said]
    return Outcome(name, "failed", fault=_fault(judged, total, parts))


def _fault(judged: Judged, total: Statement, parts: Sequence[Statement]) -> Fault:
    left, right = wording.number(judged.left), wording.number(judged.right)
    names = "＋".join(f"{each.subject}{wording.number(each.value)}" for each in parts)
    gap = wording.number(abs(judged.difference))
    return Fault(
        message=f"文中说“{excerpt(total)}”，而文中的 {names}＝{right}，相差 {gap} {judged.unit}。",
        message_en=f"The text says that “{total.subject}” is {left}; "
        f"its {len(parts)} parts in the text add up to {right}, the difference is {gap}.",
        printed=left,
        expected=right,
        difference=wording.number(judged.difference),
        tolerance=wording.tolerance(judged.tolerance),
        places=(total.location, *(each.location for each in parts)),
    )
