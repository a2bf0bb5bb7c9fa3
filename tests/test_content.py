"""What is found in a content folder, and what is said of mistakes in it."""

import pytest

from builder import content
from builder.errors import UserError

CARD = "entity: moushi-zonggonghui\nyear: 2023\nkind: final\ntitle: 某市总工会2023年度部门决算\nnote: 样例\n"
ENTITIES = "entity,entity_name,aliases,region,parent\nmoushi-zonggonghui,某市总工会,市总工会|总工会,某省某市,\n"


def fill(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def message(folder):
    with pytest.raises(UserError) as error:
        content.find(folder)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_plain_folder_gives_every_file_at_any_depth(tmp_path):
    fill(tmp_path, {"b.txt": "b", "a/deep/c.txt": "c", ".hidden": "x", "~$b.docx": "x", "out/site/index.html": "x"})
    found = content.find(tmp_path, [tmp_path / "out"])
    assert [item.relative for item in found.found] == ["b.txt", "a/deep/c.txt"]
    assert found.entities == ()
    assert found.found[0].identity is None


def test_an_earlier_output_inside_the_folder_is_no_source(tmp_path):
    fill(tmp_path, {"b.txt": "b", "old/datapackages/corpus/README.txt": "x", "old/site/index.html": "x"})
    fill(tmp_path, {"old/.build/stamp.json": "{}", "old/a.txt": "a", "site/c.txt": "c"})
    found = content.find(tmp_path, [tmp_path / "new" / name for name in ("datapackages", "site", ".build")])
    assert [item.relative for item in found.found] == ["b.txt", "old/a.txt", "site/c.txt"]


def test_a_content_folder_gives_identities(tmp_path):
    folder = "disclosures/moushi-zonggonghui/2023-final"
    fill(tmp_path, {"entities.csv": ENTITIES, f"{folder}/source.txt": "x", f"{folder}/disclosure.yml": CARD})
    fill(tmp_path, {"pages/about.md": "not a source"})
    (found,) = content.find(tmp_path).found
    assert found.relative == f"{folder}/source.txt"
    assert found.identity.entity_name == "某市总工会"
    assert found.identity.disclosure_id == "moushi-zonggonghui-2023-final"
    assert found.note == "样例"


def test_one_file_takes_the_card_beside_it(tmp_path):
    fill(tmp_path, {"source.txt": "x", "disclosure.yml": CARD, "other.txt": "x"})
    assert content.single(tmp_path / "source.txt").identity.fiscal_year == 2023
    assert content.single(tmp_path / "other.txt").identity is None


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (CARD.replace("year: 2023", "year: 23"), "disclosure.yml 第 2 行：“year: 23” 应为四位年份"),
        (CARD.replace("final", "finale"), "disclosure.yml 第 3 行：“kind: finale” 应为 budget（预算）或 final（决算）"),
        (
            CARD.replace("moushi-", "mousi-"),
            "第 1 行：entities.csv 里没有单位 “mousi-zonggonghui”，是否想写 “moushi-zongg",
        ),
        (CARD.replace("moushi-zonggonghui", "../../etc"), "应为小写拼音代号"),
        (CARD.replace("title", "titel"), "第 4 行：未知的设置项 “titel”，是否想写 “title”？"),
        (CARD.replace("kind: final\n", ""), "缺少 “kind”"),
        (CARD + "published: 2024-09-31\n", "第 6 行：“published: 2024-09-31” 应为日期，如 2024-09-01"),
        (CARD + "\t bad: [\n", "第 6 行：不是合法的 YAML"),
        ("", "缺少 “entity”"),
    ],
)
def test_a_mistake_in_a_card_is_one_line(tmp_path, card, said):
    fill(tmp_path, {"entities.csv": ENTITIES, "a/source.txt": "x", "a/disclosure.yml": card})
    assert said in message(tmp_path)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("entity,name\nx,y\n", "第 1 行：缺少列 entity_name"),
        (ENTITIES + "moushi-zonggonghui,另一个,,,\n", "第 3 行"),
        (ENTITIES + "Bad Id,另一个,,,\n", "第 3 行：“Bad Id” 应为不重复的小写拼音代号"),
        (ENTITIES + "noname,,,,\n", "第 3 行"),
        (ENTITIES + "short,短\n", "第 3 行：格数与第一行不同"),
        (ENTITIES + "long,长,,,,\n", "第 3 行：格数与第一行不同"),
    ],
)
def test_a_mistake_in_the_list_of_entities_is_one_line(tmp_path, rows, said):
    fill(tmp_path, {"entities.csv": rows, "a.txt": "x"})
    assert said in message(tmp_path)


def test_a_card_needs_exactly_one_source(tmp_path):
    fill(tmp_path, {"a/disclosure.yml": CARD})
    assert "实有 0 个" in message(tmp_path)
    fill(tmp_path, {"a/source.txt": "x", "a/source.pdf": "x"})
    assert "实有 2 个" in message(tmp_path)


def test_a_folder_without_files_is_a_mistake(tmp_path):
    assert "没有可读的文件" in message(tmp_path)
    assert "没有这个文件夹" in message(tmp_path / "nowhere")
    fill(tmp_path, {"a.txt": "x"})
    assert "不是文件夹" in message(tmp_path / "a.txt")


def test_one_file_must_be_a_file(tmp_path):
    with pytest.raises(UserError, match="这是文件夹"):
        content.single(tmp_path)
    with pytest.raises(UserError, match="没有这个文件"):
        content.single(tmp_path / "nothing.txt")
