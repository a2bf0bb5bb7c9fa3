"""What 收入 or 支出 alone speak of: words that elsewhere say only what kind of amount follows are a subject here."""

import re

from builder.recognise.subjects import bare

_SIDE = re.compile(r"^(?P<side>收入|支出)(?:(?=[比较与同])|(?P<plan>预算)(?:总?额|数)?(?:为|共|安排)*$)")
_SPENT = re.compile(r"^支出(?:决算)?(?:为|共|计|约)*$")
_OPENING = re.compile(r"(?:年初|上年)结转和?结余$")
"""Behind what was left of the years before, 支出 is what was spent (年初结转和结余1万元；支出2万元)."""
_WHOLE_YEAR = re.compile(r"^\d{4}年度?(?P<name>(?:全年)?实际总?支出)(?:合计|总额)?(?:为|共|约)*$")


def side(part: str, names: tuple[str, ...], before: str, *, is_budget: bool) -> str:
    """The side of the accounts that a clause names without more, empty if it names none.

    ``names`` are the office's own; ``before`` is what was spoken of before.
    """
    whole = _WHOLE_YEAR.match(part)
    if whole:
        return whole["name"]
    found = _SIDE.match(bare(part, names))
    if found is None or (found["plan"] and not is_budget):
        return ""
    if found["side"] == "支出" and before.endswith("费"):
        return ""  # 公务接待费1万元，支出较上年减少
    return found["side"] + (found["plan"] or "")


def spent(part: str, before: str, whole: str) -> str:
    """支出 behind an amount of revenue is the other side of it, or of the ``whole`` of which that was a part."""
    if not _SPENT.match(part) or "支出" in before:
        return ""
    if _OPENING.match(before):
        return "支出"
    if "收入" not in before:
        return ""
    revenue = whole or before
    return revenue.replace("收入", "支出") if "收入" in revenue else "支出"
