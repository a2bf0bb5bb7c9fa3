"""A document becomes a disclosure: who and when, its standard tables, their figures, and what was left over.

The steps, in order: ``identity`` (who, which year, what) · ``titlelines`` (which lines are titles of tables) ·
``government`` (whether it is no department's at all) ·
``sections`` (where each standard table begins and ends) ·
``tables`` (its header and rows: ``gridtables`` where cells are told, ``lanes`` and ``rows`` where only words are) ·
``placement`` (which column each number belongs to: ``evidence`` gathers the equations, ``solver`` searches) ·
``proof`` (what text recognition read) · ``passages``, ``captions``, ``narrative``, ``moneyrows``, ``formparts``,
``formsaid``, ``performance``, ``taskrows`` (what stands outside and around the tables).
``sight`` keeps what each step saw.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from builder.errors import UnreadableError
from builder.model.disclosure import (
    OF_GOVERNMENT,
    Disclosure,
    Figure,
    Identity,
    Indicator,
    Leftover,
    Statement,
    Table,
    Unplaced,
)
from builder.model.document import Document
from builder.model.entity import Entity
from builder.recognise.captions import captions, prepared_by
from builder.recognise.derived import derived
from builder.recognise.formparts import parted
from builder.recognise.formsaid import said_in_forms
from builder.recognise.formwords import title
from builder.recognise.government import is_of_government
from builder.recognise.identity import guess, identify
from builder.recognise.moneyrows import money_rows, proven_rows
from builder.recognise.narrative import statements
from builder.recognise.passages import Paragraph, outside, paragraphs, passages
from builder.recognise.performance import indicators, unread
from builder.recognise.placement import place
from builder.recognise.proof import proven
from builder.recognise.record import ReadTable
from builder.recognise.roworder import NOT_IN_ROWS
from builder.recognise.running import without_headers
from builder.recognise.sections import (
    Other,
    Section,
    Strip,
    Titled,
    other_tables,
    sections,
    strips,
    titled,
    titles_alone,
)
from builder.recognise.sight import Sight
from builder.recognise.tables import read_tables
from builder.recognise.taskrows import task_statements
from builder.recognise.titles import says_kind
from builder.recognise.units import unit_notes, with_units
from builder.recognise.unruled import UNRULED
from builder.recognise.volumes import second
from builder.uncollected import uncollected

OTHER_TABLE = "不是九张标准表之一，未采用其数字"
HALF_A_TITLE = "表题分成几行，没有认出是哪张表，未采用其数字"
NO_HEADER = "标题之下有数字，没有认出表头，未采用"


def recognise(document: Document, card: Identity | None = None, entities: Sequence[Entity] = ()) -> Disclosure:
    """The disclosure that a document is; ``card`` is what its disclosure.yml says.

    Raises UnreadableError: SRC010 if it names no year, or neither a unit nor a standard table; SRC013 if it is a form
    that nobody filled in, SRC015 if it is the accounts of a government, and no card says whose it is.
    """
    sight = see(document, card, entities)
    if card is None and sight.is_of_government:
        raise UnreadableError(
            "SRC015",
            "像是一级政府的财政预算或决算（政府预决算），不是部门、单位的预决算公开，没有核对",
            "seems to be the budget or final accounts of a government, not of a department or unit; not checked",
        )
    if not sight.is_disclosure:
        raise UnreadableError(
            "SRC010",
            "没有找到预决算的年度，或者没有单位也没有标准表，不像预决算公开文件",
            "names no year of a budget or of final accounts, or neither a unit nor a standard table",
        )
    if card is None and sight.is_blank:
        raise UnreadableError(
            "SRC013", "各表没有一个数字，像是没有填的空白表式", "a blank form without a single number"
        )
    return sight.disclosure


def see(document: Document, card: Identity | None = None, entities: Sequence[Entity] = ()) -> Sight:
    """The same with everything in between: what was seen, and what each number was taken for.

    What does not say whose it is and of which year is looked at all the same.
    """
    with uncollected():
        return _seen(document, card, entities)


def _seen(document: Document, card: Identity | None, entities: Sequence[Entity]) -> Sight:
    found, heads, all_parts, others_note = _first_volume(without_headers(strips(document)))
    name = PurePosixPath(document.source.path).name
    government = is_of_government(found, heads)
    told = identify(found, name, card, entities)
    identity = told or guess(found, name, entities)
    parts = _of_kind(all_parts, identity.kind)
    read, leftovers = read_tables(parts, identity.fiscal_year)
    tables = with_units(read)
    by_ocr = frozenset(page.number for page in document.pages if page.by_ocr)
    placed = proven(place(tables), by_ocr)
    figures = tuple(result for _, result in placed if isinstance(result, Figure))
    unplaced = tuple(result for _, result in placed if isinstance(result, Unplaced))
    filled = {figure.table for figure in figures}
    makers = {section.table.id: name for section in reversed(parts) if (name := prepared_by(section))}
    beside = tuple(outside(found, parts))
    spoken = tuple(paragraphs(beside))
    texts = (*passages(spoken), *captions(parts, tables))
    performance = indicators(found, parts, by_ocr)
    said = _said(spoken, beside, performance, identity, by_ocr)
    disclosure = Disclosure(
        identity=identity,
        source=document.source,
        tables=tuple(_table(table, table.standard.id in filled, makers.get(table.standard.id, "")) for table in tables),
        figures=figures,
        unplaced=unplaced,
        passages=texts,
        statements=said,
        derived=tuple(derived(said, texts)),
        indicators=performance,
        leftovers=(
            *leftovers,
            *_unread(tables),
            *(Leftover(NO_HEADER, each.text[:60], each.location) for each in titles_alone(found, heads, all_parts)),
            *_others(other_tables(found, heads), performance),
        ),
        notes=(
            *document.notes,
            *([OF_GOVERNMENT] if government else []),
            *others_note,
            *_notes(tables, bool(figures or unplaced)),
            *unit_notes(read, tables, identity.kind),
            *_repeats(tables),
            *unread(found, parts, performance),
            *_ocr_notes(figures, unplaced, by_ocr),
        ),
    )
    return Sight(document, found, parts, tables, placed, disclosure, told is not None, government)


def _said(
    spoken: Sequence[Paragraph],
    beside: Sequence[Strip],
    performance: Sequence[Indicator],
    identity: Identity,
    by_ocr: frozenset[int],
) -> tuple[Statement, ...]:
    """What the sentences say, and what forms say like sentences: results, rows of money and of tasks."""
    rows = tuple(proven_rows(beside, by_ocr))
    money = (*parted(beside, rows, identity), *money_rows(rows, identity))
    told = said_in_forms(statements(spoken, identity, by_ocr), beside, performance, identity)
    return (*told, *money, *task_statements(performance, beside, identity, money))


def _first_volume(
    found: tuple[Strip, ...],
) -> tuple[tuple[Strip, ...], tuple[Titled, ...], tuple[Section, ...], tuple[str, ...]]:
    """The strips of the first body's disclosure, its titles and sections, and what is to be said of the others'."""
    heads = titled(found)
    parts = sections(found, heads)
    other = second(found, parts)
    if other is None:
        return found, heads, parts, ()
    begin, name = other
    note = f"第 {found[begin].location.page} 页起是另一份文件（{name}），没有采用"
    first = found[:begin]
    heads = titled(first)
    return first, heads, sections(first, heads), (note,)


def whose(document: Document, entities: Sequence[Entity] = ()) -> Identity:
    """What a document says of whose it is and for which year; empty and 0 where it does not say."""
    return guess(
        _first_volume(without_headers(strips(document)))[0], PurePosixPath(document.source.path).name, entities
    )


def _of_kind(found: tuple[Section, ...], kind: str) -> tuple[Section, ...]:
    """Without the sections of the other kind (budget or final accounts) whose table the document has in its own.

    A title that does not say its kind is of the document's, unless the table has a title that says so: final accounts
    may print the table of the year's budget, too.
    """
    said = {section.table.id for section in found if section.kind == kind and says_kind(section.title)}
    found = tuple(
        replace(section, kind=kind or section.kind)
        if section.table.id not in said and not says_kind(section.title)
        else section
        for section in found
    )
    own = {section.table.id for section in found if section.kind == kind}
    return tuple(section for section in found if section.kind == kind or section.table.id not in own)


def _notes(tables: tuple[ReadTable, ...], has_numbers: bool) -> tuple[str, ...]:
    if not tables:
        return ("文本中没有表格",)
    return () if has_numbers else ("各表均无数字，像是空白模板",)


def _repeats(tables: Sequence[ReadTable]) -> tuple[str, ...]:
    """A table by code may print one block per unit: then no row is the whole of its code."""
    found = []
    for table in tables:
        codes = Counter(record.code for record in table.records if record.code and record.numbers)
        if sum(count > 1 for count in codes.values()) * 2 > len(codes):
            found.append(f"{table.title}：多数科目编码重复出现（如按单位分列），每行只是该科目的一部分")
    return tuple(found)


def _ocr_notes(figures: Sequence[Figure], unplaced: Sequence[Unplaced], pages: Collection[int]) -> tuple[str, ...]:
    """What became of the numbers on pages that were read by text recognition."""
    if not pages:
        return ()
    shown = sum(figure.location.page in pages for figure in figures)
    hidden = sum(number.location.page in pages for number in unplaced)
    words = "文字识别（OCR）读出的文字可能有错，以原件为准"
    if not shown + hidden:
        return (words,)
    return (f"文字识别（OCR）读出的表中数字，{shown} 个经勾稽关系证明后发布，{hidden} 个未能证明，没有发布", words)


def _table(table: ReadTable, has_figures: bool, maker: str) -> Table:
    numbers = any(record.numbers or record.strays for record in table.records)
    state = "figures" if has_figures else "unread" if numbers else "empty"
    return Table(
        table=table.standard.id,
        printed_number=table.printed_number,
        title=table.title,
        unit=table.unit,
        location=table.location,
        state=state,
        columns=tuple(dict.fromkeys(measure for lane in table.columns.values() for _, measure in lane)),
        note=table.note,
        layout=table.layout,
        prepared_by=maker,
    )


def _unread(tables: tuple[ReadTable, ...]) -> tuple[Leftover, ...]:
    return tuple(Leftover(_why_unread(table), table.title, table.location) for table in tables if not table.columns)


def _why_unread(table: ReadTable) -> str:
    reasons = {stray.reason for record in table.records for stray in record.strays}
    return next((why for why in (UNRULED, NOT_IN_ROWS) if why in reasons), "表头的栏数与标准表不同，未采用其数字")


def _others(others: Sequence[Other], performance: Sequence[Indicator]) -> tuple[Leftover, ...]:
    """The tables that are none of the standard ones and no performance form that was read."""
    read = {(row.form, row.location.page) for row in performance}
    return tuple(
        Leftover(HALF_A_TITLE if other.is_rest else OTHER_TABLE, other.text[:60], other.location)
        for other in others
        if (title(other.text), other.location.page) not in read
    )
