"""Sentences beside performance forms: of which form a sentence speaks, and when that is not certain enough."""

import re
from collections.abc import Sequence

from builder.checks._forms import Form
from builder.model.disclosure import Disclosure, Passage, Statement

_PROJECT = "项目"


def passage_of(disclosure: Disclosure, statement: Statement) -> Passage | None:
    """The paragraph in which a statement stands; None for the row of a form."""
    number = statement.sentence.partition(".")[0]
    return disclosure.passages[int(number) - 1] if number and int(number) <= len(disclosure.passages) else None


def programme_named(passage: Passage, statement: Statement, forms: Sequence[Form]) -> Form | None:
    """The one form whose programme is named last up to the statement in its paragraph, else in its heading."""
    at = passage.text.find(statement.text)
    before = passage.text[: at + len(statement.text) if at >= 0 else None]
    for text in (before, passage.section):
        found = [
            (text.rfind(form.programme), len(form.programme), index)
            for index, form in enumerate(forms)
            if form.programme
        ]
        named = sorted(entry for entry in found if entry[0] >= 0)
        if named:
            best = forms[named[-1][2]]
            same = [form for form in forms if form.programme == best.programme]
            return best if len(same) == 1 else None
    return None


def speaks_of_project(text: str) -> bool:
    """Whether a text speaks of a project, not only of the whole department."""
    return _PROJECT in re.sub(r"项目支出|项目资金", "", text)
