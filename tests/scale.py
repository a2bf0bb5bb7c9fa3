"""Search at any size: made disclosures as a catalogue, the index of a site of them, and queries with their answers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random

from builder import checks, readers, recognise
from builder.checks import rules
from builder.config import load
from builder.model.disclosure import Identity
from builder.site import addresses, characters, search
from builder.site.catalogue import Catalogue, Record, catalogue
from builder.site.codes import codes
from builder.site.grids import grids
from builder.site.page import Page, Site
from builder.standards.glossary import terms
from tests.maker import text
from tests.maker.corpus import Made, corpus

TRADITIONAL = {
    "总": "總",
    "会": "會",
    "财": "財",
    "计": "計",
    "务": "務",
    "统": "統",
    "区": "區",
    "训": "訓",
    "动": "動",
}


def records(count: int, folder: Path, faults: float = 0.05) -> Iterator[Record]:
    """So many made disclosures, read from text, recognised and checked; ``folder`` takes one file at a time."""
    seen: set[str] = set()
    for made in corpus(0, faults):
        if len(seen) == count:
            return
        if made.id not in seen:  # two names may have one pinyin
            seen.add(made.id)
            yield _record(made, folder)


def _record(made: Made, folder: Path) -> Record:
    source = folder / "source.txt"
    form = text.TABBED if made.printed.kind == "final" else text.BARE
    source.write_bytes(text.render(made.printed, made.seed, form, "utf-8"))
    name, year, kind = made.printed.entity_name, made.printed.year, made.printed.kind
    who = Identity(made.entity, name, year, kind, f"{name}{year}{made.printed.what}", name)
    disclosure = recognise.recognise(readers.read(source, f"{who.package}/source.txt", False), who, ())
    return Record(disclosure, checks.run(disclosure))


def wordy(found: list[Record], real: list[Record]) -> list[Record]:
    """The same tables with as much text as real documents have: that of ``real``, in turn."""
    return [
        replace(one, disclosure=replace(one.disclosure, passages=of.passages, statements=of.statements))
        for one, of in zip(found, (real[n % len(real)].disclosure for n in range(len(found))), strict=True)
    ]


def pages(found: Catalogue) -> list[Page]:
    """A page for everything that has one on a site of ``found``."""
    where = [addresses.disclosure_page(one.identity) for one in found.records]
    where += [addresses.entity_page(one.entity) for one in found.entities]
    where += [addresses.rule_page(rule.code) for rule in rules()]
    where += [addresses.code_page(code) for code in codes(found)]
    return [Page(one, one, "") for one in (*where, addresses.GLOSSARY, addresses.SUBJECTS)]


def write(found: Catalogue, out: Path) -> None:
    """The search index of a site of ``found``."""
    site = Site(found, load(None), rules(), terms())
    search.write_index(search.found(site, pages(found)), out)


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, and where the first result must lead: the location begins so."""

    kind: str
    typed: str
    first: str


def queries(found: Catalogue, each: int = 8, seed: int = 1) -> list[Query]:
    """So many queries of each kind; each has one right answer."""
    rng = Random(seed)
    made: list[Query] = []
    for kind, listed in _asked(found, rng).items():
        chosen = list(islice(listed, each))
        made += [Query(kind, *one) for one in chosen]
    return made


def _asked(found: Catalogue, rng: Random) -> Mapping[str, Iterator[tuple[str, str]]]:
    shuffled = list(found.records)
    rng.shuffle(shuffled)
    entities = list(found.entities)
    rng.shuffle(entities)
    known = list(codes(found).values())
    rng.shuffle(known)
    glossary = list(terms())
    rng.shuffle(glossary)
    rare = _rare(found)
    coded = {name for code in known for name in (code.name, *code.wordings)}
    return {
        "entity": ((one.entity_name, addresses.entity_page(one.entity)) for one in entities),
        "entity, traditional": _traditional(entities),
        "entity, pinyin": _spelt(entities),
        "entity and year": ((f"{_short(one)} {_year(one)}", _page(one)) for one in shuffled),
        "code": ((one.code, addresses.code_page(one.code)) for one in known),
        "item": _named(known),
        "term": (
            (one.zh, f"{addresses.GLOSSARY}#{addresses.term_anchor(one.id)}") for one in glossary if one.zh not in coded
        ),
        "rule": ((rule.code, addresses.rule_page(rule.code)) for rule in rules()),
        "amount": ((printed, place) for printed, _, place in rare),
        "amount in yuan": ((yuan, place) for _, yuan, place in rare),
        "entity and amount": _cells(shuffled, lambda figure: figure.amount.printed),
        "entity, year and code": _cells(shuffled, lambda figure: figure.code),
        "entity, year and item": _cells(shuffled, lambda figure: figure.item),
        "entity and finding": _findings(shuffled),
    }


def _page(record: Record) -> str:
    return addresses.disclosure_page(record.identity)


def _short(record: Record) -> str:
    return record.identity.entity_name


def _year(record: Record) -> str:
    return f"{record.identity.fiscal_year} {'决算' if record.identity.kind == 'final' else '预算'}"


def _traditional(entities) -> Iterator[tuple[str, str]]:
    for one in entities:
        typed = "".join(TRADITIONAL.get(char, char) for char in one.entity_name)
        if typed != one.entity_name:
            yield typed, addresses.entity_page(one.entity)


def _spelt(entities) -> Iterator[tuple[str, str]]:
    """Initials that no other name has, as a whole or as its beginning."""
    spelt = {one.entity: characters.initials(one.entity_name) for one in entities}
    for one in entities:
        own = spelt[one.entity]
        if sum(own in other for other in spelt.values()) == 1:
            yield own, addresses.entity_page(one.entity)


def _named(known) -> Iterator[tuple[str, str]]:
    """Names that one code alone has."""
    count = Counter(name for code in known for name in {code.name, *code.wordings})
    for code in known:
        if count[code.name] == 1:
            yield code.name, addresses.code_page(code.code)


def _rare(found: Catalogue) -> list[tuple[str, str, str]]:
    """Amounts of more than four digits that one disclosure alone has: as printed, in 元, and its page.

    No other has the same amount in another unit, or the same number in front of another unit.
    """
    pages: dict[str, dict[str, str]] = {}
    printed: dict[str, set[str]] = {}
    for record in found.records:
        for figure in record.disclosure.figures:
            if figure.amount.unit in ("万元", "元"):
                worth = f"{figure.amount.yuan.normalize():f}"
                pages.setdefault(worth, {})[_page(record)] = figure.amount.printed
                printed.setdefault(_number(figure.amount.printed), set()).add(worth)
    alone = [(next(iter(on.items())), worth) for worth, on in pages.items() if len(on) == 1 and len(worth) > 6]
    alone = [one for one in alone if len(printed[_number(one[0][1])]) == 1]
    return [(number, worth, f"{page}#") for (page, number), worth in sorted(alone, key=lambda one: one[1][::-1])]


def _number(printed: str) -> str:
    return printed.replace(",", "")


def _cells(shuffled, typed) -> Iterator[tuple[str, str]]:
    """An entity, a year, and what a row of its expenditure prints."""
    for record in shuffled:
        for grid in grids(record.disclosure):
            if grid.table.table != "expenditure":
                continue
            figures = [cell for lane in grid.lanes for row in lane.rows for cell in row.cells if cell and cell.code]
            if figures:
                yield f"{_short(record)} {_year(record)} {typed(figures[-1])}", f"{_page(record)}#"


def _findings(shuffled) -> Iterator[tuple[str, str]]:
    for record in shuffled:
        for finding in record.verdict.findings[:1]:
            yield (
                f"{_short(record)} {_year(record)} {finding.rule}",
                f"{_page(record)}#{addresses.finding_anchor(finding)}",
            )


def made(count: int, folder: Path) -> Catalogue:
    """A catalogue of so many made disclosures."""
    return catalogue(records(count, folder))
