"""A content folder of any size: departments and their units, years that go on from one another, both kinds.

    make_corpus(folder, 1000, seed=1, faults=0.05, formats=("text", "pdf"))

writes ``folder/content/entities.csv``, ``folder/content/disclosures/<entity>/<year>-<kind>/`` with source and card, and
beside the content what only the maker knows: ``folder/figures.csv``, every figure that is printed, and
``folder/faults.csv``, every fault that was put in. The same arguments give the same bytes.

    python -m tests.maker.corpus FOLDER COUNT [--seed N] [--faults SHARE] [--formats text,pdf]
"""

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from itertools import count, islice, product
from pathlib import Path
from random import Random

from builder.recognise.identity import slug
from tests.maker import pdf, text
from tests.maker.accounts import BODIES, CITIES, DISTRICTS, Accounts, Flow, make_accounts
from tests.maker.budget import Budget, print_budget_of
from tests.maker.editions import EDITIONS
from tests.maker.faults import Fault, faulty
from tests.maker.places import PLACES
from tests.maker.printed import Expected, Printed
from tests.maker.tables import print_accounts

_PLACES = tuple(PLACES.values())
_YEARS = range(2021, 2026)
_UNITS = ("服务中心", "培训中心", "信息中心", "活动中心")
FORMATS = {"text": ".txt", "pdf": ".pdf"}


@dataclass(frozen=True, slots=True)
class Made:
    """One disclosure: whose, its department if it is a unit's, what is printed, and the fault in it if there is one."""

    entity: str
    parent: str
    parent_name: str
    printed: Printed
    seed: int
    fault: Fault | None = None

    @property
    def id(self) -> str:
        """``<entity>-<year>-<kind>``."""
        return f"{self.entity}-{self.printed.year}-{self.printed.kind}"


def corpus(seed: int, faults: float = 0.0) -> Iterator[Made]:
    """Disclosures without end: department after department, its units first, year after year, budget and accounts.

    ``faults`` is the share of disclosures that have one. A form that names one year alone is printed once.
    """
    seen: set[str] = set()
    for number, name in enumerate(_names()):
        rng = Random(f"corpus {seed} {number}")
        place, edition = rng.choice(_PLACES), rng.choice(EDITIONS)
        units = [f"{name}{each}" for each in rng.sample(_UNITS, rng.choice((0, 0, 1, 3)))]
        for year, accounts in _years(f"{seed}/{number}", name, units, rng):
            for one in accounts:
                entity = slug(one.entity_name)
                above = (slug(name), name) if one.entity_name != name else ("", "")
                own = rng.randrange(2**32)
                planned = Budget(replace(one, year=year), Random(f"budget {own}"))
                for printed in (print_budget_of(planned, place, own), print_accounts(one, own, edition)):
                    made = Made(entity, *above, printed, own)
                    made = _with_fault(made, rng) if rng.random() < faults else made
                    if made.id not in seen:
                        seen.add(made.id)
                        yield made


def _with_fault(made: Made, rng: Random) -> Made:
    printed, fault = faulty(made.printed, rng)
    return replace(made, printed=printed, fault=fault)


def _names() -> Iterator[str]:
    """Names of departments, each once: without end, since the cities are numbered when they are used up."""
    for lap in count():
        for city, district, body in product(CITIES, DISTRICTS, BODIES):
            yield f"{city}{district}{f'第{lap + 1}' if lap else ''}{body}"


def _years(seed: str, name: str, units: Sequence[str], rng: Random) -> Iterator[tuple[int, list[Accounts]]]:
    """For each year the accounts of the units and, last, those of the department, which are their sum and its own."""
    first = [_plain(f"{seed}/{index}") for index in range(len(units) + 1)]
    for year in _YEARS:
        own = [
            replace(one, entity_name=unit, year=year, body="单位")
            for one, unit in zip(first, (*units, f"{name}本级"), strict=True)
        ]
        whole = replace(_together(own), entity_name=name, year=year, body="部门" if units else "单位")
        yield year, [*(own if units else ()), whole]
        first = [_next(one, rng) for one in own]


def _plain(seed: str) -> Accounts:
    """Accounts without negative amounts and with nothing that only final accounts have."""
    for attempt in count():
        accounts = make_accounts(f"{seed}/{attempt}")
        flows = tuple(replace(flow, used=0, distributed=0) for flow in accounts.flows)
        if all(fen >= 0 for flow in flows for fen in flow.spent.values()) and all(flow.revenue >= 0 for flow in flows):
            return replace(accounts, flows=flows)
    raise AssertionError


def _together(parts: Sequence[Accounts]) -> Accounts:
    economic: dict[str, int] = {}
    three: dict[str, dict[str, int]] = {}
    for part in parts:
        for code, fen in part.economic.items():
            economic[code] = economic.get(code, 0) + fen
        for phase, amounts in part.three_public.items():
            sums = three.setdefault(phase, {})
            for name, fen in amounts.items():
                sums[name] = sums.get(name, 0) + fen
    flows = tuple(flow for part in parts for flow in part.flows)
    return replace(parts[0], flows=flows, economic=dict(sorted(economic.items())), three_public=three)


def _next(accounts: Accounts, rng: Random) -> Accounts:
    """The year after: what was left opens it, and some more or less is spent; basic expenditure stays as it is."""
    return replace(accounts, flows=tuple(_flow(flow, rng) for flow in accounts.flows))


def _flow(flow: Flow, rng: Random) -> Flow:
    spent = {kind: fen if kind == "basic" else fen * rng.randrange(80, 130) // 100 for kind, fen in flow.spent.items()}
    total = sum(spent.values())
    closing = rng.choice((0, 0, flow.closing, total // 10)) + max(0, flow.closing - total)
    return replace(flow, opening=flow.closing, closing=closing, spent=spent)


def make_corpus(
    folder: Path, number: int, seed: int = 0, faults: float = 0.0, formats: Sequence[str] = tuple(FORMATS)
) -> None:
    """Write so many disclosures, in one of the formats each, and what is true of them."""
    disclosures = folder / "content" / "disclosures"
    listed: dict[str, tuple[str, str]] = {}
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as figures:
        writer = csv.writer(figures, lineterminator="\n")
        writer.writerow(("disclosure_id", *(field.name for field in fields(Expected))))
        wrong = []
        for made in islice(corpus(seed, faults), number):
            listed[made.entity] = made.printed.entity_name, made.parent
            if made.parent:
                listed.setdefault(made.parent, (made.parent_name, ""))
            form = formats[made.seed % len(formats)]
            place = disclosures / made.entity / f"{made.printed.year}-{made.printed.kind}"
            place.mkdir(parents=True, exist_ok=True)
            (place / f"source{FORMATS[form]}").write_bytes(_rendered(made, form))
            (place / "disclosure.yml").write_text(_card(made), encoding="utf-8", newline="\n")
            writer.writerows((made.id, *astuple(one)) for one in made.printed.expected())
            wrong += [(made.id, *astuple(made.fault))] if made.fault else []
    _table(folder / "faults.csv", ("disclosure_id", *(field.name for field in fields(Fault))), wrong)
    rows = [(entity, name, "", "", parent) for entity, (name, parent) in sorted(listed.items())]
    _table(folder / "content" / "entities.csv", ("entity", "entity_name", "aliases", "region", "parent"), rows)


def _rendered(made: Made, form: str) -> bytes:
    if form == "pdf":
        return pdf.render(made.printed, made.seed)
    form = text.TABBED if made.printed.kind == "final" else text.BARE
    return text.render(made.printed, made.seed, form, "utf-8")


def _card(made: Made) -> str:
    title = f"{made.printed.entity_name}{made.printed.year}{made.printed.what}"
    lines = (f"entity: {made.entity}", f"year: {made.printed.year}", f"kind: {made.printed.kind}", f"title: {title}")
    return "\n".join((*lines, f"publisher: {made.printed.entity_name}", ""))


def _table(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((header, *rows))


def _main() -> None:
    parser = argparse.ArgumentParser(description="Write a corpus of made disclosures.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faults", type=float, default=0.0, help="the share of disclosures with a fault")
    parser.add_argument("--formats", default=",".join(FORMATS), help="text, pdf or both")
    given = parser.parse_args()
    make_corpus(given.folder, given.count, given.seed, given.faults, given.formats.split(","))


if __name__ == "__main__":
    _main()
