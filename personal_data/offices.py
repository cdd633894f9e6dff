"""Whether a phone number is an office's, by the words beside it: theirs are public, those of homes are not."""

import re

_OFFICE = re.compile(
    r"청사|구청|시청|군청|도청|주민센터|행정복지센터|센터|보건소|경찰서|소방서|파출소|지구대|공단|공사|도서관|복지관"
    r"|의회|어린이집|유치원|경로당|한전|한국전력|다산콜|학교|교육청|우체국|은행|병원|의원|약국|관리사무소|관리소|사무실|사무국|사무소|위원회|협회|재단|회사|㈜|\(주\)"
    r"|업체|대표\s?(?:전화|번호)|콜센터|상황실|민원실|안내|문의|담당|행정전화|팩스|FAX"
    r"|[가-힣]{1,8}(?:과|팀|국|실|관|원|소|부서)(?=[\s,:)(·/|\t]|$)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"신청인|신청자|민원인|제안자|제보자|세대주|자택|집\s*전화|댁|보호자|본인|가족|배우자|비상연락|수급자|피해자|어르신"
    r"|거주자|입주자|[가-힣]{2,4}\s?(?:님|씨)(?![가-힣])"
)


def is_of_office(words: str, start: int, end: int, near: str) -> bool:
    """Whether the number between `start` and `end` stands beside the name of an office, and of no person."""
    before = words[max(0, start - 60) : start].rpartition("\n")[2]
    after = words[end : end + 20].partition("\n")[0]
    if _PERSON.search(before[-30:]) or _PERSON.search(near):
        return False
    return bool(_OFFICE.search(before) or _OFFICE.search(near) or _OFFICE.search(after))
