"""Spreadsheet number formats: a stored number as the sheet shows it, ECMA-376 part 1, 18.8.30 and 18.8.31.

A cell that holds 46.145 and is formatted ``0.00`` prints 46.15: what is printed is what counts. A format that is not
understood leaves the number as it is stored, to its last digit.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from builder.frozen import frozen

BUILT_IN = {
    **{0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 49: "@"},
    **{11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 48: "##0.0E+0"},
    **{37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00"},
    **dict.fromkeys((14, 15, 22, *range(27, 31), 36, *range(50, 55)), "yyyy/m/d"),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 46, 47, 55, 56), "h:mm:ss"),
    **{16: "m/d", 17: 'yyyy"年"m"月"', 31: 'yyyy"年"m"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"'},
    **{41: '#,##0;-#,##0;"-"', 42: '"¥"#,##0;"¥"-#,##0;"¥-"'},
    **{43: '#,##0.00;-#,##0.00;"-"', 44: '"¥"#,##0.00;"¥"-#,##0.00;"¥-"'},
}
"""The formats that a file refers to by number alone, as a Chinese Excel has them."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<exponent>[Ee][+-])|(?P<digit>[0#?])"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|b+|g+)|(?P<mark>[.,%/@;])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_HUGE = Decimal(10) ** 18
"""No amount of a disclosure has so many digits: such a number is left as stored."""
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|颜色\s*\d+|[黑蓝绿红白黄]色?", re.IGNORECASE
)


@frozen
class _Token:
    """``kind`` is text, digit, mark, general or date."""

    kind: str
    text: str


@frozen
class _Section:
    """One part of a format: its tokens and its condition as (operator, number)."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)

    def count(self, mark: str) -> int:
        return sum(1 for token in self.tokens if token == _Token("mark", mark))


def displayed(stored: float, code: str, epoch_1904: bool = False) -> str:
    """The text that a cell with this number and format code shows, without blanks around it."""
    value = Decimal(format(stored, ".15g"))
    if abs(value) >= _HUGE:
        return _plain(value)
    sections = _sections(code)
    text = None if sections is None else _in_sections(value, sections, epoch_1904)
    return _plain(value) if text is None else " ".join(text.split())


def displayed_text(text: str, code: str) -> str:
    """The text that a cell with this text and format code shows: a fourth, empty section hides it."""
    sections = _sections(code)
    return "" if sections and len(sections) > 3 and not sections[3].tokens else text


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """The sections of a format code, or None if it is not understood."""
    sections: list[_Section] = []
    tokens: list[_Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code or "General"):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        if kind in ("exponent", "noon") or (kind == "mark" and text == "/"):
            return _date_only(code)
        if kind == "mark" and text == ";":
            sections.append(_Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket":
            if found := _CONDITION.fullmatch(text.strip()):
                condition = found[1], Decimal(found[2])
            elif text.startswith("$"):
                tokens.append(_Token("text", text[1:].split("-")[0]))
            elif text.lower().strip("hms") == "" and text:
                tokens.append(_Token("date", text))
            elif not _COLOUR.fullmatch(text):
                return None
        elif kind in ("digit", "mark", "general", "date"):
            tokens.append(_Token(kind, text.lower() if kind == "date" else text))
        elif kind != "fill":
            tokens.append(_Token("text", " " if kind == "space" else text))
    return (*sections, _Section(tuple(tokens), condition))


def _date_only(code: str) -> tuple[_Section, ...] | None:
    """A date with slashes or hours of the half day; other fractions and exponents are not understood."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)
    if re.search(r"[ymdhs]", bare, re.IGNORECASE) and not re.search(r"[0#?]", bare):
        kept = tuple(
            _Token("date", match["date"].lower()) if match["date"] else _Token("text", match[0].strip('"\\'))
            for match in _TOKEN.finditer(code.partition(";")[0])
            if not match["noon"] and match["bracket"] is None and match["space"] is None
        )
        return (_Section(kept, None),)
    return None


def _in_sections(value: Decimal, sections: Sequence[_Section], epoch_1904: bool) -> str | None:
    if any(section.condition for section in sections):
        section = _conditional(value, sections)
        return _shown(abs(value), section, value < 0, epoch_1904) if section else None
    if len(sections) == 1:
        return _shown(abs(value), sections[0], value < 0, epoch_1904)
    if value < 0:
        return _shown(-value, sections[1], False, epoch_1904)
    zero = value == 0 and len(sections) > 2
    return _shown(value, sections[2 if zero else 0], False, epoch_1904)


def _conditional(value: Decimal, sections: Sequence[_Section]) -> _Section | None:
    """The section whose condition holds. What the sign does to them is not told by the standard: no negatives."""
    if value < 0:
        return None
    for index, section in enumerate(sections[:3]):
        if section.condition is None:
            if index == len(sections[:3]) - 1 or index == 0:
                return section if index else None
            continue
        operator, bound = section.condition
        if {
            "<": value < bound,
            "<=": value <= bound,
            ">": value > bound,
            ">=": value >= bound,
            "=": value == bound,
            "<>": value != bound,
        }[operator]:
            return section
    return None


def _shown(value: Decimal, section: _Section, minus: bool, epoch_1904: bool) -> str | None:
    """A value that is not negative in one section; ``minus`` puts the sign in front."""
    if section.has("date"):
        return None if section.has("digit") else _date(value, section, minus, epoch_1904)
    sign = "-" if minus else ""
    if section.has("general"):
        texts = [_general(value) if token.kind == "general" else token.text for token in section.tokens]
        return sign + "".join(texts)
    if not section.has("digit"):
        texts = [_plain(value) if token.text == "@" else token.text for token in section.tokens]
        return (sign if section.count("@") else "") + "".join(texts)
    return sign + _digits(value, section)


def _digits(value: Decimal, section: _Section) -> str:
    """The digits of a value in the places that the section keeps for them."""
    tokens = list(section.tokens)
    places = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    point = next((index for index, token in enumerate(tokens) if token == _Token("mark", ".")), len(tokens))
    whole = [index for index in places if index < point]
    decimals = len(places) - len(whole)
    ends = [whole[-1], places[-1]] if whole else [places[-1]]
    scale = 3 * sum(1 for end in dict.fromkeys(ends) for _ in _commas(tokens, end)) - 2 * section.count("%")
    rounded = value.scaleb(-scale).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    integer, _, fraction = format(rounded, "f").partition(".")
    grouped = any(tokens[index] == _Token("mark", ",") for index in range(whole[0], whole[-1])) if whole else False
    left = _whole(integer.lstrip("0"), tokens[:point], grouped)
    return left + "".join(_fraction(fraction, tokens[point:]))


def _commas(tokens: Sequence[_Token], end: int) -> list[_Token]:
    """The commas right behind the last digit: each divides by a thousand."""
    found: list[_Token] = []
    for token in tokens[end + 1 :]:
        if token != _Token("mark", ","):
            break
        found.append(token)
    return found


def _whole(digits: str, tokens: Sequence[_Token], grouped: bool) -> str:
    """The part before the point, filled from the right; the first place takes all digits that are left."""
    first = next((index for index, token in enumerate(tokens) if token.kind == "digit"), -1)
    left, out, written = list(digits), [], 0
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.kind != "digit":
            out.append("" if token == _Token("mark", ",") else token.text)
            continue
        while True:
            digit = left.pop() if left else {"0": "0", "?": " "}.get(token.text, "")
            if digit.isdigit():
                out += [","] if grouped and written and written % 3 == 0 else []
                written += 1
            out.append(digit)
            if index != first or not left:
                break
    return "".join(reversed(out))


def _fraction(digits: str, tokens: Sequence[_Token]) -> list[str]:
    out: list[str] = []
    left = list(digits)
    last = len(digits.rstrip("0"))
    taken = 0
    for token in tokens:
        if token.kind != "digit":
            out.append("" if token == _Token("mark", ",") else token.text)
            continue
        digit, taken = left.pop(0), taken + 1
        out.append(digit if taken <= last or token.text == "0" else " " if token.text == "?" else "")
    return out


def _general(value: Decimal) -> str:
    """As the format General shows it: at most eleven characters, very small ones with an exponent."""
    if value and value < Decimal("0.0001"):
        mantissa, _, exponent = format(float(value), ".5E").partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
    size = len(str(int(value)))
    if size > 10:
        return _plain(value)
    return _plain(value.quantize(Decimal(1).scaleb(size - 10), ROUND_HALF_UP))


def _plain(value: Decimal) -> str:
    """To its last digit, without an exponent and without zeros at the end."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: Decimal, section: _Section, minus: bool, epoch_1904: bool) -> str:
    """A date or time. Serial 1 is 1 January 1900, and 1900 counts as a leap year; serial 0 may be 1 January 1904."""
    if minus or value > 2_958_465:
        return "####"
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 31 if value < 60 else 30)
    moment = start + timedelta(seconds=round(float(value) * 86400))
    shapes = {
        "yyyy": f"{moment.year}",
        "yy": f"{moment.year % 100:02}",
        "m": f"{moment.month}",
        "mm": f"{moment.month:02}",
        "d": f"{moment.day}",
        "dd": f"{moment.day:02}",
        "e": f"{moment.year}",
    }
    dates = [token.text for token in section.tokens if token.kind == "date"]
    if all(text in shapes for text in dates):
        return "".join(shapes[token.text] if token.kind == "date" else token.text for token in section.tokens)
    has_day = any(text[0] in "yde" for text in dates)
    return moment.strftime("%Y-%m-%d") if has_day else moment.strftime("%H:%M:%S")
