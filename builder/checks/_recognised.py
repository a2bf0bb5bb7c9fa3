"""What proves nothing against a document: what text recognition (OCR) read, and the accounts of a government.

A row or a cell may have been missed by the one, and no rule is made for the other.
"""

import re
from collections.abc import Collection
from dataclasses import replace

from builder.checks._outcome import Outcome
from builder.model.disclosure import OF_GOVERNMENT, Disclosure

_BY_OCR = re.compile(r"第\s*(\d+)(?:\s*至\s*(\d+))?\s*页由文字识别")


def pages_by_ocr(disclosure: Disclosure) -> frozenset[int]:
    """The pages that were read by text recognition, as the notes say."""
    runs = [run for note in disclosure.notes for run in _BY_OCR.findall(note)]
    return frozenset(page for first, last in runs for page in range(int(first), int(last or first) + 1))


def is_of_government(disclosure: Disclosure) -> bool:
    """Whether it seems to be the accounts of a government, as the notes say."""
    return OF_GOVERNMENT in disclosure.notes


def forgiven(outcome: Outcome, disclosure: Disclosure, pages: Collection[int]) -> Outcome:
    """The outcome, but not checked where it failed and the disclosure is a government's, or a page was read by OCR.

    The page must be one of those of the tables over which it failed, or the next one.
    """
    if outcome.state != "failed":
        return outcome
    if is_of_government(disclosure):
        return replace(outcome, state="not_checked", reason=OF_GOVERNMENT, fault=None)
    tables = {figure.table for figure in outcome.fault.figures} if outcome.fault else set()
    near = sorted(page for page in pages if not tables or _is_near(page, disclosure, tables))
    if not near:
        return outcome
    return replace(outcome, state="not_checked", reason=f"第 {near[0]} 页由文字识别（OCR）读出，不能断定", fault=None)


def _is_near(page: int, disclosure: Disclosure, tables: Collection[str]) -> bool:
    """Whether a page is one of the tables' pages or the next one."""
    for table in tables:
        places = [figure.location.page for figure in disclosure.figures if figure.table == table]
        places += [each.location.page for each in disclosure.tables if each.table == table]
        if places and min(places) <= page <= max(places) + 1:
            return True
    return False
