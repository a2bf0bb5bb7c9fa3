"""site_config.yml: typed, checked, and every mistake named with its key and its line."""

from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest

from builder import config
from builder.config import Colours, Settings
from builder.errors import UserError

ROOT = Path(__file__).parent.parent


def write(folder, text):
    path = folder / "site_config.yml"
    path.write_text(text, encoding="utf-8")
    return path


def message(folder, text):
    with pytest.raises(UserError) as error:
        config.load(write(folder, text))
    assert "\n" not in str(error.value)
    return str(error.value)


def test_nothing_is_needed(tmp_path):
    assert config.load(None) == Settings()
    assert config.load(write(tmp_path, "")) == Settings()
    assert config.load(write(tmp_path, "# nothing\ntitle:\n")) == Settings()


def test_values_are_taken(tmp_path):
    settings = config.load(
        write(tmp_path, "title: 某市公开\nsite_url: https://example.org/sub/path/\ncolours:\n  primary: '#123456'\n")
    )
    assert settings.title == "某市公开"
    assert settings.site_url == "https://example.org/sub/path/"
    assert settings.colours == Colours(primary="#123456")


def test_preview_pictures_may_be_left_out(tmp_path):
    assert config.load(write(tmp_path, "title: a\n")).preview_pictures is True
    assert config.load(write(tmp_path, "preview_pictures: true\n")).preview_pictures is True
    assert config.load(write(tmp_path, "preview_pictures: false\n")).preview_pictures is False


def test_a_text_that_yaml_takes_for_something_else_stays_text(tmp_path):
    settings = config.load(write(tmp_path, "title: 2023\npublisher: no\ncontact: 0123\n"))
    assert (settings.title, settings.publisher, settings.contact) == ("2023", "no", "0123")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# a\n# b\ntitel: x\n", 3, "未知的设置项 “titel”，是否想写 “title”？"),
        ("zzz: x\n", 1, "未知的设置项 “zzz”，可用的有"),
        ("title: a\ntitle: b\n", 2, "写了两次"),
        ("title:\n  - a\n", 2, "“title” 应为一行文字"),
        ("title: a\n  b: c\n", 2, "不是合法的 YAML"),
        ("title: 'a\n", 2, "不是合法的 YAML"),
        ("- title\n", 1, "键: 值"),
        ("title: a\nsite_url: example.org\n", 2, "不是网址"),
        ("preview_pictures: yes\n", 1, "“preview_pictures: yes” 应为 true 或 false"),
        ("licence: '说明 1'\n", 1, "不是 SPDX 许可证代号"),
        ("colours: red\n", 1, "colours"),
        ("colours:\n  primary: red\n", 2, "不是颜色"),
        ("colours:\n  primari: '#123456'\n", 2, "是否想写 “primary”？"),
        ("colours:\n  primary: #123456\n", 2, "不是颜色"),
        ("title: a\nsite: ../x\n", 2, "应为本文件夹内的文件夹名"),
        ("site: /x\n", 1, "应为本文件夹内的文件夹名"),
        ("site: .\n", 1, "应为本文件夹内的文件夹名"),
        ("title: a\nsite: content/site\n", 2, "不能一个在另一个里面"),
        ("datapackages: x\nsite: x\n", 2, "不能是同一个文件夹"),
        ("title: a\x07\n", 1, "不是合法的 YAML"),
    ],
)
def test_a_mistake_is_one_line_with_its_line_number(tmp_path, text, line, said):
    assert message(tmp_path, text).startswith(f"site_config.yml 第 {line} 行：")
    assert said in message(tmp_path, text)


def test_a_file_that_is_no_text_is_one_line(tmp_path):
    path = tmp_path / "site_config.yml"
    path.write_bytes(b"title: \xff\xfe")
    with pytest.raises(UserError, match="UTF-8"):
        config.load(path)


def test_our_own_file_has_every_key_with_a_comment_above_it():
    lines = (ROOT / "site_config.yml").read_text(encoding="utf-8").split("\n")
    keys = {line.split(":")[0].strip(): above for above, line in pairwise(lines) if ":" in line}
    keys = {key: above for key, above in keys.items() if not key.startswith("#")}
    names = [item.name for item in fields(Settings)] + [item.name for item in fields(Colours)]
    assert sorted(keys) == sorted(names)
    assert all(above.strip().startswith("#") for above in keys.values())


def test_our_own_file_says_the_defaults():
    settings = config.load(ROOT / "site_config.yml")
    assert settings.colours == Colours()
    assert (settings.content, settings.datapackages, settings.site) == ("content", "datapackages", "site")


def test_the_default_colours_can_be_read_on_white():
    for item in fields(Colours):
        assert contrast(getattr(Colours(), item.name)) >= 4.5, item.name


def contrast(colour):
    """WCAG contrast of a colour with white."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
