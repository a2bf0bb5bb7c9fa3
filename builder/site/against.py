"""What the document itself says of its totals beside last year and beside the budget, and what last year's printed.

Only sentences count whose amount was compared with a printed total and agrees with it: of these it is certain what
they speak of. A sentence of which a check found fault says so.
"""

from collections.abc import Iterable, Iterator, Sequence

from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Figure, Identity
from builder.site.catalogue import Catalogue, Record
from builder.site.headline import Headline
from builder.site.said import Said
from builder.standards.tables import standard_tables

_AGREES = ("passed", "rounding")
_TABLES = ("summary", "expenditure", "general-expenditure", "appropriation-summary")
_TOTALS = ("grand-total", "current-expenditure", "total")


@frozen
class Against:
    """What a sentence says of a total: ``subject`` as printed, and the statements by measure."""

    subject: str
    said: dict[str, Said]

    @property
    def direction(self) -> str:
        """Of the change: ``increase``, ``decrease``, ``flat`` or nothing."""
        named = (self.said[name].statement.direction for name in ("change", "change_percent") if name in self.said)
        return next(filter(None, named), "")

    @property
    def doubted(self) -> bool:
        """Whether a check found fault with one of these statements."""
        return any(one.entry.state == "failed" for said in self.said.values() for one in said.judged)


@frozen
class Before:
    """The main expenditure that the disclosure of the year before prints."""

    identity: Identity
    figure: Figure


def last_year(disclosure: Disclosure, spoken: Sequence[Said]) -> Against | None:
    """The first sentence that compares a total with the year before."""
    return _first(disclosure, spoken, ("change", "change_percent", "prior"), ("change",))


def budgeted(disclosure: Disclosure, spoken: Sequence[Said]) -> Against | None:
    """The first sentence that compares a total with the budget."""
    return _first(disclosure, spoken, ("budget", "completion_percent"), ("budget", "completion_percent"))


def before(record: Record, found: Catalogue, main: Headline) -> Before | None:
    """The disclosure of the same kind of the year before, if it is here and prints its expenditure in the same unit."""
    mine = record.identity
    wanted = Identity(mine.entity, "", mine.fiscal_year - 1, mine.kind, "").disclosure_id
    other = found.by_id.get(wanted)
    figure = other.summary.main.headline.expenditure if other else None
    if other is None or figure is None or main.expenditure is None:
        return None
    return Before(other.identity, figure) if figure.amount.unit == main.expenditure.amount.unit else None


def _first(
    disclosure: Disclosure, spoken: Sequence[Said], measures: Iterable[str], needed: Sequence[str]
) -> Against | None:
    totals = set(_totals(disclosure))
    year = disclosure.identity.fiscal_year
    for one in spoken:
        if one.statement.year == year and one.state in _AGREES and totals & {figure.key for figure in one.figures}:
            said = {name: other for name in measures if (other := _beside(one, spoken, name))}
            if all(name in said for name in needed):
                return Against(one.statement.subject, said)
    return None


def _beside(one: Said, spoken: Sequence[Said], measure: str) -> Said | None:
    """The only statement of a measure about the same thing in the same section."""
    mine = one.statement
    alike = [
        other
        for other in spoken
        if (other.statement.section, other.statement.subject, other.statement.measure)
        == (mine.section, mine.subject, measure)
    ]
    return alike[0] if len({other.statement.value for other in alike}) == 1 else None


def _totals(disclosure: Disclosure) -> Iterator[str]:
    """The keys of the printed totals of expenditure."""
    for table in _TABLES:
        for side in ("", "expenditure"):
            figures = [figure for figure in disclosure.figures if (figure.table, figure.side) == (table, side)]
            roles = standard_tables()[table].roles(side, ((figure.code, figure.item) for figure in figures))
            for figure, role in zip(figures, roles, strict=True):
                if role in _TOTALS and figure.measure in ("amount", "total"):
                    yield figure.key
