"""A page that is filled into a shell is the page that the generator would have made, byte for byte."""

from dataclasses import replace
from pathlib import Path

import pytest

from builder.config import Settings
from builder.model.finding import Verdict
from builder.site import build, catalogue, contents, generator, shells
from builder.site.charts import disclosure_charts
from builder.site.placing import Placing
from builder.store import Store
from tests.test_site import hostile, hostile_verdict, made, quiet, verdict

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", params=["", "https://example.org/sub/"])
def sites(request, tmp_path_factory):
    """The site as the generator makes all of it, and as it is with the pages apart; and the pages."""
    settings = Settings(site_url=request.param)
    records = [
        catalogue.Record(made(), verdict(made())),
        catalogue.Record(made("other", 2022, "budget"), Verdict()),
        catalogue.Record(hostile(), hostile_verdict()),
    ]
    records += catalogue.read(ROOT / "datapackages").records[:3]
    site = build._site(catalogue.catalogue(records), settings, ROOT / "content")
    drawings = {one.identity.disclosure_id: disclosure_charts(one.disclosure, settings.colours) for one in records}
    site = replace(site, drawings=drawings)
    pages = tuple(build._pages(site))
    apart = [page for page in pages if build._is_apart(page)]
    whole, parted = (tmp_path_factory.mktemp(name) for name in ("whole", "parted"))
    build._write_pages(whole, pages, site, quiet)
    build._write_pages(parted, [page for page in pages if page not in apart], site, quiet)
    filled = [contents.content(page, site) for page in apart]
    frames = build._write_shells(parted, [(one.location, one.marks) for one in filled])
    one, other = (
        generator.run(work, generator.configuration(settings, pages, work / "theme")) for work in (whole, parted)
    )
    placing = Placing(other, None, ROOT / "datapackages", shells.read_all(other, frames), Store(parted / "store"))
    for one_of in filled:
        placing.write(one_of)
    shells.remove(other, frames)
    if settings.site_url:
        generator.list_pages(other, [one_of.location for one_of in filled], shells.NAME)
    return one, other, apart


def test_every_page_is_the_same(sites):
    whole, parted, apart = sites
    assert {page.location.partition("/")[0] for page in apart} >= {
        "disclosures",
        "figures",
        "sources",
        "en",
        "codes",
        "rules",
    }
    assert all("/" in page.location for page in apart)
    names = {path.relative_to(whole) for path in whole.rglob("*") if path.is_file()}
    assert names == {path.relative_to(parted) for path in parted.rglob("*") if path.is_file()}
    for name in sorted(names):
        if name.suffix == ".html":
            assert (parted / name).read_text(encoding="utf-8") == (whole / name).read_text(encoding="utf-8"), name


def test_the_site_map_lists_the_same_pages(sites):
    whole, parted, _ = sites
    lines = [sorted((site / "sitemap.xml").read_text(encoding="utf-8").splitlines()) for site in (whole, parted)]
    assert lines[0] == lines[1]
