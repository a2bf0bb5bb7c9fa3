"""All small changes of a module's source, one at a time: what a slip of the hand could have written instead."""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARE = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq},
    **{ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is},
}
_OPERATE = {
    **{ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult},
    **{ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr},
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "add": "sub", "sub": "add"}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Mutant:
    """A changed module: where (the qualified name of the function, or of the constant), what was changed, its tree."""

    where: str
    change: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """What stays the same when lines move."""
        return f"{self.where}: {self.change}"


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of the source; repeated changes in one function are numbered."""
    tree = ast.parse(source)
    seen: Counter[str] = Counter()
    for where, top in _places(tree):
        for node in _inside(top):
            for old, new in _changes(node):
                change = f"{_text(old)} → {_text(new)}"
                seen[f"{where}: {change}"] += 1
                number = seen[f"{where}: {change}"]
                yield Mutant(where, change + (f" #{number}" if number > 1 else ""), _with(tree, old, new))


def _places(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """The functions and methods with their qualified names, and the constants of the module."""
    for node in tree.body:
        if isinstance(node, _FUNCTIONS):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{item.name}", item) for item in node.body if isinstance(item, _FUNCTIONS))
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _inside(top: ast.AST) -> Iterator[ast.AST]:
    """All nodes that say what is done: without docstrings, annotations, decorators, and the ``strict`` of a zip."""
    if isinstance(top, _FUNCTIONS):
        body = top.body[1:] if ast.get_docstring(top) else top.body
        waiting: list[ast.AST] = [*body, *top.args.defaults, *filter(None, top.args.kw_defaults)]
    else:
        waiting = [top]
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting[:0] = [child for child in _below(node) if child is not None]


def _below(node: ast.AST) -> Iterator[ast.AST | None]:
    if isinstance(node, ast.AnnAssign):
        yield node.value
    elif not (isinstance(node, ast.keyword) and node.arg == "strict"):
        yield from ast.iter_child_nodes(node)


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """What a node may be changed into, as pairs of the old and the new one."""
    for kind, change in _KINDS.items():
        if isinstance(node, kind):
            for new in change(node):
                yield node, new


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for index, operator in enumerate(node.ops):
        new = copy.deepcopy(node)
        new.ops[index] = _COMPARE[type(operator)]()
        yield new


def _operate(node: ast.BinOp | ast.AugAssign) -> Iterator[ast.AST]:
    if type(node.op) in _OPERATE:
        new = copy.deepcopy(node)
        new.op = _OPERATE[type(node.op)]()
        yield new


def _both(node: ast.BoolOp) -> Iterator[ast.AST]:
    new = copy.deepcopy(node)
    new.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield new


def _sign(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not | ast.USub):
        yield node.operand


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node.value, str):
        yield ast.Constant(f"{node.value}x" if node.value else "x")


def _condition(node: ast.If | ast.IfExp) -> Iterator[ast.AST]:
    for value in (True, False):
        new = copy.deepcopy(node)
        new.test = ast.Constant(value)
        yield new


def _filter(node: ast.comprehension) -> Iterator[ast.AST]:
    if node.ifs:
        new = copy.deepcopy(node)
        new.ifs = []
        yield new


def _nothing(node: ast.Return | ast.Yield) -> Iterator[ast.AST]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        new = copy.deepcopy(node)
        new.value = ast.Constant(None)
        yield new


def _skipped(node: ast.Expr | ast.AugAssign) -> Iterator[ast.AST]:
    if isinstance(node, ast.AugAssign) or isinstance(node.value, ast.Call):
        yield ast.Pass()


def _name(node: ast.Name) -> Iterator[ast.AST]:
    if node.id in _NAMES:
        yield ast.Name(_NAMES[node.id], ast.Load())


_KINDS = {
    **{ast.Compare: _compare, ast.BinOp: _operate, ast.BoolOp: _both, ast.UnaryOp: _sign, ast.Constant: _constant},
    **{ast.If: _condition, ast.IfExp: _condition, ast.comprehension: _filter, ast.Return: _nothing},
    **{ast.Yield: _nothing, ast.Expr: _skipped, ast.Name: _name, ast.Break: lambda _: (ast.Continue(),)},
    **{ast.Continue: lambda _: (ast.Break(),)},
    ast.AugAssign: lambda node: (*_operate(node), *_skipped(node)),
}


def _with(tree: ast.Module, old: ast.AST, new: ast.AST) -> ast.Module:
    """The tree with one node exchanged; what is not changed may be shared between trees, but never written to."""
    found = [ast.copy_location(new, old) if "lineno" in old._attributes else new]
    memo = {id(old): found[0]}
    return ast.fix_missing_locations(copy.deepcopy(tree, memo))


def _text(node: ast.AST) -> str:
    """A node in a few words, on one line."""
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"
    if isinstance(node, ast.comprehension):
        return " ".join(f"if {ast.unparse(test)}" for test in node.ifs) or "(no if)"
    return " ".join(ast.unparse(node).split())
