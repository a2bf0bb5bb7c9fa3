"""Views of the explorer that many look for, and which of them a disclosure has figures for."""

from collections.abc import Iterable, Mapping

from builder.model.disclosure import Figure

PRESETS: Mapping[str, Mapping[str, str]] = {
    "各单位支出合计": {"table": "expenditure", "measure": "total", "code": "合计", "sort": "-1"},
    "“三公”经费合计": {"table": "three-public", "measure": "total", "sort": "-1"},
    "人员经费和公用经费": {"table": "general-basic", "code": "经费合计", "sort": "-1"},
    "住房公积金": {"table": "general-basic", "code": "30113", "sort": "-1"},
}
"""By name what the explorer is asked."""


def shown(figures: Iterable[Figure]) -> tuple[str, ...]:
    """The names of the views that show one of these figures, in order."""
    printed = {(one.table, one.measure, one.code, one.item) for one in figures}
    return tuple(name for name, query in PRESETS.items() if any(_fits(query, *one) for one in printed))


def _fits(query: Mapping[str, str], table: str, measure: str, code: str, item: str) -> bool:
    """Whether a view shows such a figure."""
    sought = query.get("code", "")
    same = query["table"] == table and query.get("measure", measure) == measure
    return same and (sought == code or (not sought.isdigit() and sought in item))
