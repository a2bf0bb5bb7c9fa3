"""Hypothesis strategies for the nouns: what a published document may hold, awkward text included.

Every disclosure and verdict made here can be written as a data package and read back equal (test_packages.py).
"""

from decimal import Decimal

from hypothesis import strategies as st

from builder.model.amount import YUAN_PER_UNIT, Amount, plain
from builder.model.disclosure import (
    Disclosure,
    Figure,
    Identity,
    Indicator,
    Leftover,
    Passage,
    Statement,
    Table,
    Unplaced,
)
from builder.model.document import Source
from builder.model.finding import SEVERITIES, STATES, Finding, LedgerEntry, Verdict
from builder.model.location import Box, Location
from builder.packages.fields import KINDS, PHASES, PLACED_BY, SIDES, STATEMENT_MEASURES, TABLE_STATES

TABLES = (
    *("summary", "revenue", "expenditure", "appropriation-summary", "general-expenditure", "general-basic"),
    *("government-fund", "state-capital", "three-public"),
)
MEASURES = ("amount", "total", "basic", "project", "appropriation", "other", "opening", "closing")
AWKWARD = (
    *(
        "",
        " ",
        " 前后有空白 ",
        "a,b",
        '说"引号"',
        "换\n行",
        "回\r车",
        "回\r\n车",
        "\n",
        "三、教育支出",
        "人员经费 合计",
        "|格|",
    ),
    *(
        "=1+1",
        "+1",
        "-1.5",
        "-1+1",
        "@x",
        "\t=1",
        "'",
        "'=1",
        "''=1",
        "'-1",
        "'x",
        "＝1",
        "－",
        " =x",
        "\u3000+x",
        "\ufeff=",
    ),
    *(
        "NA",
        "nan",
        "None",
        "null",
        "true",
        "0012",
        "1e5",
        "1,234.50",
        "\x00",
        "\x1a",
        "\u2028",
        "~2",
        "a/b",
        "𠀀",
        '""',
        "#",
    ),
    *("<script>alert(1)</script>", "[x](javascript:1)", "{{ x }}", "{% x %}", "\\", "--", "*粗*", "# 标题", "&amp;"),
)

texts = st.sampled_from(AWKWARD) | st.text(st.characters(codec="utf-8"), max_size=12)
"""Any text that a document may hold."""

words = st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1, max_size=12)
"""Texts without blanks."""

slugs = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
"""Ids that are safe in a path."""

numbers = st.from_regex(r"-?[0-9]{1,18}(\.[0-9]{1,12})?", fullmatch=True).map(Decimal)
"""Numbers with as many digits as can be printed; negative zero and trailing zeros included."""

amounts = st.builds(
    lambda value, unit, printed: Amount(value, unit, plain(value) if printed is None else printed),
    numbers,
    st.sampled_from((*YUAN_PER_UNIT, "")),
    st.none() | texts,
)
codes = st.just("") | st.from_regex(r"[23][0-9]{2}([0-9]{2}){0,2}", fullmatch=True) | st.just("210499")
years = st.just(0) | st.integers(1990, 2100)
points = st.integers(-100, 20000).map(lambda tenths: tenths / 10)
boxes = st.builds(Box, points, points, points, points)
"""Boxes as readers give them: in tenths of a point."""

locations = st.builds(Location, page=st.integers(1, 999), line=st.none() | st.integers(1, 99999), box=st.none() | boxes)

identities = st.builds(
    Identity,
    entity=slugs,
    entity_name=texts,
    fiscal_year=years,
    kind=st.sampled_from(KINDS),
    title=texts,
    publisher=texts,
    retrieved_from=texts,
    published=st.just("") | st.dates().map(str),
)
sources = st.builds(
    Source,
    path=st.lists(slugs, min_size=1, max_size=3).map(lambda parts: "/".join([*parts, "source.txt"])),
    format=st.sampled_from(("text", "pdf", "docx", "xlsx", "html")),
    sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    size=st.integers(0, 10**9),
)
tables = st.builds(
    Table,
    table=st.sampled_from(TABLES),
    printed_number=texts,
    title=texts,
    unit=st.sampled_from((*YUAN_PER_UNIT, "")),
    location=locations,
    state=st.sampled_from(TABLE_STATES),
    columns=st.lists(st.sampled_from(MEASURES), max_size=3).map(tuple),
    note=texts,
    layout=st.just("") | slugs,
    prepared_by=texts,
)
figures = st.builds(
    Figure,
    table=st.sampled_from(TABLES),
    printed_number=texts,
    side=st.sampled_from(("", *SIDES)),
    phase=st.sampled_from(("", *PHASES)),
    line_no=st.sampled_from(("", "1", "32")),
    code=codes,
    item=texts,
    measure=st.sampled_from(MEASURES),
    amount=amounts,
    location=locations,
    placed_by=st.sampled_from(PLACED_BY),
)
unplaced = st.builds(
    Unplaced,
    table=st.sampled_from(("", *TABLES)),
    code=codes,
    item=texts,
    printed=texts,
    candidates=st.lists(st.sampled_from(MEASURES), max_size=3).map(tuple),
    reason=texts,
    location=locations,
)
passages = st.builds(Passage, section=texts, text=texts, location=locations)
statements = st.builds(
    Statement,
    section=texts,
    subject=texts,
    code=codes,
    year=years,
    measure=st.sampled_from(STATEMENT_MEASURES),
    value=numbers,
    unit=texts,
    direction=texts,
    text=texts,
    location=locations,
)
indicators = st.builds(
    Indicator,
    form=texts,
    programme=texts,
    level1=texts,
    level2=texts,
    indicator=texts,
    target=texts,
    actual=texts,
    weight=texts,
    score=texts,
    location=locations,
)
leftovers = st.builds(Leftover, reason=texts, excerpt=texts, location=locations)


def _several(strategy, size=4):
    return st.lists(strategy, max_size=size).map(tuple)


disclosures = st.builds(
    Disclosure,
    identity=identities,
    source=sources,
    tables=_several(tables),
    figures=_several(figures, 6),
    unplaced=_several(unplaced),
    passages=_several(passages),
    statements=_several(statements),
    indicators=_several(indicators),
    leftovers=_several(leftovers),
    notes=_several(texts),
)

rules = st.from_regex(r"(SUM|XTB|CLS|CPL|TXT)[0-9]{3}", fullmatch=True)
decimal_texts = st.just("") | numbers.map(plain)
findings = st.builds(
    Finding,
    finding_id=words,
    rule=rules,
    severity=st.sampled_from(SEVERITIES),
    message=texts,
    message_en=texts,
    printed=texts,
    expected=texts,
    difference=decimal_texts,
    tolerance=decimal_texts,
    figures=_several(words, 3),
    source_lines=_several(st.integers(1, 99999), 3),
    page=st.none() | st.integers(1, 999),
    group=st.just("") | words,
)
ledger_entries = st.builds(LedgerEntry, rule=rules, subject=texts, state=st.sampled_from(STATES), reason=texts)
verdicts = st.builds(
    Verdict,
    findings=st.lists(findings, max_size=4, unique_by=lambda finding: finding.finding_id).map(tuple),
    ledger=_several(ledger_entries),
)
