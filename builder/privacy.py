"""Personal data in texts: found and masked, so that it reaches no output.

Identity numbers, mobile numbers, bank cards and private e-mail addresses are masked, also in full-width digits, with
blanks or hyphens inside, or broken over lines. Telephone numbers and mailboxes of offices stay: they are how an
office is reached. Amounts are not looked at: a number with a decimal point or thousands separators is none of these.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

MASK = "＊"
"""What stands in place of each letter and digit; it is as long as what it replaces."""

_GAP = r"[ \t\u3000\-–—]?"
"""What may stand between the groups in which such numbers are written; more would take in rows of other numbers."""
_EDGE_BEFORE, _EDGE_BEHIND = r"(?<![0-9A-Za-z.,])", r"(?![0-9A-Za-z]|[.,][0-9])"
_IDENTITY = re.compile(rf"{_EDGE_BEFORE}[1-9]\d{{5}}{_GAP}\d{{8}}{_GAP}\d{{3}}[\dXx]{_EDGE_BEHIND}")
_OLD_IDENTITY = re.compile(rf"{_EDGE_BEFORE}[1-9]\d{{5}}{_GAP}\d{{6}}{_GAP}\d{{3}}{_EDGE_BEHIND}")
_MOBILE = re.compile(rf"{_EDGE_BEFORE}(?:(?:\+|00)?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_EDGE_BEHIND}")
_CARD = re.compile(
    rf"{_EDGE_BEFORE}(?:[3-6]\d{{14,18}}|62\d\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}(?:{_GAP}\d{{1,3}})?){_EDGE_BEHIND}"
)
_MAIL = re.compile(
    r"[0-9A-Za-z._%+\-]+@(?:(?:vip\.)?(?:qq|163|126|139|189|sina|sohu|foxmail|aliyun|yeah|21cn|tom|gmail|outlook|hotmail|live"
    r"|yahoo|icloud|me|msn)(?:\.com)?(?:\.cn|\.net)?)(?![0-9A-Za-z])",
    re.IGNORECASE,
)
"""Mailboxes of providers that anybody can have; those of offices end in their own domain."""
_CANDIDATE = re.compile(rf"@|\d(?:{_GAP}\d){{10}}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REST = "10X98765432"
"""The check digit of an identity number by GB 11643: the weighted sum of the first seventeen, modulo 11."""


def mask(text: str) -> str:
    """The text with every letter and digit of personal data replaced, across its lines too; of the same length."""
    if "\n" in text:
        return "\n".join(mask_lines(text.split("\n")))
    spans = list(_spans(plain(text)))
    if not spans:
        return text
    letters = list(text)
    for start, end in spans:
        letters[start:end] = [MASK if letter.isalnum() else letter for letter in letters[start:end]]
    return "".join(letters)


def mask_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines with personal data masked, also where it runs from one line into the next."""
    bare = [plain(line) for line in lines]
    text = "".join(line.strip() for line in bare)
    alone = tuple(mask(line) for line in lines)
    if not _CANDIDATE.search(text):
        return alone
    starts = list(accumulate((len(line.strip()) for line in bare), initial=0))
    found = [list(line) for line in alone]
    for start, end in _spans(text):
        for number, line in enumerate(bare):
            indent = len(line) - len(line.lstrip())
            first, last = max(start - starts[number], 0), min(end - starts[number], len(line.strip()))
            for at in range(first + indent, last + indent):
                found[number][at] = MASK if found[number][at].isalnum() else found[number][at]
    return tuple(map("".join, found))


def plain(text: str) -> str:
    """The text with full-width letters, digits and signs as plain ones, letter by letter."""
    if text.isascii():
        return text
    return "".join(_narrow(letter) for letter in text)


def _narrow(letter: str) -> str:
    if letter < "\uff00":
        return letter
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter


def _spans(text: str) -> Iterator[tuple[int, int]]:
    if not _CANDIDATE.search(text):
        return
    for pattern, holds in _KINDS:
        for match in pattern.finditer(text):
            if holds(re.sub(r"[^0-9A-Za-z]", "", match[0])):
                yield match.span()


def _is_identity(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return number[17].upper() == _REST[total % 11] and _is_day(number[6:14])


def _is_old_identity(number: str) -> bool:
    return _is_day(f"19{number[6:12]}")


def _is_day(digits: str) -> bool:
    try:
        return 1880 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2100
    except ValueError:
        return False


def _is_card(number: str) -> bool:
    """Whether the check digit is right (ISO/IEC 7812), and it is not one digit again and again."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number)))
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0 and len(set(number)) > 2


def _always(_: str) -> bool:
    return True


_KINDS = (
    *((_IDENTITY, _is_identity), (_OLD_IDENTITY, _is_old_identity), (_CARD, _is_card)),
    *((_MOBILE, _always), (_MAIL, _always)),
)
