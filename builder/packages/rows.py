"""Rows of the CSV files from the nouns, and the nouns from the rows: each pair of functions are inverses.

``Disclosure`` numbers its repeated names itself, so ``repeat`` is no column. Words that most rows repeat are in memory
once (``intern``): lists hold the findings of all disclosures.
"""

from decimal import Decimal
from sys import intern

from builder.model.amount import YUAN_PER_UNIT, Amount, plain
from builder.model.disclosure import Disclosure, Figure, Indicator, Leftover, Passage, Statement, Table, Unplaced
from builder.model.finding import Finding, LedgerEntry, Verdict
from builder.packages.cells import Row, join, location, number, place, whole


def rows(disclosure: Disclosure, verdict: Verdict) -> dict[str, list[Row]]:
    """Return the rows of every resource of a package, in the order of the disclosure and the verdict."""
    return {
        "figures": [_figure_row(disclosure, figure) for figure in disclosure.figures],
        "tables": [_table_row(disclosure, table) for table in disclosure.tables],
        "unplaced": [_unplaced_row(disclosure, unplaced) for unplaced in disclosure.unplaced],
        "passages": [_passage_row(disclosure, passage) for passage in disclosure.passages],
        "statements": [
            _statement_row(disclosure, statement) for statement in (*disclosure.statements, *disclosure.derived)
        ],
        "indicators": [_indicator_row(disclosure, indicator) for indicator in disclosure.indicators],
        "findings": [_finding_row(disclosure, finding) for finding in verdict.findings],
        "checks": [_entry_row(disclosure, entry) for entry in verdict.ledger],
        "leftovers": [_leftover_row(disclosure, leftover) for leftover in disclosure.leftovers],
    }


def _figure_row(disclosure: Disclosure, figure: Figure) -> Row:
    amount = figure.amount
    return {
        "figure_id": disclosure.figure_id(figure),
        "disclosure_id": disclosure.identity.disclosure_id,
        "entity": disclosure.identity.entity,
        "fiscal_year": whole(disclosure.identity.fiscal_year),
        "kind": disclosure.identity.kind,
        "table": figure.table,
        "printed_number": figure.printed_number,
        "side": figure.side,
        "phase": figure.phase,
        "line_no": figure.line_no,
        "code": figure.code,
        "item": figure.item,
        "measure": figure.measure,
        "amount": plain(amount.value),
        "unit": amount.unit,
        "amount_yuan": plain(amount.yuan) if amount.unit in YUAN_PER_UNIT else "",
        "printed": amount.printed,
        "source": disclosure.source.path,
        **place(figure.location),
        "placed_by": figure.placed_by,
    }


def figure(row: Row) -> Figure:
    """Read a row of figures.csv."""
    return Figure(
        table=intern(row["table"]),
        printed_number=intern(row["printed_number"]),
        side=intern(row["side"]),
        phase=intern(row["phase"]),
        line_no=row["line_no"],
        code=row["code"],
        item=row["item"],
        measure=intern(row["measure"]),
        amount=Amount(Decimal(row["amount"]), intern(row["unit"]), row["printed"]),
        location=location(row),
        placed_by=intern(row["placed_by"]),
    )


def _table_row(disclosure: Disclosure, table: Table) -> Row:
    return {
        "disclosure_id": disclosure.identity.disclosure_id,
        "table": table.table,
        "printed_number": table.printed_number,
        "title": table.title,
        "unit": table.unit,
        "state": table.state,
        "columns": join(table.columns),
        "note": table.note,
        "layout": table.layout,
        **place(table.location),
        "prepared_by": table.prepared_by,
    }


def table(row: Row) -> Table:
    """Read a row of tables.csv."""
    return Table(
        table=row["table"],
        printed_number=row["printed_number"],
        title=row["title"],
        unit=row["unit"],
        location=location(row),
        state=row["state"],
        columns=tuple(row["columns"].split()),
        note=row["note"],
        layout=row["layout"],
        prepared_by=row["prepared_by"],
    )


def _unplaced_row(disclosure: Disclosure, unplaced: Unplaced) -> Row:
    return {
        "disclosure_id": disclosure.identity.disclosure_id,
        "table": unplaced.table,
        "code": unplaced.code,
        "item": unplaced.item,
        "printed": unplaced.printed,
        "candidates": join(unplaced.candidates),
        "reason": unplaced.reason,
        **place(unplaced.location),
    }


def unplaced(row: Row) -> Unplaced:
    """Read a row of unplaced.csv."""
    return Unplaced(
        table=row["table"],
        code=row["code"],
        item=row["item"],
        printed=row["printed"],
        candidates=tuple(row["candidates"].split()),
        reason=row["reason"],
        location=location(row),
    )


def _passage_row(disclosure: Disclosure, passage: Passage) -> Row:
    return {
        "disclosure_id": disclosure.identity.disclosure_id,
        "section": passage.section,
        "text": passage.text,
        **place(passage.location),
        "role": passage.role,
        "quantities": str(passage.quantities),
        "starts": join(f"{offset}:{line}" for offset, line in passage.starts),
    }


def passage(row: Row) -> Passage:
    """Read a row of passages.csv."""
    return Passage(
        section=row["section"],
        text=row["text"],
        location=location(row),
        role=row["role"],
        quantities=int(row["quantities"]),
        starts=tuple((int(offset), int(line)) for offset, line in (pair.split(":") for pair in row["starts"].split())),
    )


def _statement_row(disclosure: Disclosure, statement: Statement) -> Row:
    return {
        "statement_id": f"{disclosure.identity.disclosure_id}/{statement.key}",
        "disclosure_id": disclosure.identity.disclosure_id,
        "section": statement.section,
        "subject": statement.subject,
        "code": statement.code,
        "year": whole(statement.year),
        "measure": statement.measure,
        "value": plain(statement.value),
        "unit": statement.unit,
        "direction": statement.direction,
        "text": statement.text,
        **place(statement.location),
        "sentence": statement.sentence,
        "reason": statement.reason,
        "derived": statement.derived,
    }


def statement(row: Row) -> Statement:
    """Read a row of statements.csv."""
    return Statement(
        section=row["section"],
        subject=row["subject"],
        code=row["code"],
        year=number(row["year"]) or 0,
        measure=row["measure"],
        value=Decimal(row["value"]),
        unit=row["unit"],
        direction=row["direction"],
        text=row["text"],
        location=location(row),
        sentence=row["sentence"],
        reason=row["reason"],
        derived=row["derived"],
    )


def _indicator_row(disclosure: Disclosure, indicator: Indicator) -> Row:
    return {
        "indicator_id": f"{disclosure.identity.disclosure_id}/{indicator.key}",
        "disclosure_id": disclosure.identity.disclosure_id,
        "form": indicator.form,
        "programme": indicator.programme,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "indicator": indicator.indicator,
        "target": indicator.target,
        "actual": indicator.actual,
        "weight": indicator.weight,
        "score": indicator.score,
        **place(indicator.location),
        "role": indicator.role,
        "rate": indicator.rate,
        "goal": indicator.goal,
        "source_line_end": whole(indicator.last_line),
        "unit": indicator.unit,
        "formula": indicator.formula,
    }


def indicator(row: Row) -> Indicator:
    """Read a row of indicators.csv."""
    return Indicator(
        form=row["form"],
        programme=row["programme"],
        level1=row["level1"],
        level2=row["level2"],
        indicator=row["indicator"],
        target=row["target"],
        actual=row["actual"],
        weight=row["weight"],
        score=row["score"],
        location=location(row),
        role=row["role"],
        rate=row["rate"],
        goal=row["goal"],
        last_line=number(row["source_line_end"]),
        unit=row["unit"],
        formula=row["formula"],
    )


def _finding_row(disclosure: Disclosure, finding: Finding) -> Row:
    return {
        "finding_id": finding.finding_id,
        "disclosure_id": disclosure.identity.disclosure_id,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "message_en": finding.message_en,
        "printed": finding.printed,
        "expected": finding.expected,
        "difference": finding.difference,
        "tolerance": finding.tolerance,
        "figures": join(finding.figures),
        "source_lines": join(finding.source_lines),
        "page": whole(finding.page),
        "group": finding.group,
    }


def finding(row: Row) -> Finding:
    """Read a row of findings.csv."""
    return Finding(
        finding_id=intern(row["finding_id"]),
        rule=intern(row["rule"]),
        severity=intern(row["severity"]),
        message=row["message"],
        message_en=row["message_en"],
        printed=row["printed"],
        expected=row["expected"],
        difference=row["difference"],
        tolerance=row["tolerance"],
        figures=tuple(row["figures"].split()),
        source_lines=tuple(map(int, row["source_lines"].split())),
        page=number(row["page"]),
        group=intern(row["group"]),
    )


def _entry_row(disclosure: Disclosure, entry: LedgerEntry) -> Row:
    return {
        "disclosure_id": disclosure.identity.disclosure_id,
        "rule": entry.rule,
        "subject": entry.subject,
        "state": entry.state,
        "reason": entry.reason,
    }


def entry(row: Row) -> LedgerEntry:
    """Read a row of checks.csv."""
    return LedgerEntry(rule=row["rule"], subject=row["subject"], state=row["state"], reason=row["reason"])


def _leftover_row(disclosure: Disclosure, leftover: Leftover) -> Row:
    return {
        "disclosure_id": disclosure.identity.disclosure_id,
        "reason": leftover.reason,
        "excerpt": leftover.excerpt,
        **place(leftover.location),
    }


def leftover(row: Row) -> Leftover:
    """Read a row of leftovers.csv."""
    return Leftover(reason=row["reason"], excerpt=row["excerpt"], location=location(row))
