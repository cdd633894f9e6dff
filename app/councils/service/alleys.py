"""골목 as neighbours write it down: a line for each part of a road, "국사봉길 82~86-9"."""

import re
from dataclasses import dataclass

from app.councils import queries
from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.i18n import lazy
from app.places.models import Alley, Dong, RoadSegment

MOST_LINES = 10
_NUMBER = r"\d{1,5}(?:-\d{1,5})?"
_LINE = re.compile(
    rf"(?P<road>[가-힣0-9A-Za-z.·]+?(?:로|길))\s*(?:(?P<first>{_NUMBER})(?:\s*~\s*(?P<last>{_NUMBER}))?)?(?:번지?)?"
)
_WAVES = str.maketrans("～∼〜", "~~~")
# 상도3동 is a dong; 101동, 203호 and 2층 are somebody's home; 82호길 would be a road
_HOME = re.compile(
    r"\d+\s*호(?!길|로)|(?:지하|\d)\s*\d*\s*층|(?<![가-힣\d·.])\d+\s*동|\d{3,}\s*동"
    r"|\b(?:apt|unit|room|floor|no)\.?\s*#?\d|#\s*\d|\d(?:st|nd|rd|th)?\s*(?:floor|f)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Segment:
    """Part of a road by building numbers; both numbers may be empty."""

    road: str
    first: str = ""
    last: str = ""

    def __str__(self) -> str:
        """As a sign would name it."""
        return f"{self.road} {'~'.join(part for part in (self.first, self.last) if part)}".strip()


def names_a_home(text: str) -> bool:
    """Whether the text names a flat, a house unit or a floor, which nobody asks for."""
    return bool(_HOME.search(text))


def read_segments(text: str) -> list[Segment]:
    """The lines as segments; blank lines do not count. Raises Invalid with the line that cannot be read."""
    lines = [" ".join(line.translate(_WAVES).split()) for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Invalid(lazy("골목 하나는 %(most)s줄까지 적을 수 있습니다.", most=MOST_LINES))
    return list(dict.fromkeys(_segment(line) for line in lines))


def _segment(line: str) -> Segment:
    if names_a_home(line):
        raise Invalid(lazy("‘%(line)s’에서 동·호·층 번호를 빼 주세요. 길 이름과 건물 번호면 됩니다.", line=line[:40]))
    found = _LINE.fullmatch(line)
    if found is None:
        raise Invalid(lazy("‘%(line)s’ 줄을 읽지 못했습니다. ‘국사봉길 82~86-9’처럼 적어 주세요.", line=line[:40]))
    return Segment(found["road"], found["first"] or "", found["last"] or "")


def alley_at(dong: Dong, segments: list[Segment], name: str = "") -> Alley:
    """The dong's listed alley with this name or these segments, or a new one, kept with the caller's transaction."""
    name = name or str(segments[0])
    written = {str(segment) for segment in segments}
    for alley in queries.alleys_of(dong.id):
        if alley.name == name or {str(segment) for segment in alley.segments} == written:
            return alley
    alley = Alley(dong_id=dong.id, name=name)
    alley.segments = [
        RoadSegment(position=position, road=segment.road, from_number=segment.first, to_number=segment.last)
        for position, segment in enumerate(segments, 1)
    ]
    session().add(alley)
    session().flush()
    return alley
