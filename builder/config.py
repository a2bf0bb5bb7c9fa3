"""Settings and small YAML files, read so that every mistake is named with its key and its line."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field, fields
from pathlib import Path, PurePosixPath

import yaml

from builder.errors import UserError
from builder.frozen import frozen

SETTINGS = "site_config.yml"
"""The file with the settings, in the folder in which the command is run."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_URL = re.compile(r"https?://[^\s/]+(/\S*)?")
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C, where PyYAML was built with it."""


@frozen
class Colours:
    """The colours of the site and its charts, each ``#rrggbb`` and readable (4.5:1) on white."""

    primary: str = "#1f3a5f"
    accent: str = "#9a3412"
    revenue: str = "#1d5f9e"
    expenditure: str = "#a8480b"
    error: str = "#b3261e"
    warning: str = "#8a5a00"
    note: str = "#4a5568"


@frozen
class Settings:
    """What site_config.yml says; the defaults are enough to build any folder.

    ``licence`` is an SPDX id, the addresses are empty or begin with http(s)://, ``content`` is the folder that is
    read when none is named, ``page_pictures`` is how many megabytes pictures of pages may take on the site,
    ``preview_pictures`` whether each disclosure has a picture for links to it,
    ``datapackages`` and ``site`` are folder names inside the output folder.
    """

    title: str = "明账"
    title_en: str = "Mingzhang"
    description: str = "公开的部门预算和决算：查得到、对得上、可下载"
    publisher: str = ""
    site_url: str = ""
    repository_url: str = ""
    contact: str = ""
    licence: str = "CC-BY-4.0"
    licence_url: str = "https://creativecommons.org/licenses/by/4.0/"
    colours: Colours = field(default_factory=Colours)
    content: str = "content"
    datapackages: str = "datapackages"
    site: str = "site"
    page_pictures: int = 40
    preview_pictures: bool = True


@frozen
class Value:
    """A value of a YAML file: text as written, or the pairs below a key; ``line`` is 1-based."""

    text: str
    line: int
    pairs: "Mapping[str, Value] | None" = None


def chosen(path: Path | None) -> Settings:
    """The settings in ``path``, or where none is named those in site_config.yml here, if there is one.

    Raises UserError if ``path`` is no file, and as ``load`` does.
    """
    if path is None:
        return load(Path(SETTINGS) if Path(SETTINGS).is_file() else None)
    if not path.is_file():
        raise UserError(f"没有这个设置文件：{path} · no such settings file")
    return load(path)


def load(path: Path | None) -> Settings:
    """The settings in ``path``, or the defaults if it is None; raises UserError naming the key and the line."""
    if path is None:
        return Settings()
    values = read_mapping(path, tuple(item.name for item in fields(Settings)))
    colours = values.pop("colours", None)
    texts = {key: _checked(path, key, value) for key, value in values.items() if value.text or value.pairs}
    pictures = texts.pop("page_pictures", str(Settings().page_pictures))
    previews = texts.pop("preview_pictures", "true") == "true"
    settings = Settings(
        **texts, colours=_colours(path, colours), page_pictures=int(pictures), preview_pictures=previews
    )
    _check_folders(path, settings, values)
    return settings


def read_mapping(path: Path, known: tuple[str, ...]) -> dict[str, Value]:
    """The keys and values of a YAML file; raises UserError for bad YAML, unknown keys and keys written twice."""
    return _pairs(path, _compose(path), known)


def mistake(path: Path, line: int, chinese: str, english: str) -> UserError:
    """The error for a wrong line in a file the user wrote."""
    return UserError(f"{path.name} 第 {line} 行：{chinese}（{path}） · line {line}: {english}")


def _compose(path: Path) -> yaml.Node | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
        with suppress(yaml.YAMLError):  # ten times faster; what it refuses is told in the words of the other
            return yaml.compose(text, Loader=_FAST)
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise mistake(path, 1, "不是 UTF-8 文本", "not UTF-8 text") from None
    except OSError as error:
        raise UserError(f"无法读取 {path}：{error.strerror} · cannot read it") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = error.problem or "bad YAML"
        raise mistake(path, line, "不是合法的 YAML", problem) from None
    except yaml.YAMLError:
        raise mistake(path, 1, "不是合法的 YAML：含有不允许的字符", "not YAML: forbidden characters") from None


def _pairs(path: Path, node: yaml.Node | None, known: tuple[str, ...]) -> dict[str, Value]:
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise mistake(path, node.start_mark.line + 1, "应为“键: 值”", "expected “key: value”")
    values: dict[str, Value] = {}
    for key, below in node.value:
        line = key.start_mark.line + 1
        if key.value not in known:
            raise mistake(path, line, *_unknown(str(key.value), known))
        if key.value in values:
            raise mistake(path, line, f"“{key.value}” 写了两次", f"“{key.value}” is written twice")
        values[key.value] = _value(path, key.value, below)
    return values


def _unknown(key: str, known: tuple[str, ...]) -> tuple[str, str]:
    near = difflib.get_close_matches(key, known, n=1)
    if near:
        return f"未知的设置项 “{key}”，是否想写 “{near[0]}”？", f"unknown key “{key}”, did you mean “{near[0]}”?"
    return f"未知的设置项 “{key}”，可用的有 {'、'.join(known)}", f"unknown key “{key}”"


def _value(path: Path, key: str, node: yaml.Node) -> Value:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Value("" if node.tag.endswith(":null") else str(node.value).strip(), line)
    if isinstance(node, yaml.MappingNode) and key == "colours":
        return Value("", line, _pairs(path, node, tuple(item.name for item in fields(Colours))))
    raise mistake(path, line, f"“{key}” 应为一行文字", f"“{key}” must be text")


def _colours(path: Path, value: Value | None) -> Colours:
    if value is not None and value.text:
        raise mistake(path, value.line, "“colours” 下面应逐行写颜色", "“colours” takes one colour per line")
    pairs = value.pairs if value is not None and value.pairs else {}
    for name, colour in pairs.items():
        if not _COLOUR.fullmatch(colour.text):
            wrong = f"“{name}: {colour.text}” 不是颜色，应像 '#1f3a5f'（要加引号）"
            raise mistake(path, colour.line, wrong, "not a colour, write it like '#1f3a5f', in quotes")
    return Colours(**{name: colour.text for name, colour in pairs.items()})


def _checked(path: Path, key: str, value: Value) -> str:
    wrong = _WRONG.get(key, _no_complaint)(value.text)
    if wrong:
        raise mistake(path, value.line, f"“{key}: {value.text}” {wrong[0]}", wrong[1])
    return value.text


def _no_complaint(_text: str) -> tuple[str, str] | None:
    return None


def _address(text: str) -> tuple[str, str] | None:
    return None if _URL.fullmatch(text) else ("不是网址，应以 https:// 开头", "not an address, it begins with https://")


def _licence(text: str) -> tuple[str, str] | None:
    return None if _LICENCE.fullmatch(text) else ("不是 SPDX 许可证代号，如 CC-BY-4.0", "not an SPDX id")


def _folder(text: str) -> tuple[str, str] | None:
    inside = not PurePosixPath(text).is_absolute() and ".." not in PurePosixPath(text).parts and ":" not in text
    if inside and "\\" not in text and PurePosixPath(text).parts and not text.startswith("."):
        return None
    return "应为本文件夹内的文件夹名", "must be a folder name inside this folder"


def _megabytes(text: str) -> tuple[str, str] | None:
    fits = re.fullmatch(r"[0-9]{1,5}", text)
    return None if fits else ("应为整数，以 MB 计", "must be a whole number of megabytes")


def _yes_or_no(text: str) -> tuple[str, str] | None:
    return None if text in ("true", "false") else ("应为 true 或 false", "must be true or false")


_WRONG: Mapping[str, Callable[[str], tuple[str, str] | None]] = {
    "site_url": _address,
    "repository_url": _address,
    "licence_url": _address,
    "licence": _licence,
    "content": _folder,
    "datapackages": _folder,
    "site": _folder,
    "page_pictures": _megabytes,
    "preview_pictures": _yes_or_no,
}


def _check_folders(path: Path, settings: Settings, values: Mapping[str, Value]) -> None:
    for one, other in _folder_pairs():
        first, second = PurePosixPath(getattr(settings, one)), PurePosixPath(getattr(settings, other))
        if first.is_relative_to(second):
            line = max(values[key].line for key in (one, other) if key in values)
            raise mistake(path, line, f"{one} 和 {other} 不能是同一个文件夹，也不能一个在另一个里面", "folders overlap")


def _folder_pairs() -> Iterator[tuple[str, str]]:
    names = ("content", "datapackages", "site")
    return ((one, other) for one in names for other in names if one != other)
