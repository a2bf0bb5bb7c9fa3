"""What a package says about itself to people: caveats and README.txt, Chinese first."""

from collections.abc import Iterable

from builder import __version__
from builder.config import Settings
from builder.packages.fields import Resource

CAVEATS: tuple[tuple[str, str], ...] = (
    (
        "数值照原文录入，不猜、不改、不补；空白不是零。无法确定栏目的数字在 unplaced.csv，不在 figures.csv。",
        "Figures are as printed: nothing is guessed, mended or filled, and a blank is not zero. Numbers whose column "
        "could not be told are in unplaced.csv, not in figures.csv.",
    ),
    (
        "金额单位见 unit 栏；原文按该单位四舍五入，合计与分项之和可能差末位，这不是错误。",
        "Amounts are in the unit of the column unit and were rounded by the publisher: a total may miss the sum of its "
        "parts by the last digit.",
    ),
    (
        "检查发现只说明文件前后不一致，不说明原因，也不对任何单位作评价；请以原单位发布的文件为准。",
        "A finding says that a document disagrees with itself or with a rule, not why. The document of the publishing "
        "office prevails.",
    ),
    (
        "文本单元格若以 = + - @ 等会被电子表格当作公式的字符开头，前面加一个英文单引号 '；"
        "去掉这一个单引号即为原文，数字不受影响。",
        "A text cell that a spreadsheet would run as a formula (beginning with = + - @ and the like) has one ' in "
        "front; without that one ' it is as printed. Numbers are not touched.",
    ),
)
"""Known limits of every package: (Chinese, English)."""

_KIND_NAMES = {"budget": "预算", "final": "决算"}


def kind_name(kind: str) -> str:
    """Name budget or final accounts in Chinese; both if it is not known which."""
    return _KIND_NAMES.get(kind, "预决算")


def readme(
    name: str, title: str, origin: Iterable[tuple[str, str]], files: Iterable[Resource], settings: Settings
) -> str:
    """Return README.txt of a package; ``origin`` are (heading, text) pairs that say where the data comes from."""
    lines = [_one_line(title), name, ""]
    lines += [f"{heading}：{_one_line(text)}" for heading, text in origin if text]
    lines += ["", "文件 / Files", ""]
    lines += [f"  {file.file}  {file.title}  {file.description}" for file in files]
    lines += [
        "  figures-excel.csv  同 figures.csv，供电子表格打开  The same as figures.csv, for spreadsheets.",
        "  datapackage.json  各栏的含义、类型和校验值  Columns, types and checksums (Data Package).",
    ]
    lines += ["", "许可 / Licence", "", f"  {settings.licence} {settings.licence_url}".rstrip()]
    lines += ["", "使用须知 / Please note", ""]
    lines += [text for chinese, english in CAVEATS for text in (f"  * {chinese}", f"    {english}")]
    lines += ["", f"由 {settings.title} ({settings.title_en}) {__version__} 生成。 {settings.site_url}".rstrip()]
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
