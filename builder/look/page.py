"""What was seen in a file, as one HTML page: pictures with boxes where the source has pages, else lines and tables.

The page holds everything it shows, runs no script and sends no request. Text of the document is escaped.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path, PurePosixPath

from builder import readers
from builder.errors import UserError
from builder.look.account import (
    KIND_NAMES,
    NO_DISCLOSURE,
    Account,
    Unclaimed,
    accounts,
    others,
    pages_with_tables,
    said,
    span,
)
from builder.look.escaped import escaped
from builder.look.lines import lines
from builder.look.overlay import overlay
from builder.model.disclosure import Figure
from builder.model.document import Page
from builder.recognise.sight import KINDS, Mark, Sight, marks
from builder.report import KINDS as DOCUMENT_KINDS

_PIXELS = 2.2
"""How many pixels of a page's picture there are per point."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(sight: Sight, numbers: Sequence[int], pictures: Mapping[int, bytes]) -> str:
    """The pages with these numbers; ``pictures`` are PNGs of those that can be drawn."""
    marked = marks(sight)
    found, left = accounts(sight, marked), others(sight)
    style = resources.files(__package__).joinpath("look.css").read_text(encoding="utf-8")
    shown = [each for each in sight.document.pages if each.number in numbers]
    parts = [
        _section(sight, each, pictures.get(each.number), marked, (_on(found, each), _unclaimed_on(left, each)))
        for each in shown
    ]
    name = escaped(PurePosixPath(sight.document.source.path).name)
    head = f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}：看到了什么</title>
<style>
{style}</style>
</head>"""
    return "\n".join((head, "<body>", _top(sight), _legend(sight, shown, marked), *parts, "</body>", "</html>", ""))


def write(sight: Sight, file: Path, number: int | None, out: Path) -> None:
    """Write the page of one page of ``file``, or of all that have tables; raises UserError if it would replace it."""
    if out.resolve() == file.resolve():
        raise UserError("--html 会覆盖要看的文件，请换一个名字 · it would replace the file itself")
    numbers = pages_with_tables(sight) if number is None else (number,)
    html = page(sight, numbers, readers.pictures(file, numbers, _PIXELS))
    out.write_text(html, encoding="utf-8", newline="\n")


def _on(found: Iterable[Account], page: Page) -> list[Account]:
    return [account for account in found if page.number in account.pages]


def _unclaimed_on(found: Iterable[Unclaimed], page: Page) -> list[Unclaimed]:
    return [each for each in found if each.page == page.number]


def _top(sight: Sight) -> str:
    found, identity = sight.disclosure, sight.disclosure.identity
    who = f"{identity.entity_name} {identity.fiscal_year} {DOCUMENT_KINDS.get(identity.kind, identity.kind)}"
    who = who if sight.is_disclosure else NO_DISCLOSURE
    numbers = f"{len(found.tables)} 张标准表，{len(found.figures)} 个数字，{len(found.unplaced)} 个未采用"
    name = PurePosixPath(sight.document.source.path).name
    source = f"{name}（{sight.document.source.format}，{len(sight.document.pages)} 页）"
    notes = "".join(f"<p>{escaped(note)}</p>" for note in found.notes)
    return f"<h1>{escaped(who)}</h1>\n<p>{escaped(source)}：{numbers}</p>{notes}"


def _legend(sight: Sight, shown: Sequence[Page], marked: Mapping[int, Mark]) -> str:
    tokens = (token.at for each in shown for strip in sight.on(each.number) for token in strip.tokens)
    counts = Counter(marked[at].kind for at in tokens if at in marked)
    items = "".join(
        f'<li><svg viewBox="0 0 18 12"><rect class="mark {kind}" x="1" y="1" width="16" height="10"/></svg>'
        f"{KIND_NAMES[kind]} {counts[kind]}</li>"
        for kind in KINDS
        if counts[kind]
    )
    return f'<ul class="legend">{items}</ul>'


def _section(
    sight: Sight,
    page: Page,
    picture: bytes | None,
    marked: Mapping[int, Mark],
    found: tuple[Sequence[Account], Sequence[Unclaimed]],
) -> str:
    """One page: its picture or its lines, and beside it what is said of them."""
    strips = sight.on(page.number)
    seen = [_picture(page, overlay(sight, page, picture, marked))] if picture else []
    boxless = any(token.at in marked and not token.location.box for strip in strips for token in strip.tokens)
    if boxless or not picture:
        seen.append(lines(strips, marked))
    here = [marked[token.at] for strip in strips for token in strip.tokens if token.at in marked]
    said_of = "\n".join((*(_account(each) for each in found[0]), *_others(found[1]), _figures(here)))
    image = "<p>这一页是图片，没有读取。</p>" if page.is_image else ""
    body = f'<div class="pair"><div>{"".join(seen)}</div><div class="said">{image}{said_of}</div></div>'
    return f'<section id="p{page.number}"><h2>第 {page.number} 页</h2>\n{body}\n</section>'


def _picture(page: Page, drawn: str) -> str:
    """The picture with a switch that makes it larger than its place, for tables in small print."""
    switch = f'<input type="checkbox" class="zoom" id="z{page.number}"><label for="z{page.number}">放大</label>'
    return f'<div class="picture">{switch}{drawn}</div>'


def _account(account: Account) -> str:
    verdict = f'<p class="verdict{"" if account.claimed else " not"}">→ {escaped(account.verdict)}</p>'
    facts = "".join(f"<dt>{name}</dt><dd>{escaped(value)}</dd>" for name, value in account.facts)
    pages = f"<dt>页</dt><dd>{span(account.pages)}</dd>" if len(account.pages) > 1 else ""
    columns = "".join(
        f'<tr><td><span class="tag {row.kind}">{row.number}</span></td>'
        f"<td>{escaped(row.header) or '（没有表头）'}</td><td>{escaped(row.meaning)}</td></tr>"
        for row in account.columns
    )
    header = "<tr><th>列</th><th>表头</th><th>认作</th></tr>"
    table = f"<table>{header}{columns}</table>" if columns else ""
    numbers = _rows("未能定栏", account.open_numbers)
    return f"<article><h3>{escaped(account.title)}</h3>{verdict}<dl>{pages}{facts}</dl>{table}{numbers}</article>"


def _rows(title: str, found: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<tr><td>{escaped(number)}</td><td>{escaped(why)}</td></tr>" for number, why in found)
    return f"<table><tr><th>{title}</th><th>原因</th></tr>{rows}</table>" if rows else ""


def _others(found: Sequence[Unclaimed]) -> Iterator[str]:
    for each in found:
        facts = f"{each.size}，{each.numbers} 个数字：{each.reason}"
        verdict = '<p class="verdict not">没有认领</p>'
        yield f"<article><h3>{escaped(each.title)}</h3>{verdict}<p>{escaped(facts)}</p></article>"


def _figures(found: Iterable[Mark]) -> str:
    """The figures of the page, folded away: each with its row, its column and how it was placed."""
    rows = [
        f'<tr><td class="figure">{escaped(mark.result.amount.printed)}</td><td>{escaped(said(mark))}</td></tr>'
        for mark in found
        if isinstance(mark.result, Figure)
    ]
    summary = f"<summary>这一页的 {len(rows)} 个数字</summary>"
    return f"<details>{summary}<table>{''.join(rows)}</table></details>" if rows else ""
