"""Papers as a dong centre publishes them, without personal data: drawn with a seed, so that each run is the same."""

import random

from tests.factories import papers

_OFFICES = ("청소행정과", "주차관리과", "도로관리팀", "마을자치팀", "사당1동 주민센터", "공원녹지과", "하수관리팀")
_HOUSES = ("동작구청", "사당1동 주민센터", "동작구 보건소", "사당솔밭도서관", "상도국주도서관", "동작구민체육센터")
_ROADS = ("장승배기로", "사당로", "현충로", "상도로", "국사봉길", "동작대로35길")
_MATTERS = ("음식물 봉투 나누기", "가로등 교체", "보안등 신설", "빗물받이 청소", "경로당 보수", "공영주차장 조성")
_LAWS = (
    "「민원 처리에 관한 법률」 제23조제1항", "「지방자치법」 제28조", "「도로법」 제61조제2항",
    "「서울특별시 동작구 주민참여 기본조례」 제12조제3항", "같은 법 시행령 제21조제1항제3호", "「국유재산법」 제30조",
)  # fmt: skip


def _phone(chance: random.Random) -> str:
    return f"02-820-{chance.randint(1000, 9999)}"


def _day(chance: random.Random) -> str:
    return f"2026. {chance.randint(1, 12)}. {chance.randint(1, 28)}."


def _won(chance: random.Random) -> str:
    return f"{chance.randint(100, 9_999_999) * 1000:,}원"


def lines(chance: random.Random) -> list[str]:
    """About twenty sentences and rows in the language of offices."""
    office, house, road = chance.choice(_OFFICES), chance.choice(_HOUSES), chance.choice(_ROADS)
    number, year = chance.randint(1, 2999), chance.choice((2024, 2025, 2026))
    every = [
        f"동작구 공고 제{year}-{number}호",
        f"1. 관련: {office}-{chance.randint(1000, 99999)}({_day(chance)})",
        f"{chance.choice(_MATTERS)} 사업비는 금 {_won(chance)}이며 {year}년 본예산에서 집행합니다.",
        f"{chance.choice(_LAWS)}에 따라 {_day(chance)}부터 {_day(chance)}까지 시행합니다.",
        f"문의: {office} (☎ {_phone(chance)})",
        f"{office} 담당 주무관 전화 {_phone(chance)}, 전송 {_phone(chance)}",
        f"장소: {house} {chance.randint(1, 6)}층 {chance.randint(101, 620)}호 회의실",
        f"소재지: (우 0{chance.randint(6900, 7099)}) 서울특별시 동작구 {road} {chance.randint(1, 400)} ({house})",
        f"지번: 사당동 {chance.randint(1, 1200)}-{chance.randint(1, 99)}번지 일대 {chance.randint(10, 900)}㎡",
        f"검침값: 전월 {chance.randint(1000, 9999)} 당월 {chance.randint(1000, 9999)} 쓴 양 {chance.randint(1, 900)}㎥",
        f"사건번호: {year}구합{chance.randint(100, 99999)}, {year}가단{chance.randint(1000, 9999)} 판결 참조",
        f"접수번호 {year}{chance.randint(100000, 999999)}-{chance.randint(1, 999):03d}",
        f"사업자등록번호 {chance.randint(101, 699)}-{chance.randint(10, 89)}-{chance.randint(10000, 99999)}",
        f"관리번호 11590-{year}-{chance.randint(1, 99999):05d}, 도면번호 A-{chance.randint(100, 999)}",
        f"{chance.choice(('2호선', '4호선', '7호선'))} 사당역 {chance.randint(1, 14)}번 출구 보안등 {number}호기",
        f"누리집 www.dongjak.go.kr, 전자우편 {chance.choice(('clean', 'jachi', 'park'))}@dongjak.go.kr",
        f"총사업비 {chance.randint(10, 99)}억 {chance.randint(1000, 9999)}만 원 중 국비 {chance.randint(1, 9)}억 원",
        f"납품단가 {chance.randint(1, 99)},{chance.randint(100, 999)}원 × {chance.randint(2, 999)}개 = {_won(chance)}",
        f"통계: {year - 2}년 {chance.randint(1000, 9999)}건, {year - 1}년 {chance.randint(1000, 9999)}건, {year}년 0건",
        f"조례 제{number}호 일부개정, 훈령 제{chance.randint(1, 400)}호, 예규 제{chance.randint(1, 99)}호",
        f"공사 기간 {year}0{chance.randint(1, 9)}{chance.randint(10, 28)}~{year}12{chance.randint(10, 28)}",
        f"{chance.choice(('상도1동', '사당3동'))} {chance.randint(1, 40)}호 놀이터, {chance.randint(1, 9)}호 경로당",
        f"국민신문고 신청번호 1AA-{year % 100}{chance.randint(10, 12)}-0{chance.randint(100000, 999999)}",
        f"대표전화 1577-{chance.randint(1000, 9999)}, 다산콜센터 120",
    ]
    chance.shuffle(every)
    return every[:20]


def rows(chance: random.Random) -> list[list[str]]:
    """A table as they add to a report."""
    head = ["연번", "부서", "사업명", "예산(원)", "전화번호", "준공일"]
    body = [
        [str(number), chance.choice(_OFFICES), chance.choice(_MATTERS), str(chance.randint(10**6, 2 * 10**9)),
         _phone(chance), _day(chance)]
        for number in range(1, chance.randint(4, 12))
    ]  # fmt: skip
    return [head, *body]


def a_document(seed: int) -> tuple[str, bytes]:
    """One document of this seed: its kind and content."""
    chance = random.Random(seed)
    kind = ("docx", "xlsx", "pdf", "hwpx", "csv", "txt")[seed % 6]
    said, table = lines(chance), rows(chance)
    if kind == "docx":
        return kind, papers.a_docx(said, rows=table, header=said[0], footer=said[1], comment="검토했습니다.")
    if kind == "xlsx":
        numbers = [[int(cell) if cell.isdecimal() else cell for cell in row] for row in table]
        return kind, papers.an_xlsx([*numbers, *([line] for line in said)], hidden_sheet="소계", comment="산출 근거")
    if kind == "pdf":
        return kind, papers.a_pdf(said, title=said[0], author="동작구청")
    if kind == "hwpx":
        return kind, papers.a_hwpx([line.replace("&", "&amp;") for line in said], header=said[0], preview=said[1])
    if kind == "csv":
        return kind, "\r\n".join(",".join(row) for row in table).encode("cp949")
    return kind, "\n".join(said).encode()
