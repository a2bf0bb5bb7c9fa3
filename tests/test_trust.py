"""The page of promises: every test that it names exists, and every promise names one."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "content" / "pages" / "trust.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def test_the_page_names_tests():
    assert len(NAMED) >= 40
    assert len(NAMED) == len(set(NAMED)) == PAGE.count("::")


@pytest.mark.parametrize("file", sorted({file for file, _ in NAMED}))
def test_every_test_that_is_named_exists(file):
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert {name for named, name in NAMED if named == file} <= functions


def test_every_promise_says_what_it_is_against_what_is_done_and_what_proves_it():
    promises = [part for part in PAGE.split("\n## ")[1:] if not part.startswith("要求更正或移除")]
    assert len(promises) >= 7
    for promise in promises:
        for part in ("**防的是**", "**做了什么**", "**由这些测试证明**", "`tests/"):
            assert part in promise, promise.splitlines()[0]


def test_the_page_says_how_to_ask_for_a_correction_or_removal():
    assert "\n## 要求更正或移除\n" in PAGE
