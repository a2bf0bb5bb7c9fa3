"""Which kind of figure a clause announces: amount, prior year's, change, rate, share, budget, completion, count."""

import re

from builder.frozen import frozen
from builder.recognise.quantities import Quantity

_UP = "增加|增长|上升|提高|上涨|增幅|增[支收]|多支出?|(?<!新)增|涨"
_DOWN = "减少|下降|降低|压缩|压减|缩减|降幅|减幅|减[支收]|少支出?|回落|减|降"
_EITHER_WAY = re.compile(rf"(?:{_UP})\s*[（(/或]\s*(?:{_DOWN})|(?:{_DOWN})\s*[（(/或]\s*(?:{_UP})")
_ENDS = r"(?:了|额|数|率|幅度?|比例)?(?:为|达到?|约|近|共|各)?[:：（(]?$"
_INCREASED = re.compile(rf"(?:{_UP}){_ENDS}")
_DECREASED = re.compile(rf"(?:{_DOWN}){_ENDS}")
_LEADS = r"^(?:.*原因(?:在于|[是为:：])?|主要是(?:由于|因)?|[一二三四五]是|[①-⑳]|其中[:：]?|、)*"
_LEADS_UP = re.compile(rf"{_LEADS}增加")
_LEADS_DOWN = re.compile(rf"{_LEADS}(?:减少|压缩|精减|压减|缩减|节约)")
_ABOVE = re.compile(r"(?:超出|超过|高于)[^，,。；;]{0,12}$")
_BELOW = re.compile(r"低于[^，,。；;]{0,12}$")
_SPENT = re.compile(r"(?:决算|执行|支出)数(?:为|是)?$|^20\d\d年.*[合总共]计(?:为|是)?$")
"""What gives no part of a change, although it stands behind 原因是."""
_COMPLETED = re.compile(
    r"完成[^，,。；;]{0,10}(?:预算|任务|计划|进度)[^，,。；;]{0,6}$|(?:执行率|完成率|支付率|支出进度)[^，,。；;]{0,5}$"
    r"|占(?:年初|全年|当年|调整后?)?(?:支出|收入)?预算(?:总额|数)?(?:[（(][^（）()]*[）)])?的?(?:比例|比重)?为?$"
)
_SHARED = re.compile(r"占(?!用|地)[^，,。；;]*$|比重[^，,。；;]{0,3}$")
_SCORED = re.compile(r"(?:得|评|总|综合)分[^，,。；;]{0,5}$")
_PRIOR = re.compile(r"(?:上一?年|去年)度?(?!结转|结余|末?财政拨款结转)")
_BUDGET = re.compile(
    r"(?:(?<!一般公共)(?<!性基金)(?<!资本经营)预算(?:数|额|总额|金额|安排|指标|安排数)?|(?:部门|单位)(?:整体)?预算总?(?:收入|支出))"
    r"(?:[（(][^（）()]*[）)])?(?:均?为|是|共|约|各|安排)?[:：]?$"
    r"|完成[^，,]{0,14}计划数?$"
)
_LIMIT = re.compile(r"不得?(?:低于|高于|超过|少于)$")
_FLAT = re.compile(r"^[^，,。；;]{0,4}(?:持平|一致|相等|无变化)")


@frozen
class Said:
    """A measure of statements.csv and, for a change, its direction: ``increase``, ``decrease``, ``flat`` or none."""

    measure: str
    direction: str = ""


def said(clause: str, behind: str, quantity: Quantity, context: "Context") -> Said | None:
    """What the clause before a quantity, and the text behind it, make of it.

    None for the slots that a template leaves open (``增加（减少）0``), for points that nobody was given and for the
    limits of rates (``不低于5%``).
    """
    if _EITHER_WAY.search(clause):
        return Said(_change(quantity)) if quantity.value else None
    if quantity.unit == "分":
        return Said("score") if _SCORED.search(clause) else None
    if quantity.is_rate:
        return None if _LIMIT.search(clause) else _rate(clause, quantity)
    direction = _direction(clause)
    if direction:
        return Said("change", direction)
    if not quantity.is_money:
        return Said("prior" if names_prior(clause) else "count")
    return _amount(clause, behind, context)


@frozen
class Context:
    """What the sentence has said before the clause.

    ``past``: the year it speaks of is not the disclosure's, but an
    earlier one; ``reason``: it gives reasons, so its amounts are parts of a change; ``plans``: it is in a budget,
    whose amounts are all planned.
    """

    past: bool = False
    reason: bool = False
    plans: bool = False


def names_prior(clause: str) -> bool:
    """Whether a clause speaks of last year's figure, and not of what was carried over from last year."""
    return bool(_PRIOR.search(clause))


def _change(quantity: Quantity) -> str:
    return "change_percent" if quantity.is_rate and quantity.unit != "百分点" else "change"


def _rate(clause: str, quantity: Quantity) -> Said:
    direction = _direction(clause)
    if _COMPLETED.search(clause):
        return Said("completion_percent")
    if direction:
        return Said(_change(quantity), direction)
    return Said("share_percent" if quantity.unit != "百分点" else "change")


def _amount(clause: str, behind: str, context: Context) -> Said:
    flat = "flat" if _FLAT.match(behind) else ""
    if context.past or names_prior(clause):
        return Said("prior", flat)
    moved = "increase" if _LEADS_UP.match(clause) else "decrease" if _LEADS_DOWN.match(clause) else ""
    moved = moved or ("increase" if _ABOVE.search(clause) else "decrease" if _BELOW.search(clause) else "")
    if moved:
        return Said("change", moved)
    is_plan = "预算" in clause or "计划" in clause
    if is_plan and not context.plans and _BUDGET.search(clause) and "涉及" not in clause:
        return Said("budget", flat)
    if context.reason and not _SPENT.search(clause):
        return Said("change")
    return Said("amount", flat)


def _direction(clause: str) -> str:
    if _INCREASED.search(clause):
        return "increase"
    return "decrease" if _DECREASED.search(clause) else ""
