"""The pages in English: the same templates, and no text of ours that the table does not have."""

import ast
import re
from pathlib import Path

import pytest

from builder.model.location import Location
from builder.site import addresses, build
from builder.site.tongue import CHINESE, ENGLISH, english
from tests.test_site import Page, content, packages, parsed, site  # noqa: F401

SITE = Path(build.__file__).parent
_IN_TEMPLATES = re.compile(r"""\bt\((?:"([^"]+)"|'([^']+)')""")
_CHINESE = re.compile("[\u4e00-\u9fff]")


def said():
    """Every text that a template or the code gives to ``t``."""
    for path in (SITE / "pages").glob("*.j2"):
        for found in _IN_TEMPLATES.finditer(path.read_text(encoding="utf-8")):
            yield found[1] or found[2]
    for path in SITE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "t"
            yield from (one.value for one in node.args if isinstance(one, ast.Constant)) if is_call else ()


def test_the_table_has_every_text():
    texts = set(said())
    assert len(texts) > 80
    assert texts - set(english()) == set()


def test_names_to_be_filled_in_are_the_same_in_both_languages():
    for chinese, text in english().items():
        assert set(re.findall(r"\{\w+\}", chinese)) >= set(re.findall(r"\{\w+\}", text)), chinese
        assert not _CHINESE.search(text.replace("万元", "")), text


def test_a_tongue_picks_its_word():
    assert (CHINESE.pick(("甲", "A")), ENGLISH.pick(("甲", "A"))) == ("甲", "A")
    assert (CHINESE.page("a.html"), ENGLISH.page("a.html")) == ("a.html", "en/a.html")
    assert ENGLISH.place(Location(1, 5)) == "line 5" and ENGLISH.place(Location(2)) == "page 2"
    with pytest.raises(KeyError):
        ENGLISH.t("没有的词")


def test_every_english_page_has_its_language_and_its_twin(site, parsed):  # noqa: F811
    pages = {location: page for location, page in parsed.items() if location.startswith("en/")}
    assert len(pages) >= 8
    for location, page in pages.items():
        languages = [attributes.get("lang") for tag, attributes in page.elements if tag == "html"]
        assert languages == ["en"], location
        (switch,) = [attributes for _, attributes in page.elements if attributes.get("class") == "mz-lang"]
        assert switch["hreflang"] == "zh-CN"
        back = location.removeprefix("en/")
        assert switch["href"].endswith(back) and back in parsed


def test_an_english_page_of_a_disclosure_has_every_figure_and_finding(parsed):  # noqa: F811
    for location in [one for one in parsed if one.startswith("en/disclosures/")]:
        chinese = parsed[location.removeprefix("en/")]
        kept = [one for one in chinese.ids if one in chinese.cells or one.startswith(("finding-", "table-"))]
        assert set(kept) - {one for one in kept if one.startswith(("statement", "passage"))} <= set(
            parsed[location].ids
        )


def test_headings_and_labels_of_an_english_page_are_english(parsed):  # noqa: F811
    text = parsed["en/" + addresses.HOME].text
    lead = text[text.index("Public accounts") : text.index("Try ")]
    assert "as printed" in lead and not _CHINESE.search(lead)


def test_search_engines_are_told_of_both_languages_where_the_address_is_known(site):  # noqa: F811
    for location, other in (("index.html", "en/index.html"), ("en/glossary.html", "glossary.html")):
        html = (site / location).read_text(encoding="utf-8")
        found = dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', html))
        assert set(found) == {"zh-CN", "en"}
        assert any(address.endswith("/" + other) for address in found.values())
