"""A rule as its module states it: code, name, titles, and the sections of its docstring."""

import inspect
from collections.abc import Mapping
from types import ModuleType

from builder.frozen import frozen

FAMILIES = ("SRC", "CPL", "SUM", "XTB", "CLS", "TXT", "RAT", "REP", "NAM", "TPL", "PRF", "YOY", "ORG")
"""The families of rules, in the order in which they are shown."""

HEADINGS = ("检查什么", "为什么", "不通过", "通过")
"""The headings that the docstring of every rule has, in this order, each alone on its line."""


@frozen
class Rule:
    """A check for people: ``name`` is the slug of the fault; ``severity`` the heaviest that a finding of it has.

    The texts are Chinese, paragraphs parted by blank lines; the examples in ``fails`` and ``passes`` are indented.
    ``advice`` says in a sentence or two how a draft is mended.
    """

    code: str
    name: str
    severity: str
    title: str
    title_en: str
    what: str
    why: str
    fails: str
    passes: str
    advice: str = ""

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code[:3]

    @property
    def sections(self) -> Mapping[str, str]:
        """The sections under their Chinese headings, in order."""
        return dict(zip(HEADINGS, (self.what, self.why, self.fails, self.passes), strict=True))


def rule(module: ModuleType) -> Rule:
    """The rule that a module states; ValueError if its docstring lacks a heading or has them in another order."""
    sections = _sections(module)
    if tuple(sections) != HEADINGS or not all(sections.values()):
        raise ValueError(
            f"{module.__name__}: the docstring needs the headings {' / '.join(HEADINGS)}, each with a text"
        )
    texts = (*sections.values(), getattr(module, "ADVICE", ""))
    return Rule(module.CODE, module.NAME, module.SEVERITY, module.TITLE, module.TITLE_EN, *texts)


def _sections(module: ModuleType) -> dict[str, str]:
    sections: dict[str, list[str]] = {}
    for line in inspect.cleandoc(module.__doc__ or "").splitlines():
        if line in HEADINGS:
            sections[line] = []
        elif sections:
            sections[next(reversed(sections))].append(line)
    return {heading: _unwrapped(lines) for heading, lines in sections.items()}


def _unwrapped(lines: list[str]) -> str:
    """The text with every paragraph on one line, and without a blank where Chinese was broken; examples stay."""
    made: list[str] = []
    for line in lines:
        joins = made and made[-1] and line and not line.startswith(" ") and not made[-1].startswith(" ")
        if joins:
            made[-1] += (" " if made[-1][-1].isascii() and line[0].isascii() else "") + line
        else:
            made.append(line)
    return "\n".join(made).strip("\n")
