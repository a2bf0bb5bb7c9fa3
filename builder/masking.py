"""What must not be published is masked: personal data after, removed passages before a document is recognised."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from builder import privacy, removals
from builder.model.disclosure import (
    Disclosure,
    Figure,
    Identity,
    Indicator,
    Leftover,
    Passage,
    Statement,
    Table,
    Unplaced,
)
from builder.model.document import Document, Grid, Line, Page, Word

NOTE = "原件里有个人信息，已在各处隐去，不提供原件"
REMOVED = "应要求隐去了一些文字（记在更正一页），不提供原件"
LOST = "removals.csv 里有 {} 段文字在文件里没有找到，可能换过文件，请核实"
_Noun = TypeVar("_Noun", Identity, Figure, Table, Unplaced, Statement, Indicator, Leftover)


def masked(disclosure: Disclosure, document: Document) -> Disclosure:
    """The disclosure of a document without personal data; the same one if neither file nor card has any.

    Its source is marked if the file has some, so that nobody publishes the file itself, and a note says so.
    """
    disclosure = replace(
        disclosure,
        identity=_masked(disclosure.identity),
        source=replace(disclosure.source, path=privacy.mask(disclosure.source.path)),
    )
    if not _is_private(document):
        return disclosure
    return replace(
        disclosure,
        source=replace(disclosure.source, private=True),
        tables=tuple(map(_masked, disclosure.tables)),
        figures=tuple(map(_masked, disclosure.figures)),
        unplaced=tuple(map(_masked, disclosure.unplaced)),
        passages=tuple(_passages(disclosure.passages)),
        statements=tuple(map(_masked, disclosure.statements)),
        derived=tuple(map(_masked, disclosure.derived)),
        indicators=tuple(map(_masked, disclosure.indicators)),
        leftovers=tuple(map(_masked, disclosure.leftovers)),
        notes=(*map(privacy.mask, disclosure.notes), NOTE),
    )


def holds(document: Document, passage: str) -> bool:
    """Whether a passage stands in a document."""
    texts = [text for page in document.pages for block in page.blocks for text in _texts(block)]
    return removals.hidden(texts, [passage]) != tuple(texts)


def without(document: Document, removed: Sequence[str]) -> Document:
    """The document with a mask in the place of removed passages (as ``removals.passages`` has them), marked private.

    A passage that does not stand in it, perhaps since the file was replaced, is said in a note.
    """
    lost = sum(not holds(document, passage) for passage in removed)
    blocks = [block for page in document.pages for block in page.blocks]
    texts = iter(removals.hidden([text for block in blocks for text in _texts(block)], removed))
    pages = tuple(replace(page, blocks=tuple(_with(block, texts) for block in page.blocks)) for page in document.pages)
    return replace(
        document,
        source=replace(document.source, private=True),
        pages=pages,
        notes=(*removals.hidden(document.notes, removed), REMOVED, *([LOST.format(lost)] if lost else ())),
    )


def named_without(identity: Identity, removed: Sequence[str]) -> Identity:
    """Whose a document is, its title and publisher without removed passages."""
    title, publisher = removals.hidden([identity.title, identity.publisher], removed)
    return replace(identity, title=title, publisher=publisher)


def _texts(block: Line | Grid) -> list[str]:
    return [block.text] if isinstance(block, Line) else [cell.text for cell in block.cells]


def _with(block: Line | Grid, texts: Iterator[str]) -> Line | Grid:
    if isinstance(block, Grid):
        return replace(block, cells=tuple(replace(cell, text=next(texts)) for cell in block.cells))
    text = next(texts)
    return block if text == block.text else replace(block, text=text, words=tuple(_words(block, text)))


def _words(line: Line, text: str) -> Iterator[Word]:
    """The words of a line with the letters of its new text; if they are not those of the line, all are masked."""
    letters = [letter for letter in text if not letter.isspace()]
    spelt = "".join("".join(word.text.split()) for word in line.words)
    if spelt != "".join(line.text.split()):
        letters = [privacy.MASK] * len(spelt)
    rest = iter(letters)
    for word in line.words:
        yield replace(word, text="".join(letter if letter.isspace() else next(rest) for letter in word.text))


def _is_private(document: Document) -> bool:
    lines = [line for page in document.pages for line in _lines(page)]
    return privacy.mask_lines(lines) != tuple(lines)


def _lines(page: Page) -> Iterator[str]:
    for block in page.blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (" ".join(cell.text for cell in row) for row in block.rows())


def _masked(noun: _Noun) -> _Noun:
    """The noun with all its texts masked; its amounts are no texts."""
    texts = {field.name: getattr(noun, field.name) for field in fields(noun) if field.init}
    changed: dict[str, Any] = {name: privacy.mask(text) for name, text in texts.items() if isinstance(text, str)}
    return replace(noun, **changed)


def _passages(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    texts = privacy.mask_lines([passage.text for passage in passages])
    for passage, text in zip(passages, texts, strict=True):
        yield replace(passage, text=text, section=privacy.mask(passage.section))
