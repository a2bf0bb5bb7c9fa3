"""科目编码的位数不对。

检查什么
支出功能分类科目编码是 3 位（类）、5 位（款）或 7 位（项），经济分类科目编码是 3 位（类）或 5 位（款）。表中印的编码
以 2、3、5 开头而位数不对，并且看得出它是科目编码（名称是分类中的科目名称，或者它的前几位就是上一级的编码），就指出
来。同一编码在几张表里出现，算一处。其他位数不对的编码可能是单位或项目的编码，不核对。

为什么
编码是同一科目在各表、各单位、各年度之间对应的唯一依据，位数不对就对不上。

不通过
其他公共卫生支出印成 210499，少一位。

    revenue 21004 公共卫生: total 2.27
    revenue 210499 其他公共卫生支出: total 2.27

通过
    revenue 21004 公共卫生: total 2.27
    revenue 2100499 其他公共卫生支出: total 2.27
"""

from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._names import codes_named
from builder.checks._outcome import Fault, Outcome
from builder.checks._rows import Row
from builder.standards.classifications import is_wellformed, kind_of

CODE = "CLS001"
NAME = "malformed-code"
SEVERITY = "error"
TITLE = "科目编码的位数不对"
TITLE_EN = "A classification code has a wrong number of digits"
ADVICE = "按当年的《政府收支分类科目》补全或改正编码：类 3 位、款 5 位、项 7 位，各表一并改。"


def check(case: Case) -> Iterator[Outcome]:
    """Every table with codes, and every malformed code in all its places."""
    malformed: dict[str, list[Row]] = {}
    tables: dict[str, int] = {}
    above: dict[str, str] = {}
    for row in case.rows:
        if row.is_wellformed:
            tables[row.table] = tables.get(row.table, 0) + 1
            above[row.table] = row.code
        elif _is_subject(row, above.get(row.table, "")):
            malformed.setdefault(row.code, []).append(row)
        else:
            yield Outcome(wording.subject(row.table, row.code), "not_checked", "不像科目编码，可能是单位或项目的编码")
    yield from (Outcome(table, "passed", f"{count} 个编码位数相符") for table, count in tables.items())
    for code, rows in malformed.items():
        yield Outcome(wording.subject(code), "failed", fault=_fault(case, rows))


def _is_subject(row: Row, above: str) -> bool:
    """Whether the row is a subject of a classification beyond doubt: by its name, or by the code above it."""
    if row.kind is None or not row.code.isdigit():
        return False
    return bool(codes_named(row.item, row.code)) or (len(above) >= 3 and row.code.startswith(above[:5]))


def _fault(case: Case, rows: Sequence[Row]) -> Fault:
    code, item = rows[0].code, rows[0].item
    tables = list(dict.fromkeys(row.table for row in rows))
    zh = "、".join(f"《{wording.table_zh(case.disclosure, table)}》" for table in tables)
    en = wording.listed_en(wording.table_en(case.disclosure, table) for table in tables)
    allowed = "3、5 或 7" if kind_of(code) == "functional" else "3 或 5"
    likely = _likely(case, rows[0])
    zh_hint = f"分类中名为“{item}”的编码是 {likely}。" if likely else ""
    en_hint = f" The code with this name is {likely}." if likely else ""
    return Fault(
        message=f"{zh}中“{item}”的编码印为 {code}，是 {len(code)} 位；这类编码应为 {allowed} 位。{zh_hint}",
        message_en=f"{en}: the code of “{item}” is printed as {code}, with {len(code)} digits.{en_hint}",
        printed=code,
        figures=tuple(figure for row in rows for figure in row.figures),
    )


def _likely(case: Case, row: Row) -> str:
    """The one well-formed code with this name that begins or reads like the printed one, or nothing."""
    known = {code for code in codes_named(row.item, row.code) if is_wellformed(code, kind_of(code) or "functional")}
    printed = {other.code for other in case.rows if other.item == row.item and other.code != row.code}
    near = [code for code in sorted(known | printed) if _is_near(code, row.code)]
    return near[0] if len(near) == 1 else ""


def _is_near(code: str, printed: str) -> bool:
    """Whether the printed code is the other with one digit left out or put in."""
    longer, shorter = sorted((code, printed), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer))
    )
