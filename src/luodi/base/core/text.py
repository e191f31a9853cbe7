"""Chinese text: normal forms, keys by which two writings of one name meet, bigrams for search.

Keys only propose: equal keys say "look here", the decision stays with rules and people.
"""

import re
import unicodedata
from operator import add

from luodi.base.core.errors import BusinessError

# Control characters (PostgreSQL refuses NUL), soft hyphen, zero-width characters, direction marks, byte order mark.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_BLANKS = re.compile(r"\s+")
# Signs of ASCII and the common Chinese characters: the normal form of such a text is the text.
_NORMAL = re.compile("[!-~\u4e00-\u9fff]*")
_NOT_WORD = re.compile(r"[\W_]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_OTHER_MARKS = re.compile(r"[^\w.]+|_+|(?<!\d)\.+|\.+(?!\d)")
_BRACKETS = str.maketrans("[{〔【〖〈《]}〕】〗〉》", "(((((((" + ")))))))")

_CONTACT = re.compile(
    r"(?<![0-9A-Za-z])(?:[1-8]\d{16}[0-9Xx]|(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}[- ]?\d{7,8})(?![0-9A-Za-z])"
)
_SHOWN_PARTS = 7
_LEGAL_FORM = re.compile(r"\(?(?:股份有限责任|有限责任|股份有限|有限|股份)公司\)?")
_LEGAL_TAIL = re.compile(
    r"(?:(?<![分总支])公司|\(?(?:集团|股份|(?:有限|特殊普通|普通)合伙|个人独资|个体工商户|微型企业)\)?)$"
)
_PROJECT_TAIL = re.compile(r"(?:建设|项目|工程)+$")
_PHASE = re.compile(r"第?([一二三四五六七八九十]+|\d+)期")
_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", start=1)}


def normalise(text: str) -> str:
    """NFKC (full width → half), zero-width characters out, blanks and line breaks made one blank, ends trimmed."""
    if _NORMAL.fullmatch(text):
        return text
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))).strip()


def compact(text: str) -> str:
    """The normal form without any blank."""
    if _NORMAL.fullmatch(text):
        return text
    # Once more NFKC: an accent that stood after a blank now joins its letter.
    return unicodedata.normalize("NFKC", _BLANKS.sub("", normalise(text)))


def fitted(text: str, most: int, label: str) -> str:
    """The text itself, if it has no more than so many characters: what a person typed is never cut.

    `label` is what the field is called on the page. Errors: BusinessError `text.too_long`.
    """
    if len(text) > most:
        raise BusinessError(
            f"“{label}”最多 {most} 个字，现在有 {len(text)} 个，请精简，详细内容可以另附文件。", code="text.too_long"
        )
    return text


def shortened(text: str, most: int) -> str:
    """A text that the system puts together, in so many characters: what is left out is told by …."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def company_key(name: str) -> str:
    """The key of a company's name: without blanks, brackets, punctuation, case and legal form (有限公司, 集团 …).

    `华兴（云澜）电子有限公司` and `华兴云澜电子有限责任公司` meet. The place itself stays, since 双日（广州） and
    双日（大连） are two companies, and so does 分公司. A name of nothing but a legal form is its own key.
    """
    whole = compact(name).translate(_BRACKETS).upper()
    bare = _LEGAL_FORM.sub("", whole)
    while (shorter := _LEGAL_TAIL.sub("", bare)) != bare:
        bare = shorter
    return _NOT_WORD.sub("", bare) or _NOT_WORD.sub("", whole)


def project_key(name: str) -> str:
    """The key of a project's name: without blanks, punctuation, case and a tail 项目, 工程 or 建设项目.

    Phases stay and tell apart, however they are written: `某某项目（二期）` and `某某第2期工程` meet, 一期 does not.
    """
    whole = _without_marks(compact(name)).upper()
    phases = "".join(f"{_number(numeral)}期" for numeral in _PHASE.findall(whole))
    body = _PHASE.sub("", whole)
    return (_PROJECT_TAIL.sub("", body) or body) + phases


def bigrams(text: str) -> str:
    """Overlapping pairs of characters joined by blanks, for full-text search: 落地项目 → `落地 地项 项目`.

    Pairs never cross punctuation or blanks; a single character between them stands alone. Lower case.
    """
    runs = _NOT_WORD.sub(" ", normalise(text).lower()).split()
    return " ".join([pair for run in runs for pair in _pairs(run)])


def masked_phone(text: str) -> str:
    """A telephone number with its middle hidden: `138****1234`, `0451****678`; short ones wholly."""
    found = compact(text)
    if len(found) < _SHOWN_PARTS:
        return "*" * len(found)
    return f"{found[:3]}****{found[-4:]}" if len(found) > _SHOWN_PARTS else f"{found[:2]}****{found[-2:]}"


def masked_contacts(text: str) -> str:
    """A free text in which mobile, fixed-line and identity numbers are masked; everything else stays."""
    return _CONTACT.sub(lambda found: masked_phone(found.group()), text)


def restored_contacts(typed: str, original: str) -> str:
    """A text typed over the masked original, each number put back where its mask was left standing, in their order.

    Error: BusinessError `text.mask` when one of several numbers with the same mask was taken out: which one cannot be told.
    """
    numbers = _CONTACT.findall(original)
    for number in numbers:
        mask = masked_phone(number)
        alike = [other for other in numbers if masked_phone(other) == mask]
        if len(set(alike)) > 1 and 0 < typed.count(mask) < len(alike):
            raise BusinessError(f"“{mask}”原有不止一个号码，看不出留下的是哪一个，请把号码写全。", code="text.mask")
    for number in numbers:
        typed = typed.replace(masked_phone(number), number, 1)
    return typed


def _without_marks(text: str) -> str:
    """No punctuation, but one point between digits, so that 年产3.5万吨 is not 年产35万吨."""
    return _OTHER_MARKS.sub("", _BETWEEN_DIGITS.sub(".", _THOUSANDS.sub("", text)))


def _pairs(run: str) -> list[str]:
    return list(map(add, run, run[1:])) or [run]


def _number(numeral: str) -> str:
    """二 → 2, 十二 → 12; what is no plain number (一二期) stays as it is."""
    if numeral.isdecimal():
        return str(int(numeral))
    tens, ten, ones = numeral.rpartition("十")
    known = {**_NUMERALS, "": 1 if ten else 0}
    if tens not in known or ones not in {*_NUMERALS, ""}:
        return numeral
    return str((known[tens] * 10 if ten else 0) + _NUMERALS.get(ones, 0))
