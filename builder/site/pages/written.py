"""The pages written by hand: ``pages/*.md`` of the content folder, ours and trusted, taken as they are.

A line that is only ``[[accuracy]]`` becomes the table of how well the checks do.
"""

from collections.abc import Iterator

from builder.site import accuracy, words
from builder.site.page import Page, Site

ORDER = ("method", "trust", "about")
"""The pages that come first, in this order."""
ACCURACY = "[[accuracy]]"
"""The line that stands for the table of numbers by family of rules."""


def pages(site: Site) -> Iterator[Page]:
    """One page per file; its title is its first heading."""
    if site.written is None:
        return
    files = sorted(site.written.glob("*.md"), key=lambda file: (file.stem not in ORDER, file.stem))
    for number, file in enumerate(files):
        text = file.read_text(encoding="utf-8-sig").replace(f"\n{ACCURACY}\n", f"\n{_accuracy()}\n")
        heading = next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), file.stem)
        place = ORDER.index(file.stem) if file.stem in ORDER else len(ORDER) + number
        yield Page(f"{file.stem}.html", heading, "", {}, "说明", 40 + 20 * place, markdown=text)


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
