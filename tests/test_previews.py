"""Preview pictures: their size, the same bytes every time, text as text, and named only where an address is whole."""

import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from builder.config import Settings
from builder.model.finding import Verdict
from builder.packages.corpus import write_corpus
from builder.packages.write import write
from builder.site import addresses, build, catalogue, previews
from builder.site.works import Help, Works
from builder.store import Store
from tests.test_charts import hostile, whole
from tests.test_site import Page, quiet

ROOT = Path(__file__).parent.parent
ADDRESS = "https://example.org/sub/"
SETTINGS = Settings(site_url=ADDRESS)
BRAND = previews.brand(SETTINGS)
SVG = "{http://www.w3.org/2000/svg}"
legible = pytest.mark.skipif(not previews._is_legible(), reason="没有中文字体 · no Chinese font on this machine")


def said(disclosure):
    return [text.text for text in ET.fromstring(previews.svg(disclosure, BRAND)).iter(f"{SVG}text")]


@legible
def test_a_picture_has_its_size_and_the_same_bytes_every_time():
    records = catalogue.read(ROOT / "datapackages").records
    first, second = (previews.png(one.disclosure, BRAND) for one in records[:2])
    assert struct.unpack(">II", first[16:24]) == (previews.WIDTH, previews.HEIGHT) == (1200, 630)
    assert first == previews.png(records[0].disclosure, BRAND) != second
    assert len(first) < 100_000


def test_it_shows_whose_it_is_and_the_figures_as_printed_with_their_unit():
    assert said(whole()) == [
        *("明账", "某市总工会", "2023 年决算"),
        *("本年收入", "351.42", "万元"),
        *("本年支出", "350.92", "万元"),
        *("“三公”经费", "1.50", "万元"),
    ]


def test_without_main_figures_it_shows_none():
    assert said(replace(whole(), figures=())) == ["明账", "某市总工会", "2023 年决算"]


@pytest.mark.parametrize("name", ["某" * 300, "<b>&\"'", "a\x00\u202e\ufffe\U000fffff\ud800", ""])
def test_any_name_is_text_that_fits(name):
    one = whole()
    drawn = previews.svg(replace(one, identity=replace(one.identity, entity_name=name)), BRAND)
    texts = [*ET.fromstring(drawn).iter(f"{SVG}text")]
    shown = next(text for text in texts if text.get("y") == "250")
    assert previews.text_width(shown.text or "", int(shown.get("font-size"))) <= 1040
    assert len(texts) == 12
    assert (shown.text == name) == name.startswith("<") or not name
    if name.startswith("某"):
        assert shown.text.endswith("…")


@legible
def test_hostile_text_makes_a_picture():
    assert previews.png(hostile(), BRAND).startswith(b"\x89PNG")


def test_none_is_wanted_without_an_address_or_by_the_settings():
    assert previews.brand(Settings()) is None
    assert previews.brand(replace(SETTINGS, preview_pictures=False)) is None
    assert '<svg width="48" height="48" ' in BRAND.mark


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    out, one = tmp_path_factory.mktemp("packages"), whole()
    write(one, Verdict(), out / one.identity.package, SETTINGS)
    write_corpus([out / one.identity.package], out / "corpus", SETTINGS)
    return out


@legible
def test_a_picture_is_made_once_and_again_for_another_look(packages, tmp_path):
    asked = []

    def each(work, tasks):
        listed = list(tasks)
        asked.append(len(listed))
        return map(work, listed)

    records = catalogue.read(packages).records
    found = []
    for brand in (BRAND, BRAND, replace(BRAND, title="别的名字"), None, None):
        store = Store.open(tmp_path)
        made = Works(packages, SETTINGS.colours, Help(each, store), quiet, brand)
        found.append(made.preview(made.of(records)[whole().identity.disclosure_id]))
        store.save(done=False)
    assert asked == [1, 0, 1, 1, 0]
    assert found[0] == found[1] == previews.png(whole(), BRAND) != found[2]
    assert found[3:] == [b"", b""]


@legible
@pytest.mark.parametrize("settings", [SETTINGS, replace(SETTINGS, preview_pictures=False), Settings()])
def test_pages_name_the_picture_only_where_there_is_one(packages, settings, tmp_path):
    site = build.build(packages, tmp_path / "site", settings, None, quiet).parent
    identity = whole().identity
    wanted = settings == SETTINGS
    assert [path.relative_to(site).as_posix() for path in site.glob("previews/**/*.png")] == (
        [addresses.preview(identity)] if wanted else []
    )
    for location in (addresses.disclosure_page(identity), f"en/{addresses.disclosure_page(identity)}"):
        page = Page((site / location).read_text(encoding="utf-8"))
        told = {a.get("property", a.get("name")): a["content"] for tag, a in page.elements if "content" in a}
        assert told["og:title"].startswith("某市总工会 ")
        assert told["og:description"] == told["description"]
        assert told.get("og:image") == (f"{ADDRESS}{addresses.preview(identity)}" if wanted else None)
        assert told["twitter:card"] == ("summary_large_image" if wanted else "summary")
    front = (site / "index.html").read_text(encoding="utf-8")
    assert "og:title" in front
    assert "og:image" not in front
