"""What was read by text recognition (OCR) proves nothing against a document: a row or a cell may have been missed."""

import re
from collections.abc import Collection

from builder.checks._outcome import Outcome
from builder.model.disclosure import Disclosure

_BY_OCR = re.compile(r"第\s*(\d+)(?:\s*至\s*(\d+))?\s*页由文字识别")


def pages_by_ocr(disclosure: Disclosure) -> frozenset[int]:
    """The pages that were read by text recognition, as the notes say."""
    runs = [run for note in disclosure.notes for run in _BY_OCR.findall(note)]
    return frozenset(page for first, last in runs for page in range(int(first), int(last or first) + 1))


def forgiven(outcome: Outcome, disclosure: Disclosure, pages: Collection[int]) -> Outcome:
    """The outcome, but not checked where it failed over tables that stand on or end before a page read by OCR."""
    if outcome.state != "failed" or not pages:
        return outcome
    tables = {figure.table for figure in outcome.fault.figures} if outcome.fault else set()
    near = sorted(page for page in pages if not tables or _is_near(page, disclosure, tables))
    if not near:
        return outcome
    return outcome._replace(state="not_checked", reason=f"第 {near[0]} 页由文字识别（OCR）读出，不能断定", fault=None)


def _is_near(page: int, disclosure: Disclosure, tables: Collection[str]) -> bool:
    """Whether a page is one of the tables' pages or the next one."""
    for table in tables:
        places = [figure.location.page for figure in disclosure.figures if figure.table == table]
        places += [each.location.page for each in disclosure.tables if each.table == table]
        if places and min(places) <= page <= max(places) + 1:
            return True
    return False
