"""What was recognised in a document: who, when and what, the standard tables, and what was left over."""

from collections.abc import Iterable
from dataclasses import field, replace
from decimal import Decimal
from typing import TypeVar

from builder.frozen import frozen
from builder.model.amount import Amount
from builder.model.document import Source
from builder.model.location import Location


@frozen
class Identity:
    """Who published what: entity id and name, fiscal year, kind (``budget`` or ``final``), title, publisher.

    ``entity`` is a slug that is safe in a path; ``retrieved_from`` says where the file was got, as written by
    whoever added it, and is empty when unknown; so is ``published``, the day on which it was made public (ISO 8601). A
    year of 0 means that none was found.
    """

    entity: str
    entity_name: str
    fiscal_year: int
    kind: str
    title: str
    publisher: str = ""
    retrieved_from: str = ""
    published: str = ""

    @property
    def disclosure_id(self) -> str:
        """``<entity>-<year>-<kind>``."""
        return f"{self.entity}-{self.fiscal_year}-{self.kind}"

    @property
    def package(self) -> str:
        """The package's folder below ``datapackages/``: ``<entity>/<year>-<kind>``."""
        return f"{self.entity}/{self.fiscal_year}-{self.kind}"


@frozen
class Figure:
    """One amount printed in a standard table (a row of figures.csv; DESIGN section 5).

    ``placed_by`` is ``position`` or ``identity``: how the column of the number is known. The figures of a
    disclosure stand in reading order, from which the hierarchy of the codes can be told. ``repeat`` is set by
    the disclosure: 2 for the second figure with the same name, and so on.
    """

    table: str
    printed_number: str
    side: str
    phase: str
    line_no: str
    code: str
    item: str
    measure: str
    amount: Amount
    location: Location
    placed_by: str
    repeat: int = 1
    _key: str = field(default="", init=False, repr=False, compare=False)

    @property
    def row(self) -> str:
        """What names the row inside its table: code, else 行次, else item."""
        return self.code or self.line_no or self.item

    @property
    def key(self) -> str:
        """``<table>/<side or phase>/<row>/<measure>``, the part of figure_id after the disclosure.

        It holds no blanks, and inside one disclosure no other figure has it: a second figure of the same name
        (a code printed twice in one table) ends in ``~2``, a third in ``~3``.
        """
        return self._key or _key(self.repeat, self.table, self.side or self.phase, self.row, self.measure)


@frozen
class Unplaced:
    """A printed number that neither position nor identities could place, with the columns it might belong to."""

    table: str
    code: str
    item: str
    printed: str
    candidates: tuple[str, ...]
    reason: str
    location: Location


@frozen
class Table:
    """One standard table found in a document.

    ``state`` is ``figures`` (it has amounts), ``empty`` (it has none; ``note`` says so if the document does)
    or ``unread`` (its title is there, its rows could not be read).
    ``columns`` are the measures found, in printed order; ``layout`` names the layout that its header matched.
    ``prepared_by`` is the unit as its own name is printed at the table (单位：…), empty where none is.
    """

    table: str
    printed_number: str
    title: str
    unit: str
    location: Location
    state: str
    columns: tuple[str, ...] = ()
    note: str = ""
    layout: str = ""
    prepared_by: str = ""


PASSAGE_ROLES = ("heading", "text", "row", "caption")
"""A heading; a paragraph; one row of a grid that is no standard table; a line around a standard table (who, notes)."""


@frozen
class Passage:
    """A paragraph outside the standard tables (a row of passages.csv), as printed, blanks removed.

    ``section`` is the heading it stands under. ``role`` is one of PASSAGE_ROLES. ``quantities`` counts the numbers
    with a unit in it. ``starts`` says, for a text source, where in the text each of its lines begins: pairs of
    offset (from 0) and line (from 1).
    """

    section: str
    text: str
    location: Location
    role: str = "text"
    quantities: int = 0
    starts: tuple[tuple[int, int], ...] = ()

    def place(self, offset: int) -> Location:
        """Where the character at ``offset`` of the text stands: its own line, if the source has lines."""
        line = self.location.line
        for start, number in self.starts:
            if start <= offset:
                line = number
        return Location(self.location.page, line, self.location.box)


@frozen
class Statement:
    """A figure said in a sentence (a row of statements.csv); ``year`` is 0 where none is said.

    ``sentence`` names the sentence, ``<passage>.<sentence>`` counted from 1: the statements of one sentence share it;
    it is empty for the money row of a form. ``reason`` is what the text gives as the reason of a change or rate, as
    printed. ``derived`` is empty for a printed number; else it says how the number follows from printed ones.
    """

    section: str
    subject: str
    code: str
    year: int
    measure: str
    value: Decimal
    unit: str
    direction: str
    text: str
    location: Location
    sentence: str = ""
    reason: str = ""
    derived: str = ""
    repeat: int = 1
    _key: str = field(default="", init=False, repr=False, compare=False)

    @property
    def key(self) -> str:
        """``statement/<section>/<code or subject>/<year>/<measure>``: statement_id after the disclosure.

        That of a derived number begins with ``derived``.
        """
        if self._key:
            return self._key
        kind = "derived" if self.derived else "statement"
        return _key(self.repeat, kind, self.section, self.code or self.subject, str(self.year), self.measure)


@frozen
class Indicator:
    """One row of a performance form (a row of indicators.csv), every cell as printed but for blanks.

    ``role`` is ``indicator``, ``money`` (a row of money: ``target`` is what was to be spent, ``actual`` what was spent)
    or ``total`` (``level1`` says of what: 总分, 产出指标（50分）, 分值（90分）). ``rate`` is the printed rate of
    completion or of scoring, ``goal`` the block of the form that the row stands in (年度绩效目标1（80分）). Of a row of
    money ``unit`` is that of the amounts, empty if the form does not say it, and ``formula`` how the form makes its
    score (20分*执行率). ``location`` is where the row begins; ``last_line`` is its last line in a text source.
    """

    form: str
    programme: str
    level1: str
    level2: str
    indicator: str
    target: str
    actual: str
    weight: str
    score: str
    location: Location
    repeat: int = 1
    role: str = "indicator"
    rate: str = ""
    goal: str = ""
    last_line: int | None = None
    unit: str = ""
    formula: str = ""
    _key: str = field(default="", init=False, repr=False, compare=False)

    @property
    def key(self) -> str:
        """``indicator/<form>/<programme>/<level1>/<level2>/<indicator>``: indicator_id after the disclosure."""
        if self._key:
            return self._key
        names = (self.form, self.programme, self.level1, self.level2, self.indicator)
        return _key(self.repeat, "indicator", *names)


def _key(repeat: int, *names: str) -> str:
    """Join names by slashes, without blanks; ``~`` is kept for the number of the repetition."""
    name = "".join("/".join(names).split()).replace("~", "～")
    return name if repeat == 1 else f"{name}~{repeat}"


_Named = TypeVar("_Named", Figure, Statement, Indicator)


def _numbered(rows: Iterable[_Named]) -> tuple[_Named, ...]:
    """Number the rows that have the name of an earlier one, so that every key is unique, and let them remember it."""
    seen: dict[str, int] = {}
    result = []
    for row in rows:
        named = row if row.repeat == 1 else replace(row, repeat=1)
        key = named.key
        seen[key] = times = seen.get(key, 0) + 1
        if times > 1:
            named = replace(named, repeat=times)
        object.__setattr__(named, "_key", key if times == 1 else named.key)
        result.append(named)
    return tuple(result)


@frozen
class Leftover:
    """Something that looks like a table and was claimed by no standard table, with the reason."""

    reason: str
    excerpt: str
    location: Location


OF_GOVERNMENT = "像是一级政府的财政预算或决算，不是部门、单位的，各项差别只记“未核对”"
"""The note of a disclosure that seems to be the accounts of a government, although its card says whose it is."""


@frozen
class Disclosure:
    """A recognised document: identity, source, tables, figures, and everything that was left over.

    Figures, statements and indicators are numbered on the way in, so that no two have the same ``key``. ``derived`` are
    statements that follow from printed ones and are printed nowhere: they stand apart, so that no check takes them for
    what the document says.
    """

    identity: Identity
    source: Source
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    derived: tuple[Statement, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    leftovers: tuple[Leftover, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "figures", _numbered(self.figures))
        object.__setattr__(self, "statements", _numbered(self.statements))
        object.__setattr__(self, "derived", _numbered(self.derived))
        object.__setattr__(self, "indicators", _numbered(self.indicators))

    def figure_id(self, figure: Figure) -> str:
        """The public name of one of its figures: ``<disclosure_id>/<table>/<side or phase>/<row>/<measure>``."""
        return f"{self.identity.disclosure_id}/{figure.key}"

    def table(self, table_id: str) -> Table | None:
        """The standard table with this id, or None if the document does not have it."""
        return next((table for table in self.tables if table.table == table_id), None)
