"""Residents' words made safe to show, without numbers that must not become public; and what two texts differ in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis
from markupsafe import Markup

from app.kernel.i18n import LazyString, lazy
from personal_data.offices import is_of_office

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "code", "hr"}
_SYLLABLE = re.compile(r"[가-힣ㄱ-ㆎ㐀-䶿一-鿿]")  # Hangul and Han

# Blanks, dots and dashes that people put between the parts of a number; ㅡ is a letter that looks like a dash.
_BETWEEN = r"[^\S\n]*[.,·/_~()\-‐-―−ㅡー]?[^\S\n]*"
# Resident registration numbers (주민등록번호) may not be taken at all without a law (PIPA, art. 24-2);
# phone numbers belong to a person and are taken only in the account's own field.
_PRIVATE = (
    (
        re.compile(rf"(?<!\d)(?<!\d[.,])\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_BETWEEN}[1-8]\d{{6}}(?!\d)"),
        lazy("주민등록번호"),
    ),
    (
        re.compile(
            rf"(?<!\d)(?<!\d[.,])(?:\+?82{_BETWEEN}(?:\(?0\)?)?|0)1[016789]{_BETWEEN}\d{{3,4}}{_BETWEEN}\d{{4}}(?!\d)"
        ),
        lazy("휴대전화 번호"),
    ),
    (
        # two or three digits, a syllable of use, four digits (자동차등록번호판 기준 고시); not «30주 1200원»
        re.compile(
            r"(?<!\d)(?<!\d[.,])\d{2,3}[^\S\n]?[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주아바사자배하허호]"
            r"[^\S\n-]?-?\d{4}(?!\d|[^\S\n]*[년원명개건회장표점])"
        ),
        lazy("자동차 번호"),
    ),
)
_PHONE = re.compile(
    rf"(?<!\d)(?<!\d[.,-])(?:\+?82{_BETWEEN}(?:\(?0\)?)?|\(?0)(?:2|[3-7]\d|1[016789]|50\d|80)\)?{_BETWEEN}"
    rf"\d{{3,4}}{_BETWEEN}\d{{4}}(?!\d)"
)

# What rings in homes: area codes, numbers over the net (070) and forwarded ones (050x). 080, 120 and 1588 are public.
_HOME = re.compile(
    rf"(?<!\d)(?<!\d[.,-])(?P<abroad>\+82{_BETWEEN}(?:\(?0\)?)?)?(?(abroad)|\(?0)"
    rf"(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50\d)\)?(?P<signs>{_BETWEEN}[1-9]\d{{2,3}}{_BETWEEN})\d{{4}}"
    r"(?!\d|[^\S\n]*[원명개건회장표점])"
)
_DIALLED = re.compile(r"전화|연락|번호는|폰|☎|☏|tel", re.IGNORECASE)
_OWN = re.compile(r"(?:우리|저희|제|내)\s?(?:집|번호|전화)|집\s?(?:번호|전화)|\d\s?호(?:입니다|예요|에\s?삽|에\s?살)")
_NO_OFFICE = re.compile(r"주소|장소|거실|침실|현관|소음과?|이웃과")  # end as the names of offices do
_NO_PHONE = re.compile(r"(?:문서|접수|민원|공고|고시|등록|관리|계좌|사업자)\s?(?:번호)?\s?[:：]?\s?$")


def _korean_emphasis(state: StateInline, silent: bool) -> bool:
    """CommonMark's emphasis, and a star that stands between a mark and a Korean syllable opens or closes as well.

    CommonMark asks for a blank after a closing star that follows punctuation, as in **'가로등'** 을; but a Korean
    particle is written without one.
    """
    start, known = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
    if state.src[start] == "*" and before.strip() and after.strip():
        for star in state.delimiters[known:]:
            star.open = star.open or bool(_SYLLABLE.match(before))
            star.close = star.close or bool(_SYLLABLE.match(after))
    return True


def _markdown() -> MarkdownIt:
    reader = MarkdownIt("js-default", {"html": False, "breaks": True, "linkify": False}).disable("image")
    reader.inline.ruler.at("emphasis", _korean_emphasis)
    return reader


_MARKDOWN = _markdown()


def rich(text: str | None) -> Markup:
    """Markdown as HTML with a short list of tags; links say nothing about where the reader came from."""
    html = nh3.clean(
        _MARKDOWN.render(text or ""),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow noopener noreferrer",
    )
    return Markup(html)  # noqa: S704 - nh3 has just cleaned it


def private_numbers(text: str) -> list[LazyString]:
    """The kinds of numbers in the text that must not become public, in words."""
    plain = plain_signs(text)
    return [kind for pattern, kind in _PRIVATE if pattern.search(plain)]


def phone_numbers(text: str) -> set[str]:
    """The phone numbers in the text, of an office or a home or somebody's own, as digits from 0 on."""
    found = (re.sub(r"\D", "", number) for number in _PHONE.findall(plain_signs(text)))
    return {re.sub(r"^820?", "0", digits) for digits in found}


def home_numbers(text: str, known: Iterable[str] = ()) -> list[str]:
    """The landlines in the text that look like somebody's at home, as they are written there.

    A number beside the name of an office is the office's, and so is one of `known`. Blanks alone make a phone number of
    figures only where the words say so: rows of figures look the same.
    """
    plain = plain_signs(text)
    allowed = {number for one in known for number in phone_numbers(one)}
    return [
        found[0]
        for found in _HOME.finditer(plain)
        if not phone_numbers(found[0]) & allowed and _is_dialled(found, plain) and not _is_of_office(found, plain)
    ]


def _is_of_office(found: re.Match[str], plain: str) -> bool:
    """Beside the name of an office in the same sentence, where nobody says that it is theirs."""
    before = plain[: found.start()].rpartition("\n")[2]
    if _OWN.search(before[-30:]):
        return False
    said = _NO_OFFICE.sub(" ", re.split(r"[.!?]\s", before)[-1])
    return is_of_office(said + plain[found.start() :], len(said), len(said) + len(found[0]), "")


def _is_dialled(found: re.Match[str], plain: str) -> bool:
    before = plain[: found.start()].rpartition("\n")[2][-15:]
    only_blanks = " " in found[0] and not re.search(r"[^\s\d]", found[0])
    return not _NO_PHONE.search(before) and (not only_blanks or bool(_DIALLED.search(before)))


def plain_signs(text: str) -> str:
    """The text as a search sees it: digits as 0 to 9, full-width signs as narrow ones, no signs without a body."""
    return "".join(map(_plain, text))


def _plain(sign: str) -> str:
    """A digit of any script as 0 to 9, full-width signs as narrow ones, signs without a body as nothing."""
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    return "" if kind == "Cf" else unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uffee" else sign


class Piece(NamedTuple):
    """Words that two texts have in common, that only the first has, or that only the second has."""

    kind: Literal["same", "gone", "new"]
    text: str


_WORD = re.compile(r"\S+\s*|\s+")
_MOST_PAIRS = 10_000  # of equal words in two texts: beyond it comparing them takes seconds


def difference(before: str, after: str) -> list[Piece]:
    """What became of the text, word by word in the order of reading; blanks alone make no difference.

    Texts that say the same few words over and over are told as gone and new, whole.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    keys = [word.strip() for word in old], [word.strip() for word in new]
    counts = Counter(keys[1])
    if keys[0] != keys[1] and sum(counts[key] for key in keys[0]) > _MOST_PAIRS:
        return list(_told("replace", before, after))
    found: list[Piece] = []
    for what, start, end, new_start, new_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        gone = "".join(old[start:end])
        if gone and found and not found[-1].text[-1].isspace():
            gone = f" {gone}"  # the word before it ends the other text, and has no blank behind it there
        found += _told(what, gone, "".join(new[new_start:new_end]))
    return found


def _told(what: str, old: str, new: str) -> Iterator[Piece]:
    if what == "equal":
        yield Piece("same", new)
    else:
        yield from (Piece("gone", text) for text in (old,) if text)
        yield from (Piece("new", text) for text in (new,) if text)


def init_app(app: Flask) -> None:
    """Let templates write `{{ text|rich }}` and `{{ before|difference(after) }}`."""
    app.jinja_env.filters.update(rich=rich, difference=difference)
