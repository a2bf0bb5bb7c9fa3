"""Where every figure comes from: its excerpt, its file, and the checks it took part in; one page per disclosure."""

from collections.abc import Iterator

from builder.site import addresses
from builder.site.catalogue import Record
from builder.site.corrected import of_record
from builder.site.page import Page, Site
from builder.site.proofs import proofs
from builder.site.words import KINDS


def pages_of(record: Record, site: Site) -> Iterator[Page]:
    """One page if a disclosure has figures or corrections, outside the navigation."""
    identity = record.identity
    changed = of_record(record, site.catalogue)
    if record.disclosure.figures or changed.entries:
        original = site.originals.get(identity.disclosure_id)
        values = {
            "record": record,
            "original": original,
            "changed": changed,
            "pictures": site.pictures.get(identity.disclosure_id, {}),
            "is_drawn": bool(original and original.location.endswith(".pdf") and site.settings.page_pictures),
            "proofs": proofs(record, original.lines if original else ()),
            "titles": {rule.code: rule.title for rule in site.rules},
        }
        title = f"数字的出处：{identity.entity_name} {identity.fiscal_year} 年{KINDS[identity.kind][0]}"
        yield Page(addresses.figures_page(identity), title, "figures.md.j2", values)
