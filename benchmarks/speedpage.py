"""The table of ``benchmarks.scale`` as pages of the site in Chinese and in English, the ratios first."""

import datetime
import os
import platform
from collections.abc import Callable, Mapping, Sequence

from benchmarks.alternatives import QUERY

Value = Callable[[Mapping[str, float]], str]


def _each(*stages: str) -> Value:
    return lambda row: f"{1000 * sum(row.get(stage, 0) for stage in stages) / row['N']:.0f}"


def _ratio(upper: Sequence[str], lower: Sequence[str]) -> Value:
    return lambda row: f"{sum(row[name] for name in upper) / max(1e-9, sum(row[name] for name in lower)):.3g}"


def _told(form: str) -> Value:
    return lambda row: form.format(**{name.replace(" ", "_"): value for name, value in row.items()})


_PAGES = ("leaves", "filled", "pages", "generator")
ROWS: tuple[tuple[str, str, Value], ...] = (
    ("改一份再生成 ÷ 从头生成", "One changed ÷ from nothing", _ratio(("changed total",), ("total",))),
    ("没有变化 ÷ 从头生成", "None changed ÷ from nothing", _ratio(("none",), ("total",))),
    (
        "读一份 PDF：pdfplumber（只取文字和表格）÷ 这里（读、识别、定栏）",
        "Reading a PDF: pdfplumber (text and tables alone) ÷ this (read, recognised, placed)",
        _ratio(("pdfplumber",), ("pdf",)),
    ),
    (
        "校验一个包：单独用 frictionless ÷ 这里（同样由 frictionless 校验，成批）",
        "Validating a package: frictionless alone ÷ this (by frictionless as well, in batches)",
        lambda row: f"{row['frictionless'] / (row['validate'] / row['N']):.3g}",
    ),
    (
        "网页 ÷ 不带检索的 MkDocs Material，同样的页面",
        "Pages ÷ MkDocs Material without search, the same pages",
        _ratio(_PAGES, ("plain",)),
    ),
    (
        "网页和检索索引 ÷ 带检索的 MkDocs Material",
        "Pages and search index ÷ MkDocs Material with search",
        _ratio((*_PAGES, "search"), ("plain search",)),
    ),
    (
        "读取：两个进程比一个快几倍（时钟，包括启动）",
        "Reading: two processes, times as fast as one (clock, start included)",
        _ratio(("one process",), ("two processes",)),
    ),
    (
        "读取：两个工作进程的集群 ÷ 两个进程（时钟）",
        "Reading: a cluster of two workers ÷ two processes (clock)",
        _ratio(("cluster",), ("two processes",)),
    ),
    ("读取和识别，毫秒/份", "Read and recognise, ms each", _each("read")),
    ("核对，毫秒/份", "Check, ms each", _each("check")),
    ("写数据包，毫秒/份", "Write packages, ms each", _each("package")),
    ("用 frictionless 校验数据包，毫秒/份", "Validate packages with frictionless, ms each", _each("validate")),
    (
        "单独用 frictionless 校验一个包，毫秒",
        "Frictionless alone, ms a package",
        lambda row: f"{1000 * row['frictionless']:.0f}",
    ),
    ("总集（CSV），毫秒/份", "The corpus as CSV, ms each", _each("corpus")),
    ("总集（Parquet），毫秒/份", "The corpus as Parquet, ms each", _each("parquet")),
    ("画图，写其他格式，毫秒/份", "Charts and other formats, ms each", _each("charts")),
    (
        "公开文件的网页、索引和查数的数据，毫秒/份",
        "Pages, index and explorer of disclosures, ms each",
        _each("summaries", "leaves"),
    ),
    ("套框架、写盘，毫秒/份", "Put into frames and places, ms each", _each("filled", "explorer")),
    ("其余页面，复制，毫秒/份", "Other pages, copying, ms each", _each("pages")),
    ("生成器，毫秒/份", "Generator, ms each", _each("generator")),
    ("合并检索索引，毫秒/份", "Joining the search index, ms each", _each("search")),
    ("全部，毫秒/份", "All, ms each", _each("total")),
    (
        "改一份：读取和核对，秒",
        "One changed: read and check, s",
        lambda row: f"{row['changed read'] + row['changed check']:.2f}",
    ),
    ("改一份：全部，秒", "One changed: all, s", _told("{changed_total:.1f}")),
    ("没有变化，秒（处理器 / 时钟）", "None changed, s (processor / clock)", _told("{none:.2f} / {none_clock:.2f}")),
    ("内存最多，MB：从头", "Memory at most, MB: from nothing", _told("{MB:.0f}")),
    ("内存最多，MB：改一份", "Memory at most, MB: one changed", _told("{changed_MB:.0f}")),
    ("数据包 / 网站，MB", "Packages / site, MB", _told("{packages_MB:.0f} / {site_MB:.0f}")),
    ("网页，个", "Pages", _told("{pages_of_a_site:.0f}")),
    (
        f"检索“{QUERY}”：下载 KB / 秒",
        f"A search for {QUERY}: KB loaded / s",
        lambda row: f"{row['search bytes'] / 1e3:.0f} / {row['search s']:.3f}",
    ),
    ("检索索引，MB", "Search index, MB", _told("{index_MB:.1f}")),
)

_CHINESE = """# 快慢

{day}，{machine}。由 `make bench` 测得：做出来的文本格式的公开文件，二十份里一份有错；
一个进程，时间是处理器时间（写明“时钟”的除外）。机器各不相同，可以比的只有同一次运行里的比值，所以比值在前。

{table}

对照的 MkDocs Material 用同样多、同样内容的页面，不加任何修改；它不画图，不写数据包，不做逐数检索。
pdfplumber 读的是同样做出来的 PDF，它不认表、不定栏。固定的费用（生成器、规则和科目的网页）由全部文件分摊，
所以份数少时每份显得贵。“—”是没有在这个规模上测量；更大的规模也没有在这里测量，这张表不作外推。
"""
_ENGLISH = """# Speed

{day}, {machine}. Measured by `make bench`: made-up disclosures as text, one in twenty with a fault;
one process, in seconds of the processor unless the clock is named. Machines differ: only the ratios of one run can be
compared, so they come first.

{table}

MkDocs Material is given as many pages with the same content, unchanged; it draws no charts, writes no packages and
finds no single figures. pdfplumber reads PDFs that are made up likewise; it recognises no table and places no figure.
What is fixed (the generator, the pages of rules and codes) is shared by all disclosures, so each seems dearer where
they are few. A dash was not measured at this size; nor were larger sizes, and this table does not extrapolate.
"""


def pages(rows: Sequence[Mapping[str, float]]) -> tuple[str, str]:
    """The table as pages of the site in Chinese and in English, the ratios first."""
    day = f"{datetime.date.today():%Y-%m-%d}"
    python, system = platform.python_version(), _system()
    chinese = f"{platform.machine()}，与别的工作共用的 {os.cpu_count()} 个处理器，{system}，Python {python}"
    english = f"{platform.machine()}, {os.cpu_count()} cores shared with other work, {system}, Python {python}"
    sizes = [f"{row['N']:,.0f}" for row in rows]
    in_chinese = _table(["量的是什么", *(f"{size} 份" for size in sizes)], [(zh, value) for zh, _, value in ROWS], rows)
    in_english = _table(["Measured", *sizes], [(en, value) for _, en, value in ROWS], rows)
    return (
        _CHINESE.format(day=day, machine=chinese, table=in_chinese),
        _ENGLISH.format(day=day, machine=english, table=in_english),
    )


def _table(head: Sequence[str], lines: Sequence[tuple[str, Value]], rows: Sequence[Mapping[str, float]]) -> str:
    made = [
        head,
        ("---", *("--:" for _ in rows)),
        *((name, *(_cell(value, row) for row in rows)) for name, value in lines),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in made)


def _cell(value: Value, row: Mapping[str, float]) -> str:
    """A cell of the table; a dash if it was not measured at this size."""
    try:
        return value(row)
    except KeyError:
        return "—"


def _system() -> str:
    try:
        told = platform.freedesktop_os_release()
    except OSError:
        return platform.system()
    return f"{told['NAME'].split()[0]} {told.get('VERSION_ID', '')}".strip()
