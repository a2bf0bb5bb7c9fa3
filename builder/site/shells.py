"""Pages that need not pass the generator: their text is filled into a page that the generator has made.

The generator is given one *shell* for each kind of page: the same front matter with a word in the place of each value,
a heading of each level, and a word for the text. What it makes of the shell, theme and all, is cut at these words, and
a page is the pieces with its own values between them: the same bytes as if the generator had made it (a test compares
them), some hundred times faster. So whatever generator it is, it makes every frame, and content carries none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from markupsafe import Markup, escape

from builder.frozen import frozen
from builder.site.render import Heading, head_of

FOLDER = "shells"
"""The folder of the shells of pages that are two folders deep or more, which is no part of the finished site."""
NAME = "mz-shell-"
"""How the name of a shell begins."""
_WORDS = {
    name: f"mz-word-{name.replace('_', '-')}"
    for name in (
        "title",
        "description",
        "linked_data",
        "twin",
        "preview",
        "in_chinese",
        "in_english",
        "body",
        "toc",
        "first",
        "location",
    )
}
_KEPT = ("tongue", "search")
_TEXT = '<div class="mz">\nmz-word-body\n</div>\n'
_BODIES = {
    "none": _TEXT,
    "bare": "## mz-h0 { #mz-h0 }\n\n### mz-h2 { #mz-h2 }\n\n" + _TEXT,
    "many": "## mz-h0 { #mz-h0 }\n\n## mz-h1 { #mz-h1 }\n\n### mz-h2 { #mz-h2 }\n\n### mz-h3 { #mz-h3 }\n\n" + _TEXT,
}
"""The text of a shell by how many headings its pages have: a frame without, with one, or with a table of contents."""
_SPLIT = re.compile("(" + "|".join(map(re.escape, _WORDS.values())) + ")")
_NAMES = {word: name for name, word in _WORDS.items()}


@frozen
class Content:
    """A page before it has a frame: where it is, the values of its head, its HTML, and its headings in order."""

    location: str
    head: Mapping[str, object]
    html: str
    headings: tuple[Heading, ...]

    @property
    def shell(self) -> str:
        """The location of the shell it fits into: as deep, with the same values, headings and scripts."""
        return _location(self.location, self.head, self.shape, "data-spec=" in self.html)

    @property
    def marks(self) -> dict[str, object]:
        """What of its head tells which shell it fits into."""
        return marks(self.head)

    @property
    def shape(self) -> str:
        """How many headings it has, as the theme asks it."""
        roots = [number for number, one in enumerate(self.headings) if one.level == 2]
        if not roots:
            return "none"
        return "many" if len(roots) > 1 or len(self.headings) > 2 else "bare"


def marks(head: Mapping[str, object]) -> dict[str, object]:
    """What of the head of a page tells which shell it fits into: which values it has, and its language."""
    return {name: value if name in _KEPT else "" for name, value in head.items()}


def sources(location: str, head: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The shells for pages like the one at ``location`` with these values, as (location, Markdown)."""
    words = {name: value if name in _KEPT else _WORDS[name] for name, value in head.items()}
    for shape, body in _BODIES.items():
        for charts in (False, True):
            text = body.replace("mz-word-body", "mz-word-body data-spec=") if charts else body
            yield _location(location, head, shape, charts), head_of(words) + text


def _location(location: str, head: Mapping[str, object], shape: str, charts: bool) -> str:
    names = [name for name in head if name not in _KEPT]
    marks = (str(head.get("tongue", "")), shape, "charts" * charts, *names)
    return f"{folder(location)}/{NAME}{'-'.join(filter(None, marks))}.html"


def folder(location: str) -> str:
    """The folder of the shells of pages like the one at ``location``: what leads from there leads from here.

    That is their own folder if it is at the top, for a page there may lead to its neighbours.
    """
    above = location.split("/")[:-1]
    return above[0] if len(above) == 1 else "/".join((*above[:-2], FOLDER, "a"))


def remove(made: Path, locations: Iterable[str]) -> None:
    """Take the shells at these locations out of the site in ``made``, and their folders."""
    for path in (made / location for location in locations):
        path.unlink(missing_ok=True)
        for above in (path.parent, path.parent.parent):
            if above.is_dir() and not any(above.iterdir()):
                above.rmdir()


@frozen
class Shell:
    """What the generator made of a shell: pieces and the names of what stands between them, headings, contents."""

    pieces: tuple[str, ...]
    headings: Mapping[int, str]
    items: Mapping[int, "_Item"]

    def filled(self, content: Content) -> str:
        """The page of a content."""
        values = {**content.head, "location": content.location, "body": self._body(content)}
        if content.headings:
            values["first"] = content.headings[0].anchor
        if "toc" in self.pieces[1::2]:
            values["toc"] = self._contents(content.headings)
        return "".join(piece if number % 2 == 0 else str(values[piece]) for number, piece in enumerate(self.pieces))

    def _body(self, content: Content) -> str:
        return re.sub("\0(\\d+)\0", lambda found: self._heading(content.headings[int(found[1])]), content.html)

    def _heading(self, one: Heading) -> str:
        return self.headings[one.level].replace("mz-name", one.html).replace("mz-anchor", one.anchor)

    def _contents(self, headings: Sequence[Heading]) -> str:
        groups: list[tuple[Heading, list[Heading]]] = []
        for one in headings:
            if one.level == 2:
                groups.append((one, []))
            else:
                groups[-1][1].append(one)
        outer, inner = self.items[2], self.items[3]
        below = [inner.between.join(inner.leaf(child) for child in children) for _, children in groups]
        return outer.between.join(
            outer.branch(one, text) if text else outer.leaf(one) for (one, _), text in zip(groups, below, strict=True)
        )


@frozen
class _Item:
    """An item of the table of contents: alone, around others (before and behind them), and what is between two."""

    alone: str
    before: str
    behind: str
    between: str

    def leaf(self, one: Heading) -> str:
        """The item of a heading without others below it."""
        return _named(self.alone, one)

    def branch(self, one: Heading, below: str) -> str:
        """The item of a heading around the items of those below it."""
        return _named(self.before, one) + below + self.behind


def _named(text: str, one: Heading) -> str:
    label = str(escape(Markup(one.html).striptags()))
    return (
        text.replace('aria-label="mz-name"', f'aria-label="{label}"')
        .replace("mz-name", re.sub(r"<[^>]*>", "", one.html))
        .replace("mz-anchor", one.anchor)
    )


def read_all(made: Path, locations: Iterable[str]) -> dict[str, Shell]:
    """The shells that the generator wrote, by location."""
    return {location: read(made / location, location) for location in locations}


def read(path: Path, location: str) -> Shell:
    """The shell that the generator wrote to ``path``, at ``location`` of its site."""
    html = path.read_text(encoding="utf-8").replace(location, _WORDS["location"])
    headings: dict[int, str] = {}
    starts = [html.find(f'<h{level} id="mz-h{number}">') for level, number in ((2, 0), (3, 2))]
    for level, number, start in ((2, 0, starts[0]), (3, 2, starts[1])):
        if start >= 0:
            headings[level] = _generic(html[start : html.index(f"</h{level}>", start) + 5], number)
    end = html.index("</div>", html.index(_WORDS["body"])) + len("</div>")
    start = starts[0] if starts[0] >= 0 else html.rindex('<div class="mz">', 0, end)
    html = html[:start] + _WORDS["body"] + html[end:]
    items: dict[int, _Item] = {}
    if "#mz-h1" in html:
        html, items = _cut(html)
    html = html.replace("mz-h0", _WORDS["first"])
    pieces = _SPLIT.split(html)
    return Shell(tuple(_NAMES.get(piece, piece) if n % 2 else piece for n, piece in enumerate(pieces)), headings, items)


def _cut(html: str) -> tuple[str, dict[int, _Item]]:
    """The page with a word for the items of its table of contents, and these."""
    at = [_item(html, number) for number in range(4)]
    ends = [_end(html, start) for start in at]
    outer = _Item(
        _generic(html[at[0] : ends[0]], 0),
        _generic(html[at[1] : at[2]], 1),
        html[ends[3] : ends[1]],
        html[ends[0] : at[1]],
    )
    inner = _Item(_generic(html[at[2] : ends[2]], 2), "", "", html[ends[2] : at[3]])
    return html[: at[0]] + _WORDS["toc"] + html[ends[1] :], {2: outer, 3: inner}


def _item(html: str, number: int) -> int:
    link = html.index(f'<a href="#mz-h{number}" class="md-nav__link"')
    return html.rindex("<li", 0, link)


def _end(html: str, start: int) -> int:
    """Where the list item that begins at ``start`` ends."""
    depth = 0
    for tag in re.compile(r"<li\b|</li>").finditer(html, start):
        depth += 1 if tag[0] == "<li" else -1
        if not depth:
            return tag.end()
    raise ValueError("a list item without an end")


def _generic(html: str, number: int) -> str:
    return (
        html.replace(f'"#mz-h{number}"', '"#mz-anchor"')
        .replace(f'id="mz-h{number}"', 'id="mz-anchor"')
        .replace(f"mz-h{number}", "mz-name")
    )
