"""The front page: what this is, the corpus in numbers, the newest disclosures, how to read and how to search."""

from collections import Counter
from collections.abc import Iterator

from builder.frozen import frozen
from builder.model.disclosure import Figure
from builder.site import addresses
from builder.site.catalogue import Listed
from builder.site.page import Page, Site
from builder.site.tongue import ENGLISH, TONGUES, Tongue

NEWEST = 8
"""How many of the newest disclosures are listed."""


def pages(site: Site) -> Iterator[Page]:
    """The front page."""
    catalogue = site.catalogue
    values = {
        "numbers": numbers(site),
        "newest": catalogue.records[:NEWEST],
        "queries": tuple(queries(site)),
        "drawings": site.drawings.get("", ())[:1],
        "sample": sample(site),
        "method": {tongue.id: _written(site, tongue) for tongue in TONGUES},
    }
    yield Page(
        *(addresses.HOME, "首页", "home.md.j2", values, "首页", 0, site.settings.description),
        twin=ENGLISH.page(addresses.HOME),
    )
    yield Page(
        *(ENGLISH.page(addresses.HOME), "Home", "home.md.j2", values, "Home", 0),
        f"{site.settings.title_en}: the budgets and final accounts of Chinese public offices, searchable and checked",
        tongue=ENGLISH,
        twin=addresses.HOME,
    )


def _written(site: Site, tongue: Tongue) -> str:
    """The location of the page on the method, if it is written in this language."""
    there = site.written and (site.written / tongue.page("method.md")).is_file()
    return tongue.page("method.html") if there else ""


def numbers(site: Site) -> dict[str, tuple[int, str, str]]:
    """The corpus in numbers: the count, what is counted, where to see it."""
    records = site.catalogue.records
    return {
        "个单位": (len(site.catalogue.entities), "entities", addresses.ENTITIES),
        "份公开文件": (len(records), "disclosures", addresses.ENTITIES),
        "个表内数字": (sum(one.summary.figures for one in records), "figures", addresses.DOWNLOADS),
        "项核对": (sum(one.checked for one in records), "checks made", addresses.RULES),
        "处核对发现": (sum(len(one.causes) for one in records), "findings", addresses.FINDINGS),
    }


@frozen
class Sample:
    """A real figure with the printed line around it: ``before``, ``printed``, ``after``."""

    record: Listed
    figure: Figure
    place: str
    before: str
    printed: str
    after: str


def sample(site: Site) -> Sample | None:
    """The expenditure of the newest disclosure whose source is shown; None if there is none."""
    for record in site.catalogue.records:
        figure = record.summary.main.headline.expenditure
        original = site.originals.get(record.identity.disclosure_id)
        if figure and figure.location.line and original and original.lines:
            line = original.lines[figure.location.line - 1]
            before, printed, after = line.rpartition(figure.amount.printed)
            if printed:
                return Sample(record, figure, original.place(figure.location), before, printed, after)
    return None


def queries(site: Site) -> Iterator[str]:
    """Examples of what can be searched, all of which are found: a code, an amount, two items, a name."""
    summaries = [record.summary for record in site.catalogue.records]
    if example := next((one.example for one in summaries if one.example), None):
        yield example.code
        yield example.amount.printed
    items = Counter(item for one in summaries for item in one.basics)
    yield from (item for item, _ in items.most_common(2))
    yield from sorted((one.entity_name for one in site.catalogue.entities), key=len)[:1]
