"""The pages written by hand: ``pages/*.md`` and ``pages/en/*.md`` of the content folder, ours and trusted.

A line that is only ``[[accuracy]]`` becomes the table of how well the checks do.
"""

from collections.abc import Iterator
from pathlib import Path

from builder.site import accuracy, words
from builder.site.page import Page, Site
from builder.site.render import visible
from builder.site.tongue import TONGUES, Tongue

ORDER = ("method", "trust", "about")
"""The pages that come first, in this order."""
ACCURACY = "[[accuracy]]"
"""The line that stands for the table of numbers by family of rules."""


def pages(site: Site) -> Iterator[Page]:
    """One page per file; its title is its first heading, its description the first paragraph."""
    if site.written is not None:
        for tongue in TONGUES:
            yield from _pages(site.written, tongue)


def _pages(written: Path, tongue: Tongue) -> Iterator[Page]:
    files = sorted(written.glob(tongue.page("*.md")), key=lambda file: (file.stem not in ORDER, file.stem))
    other = next(one for one in TONGUES if one != tongue)
    for number, file in enumerate(files):
        text = file.read_text(encoding="utf-8-sig").replace(f"\n{ACCURACY}\n", f"\n{_accuracy()}\n")
        heading = next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), file.stem)
        place = ORDER.index(file.stem) if file.stem in ORDER else len(ORDER) + number
        twin = other.page(f"{file.stem}.html") if (written / other.page(file.name)).is_file() else ""
        yield Page(
            *(tongue.page(f"{file.stem}.html"), heading, "", {}),
            *(tongue.pick(("说明", heading)), 40 + 20 * place, _first_paragraph(text)),
            markdown=text,
            tongue=tongue,
            twin=twin,
        )


def _first_paragraph(text: str) -> str:
    """The first paragraph that is plain text, on one line."""
    blocks = (block.strip() for block in text.split("\n\n"))
    plain = next((block for block in blocks if block and not block.startswith(("#", "*", "|", ">", "[", "1."))), "")
    return visible(plain)


def _accuracy() -> str:
    """The numbers by family of rules as a table in Markdown; the words and numbers are ours."""
    rows = accuracy.measured()
    head = (
        "类别 family",
        "规则 rules",
        "发现 findings",
        "属实 real",
        "提示 notes",
        "找到确定的 certain",
        "找到很可能的 probable",
    )
    lines = [head, ("---", *["--:"] * (len(head) - 1)), *map(_row, (*rows, accuracy.total(rows)))]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(one: accuracy.Measured) -> tuple[str, ...]:
    family = f"`{one.family}` {words.FAMILIES[one.family][0]}" if one.family else "合计 total"
    real = _share(one.real, one.findings)
    found = _share(one.certain_found, one.certain), _share(one.probable_found, one.probable)
    return family, str(one.rules), str(one.findings), real, str(one.notes), *found


def _share(part: int, whole: int) -> str:
    return f"{part} / {whole}" if whole else ""
