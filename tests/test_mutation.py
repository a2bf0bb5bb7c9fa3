"""The tester tested: what the mutants of a piece of code are, that one is noticed, and that the list is in order."""

import ast
import csv
import importlib

from tests.mutation.mutants import mutants
from tests.mutation.running import MODULES, ROOT, SURVIVORS, apply

SOURCE = '''
LIMIT = 5


def small(number, least=0):
    """Not changed: 1 < 2."""
    if number < LIMIT and not number == 3:
        return min(number, least + 1)
    return None
'''


def test_every_slip_is_made_once_and_docstrings_are_left_alone():
    found = [mutant.name for mutant in mutants(SOURCE)]
    assert len(set(found)) == len(found)
    for name in (
        "LIMIT: 5 → 6",
        "small: 0 → 1",
        "small: number < LIMIT → number <= LIMIT",
        "small: number == 3 → number != 3",
        "small: min → max",
        "small: least + 1 → least - 1",
        "small: return min(number, least + 1) → return None",
        "small: not number == 3 → number == 3",
        "small: 3 → 4",
    ):
        assert name in found
    assert not [name for name in found if "1 < 2" in name or "Not changed" in name]


def test_a_mutant_differs_in_one_place_and_its_source_is_whole():
    original = ast.unparse(ast.parse(SOURCE))
    for mutant in mutants(SOURCE):
        changed = ast.unparse(mutant.tree)
        assert changed != original, mutant.name
        compile(changed, "mutant", "exec")
    assert ast.unparse(ast.parse(SOURCE)) == original


def test_a_change_reaches_functions_properties_caches_and_constants(tmp_path, monkeypatch):
    text = SOURCE + (
        "\n\nfrom functools import cache\n\n\n@cache\ndef kept():\n    return 7\n\n\n"
        "class Thing:\n    @property\n    def size(self):\n        return LIMIT + 1\n"
    )
    (tmp_path / "victim.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    victim = importlib.import_module("victim")
    thing = victim.Thing()
    assert (victim.small(2), victim.kept(), thing.size) == (1, 7, 6)
    by_name = {mutant.name: mutant for mutant in mutants(text)}
    apply(victim, by_name["small: min → max"])
    apply(victim, by_name["Thing.size: LIMIT + 1 → LIMIT - 1"])
    victim.kept.cache_clear()
    apply(victim, by_name["kept: 7 → 8"])
    victim.kept.cache_clear()
    assert (victim.small(2), victim.kept(), thing.size) == (2, 8, 4)


def test_every_survivor_is_a_mutant_of_today_and_has_a_reason():
    with SURVIVORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {path: {mutant.name for mutant in mutants((ROOT / path).read_text(encoding="utf-8"))} for path in MODULES}
    assert rows
    assert [row for row in rows if row["mutant"] not in names[row["module"]]] == []
    assert all(len(row["why"]) > 10 for row in rows)
    assert len({(row["module"], row["mutant"]) for row in rows}) == len(rows)
    for path in MODULES:
        assert len([row for row in rows if row["module"] == path]) <= 0.1 * len(names[path]), path


def test_the_tests_of_every_module_exist():
    assert all((ROOT / name).is_file() for tests in MODULES.values() for name in tests)
