"""The picture of a page with boxes drawn over it (SVG): what each cell was taken for, and the number of each column."""

import base64
from collections.abc import Iterator, Mapping

from builder.look.account import said
from builder.look.escaped import escaped
from builder.model.document import Grid, Page
from builder.model.location import Box
from builder.recognise.record import Heading
from builder.recognise.sight import Mark, Sight

AROUND = 1.0
"""How far, in points, a box is drawn around what stands in it, so that the digits stay legible."""


def overlay(sight: Sight, page: Page, picture: bytes, marked: Mapping[int, Mark]) -> str:
    """An SVG in points of the page, with the picture (PNG) behind the boxes; each box says what it is."""
    view = f'viewBox="0 0 {page.width:.1f} {page.height:.1f}" role="img" aria-label="第 {page.number} 页"'
    source = f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}"
    image = f'<image href="{source}" width="{page.width:.1f}" height="{page.height:.1f}"/>'
    shapes = (*_grids(sight, page), *_marks(sight, page, marked), *_tags(sight, page))
    return "\n".join((f'<svg xmlns="http://www.w3.org/2000/svg" {view}>', image, *shapes, "</svg>"))


def _grids(sight: Sight, page: Page) -> Iterator[str]:
    claimed = _claimed(sight)
    for grid in page.grids:
        if grid.location.box:
            kind = "grid" if id(grid) in claimed else "grid not"
            yield _rectangle(grid.location.box, kind, claimed.get(id(grid), "没有认领的网格"))


def _claimed(sight: Sight) -> dict[int, str]:
    pairs = ((section, sight.part(section)) for section in sight.sections)
    return {
        id(strip.grid): f"{pair[0].standard.id} {section.title}"
        for section, pair in pairs
        if pair
        for strip in section.strips
        if strip.grid
    }


def _marks(sight: Sight, page: Page, marked: Mapping[int, Mark]) -> Iterator[str]:
    for strip in sight.on(page.number):
        words = [token for token in strip.tokens if token.at in marked]
        if strip.in_grid:
            for token in words:
                if token.location.box:
                    mark = marked[token.at]
                    yield _rectangle(token.location.box, f"mark {mark.kind}", f"{said(mark)}｜{token.text}")
        elif words and strip.location.box:  # a line: its words have no boxes of their own
            mark = marked[words[0].at]
            yield _rectangle(strip.location.box, f"mark {mark.kind}", f"{said(mark)}｜{strip.text}")


def _rectangle(box: Box, kind: str, title: str) -> str:
    x, y, width, height = box.x0 - AROUND, box.top - AROUND, box.x1 - box.x0, box.bottom - box.top
    size = f'width="{width + 2 * AROUND:.1f}" height="{height + 2 * AROUND:.1f}"'
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" {size}><title>{escaped(title)}</title></rect>'


def _tags(sight: Sight, page: Page) -> Iterator[str]:
    """On the upper edge of each grid the numbers of its columns, as the list beside it has them."""
    for section in sight.sections:
        pair = sight.part(section)
        first = next((strip.grid for strip in section.strips if strip.grid and len(strip.cells) > 1), None)
        if pair is None or first is None or not first.edges:
            continue
        here = {id(strip.grid): strip.grid for strip in section.strips if strip.location.page == page.number}
        for grid in here.values():
            if grid and grid.location.box:
                yield from (_tag(heading, first, grid.location.box.top) for heading in pair[1].headings)


def _tag(heading: Heading, grid: Grid, top: float) -> str:
    at = min(heading.column, len(grid.edges) - 2)
    x, y = (grid.edges[at] + grid.edges[at + 1]) / 2, top
    number = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5"/><text x="{x:.1f}" y="{y:.1f}">{heading.column + 1}</text>'
    return f'<g class="number {heading.kind}">{number}</g>'
