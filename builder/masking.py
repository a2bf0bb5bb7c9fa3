"""Personal data in a disclosure is masked before it is checked and published; amounts stay as they are."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from builder import privacy
from builder.model.disclosure import Disclosure, Figure, Indicator, Leftover, Passage, Statement, Table, Unplaced
from builder.model.document import Document, Line, Page

NOTE = "原件里有个人信息，已在各处隐去，不提供原件"
_Noun = TypeVar("_Noun", Figure, Table, Unplaced, Statement, Indicator, Leftover)


def masked(disclosure: Disclosure, document: Document) -> Disclosure:
    """The disclosure of a document without personal data; the same one if the document has none.

    Its source is marked, so that nobody publishes the file itself, and a note says so.
    """
    if not any(_is_private(page) for page in document.pages):
        return disclosure
    return replace(
        disclosure,
        identity=replace(disclosure.identity, title=privacy.mask(disclosure.identity.title)),
        source=replace(disclosure.source, private=True),
        tables=tuple(map(_masked, disclosure.tables)),
        figures=tuple(map(_masked, disclosure.figures)),
        unplaced=tuple(map(_masked, disclosure.unplaced)),
        passages=tuple(_passages(disclosure.passages)),
        statements=tuple(map(_masked, disclosure.statements)),
        indicators=tuple(map(_masked, disclosure.indicators)),
        leftovers=tuple(map(_masked, disclosure.leftovers)),
        notes=(*map(privacy.mask, disclosure.notes), NOTE),
    )


def _is_private(page: Page) -> bool:
    lines = list(_lines(page))
    return privacy.mask_lines(lines) != tuple(lines)


def _lines(page: Page) -> Iterator[str]:
    for block in page.blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (" ".join(cell.text for cell in row) for row in block.rows())


def _masked(noun: _Noun) -> _Noun:
    """The noun with all its texts masked; its amounts are no texts."""
    texts = {field.name: getattr(noun, field.name) for field in fields(noun)}
    changed: dict[str, Any] = {name: privacy.mask(text) for name, text in texts.items() if isinstance(text, str)}
    return replace(noun, **changed)


def _passages(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    texts = privacy.mask_lines([passage.text for passage in passages])
    for passage, text in zip(passages, texts, strict=True):
        yield replace(passage, text=text, section=privacy.mask(passage.section))
