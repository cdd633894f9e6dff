"""One real result among what is made up: the assembly of 전동면, 세종, 2024, counted again as it was published."""

from typing import Any

from app.cli.demo.town import Town
from app.councils.service import close
from app.polls.models import Poll
from app.polls.service import replay
from app.polls.service.published import read_assembly

# 99 people, one vote each, quorum 1 % = 32; published at http://www.sidaeilbo.co.kr/1137700
JEONDONG: dict[str, Any] = {
    "id": "jeondong-2024",
    "place": "세종특별자치시 전동면",
    "when": "2024",
    "ballot": "choose",
    "voters": 99,
    "votes_per_voter": 1,
    "quorum": 32,
    "quorum_rule": "1%",
    "items": [
        {"name": "전동면 소공원 조성 사업", "votes": 57},
        {"name": "마을신문 ‘앗싸! 전동’ 발간", "votes": 22},
        {"name": "찾아가는 문화예술단", "votes": 20},
    ],
    "source": "공개된 주민총회 결과를 다시 세었습니다. 보도 sidaeilbo.co.kr, 2024 전동면: http://www.sidaeilbo.co.kr/1137700",
}


def hold_again(town: Town) -> Poll:
    """Every ballot goes through the box as on the page; the count is the published one, and the council is closed."""
    held = read_assembly(JEONDONG)
    council = replay.call(held)
    (published,) = held.polls
    poll = replay.open_published(council, held, published)
    for voter, marks in replay.papers_left(poll, published):
        replay.cast_published(poll, voter, marks, held)
    counted = replay.count_published(poll, council, held)
    close(council, reason="공개된 결과를 다시 센 기록입니다.", by=town.officer, at=held.closes_at)
    return counted
