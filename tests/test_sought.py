"""The words that rules look for: one search of the text finds them all, and no hint hides what its pattern matches."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.checks import _prose, _sought, rules, run
from builder.checks._prose import Prose
from builder.checks._residue import KINDS
from builder.checks._sought import Sought
from builder.model.disclosure import Disclosure, Identity, Passage
from builder.model.document import Source
from builder.model.location import Location
from tests import examples

ROOT = Path(__file__).parent.parent
_LETTERS = "，。的算增加减（0"
"""Frequent and rare characters, so that words overlap and begin alike."""


def prose(*texts: str) -> Prose:
    """A text of these paragraphs."""
    said = tuple(Passage("", text, Location()) for text in texts)
    return Prose.of(
        Disclosure(Identity("e", "名称", 2023, "final", "t"), Source("s", "text", "0" * 64, 1), passages=said)
    )


def everywhere(word: str, text: str) -> set[int]:
    """Where a word begins in a text, also inside itself."""
    return {at for at in range(len(text)) if text.startswith(word, at)}


@given(
    text=st.text(_LETTERS, max_size=60),
    words=st.lists(st.lists(st.text(_LETTERS, min_size=1, max_size=4), min_size=1, max_size=4), min_size=1, max_size=4),
)
def test_every_word_is_found_wherever_it_begins(text, words):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_sought, "_ALL", [])
        patch.setattr(_sought, "_net", _sought._net.__wrapped__)
        sought = [Sought(*own) for own in words]
        found = _sought.found(text)
    for each in sought:
        assert list(found.get(each, ())) == sorted(set().union(*(everywhere(word, text) for word in each.words)))


def test_all_rules_share_one_search_of_the_text(monkeypatch):
    searched: list[str] = []
    found = _prose.found
    monkeypatch.setattr(_prose, "found", lambda text: searched.append(text) or found(text))
    run(examples.disclosure(["文 一、收入情况说明", "文 2023年度收入1.00万元，比上年增加0万元。"]))
    assert searched and len(searched) == len({*searched})


def _texts() -> list[str]:
    said: list[str] = [f"{rule.fails}\n{rule.passes}" for rule in rules()]
    for path in sorted((ROOT / "datapackages" / "corpus").glob("passages.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            said += [row["text"] for row in csv.DictReader(file)]
    return said + [
        f"{word}，{word}1.00万元；" for kinds in KINDS.values() for kind in kinds for word in kind.residue.needs
    ]


def test_no_hint_hides_residue():
    text = prose(*_texts())
    matched = 0
    for kinds in KINDS.values():
        for kind in kinds:
            spans = [match.span() for match in kind.residue.pattern.finditer(text.text)]
            assert list(kind.spans(text)) == spans
            matched += bool(spans)
    assert matched


@pytest.mark.parametrize(
    "kind", [kind for kinds in KINDS.values() for kind in kinds], ids=lambda kind: kind.residue.why
)
def test_each_residue_has_one_of_its_words_in_it(kind):
    """In each paragraph alone: in all of the text together another one could have let the pattern through."""
    for text in _texts():
        for match in kind.residue.pattern.finditer(text + "\n"):
            assert list(kind.spans(prose(text))), match[0]
            break
