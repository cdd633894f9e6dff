"""Other words for the same things of an alley: who looks for one finds what neighbours wrote with another.

Kept by hand, one group a line, with the reason after the dash. A group holds words that residents use for one matter
when they talk about it, not words of one kind: 공원 and 놀이터 are two places. No word of one syllable, which would be
found inside others. Search takes a word at its beginning, whatever hangs on it: 가로등을 is 가로등.
"""

import re
from functools import cache

from app.kernel.korean import plain

MOST_VARIANTS = 12  # of one text: the words themselves, then with one other word in the place of one of them

GROUPS = """
가로등 = 보안등 = 골목등 = 조명 — 가로등 is the lamp of a road, 보안등 that of an alley; residents say either
쓰레기 = 재활용 = 분리수거 = 분리배출 — what is put out in the evening; 분리배출 is the office's word
음식물쓰레기 = 음식쓰레기 = 음식물 — one bin, three names
대형폐기물 = 큰쓰레기 = 폐가구 — 대형폐기물 is what the sticker says
무단투기 = 몰래 버리 — the office's word and the neighbours'
쓰레기통 = 휴지통 = 수거함 — the bin in the street
담배꽁초 = 꽁초 = 재떨이 — the litter and what is asked for against it
흡연 = 담배 = 금연 — asked for as a place to smoke, or as one without
주차 = 차 대기 = 차 세우 — 주차 is also in 주차장 and 주차면
불법주차 = 불법 주차 = 주정차 — 주정차 is on the sign
거주자우선주차 = 거주자 우선 = 주차구획 — the painted bay
보도 = 인도 = 보행로 — 보도 in ordinances, 인도 in talk
횡단보도 = 건널목 = 신호등 — where one crosses, and what is asked for there
과속방지턱 = 방지턱 = 과속 — the bump and what it is for
도로 = 찻길 = 차도 — where cars go
골목길 = 골목 = 이면도로 — 이면도로 is the planner's word
포장 = 아스팔트 = 도로 파임 — a broken surface
보도블록 = 보도블럭 = 블록 — two spellings
계단 = 층계 — alleys on a slope
손잡이 = 난간 = 안전손잡이 — the rail beside the steps
놀이터 = 어린이공원 = 놀이공간 — 어린이공원 is what the law calls it
공원 = 쉼터 = 소공원 — the pocket park
의자 = 벤치 — the bench
정자 = 평상 — where elders sit outside
방범카메라 = cctv = 감시카메라 = 폐쇄회로 — one camera, four names
방범 = 순찰 = 치안 — the night watch
비상벨 = 안심벨 = 비상 버튼 — the button on the pole
여성안심 = 안심귀가 = 안심길 — the programme's names
화재 = 소화기 = 소방 — the extinguisher in the alley
제설 = 눈 치우 = 염화칼슘 — snow on the steps
빙판 = 결빙 = 얼음 — what the snow leaves
하수구 = 배수구 = 빗물받이 — the gully, by the office and by neighbours
침수 = 물난리 = 물 고임 — when the gully is full
악취 = 냄새 = 하수 냄새 — complaints say 악취, people 냄새
소음 = 시끄러 = 층간소음 — noise
공사 = 공사장 = 건축 — building sites
나무 = 가로수 = 수목 — the tree in the street
가지치기 = 전지 = 전정 — pruning
꽃밭 = 화단 = 꽃길 — the flower bed
텃밭 = 마을텃밭 = 상자텃밭 — the shared garden
고양이 = 길고양이 = 급식소 — cats and where they are fed
반려견 = 강아지 = 개똥 = 배변봉투 — dogs and what they leave
비둘기 = 새똥 — pigeons
모기 = 방역 = 소독 — asked for in summer
자전거 = 따릉이 = 자전거 거치대 — the bicycle and its rack
킥보드 = 전동킥보드 = 공유킥보드 — scooters left on the pavement
버스정류장 = 버스 정류소 = 마을버스 — the stop
화장실 = 공중화장실 = 개방화장실 — the public toilet
어르신 = 노인 = 할머니 — 어르신 is the polite word
경로당 = 노인정 = 노인회관 — 노인정 is the older word
어린이 = 아이들 = 아동 — children
등굣길 = 통학로 = 어린이보호구역 = 스쿨존 — the way to school
돌봄 = 보육 = 아이 돌봄 — care of children after school
장애인 = 휠체어 = 무장애 — ways without steps
경사로 = 턱 낮추 = 휠체어 길 — the ramp
도서관 = 작은도서관 = 책방 — the small library
주민센터 = 동사무소 = 동주민센터 — 동사무소 is what people still say
마을회관 = 주민공동이용시설 = 사랑방 — the shared room
빈집 = 폐가 = 공가 — the empty house
담장 = 담벼락 = 벽화 — the wall and its painting
전봇대 = 전신주 = 전선 — the pole and its wires
간판 = 현수막 = 광고물 — signs and banners
안내판 = 표지판 = 안내문 — the notice board
게시판 = 알림판 — where bills are posted
수도 = 상수도 — water pipes
와이파이 = wifi = 무선인터넷 — the free network
택배 = 택배함 = 무인택배 — parcels
축제 = 마을잔치 = 마을행사 — the feast of the alley
플리마켓 = 벼룩시장 = 나눔장터 — the flea market
"""


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """The groups, their words in small letters."""
    lines = (line.partition("—")[0].split("=") for line in GROUPS.strip().splitlines())
    return tuple(tuple(plain(word).strip() for word in line) for line in lines)


def variants(words: str) -> list[str]:
    """The words first, then the same with another word for one of their things, MOST_VARIANTS in all."""
    text = plain(words)
    found = [text]
    for group in groups():
        said = next((word for word in sorted(group, key=len, reverse=True) if _place(word).search(text)), None)
        found += [_place(said).sub(other, text) for other in group if other != said] if said else []
    return list(dict.fromkeys(found))[:MOST_VARIANTS]


@cache
def _place(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}")
