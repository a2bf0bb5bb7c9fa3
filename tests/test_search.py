"""The search index: everything in it is found, nothing else is, and a query reads only the parts it needs."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.site import search_index, search_postings, search_shards
from builder.site.search_index import write_index
from builder.site.search_shards import pages_text
from builder.site.search_terms import Entry
from builder.site.search_text import is_number, normalise, phrases
from tests.search_twin import Twin, grouped, holds
from tests.strategies import texts

LETTERS = "预决算公积金住房劳模津贴支出收入一二 ,.，．“”()（）-%0123456789abＡ𠀀〇"
awkward = texts | st.text(LETTERS, max_size=16)
names = st.text("预决算公积金住房劳模津贴支出abc𠀀", min_size=1, max_size=20)
amounts = st.from_regex(r"[1-9][0-9]{0,2}(,[0-9]{3}){0,2}\.[0-9]{2}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("２０１２９０１　行政运行", "2012901行政运行"),
        ("6,731,634.28", "6731634.28"),
        ("１２，３４５．６０", "12345.60"),
        ("2022,100", "2022,100"),
        ("1,23", "1,23"),
        ("“三公”经费", "三公经费"),
        ("351.42 225.49", "351.42 225.49"),
        ("1. 351.42", "1. 351.42"),
        ("合计 351.42 万元", "合计351.42万元"),
        ("SUM001 A", "sum001 a"),
        ("㈠公务接待费", "(一)公务接待费"),
    ],
)
def test_key(text, key):
    assert normalise(text) == key


@given(awkward)
def test_key_of_a_key_is_itself(text):
    once = normalise(text)
    assert normalise(once) in (once, normalise(normalise(once)))


def test_phrases_are_runs_of_letters_and_numbers():
    assert list(phrases("(一)2012901行政运行140.13%二〇二二")) == [
        (1, "一"),
        (3, "2012901"),
        (10, "行政运行"),
        (14, "140.13"),
        (21, "二〇二二"),
    ]


@given(st.sets(st.integers(0, 900)), st.integers(901, 2000))
def test_page_numbers_survive(numbers, pages):
    text = pages_text(sorted(numbers), pages)
    assert Twin.numbers(None, text) == numbers


def corpus(rows):
    """Pages with an own entry each: ``rows`` are (page, code, item, amount, sentence)."""
    found = []
    for page, code, item, amount, sentence in rows:
        location = f"d/{page}.html"
        if all(entry.location != location for entry in found):
            found.append(
                Entry(
                    "公开文件", (f"第{'甲乙丙丁戊己'[page]}单位 {2018 + page} 年决算",), "", location, rank=2018 + page
                )
            )
        found.append(Entry("科目", (code, item), f"合计 {amount} 万元", f"{location}#r", "amount", (), "支出决算表"))
        found.append(Entry("说明", ("标题",), sentence, f"{location}#s", "prose"))
    return found


rows = st.lists(
    st.tuples(st.integers(0, 5), st.from_regex(r"[23][0-9]{2,6}", fullmatch=True), names, amounts, awkward),
    min_size=1,
    max_size=12,
)


def telling(word):
    """Whether more than single letters are sought, which are sought in names alone."""
    return any(len(phrase) > 1 or is_number(phrase) for _, phrase in phrases(word))


def written(folder, entries, shard=60):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_shards, "SHARD", shard)
        patch.setattr(search_index, "BLOCK", 10 * shard)
        patch.setattr(search_postings, "MOST_TERMS", shard)
        write_index(grouped(entries), folder)
    return Twin(folder)


@settings(deadline=None)
@given(rows=rows, data=st.data())
@example(rows=[(0, "2012901", "行政运行", "1,126.73", "因资金紧张，劳模津贴未能及时发放。")], data=None)
def test_everything_is_found_by_its_names_amounts_and_parts(tmp_path_factory, rows, data):
    twin = written(tmp_path_factory.mktemp("site"), corpus(rows))
    for page, code, item, amount, sentence in rows:
        said = [word for word in sentence.split() if telling(normalise(word))]
        wanted = [code, item, amount, amount.replace(",", ""), f"{code} {amount}", *said[:3]]
        if data:
            start = data.draw(st.integers(0, len(item) - 1))
            wanted.append(item[start : data.draw(st.integers(start + 1, len(item)))])
        for query in wanted:
            if twin.words(query):
                assert f"d/{page}.html" in twin.find(query), query


@settings(deadline=None)
@given(rows=rows, query=names | amounts | awkward)
def test_only_pages_that_hold_every_word_are_found(tmp_path_factory, rows, query):
    entries = corpus(rows)
    twin = written(tmp_path_factory.mktemp("site"), entries)
    words = twin.words(query)
    pages = {}
    for entry in entries:
        keys = pages.setdefault(entry.page, [])
        keys += [normalise(text) for text in (entry.title, entry.text, *entry.names, *entry.others)]
    truth = {
        page for page, keys in pages.items() if words and all(any(holds(key, word) for key in keys) for word in words)
    }
    found = set(twin.find(query))
    assert found <= truth
    if all(map(telling, words)):
        assert found == truth


def test_a_number_is_found_from_its_beginning_only(tmp_path):
    twin = written(tmp_path, corpus([(0, "2012901", "行政运行", "351.42", "")]))
    assert twin.find("351.42") == twin.find("351.4") == twin.find("20129") == ["d/0.html"]
    assert twin.find("51.42") == twin.find("12901") == twin.find("351.425") == []


def test_better_pages_come_first(tmp_path):
    own = [
        Entry("公开文件", ("甲",), "", "old.html", rank=2019, weight=1),
        Entry("公开文件", ("乙",), "", "new.html", rank=2023, weight=1),
        Entry("单位", ("丙",), "预算", "entity.html", weight=6),
        Entry("公开文件", ("丁预算",), "", "long.html", rank=2023, weight=1),
    ]
    parts = [Entry("说明", ("一",), "预算", f"{place}#s", "prose") for place in ("old.html", "new.html")]
    assert written(tmp_path, [*parts, *own]).find("预算") == ["entity.html", "new.html", "long.html", "old.html"]


def test_a_query_reads_few_parts(tmp_path):
    many = [
        (page % 6, f"20{page:05}", f"名{page}称第{page}项", f"{page}.{page % 90 + 10}", f"句{page}。")
        for page in range(3000)
    ]
    twin = written(tmp_path, corpus(many), shard=2000)
    assert len(twin.manifest["shards"]) > 30
    twin.find("2001234")
    assert len([name for name in twin.read if name[0] in "nh"]) <= 2
    twin.read.clear()
    assert len(twin.find("2")) == 6
    assert [name for name in twin.read if name[0] in "nh"] == ["h0032"]


def test_the_index_replaces_what_was_there(tmp_path):
    twin = written(tmp_path, corpus([(0, "201", "甲", "1.00", "")]))
    (tmp_path / "search" / "search_index.json").write_text("theirs", encoding="utf-8")
    other = written(tmp_path, corpus([(0, "201", "乙", "1.00", "")]))
    assert other.manifest["version"] != twin.manifest["version"]
    assert sorted(path.name for path in (tmp_path / "search").iterdir()) == sorted(
        [other.manifest["version"], "manifest.json", "search_index.json"]
    )
    assert json.loads((tmp_path / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"] == []


def test_an_empty_site_has_an_index(tmp_path):
    assert written(tmp_path, []).find("甲") == []


_SCRIPT = """
import sys
from pathlib import Path
from tests.test_search import corpus, written
rows = [(n % 6, f"20{n:05}", "住房公积金" * (n % 4), f"{n}.5", f"第{n}句，劳模津贴。") for n in range(60)]
twin = written(Path(sys.argv[1]), corpus(rows))
files = sorted(path for path in twin.folder.rglob("*") if path.is_file())
print([(str(path.relative_to(twin.folder)), path.read_bytes()) for path in files])
"""


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path):
    made = [
        subprocess.run(
            [sys.executable, "-c", _SCRIPT, str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1]
    assert b"manifest.json" in made[0]
