"""Corrections keep their addresses, the Atom feed needs no clock, and search engines get what cannot run."""

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from builder.config import Settings
from builder.model.amount import parse_amount
from builder.model.correction import Correction
from builder.model.disclosure import Disclosure, Figure, Identity
from builder.model.document import Source
from builder.model.entity import Entity
from builder.model.finding import Verdict
from builder.model.location import Location
from builder.packages.corpus import Told, write_corpus
from builder.packages.write import write
from builder.site import addresses, build, catalogue, feed, linked

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "</script><script>alert(1)</script><!-- & `x` \u202e"
SETTINGS = Settings(site_url="https://example.org/sub/", publisher="某站")


def figure(code, printed):
    amount = parse_amount(printed, "万元")
    return Figure("expenditure", "", "", "", "", code, HOSTILE, "total", amount, Location(1, 3), "position")


def disclosure(name="mou", year=2023, kind="final", published=""):
    identity = Identity(name, "某单位", year, kind, f"决算 {HOSTILE}", "某单位", "https://example.org/a", published)
    return Disclosure(identity, Source(f"{name}.txt", "text", "a" * 64, 1), figures=(figure("201", "20.00"),))


def corrections():
    own, gone = "mou-2023-final", "mou-2020-budget"
    return (
        Correction("2024-05-01", own, f"{own}/expenditure//201/total", "10.00 万元", "20.00 万元", "读错一位"),
        Correction("2024-06-01", own, f"{own}/expenditure//202/total", "7.00 万元", "", f"重复 {HOSTILE}"),
        Correction("2024-06-01", own, f"{own}/expenditure//203/total", "8.00 万元", "", "重复"),
        Correction("2024-03-01", gone, f"{gone}/expenditure//201/total", "3.00 万元", "", "整份撤回"),
    )


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packages")
    ones = [disclosure(), disclosure("other", 2022, published="2023-08-31"), disclosure("plan", 2024, "budget")]
    for one in ones:
        write(one, Verdict(), folder / one.identity.package, SETTINGS)
    entities = (Entity("mou", "某单位", (HOSTILE, "某"), "某省", "other"), Entity("other", "另一单位"))
    found = [folder / one.identity.package for one in ones]
    write_corpus(found, folder / "corpus", SETTINGS, entities, Told(corrections()))
    return folder


@pytest.fixture(scope="module")
def site(packages, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "site"
    return build.build(packages, out, SETTINGS, None, lambda *_: None).parent


def page(site, location):
    return (site / location).read_text(encoding="utf-8")


def section(html, anchor):
    """What stands in the element with an id, up to the end of its section."""
    return html[html.index(f'id="{anchor}"') :].partition("</section>")[0]


def test_the_page_lists_every_correction_with_old_new_date_and_reason(site):
    html = page(site, addresses.CORRECTIONS)
    rows = re.findall(r"<tr><td class=\"mz-place\">.*?</tr>", html, re.DOTALL)
    assert len(rows) == len(corrections())
    for entry in corrections():
        (row,) = [row for row in rows if addresses.slug(entry.figure_id.partition("/")[2]) in row and entry.old in row]
        assert entry.date in row
        assert (entry.new or "撤回") in row
        assert entry.reason.partition(" <")[0].partition(" ")[0] in row
    assert html.index("mou-2023-final") < html.index("mou-2020-budget")


def test_a_withdrawn_figure_keeps_its_addresses_and_says_so(site):
    anchor = addresses.slug("expenditure//202/total")
    identity = disclosure().identity
    for location in (addresses.figures_page(identity), addresses.disclosure_page(identity)):
        told = section(page(site, location), anchor)
        assert "已撤回" in told
        assert "7.00 万元" in told
        assert "2024-06-01" in told


def test_a_changed_figure_shows_what_it_was(site):
    account = section(
        page(site, addresses.figures_page(disclosure().identity)), addresses.slug("expenditure//201/total")
    )
    assert "更正过" in account
    assert "<del>10.00 万元</del> → <ins>20.00 万元</ins>" in account
    assert "已撤回" not in account
    assert "更正过" not in page(site, addresses.figures_page(disclosure("other", 2022).identity))


def test_a_withdrawn_disclosure_keeps_both_its_pages(site):
    identity = Identity("mou", "", 2020, "budget", "")
    for location in (addresses.disclosure_page(identity), addresses.figures_page(identity)):
        assert "整份撤回" in section(page(site, location), addresses.slug("expenditure//201/total"))


def test_a_correction_that_names_no_disclosure_is_no_page():
    odd = {"../../etc": (Correction("2024-01-01", "../../etc", "x", "1", "", "r"),)}
    found = replace(catalogue.catalogue([]), corrections=odd)
    assert not feed.entries(found)


def read_feed(data):
    root = ElementTree.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    return root


def text(element, name):
    return element.findtext(ATOM + name)


def test_the_feed_is_valid_atom(site):
    root = read_feed((site / addresses.FEED).read_bytes())
    entries = root.findall(f"{ATOM}entry")
    day = re.compile(r"\d{4}-\d\d-\d\dT00:00:00\+08:00")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):  # RFC 4287, 4.1.1 and 4.1.2: exactly one of each
            assert len(element.findall(ATOM + name)) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", text(element, "id"))
        assert day.fullmatch(text(element, "updated"))
    assert root.find(f"{ATOM}author/{ATOM}name").text == "某站"
    assert len({text(entry, "id") for entry in entries}) == len(entries)
    assert text(root, "updated") == max(text(entry, "updated") for entry in entries)
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["alternate", "self"]
    for entry in entries:
        address = entry.find(f"{ATOM}link").get("href")
        assert address.startswith(SETTINGS.site_url)
        assert (site / address.removeprefix(SETTINGS.site_url).partition("#")[0]).is_file()


def test_the_feed_tells_disclosures_and_corrections_newest_first(packages):
    found = feed.entries(catalogue.read(packages))
    assert [(one.day, one.published) for one in found] == [
        *(("2024-06-01", "2024-06-01"), ("2024-05-01", "2024-05-01"), ("2024-03-01", "2024-03-01")),
        *(("2024-01-01", ""), ("2023-12-31", ""), ("2023-08-31", "2023-08-31")),
    ]
    assert "撤回 2 个" in found[0].title
    assert "改变 1 个" in found[1].title
    assert "公开日期不详" in found[4].text
    assert "公开日期不详" not in found[5].text


def test_an_entry_keeps_its_id_wherever_the_site_is(packages):
    ids = []
    for address in ("", "https://example.org/", "https://example.org/other/"):
        root = read_feed(feed.feed(catalogue.read(packages), Settings(site_url=address)))
        ids.append([text(entry, "id") for entry in root.findall(f"{ATOM}entry")])
    assert ids[0] == ids[1] == ids[2]


def test_a_feed_without_anything_is_valid_and_any_text_is_xml():
    assert text(read_feed(feed.feed(catalogue.catalogue([]), Settings())), "updated").startswith("1970")
    one = replace(disclosure(), identity=replace(disclosure().identity, title="\ufffe\x00\ud800 <b>"))
    read_feed(feed.feed(catalogue.catalogue([catalogue.Record(one, Verdict())]), Settings()))


def test_every_page_names_the_feed_if_the_site_has_an_address(site, packages, tmp_path):
    for path in site.rglob("*.html"):
        embedded = path.is_relative_to(site / "charts")  # a part of somebody else's page
        if path.name != "404.html" and not embedded:
            found = re.search(
                r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]+)"', page(site, path)
            )
            assert (path.parent / found[1]).resolve() == (site / addresses.FEED).resolve()
    plain = build.build(packages, tmp_path / "site", Settings(), None, lambda *_: None)
    assert "application/atom+xml" not in plain.read_text(encoding="utf-8")
    assert (plain.parent / addresses.FEED).is_file()


def linked_data(html):
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(blocks) == 1
    assert not set(blocks[0]) & set("<>&`")
    return json.loads(blocks[0])


def test_a_disclosure_is_a_dataset_with_its_files_and_its_source(site):
    one = disclosure("other", 2022, published="2023-08-31")
    location = addresses.disclosure_page(one.identity)
    data = linked_data(page(site, location))
    assert data["@type"] == "Dataset"
    assert data["url"] == SETTINGS.site_url + location
    assert (data["temporalCoverage"], data["datePublished"]) == ("2022-01-01/2022-12-31", "2023-08-31")
    assert data["creator"] == {"@type": "Organization", "name": "某单位"}
    assert data["license"] == SETTINGS.licence_url
    assert data["isBasedOn"]["sha256"] == one.source.sha256
    assert len(data["description"]) >= 50
    for file in data["distribution"]:
        path = site / file["contentUrl"].removeprefix(SETTINGS.site_url)
        assert f"{path.stat().st_size} B" == file["contentSize"]
        assert file["encodingFormat"]
    assert {file["name"].rpartition(".")[2] for file in data["distribution"]} == {
        "csv",
        "zip",
        "json",
        "xlsx",
        "parquet",
    }


def test_the_text_of_a_document_cannot_end_the_element(site):
    data = linked_data(page(site, addresses.disclosure_page(disclosure().identity)))
    assert data["name"] == "决算 </script><script>alert(1)</script><!-- & `x` ⟨U+202E⟩"
    assert json.loads(linked.script({"a": [HOSTILE, 1, None]}))["a"][1:] == [1, None]


def test_an_entity_is_an_organization(site):
    data = linked_data(page(site, addresses.entity_page("mou")))
    assert (data["@type"], data["name"]) == ("Organization", "某单位")
    assert data["parentOrganization"]["name"] == "另一单位"
    assert data["address"]["addressRegion"] == "某省"
    assert [one["@id"] for one in data["subjectOf"]] == [f"{SETTINGS.site_url}disclosures/mou/2023-final.html"]
    assert "parentOrganization" not in linked_data(page(site, addresses.entity_page("other")))


def test_other_pages_have_no_linked_data(site):
    assert "ld+json" not in page(site, addresses.HOME)
