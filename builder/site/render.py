"""Templates to page sources: HTML in which document text cannot be anything but text.

A template writes plain HTML and escapes every value. Before that, a value loses its line breaks and shows what is
invisible, so it can never begin a line of Markdown or hide the order of its letters. Only headings of the template
become Markdown, so that the generator can list them; everything between two of them is one block of HTML.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from textwrap import dedent
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

from builder.frozen import frozen
from builder.site import addresses, words
from builder.site.plain import Share
from builder.site.tongue import CHINESE, Tongue
from builder.site.trees import tree

_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_NUMBER = re.compile(r"[-+△(（]?[\d,]+(\.\d+)?\s*[)）%]?")
_WEB = re.compile(r"https?://[^\s<>\"'`]+")
_HEADING = re.compile(r'<h([23]) id="([^"\s{}]+)">(.*?)</h\1>')
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!])")


def visible(text: str) -> str:
    """``text`` on one line, each control, zero-width or direction character written as ⟨U+…⟩."""
    return _shown(" ".join(text.split()))


def keep(line: str) -> Markup:
    """A line of a source or of code with its blanks kept."""
    return _escaped(_shown(line.rstrip().expandtabs(4)))


def part(text: str) -> Markup:
    """A piece of a line of a source with its blanks kept."""
    return _escaped(_shown(text.replace("\t", "    ")))


def _shown(text: str) -> str:
    return _INVISIBLE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def _escaped(text: str) -> Markup:
    # A backtick is harmless in HTML but not to every Markdown reader that looks for tags.
    return Markup(str(escape(text)).replace("`", "&#96;"))


def _value(value: object) -> Markup:
    return value if isinstance(value, Markup) else _told("" if value is None else str(value))


@lru_cache(maxsize=16384)
def _told(text: str) -> Markup:
    """A value as it stands on a page: codes, items and units stand there many times."""
    return _escaped(visible(text))


def _own(tongue: Tongue, text: str, **values: object) -> Markup:
    """A text of ours in a language, with its blanks kept."""
    return _escaped(_shown(tongue.t(text, **values)))


def spaced(text: str) -> Markup:
    """``text`` on one line, with a blank where it began or ended with one."""
    shown = visible(text)
    return _escaped(f"{' ' * text.startswith(' ')}{shown}{' ' * text.endswith(' ')}")


def web_address(text: str) -> bool:
    """Whether a text is an address that may be a link."""
    return bool(_WEB.fullmatch(text))


@frozen
class Piece:
    """A paragraph of plain text, as one line, or a block of code: text that is indented."""

    code: bool
    lines: tuple[str, ...]


def pieces(text: str) -> tuple[Piece, ...]:
    """Paragraphs and indented blocks of a docstring section."""
    found: list[Piece] = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        code = all(line.startswith((" ", "\t")) for line in block.splitlines())
        found.append(Piece(code, tuple(dedent(block).splitlines()) if code else (_joined(block),)))
    return tuple(found)


def _joined(text: str) -> str:
    """Lines as one; a blank in the place of a line break only between words that are written with blanks."""
    return re.sub(r"(?<=[!-~])\s*\n\s*(?=[!-~])", " ", text).replace("\n", "")


class _EscapedOnce(CodeGenerator):
    """Code of templates that escapes no value again: ``_value``, which every value passes, has escaped it."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None or frame.eval_ctx.volatile:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"({finalize.src}")


class _Environment(Environment):
    code_generator_class = _EscapedOnce


@cache
def environment(tongue: Tongue = CHINESE) -> Environment:
    """The templates of the pages in a language, with every value escaped and every unknown name an error."""
    made = _Environment(
        loader=PackageLoader("builder.site", "pages"),
        autoescape=True,
        finalize=_value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["thousands"] = lambda number: f"{number:,}"
    made.filters["size"] = words.size
    made.filters["pieces"] = pieces
    made.filters["keep"] = keep
    made.filters["part"] = part
    made.filters["spaced"] = spaced
    made.filters["figure"] = lambda figure_id, figures: figures.get(figure_id)
    made.tests["number_like"] = lambda text: bool(_NUMBER.fullmatch(text))
    made.tests["share"] = lambda part: isinstance(part, Share)
    made.tests["web_address"] = web_address
    made.globals.update(words=words, addresses=addresses, place=tongue.place, tree=tree)
    made.globals.update(lang=tongue.id, t=partial(_own, tongue), known=tongue.known, pick=tongue.pick, here=tongue.page)
    english = bool(tongue.index)
    made.globals.update(
        table_title=partial(words.table_title, english=english),
        table_heading=words.table_heading,
        measure_title=partial(words.measure_title, english=english),
    )
    return made


def page_source(head: str, template: str, values: Mapping[str, Any], tongue: Tongue = CHINESE) -> str:
    """The Markdown file of a page made from ``template``, with the YAML of ``front_matter`` as its head."""
    return head + to_markdown(environment(tongue).get_template(template).render(values))


def front_matter(title: str, description: str, linked_data: str = "", **more: str) -> str:
    """The YAML at the head of a page. The search index is ours, so the generator's own is told to leave pages out.

    ``linked_data`` is written into the page as it is: it must be safe inside a script element. ``more`` is ours.
    """
    return head_of(front_values(title, description, linked_data, **more))


def front_values(title: str, description: str, linked_data: str = "", **more: str) -> dict[str, object]:
    """What stands at the head of a page, by name."""
    values: dict[str, object] = {"title": plain_html(title), "search": {"exclude": True}}
    if description:
        values["description"] = plain_html(description)
    if linked_data:
        values["linked_data"] = linked_data
    return values | {name: value for name, value in more.items() if value}


def head_of(values: Mapping[str, object]) -> str:
    """These values as the YAML at the head of a page."""
    return f"---\n{yaml.safe_dump(values, allow_unicode=True, sort_keys=True, width=10**6)}---\n\n"


def plain_html(text: str) -> str:
    """``text`` escaped, for titles and descriptions: generators write these into pages as they are."""
    return str(_escaped(visible(text)))


def to_markdown(html: str) -> str:
    """HTML with its h2 and h3 that have only an id as Markdown headings, and one block without blank lines between."""
    parts: list[str] = []
    start = 0
    for heading in _HEADING.finditer(html):
        parts += [*_block(html[start : heading.start()]), _heading(heading)]
        start = heading.end()
    return "\n\n".join([*parts, *_block(html[start:])]) + "\n"


@frozen
class Heading:
    """A heading of a page: its level (2 or 3), its anchor, and its text as HTML."""

    level: int
    anchor: str
    html: str


def page_parts(template: str, values: Mapping[str, Any], tongue: Tongue = CHINESE) -> tuple[str, tuple[Heading, ...]]:
    """The HTML of a page made from ``template``, with NUL, a number and NUL for each of its headings, and these."""
    html = environment(tongue).get_template(template).render(values)
    parts: list[str] = []
    headings: list[Heading] = []
    start = 0
    for found in _HEADING.finditer(html):
        parts += [*(f"{block}\n" for block in _block(html[start : found.start()])), f"\0{len(headings)}\0"]
        headings.append(Heading(int(found[1]), found[2], found[3]))
        start = found.end()
    return "\n".join([*parts, *_block(html[start:])]), tuple(headings)


def _heading(found: re.Match[str]) -> str:
    text = _outside_entities(found[3], lambda part: _MARKDOWN.sub(r"\\\1", part))
    return f"{'#' * int(found[1])} {text} {{ #{found[2]} }}"


def _outside_entities(html: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(&#?\w+;)", html)
    return "".join(part if part.startswith("&") and part.endswith(";") else change(part) for part in parts)


def _block(html: str) -> list[str]:
    lines = [line.rstrip() for line in html.splitlines() if line.strip()]
    return ['<div class="mz">\n' + "\n".join(lines) + "\n</div>"] if lines else []
