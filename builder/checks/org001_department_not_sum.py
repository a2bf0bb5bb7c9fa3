"""部门的数不等于所属单位之和。

检查什么
部门汇总的公开文件与其全部所属单位（含本级）同一年度的公开文件比较：一般公共预算财政拨款支出合计、其中的基本支出和项目支
出，应当等于各单位之和。只在三个条件都满足时比较：登记为其下属的单位在语料中都有同一年度的文件；其中有本级（机关）；部门文
件自己说到的所属单位数与之相符。否则记“未核对”，写明原因。每个单位的数四舍五入，容许的差按单位数放宽。

为什么
部门决算是所属单位决算的汇总，财政拨款没有内部往来，加起来应当相等；不相等，必有一份印错或者少了一个单位。

不通过
    名称 某部门
    文 纳入部门决算编制范围的预算单位共2个。
    general-expenditure 合计: total 100.00
    另 单位 某部门本级
    general-expenditure 合计: total 60.00
    另 单位 某中心
    general-expenditure 合计: total 30.00

通过
    名称 某部门
    文 纳入部门决算编制范围的预算单位共2个。
    general-expenditure 合计: total 100.00
    另 单位 某部门本级
    general-expenditure 合计: total 60.00
    另 单位 某中心
    general-expenditure 合计: total 40.00
"""

import re
from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._siblings import Beside
from builder.model.amount import YUAN_PER_UNIT, total
from builder.model.disclosure import Figure
from builder.standards.equations import Cell

CODE = "ORG001"
NAME = "department-not-sum"
SEVERITY = "warning"
TITLE = "部门的数不等于所属单位之和"
TITLE_EN = "A department is not the sum of its units"
ADVICE = "核对汇总时有没有漏掉或重复的单位，内部往来有没有抵销；都没有的，以汇总系统的数为准改正。"

_CELLS = tuple(Cell("general-expenditure", "", "total", measure) for measure in ("total", "basic", "project"))
_RANGE = re.compile(r"编制范围|独立核算|汇总范围")
_BELOW = re.compile(r"下属|所属|二级")
"""Units of which the department's own office is none."""
_OWN = ("本级", "机关")
_UNKNOWN = "语料中没有登记所属单位，或者所属单位的同年文件不全"


def check(case: Case) -> Iterator[Outcome]:
    """The totals that have no internal flows between the units."""
    units = case.siblings.units
    if not units:
        yield Outcome("所属单位", "not_checked", _UNKNOWN)
        return
    if not any(word in unit.disclosure.identity.entity_name for unit in units for word in _OWN):
        yield Outcome("所属单位", "not_checked", "语料中没有部门本级（机关）的文件")
        return
    told = _told(case)
    if told != len(units):
        said = "没有说到所属单位的个数" if told is None else f"说所属单位有 {told} 个，语料中有 {len(units)} 个"
        yield Outcome("所属单位", "not_checked", f"部门文件{said}，不能断定是否齐全")
        return
    for cell in _CELLS:
        if cell in case.book.cells:
            yield _outcome(case, cell, units)


def _told(case: Case) -> int | None:
    """How many units the department says its accounts are made of, itself included."""
    counts = (each for each in case.disclosure.statements if each.measure == "count" and each.unit in ("个", "家"))
    counts = (each for each in counts if "单位" in each.subject and _RANGE.search(each.text))
    found = {int(each.value) + bool(_BELOW.search(each.text)) for each in counts}
    return found.pop() if len(found) == 1 else None


def _outcome(case: Case, cell: Cell, units: Sequence[Beside]) -> Outcome:
    figure = case.book.cells[cell]
    parts = [unit.book.cells[cell] for unit in units if cell in unit.book.cells]
    if len(parts) < len(units):
        return Outcome(str(cell), "not_checked", "有的单位没有印出这个数")
    sum_ = total(part.amount.yuan_interval for part in parts)
    mine = figure.amount.yuan_interval
    if sum_.overlaps(mine):
        exact = sum_.low + sum_.high == mine.low + mine.high
        return Outcome(str(cell), "passed" if exact else "rounding")
    return Outcome(str(cell), "failed", fault=_fault(case, figure, units, parts))


def _fault(case: Case, figure: Figure, units: Sequence[Beside], parts: Sequence[Figure]) -> Fault:
    scale = YUAN_PER_UNIT[figure.amount.unit]
    sum_ = total(part.amount.yuan_interval for part in parts)
    expected = (sum_.low + sum_.high) / 2 / scale
    names = wording.listed(
        f"{unit.disclosure.identity.entity_name} {part.amount.printed}" for unit, part in zip(units, parts, strict=True)
    )
    gap = figure.amount.value - expected
    return Fault(
        message=f"{wording.cell_zh(case.disclosure, figure)}印为 {figure.amount.printed} {figure.amount.unit}；"
        f"{len(units)} 个所属单位（{names}）合计为 {wording.number(expected.normalize())}，"
        f"相差 {wording.number(abs(gap).normalize())} {figure.amount.unit}。",
        message_en=f"{wording.cell_en(case.disclosure, figure)}: {figure.amount.printed} is printed; the {len(units)} "
        f"units add up to {wording.number(expected.normalize())}.",
        printed=wording.number(figure.amount.value),
        expected=wording.number(expected.normalize()),
        difference=wording.number(gap.normalize()),
        tolerance=wording.tolerance((sum_.high - sum_.low) / 2 / scale + figure.amount.half_unit),
        figures=(figure,),
    )
