"""Runs tests against mutants: each in a process of its own, forked with everything loaded and one function changed."""

import ast
import csv
import functools
import importlib
import io
import os
import signal
import sys
import types
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from tests.mutation.mutants import Mutant, mutants

ROOT = Path(__file__).parent.parent.parent
SURVIVORS = Path(__file__).parent / "survivors.csv"
"""Mutants that no test can or need notice: module, mutant, why."""
SECONDS = 90
"""What the tests may take; a mutant that runs on and on is noticed."""
MODULES: Mapping[str, tuple[str, ...]] = {
    "builder/model/amount.py": ("tests/test_amount.py",),
    "builder/model/disclosure.py": ("tests/test_ids.py",),
    "builder/recognise/quantities.py": ("tests/test_quantities.py",),
    "builder/recognise/solver.py": ("tests/test_placement.py",),
    "builder/recognise/placement.py": ("tests/test_placement.py",),
    "builder/standards/identities.py": ("tests/test_identities.py", "tests/test_sums.py"),
    "builder/standards/equations.py": ("tests/test_identities.py", "tests/test_sums.py"),
    "builder/checks/_identities.py": ("tests/test_sums.py",),
    "builder/checks/_sums.py": ("tests/test_sums.py",),
}
"""What is changed, and the tests that must notice."""
_ALWAYS = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly")


def explained() -> list[tuple[str, str]]:
    """(module, mutant) of every line of survivors.csv."""
    with SURVIVORS.open(encoding="utf-8", newline="") as file:
        return [(row["module"], row["mutant"]) for row in csv.DictReader(file)]


def run(path: str, jobs: int) -> dict[str, bool]:
    """Whether the tests of a module notice each of its mutants, by name; raises RuntimeError if they fail without."""
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    tests = list(MODULES[path])
    with redirect_stdout(io.StringIO()):
        pytest.main(["--collect-only", *_ALWAYS, *tests])
    if _noticed(module, None, tests):
        raise RuntimeError(f"the tests of {path} fail without any change")
    todo = iter(mutants((ROOT / path).read_text(encoding="utf-8")))
    found: dict[str, bool] = {}
    running: dict[int, str] = {}
    while True:
        while len(running) < jobs and (mutant := next(todo, None)):
            running[_started(module, mutant, tests)] = mutant.name
        if not running:
            return found
        child, status = os.wait()
        found[running.pop(child)] = status != 0


def _noticed(module: types.ModuleType, mutant: Mutant | None, tests: list[str]) -> bool:
    return os.waitpid(_started(module, mutant, tests), 0)[1] != 0


def _started(module: types.ModuleType, mutant: Mutant | None, tests: list[str]) -> int:
    """A child that runs the tests; it ends with 0 if they pass."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    signal.alarm(SECONDS)
    code = 1
    try:
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
            if mutant:
                apply(module, mutant)
            code = int(pytest.main([*_ALWAYS, *tests]))
    finally:
        os._exit(code)


def apply(module: types.ModuleType, mutant: Mutant) -> None:
    """Change the loaded module as the mutant says; its function stays the same object, for others hold it, too."""
    code = compile(mutant.tree, str(module.__file__), "exec")
    first, _, rest = mutant.where.partition(".")
    target = vars(module)[first]
    if rest or isinstance(target, types.FunctionType) or hasattr(target, "__wrapped__"):
        function = _function(vars(target)[rest] if rest else target)
        function.__code__ = next(found for found in _codes(code) if found.co_qualname == mutant.where)
        function.__defaults__ = _defaults(mutant, function)
    else:
        _set(module, first, target, mutant)
    for each in _loaded():
        for value in list(vars(each).values()):
            getattr(value, "cache_clear", lambda: None)()


def _function(found: object) -> types.FunctionType:
    """The function behind a property, a class method or a cache."""
    while not isinstance(found, types.FunctionType):
        found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found.__wrapped__
    return found


def _defaults(mutant: Mutant, function: types.FunctionType) -> tuple[object, ...] | None:
    nodes = [node for node in ast.walk(mutant.tree) if isinstance(node, ast.FunctionDef)]
    node = next(node for node in nodes if node.name == function.__name__)
    values = (
        eval(compile(ast.Expression(default), "", "eval"), function.__globals__) for default in node.args.defaults
    )
    return tuple(values) or None


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _codes(constant)


def _set(module: types.ModuleType, name: str, old: object, mutant: Mutant) -> None:
    """Give a constant its changed value, wherever it was imported to."""
    statement = next(
        node for node in mutant.tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
    )
    new = eval(compile(ast.Expression(statement.value), "", "eval"), dict(vars(module)))
    for each in _loaded():
        for key in [key for key, value in vars(each).items() if value is old]:
            setattr(each, key, new)


@functools.cache
def _loaded() -> tuple[types.ModuleType, ...]:
    return tuple(each for name, each in list(sys.modules.items()) if name.split(".")[0] in ("builder", "tests"))
