"""The codes that tables print, each with its meaning and the amounts under it, disclosure by disclosure."""

from collections.abc import Iterable, Mapping
from functools import cache

from builder.frozen import frozen
from builder.model.disclosure import Figure
from builder.site.catalogue import Catalogue, Listed
from builder.site.render import visible
from builder.standards import classifications
from builder.standards.glossary import Term, terms
from builder.standards.tables import WHOLE, standard_tables

CLASSIFICATIONS = {
    "2": ("支出功能分类", "Function: what the money is for"),
    "3": ("部门预算支出经济分类", "Economic class, department budget: what was bought"),
    "5": ("政府预算支出经济分类", "Economic class, government budget: what was bought"),
}
"""By the first digit of a code."""
OTHER = ("其他编码", "Other codes")
MEANINGS = {
    "2": "功能分类回答“钱用来做什么事”，分类、款、项三级：类最粗，项最细，上一级的数包括下一级。",
    "3": "经济分类回答“钱花成了什么”：工资、办公用品、补助、设备等，分类、款两级，类的数包括款。",
    "5": "这是政府预算编制用的经济分类，回答“钱花成了什么”，分类、款两级，类的数包括款。",
}
"""What a classification is, in plain words, by the first digit."""
LEVELS = {3: ("类", "class"), 5: ("款", "section"), 7: ("项", "item")}
"""By the number of digits."""

Place = tuple[Listed, Figure]


@frozen
class Code:
    """A code: its name, other wordings, the term that explains it, and where it is printed, newest first.

    ``places`` has one figure for each disclosure: the first that its tables print for the code, which is the total of
    the row in the table of expenditure where there is one.
    """

    code: str
    name: str
    wordings: tuple[str, ...]
    term: Term | None
    places: tuple[Place, ...]

    @property
    def classification(self) -> tuple[str, str]:
        """What scheme it belongs to, in Chinese and English."""
        return CLASSIFICATIONS.get(self.code[0], OTHER)

    @property
    def meaning(self) -> str:
        """What its classification is, in plain words."""
        return MEANINGS.get(self.code[0], "")

    @property
    def level(self) -> tuple[str, str]:
        """类, 款 or 项 and the English word; empty for a code of no standard length."""
        return LEVELS.get(len(self.code), ("", "")) if self.code[0] in CLASSIFICATIONS else ("", "")

    @property
    def parents(self) -> tuple[str, ...]:
        """The codes above it, the class first."""
        above = classifications.parent(self.code)
        return (*(code for code in (classifications.parent(above),) if code), above) if above else ()

    @property
    def entities(self) -> int:
        """How many entities print it."""
        return len({record.identity.entity for record, _ in self.places})


def codes(found: Catalogue) -> Mapping[str, Code]:
    """Every code that a table other than that of revenue prints, in order."""
    places: dict[str, list[Place]] = {}
    printed: dict[str, dict[str, None]] = {}
    for record in found.records:
        for one in record.summary.codes:
            places.setdefault(one.figure.code, []).append((record, one.figure))
            printed.setdefault(one.figure.code, {}).update(dict.fromkeys(one.names))
    return {code: _code(code, tuple(printed[code]), tuple(places[code])) for code in sorted(places)}


def _code(code: str, printed: tuple[str, ...], places: tuple[Place, ...]) -> Code:
    printed = tuple(map(visible, printed))
    name = classifications.name(code) or printed[0]
    others = sorted(classifications.names(code).difference(printed))
    wordings = tuple(word for word in dict.fromkeys((*printed, *others)) if word and word != name)
    return Code(code, name, wordings, _term((name, *wordings)), places)


def name_of(code: str, known: Mapping[str, Code]) -> str:
    """The name of a code that may be printed nowhere."""
    return known[code].name if code in known else classifications.name(code) or ""


def other_names(term: Term) -> tuple[str, ...]:
    """The other names under which tables print the column that a term explains; a whole row's column has none."""
    return _headers().get(term.id, ())


@cache
def _headers() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    names = {term.id: term.zh for term in terms()}
    taken = {"小计", *names.values()}
    for table in standard_tables().values():
        for measure in table.measures:
            plain = (one for one in measure.headers if "/" not in one and one not in taken)
            if measure.id in names and measure.id not in WHOLE:
                found.setdefault(measure.id, {}).update(dict.fromkeys(plain))
    return {name: tuple(headers) for name, headers in found.items()}


def _term(names: Iterable[str]) -> Term | None:
    """The term that has one of these names, the first of them before the others."""
    return next((_explained()[name] for name in names if name in _explained()), None)


@cache
def _explained() -> Mapping[str, Term]:
    made = {other: term for term in terms() for other in other_names(term)}
    return made | {term.zh: term for term in terms()}
