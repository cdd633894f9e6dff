"""Rules that real places use, each with its source. What a source does not state is not invented here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.councils.service.rules import Rules
from app.kernel.errors import Invalid
from app.kernel.i18n import LazyString, lazy

_FIELD = {
    "quorum": "quorum_basis",
    "passing": "passing_basis",
    "votes": "votes_per_voter",
    "notice": "notice_days",
    "endorsements": "endorsements_needed",
    "remote": "remote_presence",
}
_MAJORITY_OF_PARTICIPANTS: Mapping[str, Any] = {
    "passing_basis": "cast",
    "passing_numerator": 1,
    "passing_denominator": 2,
    "passing_strict": True,
}
_A_MONTH = 31  # "from one month before": the longest month keeps every ordinance


@dataclass(frozen=True)
class Source:
    """Where a rule is written: the name as it is cited, and where it can be read."""

    name: str
    url: str


@dataclass(frozen=True)
class Preset:
    """The rules of one place. `stated` holds only what the sources say; all else is the council's to choose."""

    key: str
    label: LazyString
    sources: tuple[Source, ...]
    stated: Mapping[str, Any]
    note: LazyString | str = ""

    @property
    def rules(self) -> Rules:
        """The stated rules, and the widest value where nothing is stated."""
        return Rules(**self.stated)

    @property
    def citation(self) -> str:
        """The names of the sources in one line."""
        return "; ".join(source.name for source in self.sources)

    def states(self, topic: str) -> bool:
        """Whether a source says anything about the topic of TOPICS."""
        return _FIELD.get(topic, topic) in self.stated


@dataclass(frozen=True)
class Example:
    """How many votes one person has had somewhere."""

    place: LazyString
    votes: LazyString
    source: Source


_SEONGDONG = Source(
    "서울특별시 성동구 주민자치회 설치 및 운영에 관한 조례 (2024-07-17)",
    "https://www.law.go.kr/자치법규/서울특별시성동구주민자치회설치및운영에관한조례",
)
_DODAM = Source("보도 ygnews.net, 2020 도담동", "http://www.ygnews.net/news/articleView.html?idxno=43737")
_JEONDONG = Source("보도 sidaeilbo.co.kr, 2024 전동면", "http://www.sidaeilbo.co.kr/1137700")

PRESETS: Mapping[str, Preset] = {
    preset.key: preset
    for preset in (
        Preset(
            "alley",
            lazy("골목회의 (서울 동작구·강남구, 2019)"),
            (
                Source(
                    "보도 newsis.com, 2019-09-02 동작구",
                    "http://www.newsis.com/view/?id=NISX20190902_0000758290&cID=10801&pID=14000",
                ),
                Source("보도 fnnews.com, 2020-02-03 강남구", "https://www.fnnews.com/news/202002031444267978"),
            ),
            {"ties": ("lives", "works", "studies")},
            lazy("이웃 3명이 모이면 부릅니다(동작구, 강남구). 살거나 일하거나 학교에 다니면 참여합니다(강남구)."),
        ),
        Preset(
            "seongdong",
            lazy("주민총회: 서울 성동구"),
            (
                _SEONGDONG,
                Source(
                    "보도 newsis.com, 2019-05-23 성동구",
                    "https://mobile.newsis.com/view_amp.html?ar_id=NISX20190523_0000660007",
                ),
            ),
            {
                "ties": ("lives", "works"),
                "min_age": 15,
                "quorum_basis": "population",
                "quorum_value": 50,
                "notice_days": _A_MONTH,
                **_MAJORITY_OF_PARTICIPANTS,
            },
            lazy("정족수(동 인구의 1000분의 5)와 공고는 조례, 나이와 자격은 2019년 공고입니다."),
        ),
        Preset(
            "gwanak",
            lazy("주민총회: 서울 관악구, 2021"),
            (
                Source(
                    "보도 xn--zb0b20fnzw5rc.kr, 2021 관악구",
                    "https://xn--zb0b20fnzw5rc.kr/sub_read.html?uid=15386&section=sc7&section2=행정",
                ),
            ),
            {"quorum_basis": "population", "quorum_value": 50},
        ),
        Preset(
            "suwon_jowon2",
            lazy("주민총회: 수원시 조원2동, 2023"),
            (
                Source(
                    "조원2동 주민자치회 운영세칙 (2023)",
                    "https://jangan.suwon.go.kr/edu/_bbsplus/viw.asp?mnuflag=&code=tbl_community_notice&no=29&page=",
                ),
            ),
            {"quorum_basis": "population", "quorum_value": 40},
        ),
        Preset(
            "sejong_jeondong",
            lazy("주민총회: 세종시 전동면, 2024"),
            (_JEONDONG,),
            {"quorum_basis": "population", "quorum_value": 100, "votes_per_voter": 1},
            lazy("32명이 필요했고 99명이 모였습니다."),
        ),
        Preset(
            "sejong_dodam",
            lazy("주민총회: 세종시 도담동, 2020"),
            (_DODAM,),
            {"min_age": 16, "quorum_basis": "population", "quorum_value": 100},
            lazy("16세 이상 인구의 1%입니다. ‘기준 인구’ 칸에 16세 이상 인구를 적어 주세요."),
        ),
        Preset(
            "goyang",
            lazy("주민총회: 고양시"),
            (
                Source(
                    "고양시 주민자치회 및 주민자치센터 설치ㆍ운영에 관한 조례 (2026-07-10)",
                    "https://www.law.go.kr/자치법규/고양시주민자치회및주민자치센터설치ㆍ운영에관한조례",
                ),
            ),
            {"ties": ("lives",), "min_age": 18, "notice_days": _A_MONTH, **_MAJORITY_OF_PARTICIPANTS},
            lazy("주민등록이 되어 있는 18세 이상 주민만 참여합니다."),
        ),
        Preset(
            "daedeok",
            lazy("주민총회: 대전 대덕구"),
            (
                Source(
                    "대전광역시 대덕구 주민자치회 및 주민자치센터 설치ㆍ운영에 관한 조례 (2023-12-29)",
                    "https://www.law.go.kr/자치법규/대전광역시대덕구주민자치회및주민자치센터설치ㆍ운영에관한조례",
                ),
            ),
            {"notice_days": _A_MONTH, "remote_presence": "none", **_MAJORITY_OF_PARTICIPANTS},
            lazy("화상 회의는 재난 때 구청장의 승인을 받아서만 합니다(제15조 제5항). 그때만 바꿔 주세요."),
        ),
        Preset(
            "siheung_wolgot",
            lazy("주민총회: 시흥시 월곶동, 2025"),
            (
                Source(
                    "보도 sports.donga.com, 2025-08-31 월곶동",
                    "https://sports.donga.com/article/all/20250831/132287083/1",
                ),
            ),
            {"quorum_basis": "count", "quorum_value": 100},
            lazy("604명이 투표했습니다."),
        ),
    )
}
VOTES: tuple[Example, ...] = (
    Example(lazy("세종시 전동면, 2024 (의제 3건)"), lazy("1표"), _JEONDONG),
    Example(
        lazy("가평군 상면, 2022 (의제 7건)"),
        lazy("2표"),
        Source("보도 gpnews.kr", "http://gpnews.kr/m/view.jsp?ncd=71431"),
    ),
    Example(
        lazy("서울 대림1동, 2021 (의제 4건)"),
        lazy("2표, 계획 전체에는 찬반"),
        Source("보도 ybstv.net", "http://ybstv.net/news/article.html?no=43488"),
    ),
    Example(
        lazy("서울 도봉구 동 지역회의, 2015"),
        lazy("의제가 5건까지면 2표, 더 많으면 3표"),
        Source("도봉구", "https://juminys.dobong.go.kr/bbs.asp?bmode=D&pcode=12634129&intPage=9&code=10008008"),
    ),
    Example(
        lazy("서울 은평구 참여예산, 2012 (사업 32건)"),
        lazy("3표"),
        Source("보도 segye.com", "http://www.segye.com/content/html/2012/09/25/20120925026000.html"),
    ),
)


def preset(key: str) -> Preset:
    """The preset of that name; raises Invalid where there is none."""
    if key not in PRESETS:
        raise Invalid(lazy("그런 이름의 규칙 모음이 없습니다. 목록에서 골라 주세요."))
    return PRESETS[key]
