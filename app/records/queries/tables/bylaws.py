"""회의 규칙: the bylaws of every council, which its next poll freezes when it opens."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import true

from app.councils.models import Bylaws, Council
from app.councils.service.rules import PASSING_BASES, QUORUM_BASES, REMOTE
from app.kernel.i18n import lazy
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.stamp import COUNCIL_ID, COUNCIL_NAME

_COLUMNS = (
    Column("council_id", *COUNCIL_ID, Kind.NUMBER, Council.id, is_needed=True, is_unique=True),
    Column("council_name", *COUNCIL_NAME, Kind.TEXT, Council.name, is_needed=True),
    Column("min_age", lazy("나이"), lazy("만 몇 살부터 투표하는지"), Kind.NUMBER, Bylaws.min_age, is_needed=True),
    Column(
        "votes_per_voter", lazy("한사람의표"), lazy("한 사람이 몇 표를 갖는지"), Kind.NUMBER, Bylaws.votes_per_voter,
        is_needed=True,
    ),
    Column(
        "quorum_basis", lazy("정족수기준"), lazy("정족수를 무엇으로 세는지"), Kind.WORD, Bylaws.quorum_basis,
        QUORUM_BASES, True,
    ),
    Column(
        "quorum_value", lazy("정족수"), lazy("사람 수, 또는 만분율. 50이면 0.5퍼센트입니다."), Kind.NUMBER,
        Bylaws.quorum_value, is_needed=True,
    ),
    Column(
        "quorum_population", lazy("정족수기준인구"), lazy("동 인구가 아닌 수로 셈하면 그 수"), Kind.NUMBER,
        Bylaws.quorum_population,
    ),
    Column(
        "passing_basis", lazy("통과기준"), lazy("무엇 가운데 얼마를 넘겨야 하는지"), Kind.WORD, Bylaws.passing_basis,
        PASSING_BASES, True,
    ),
    Column(
        "passing_numerator", lazy("통과비율분자"), lazy("3분의 2라면 2"), Kind.NUMBER, Bylaws.passing_numerator,
        is_needed=True,
    ),
    Column(
        "passing_denominator", lazy("통과비율분모"), lazy("3분의 2라면 3"), Kind.NUMBER, Bylaws.passing_denominator,
        is_needed=True,
    ),
    Column(
        "passing_strict", lazy("초과여부"), lazy("그 몫보다 많아야 하면 Y, 그 몫이어도 되면 N"), Kind.FLAG,
        Bylaws.passing_strict, is_needed=True,
    ),
    Column(
        "notice_days", lazy("미리알리는날"), lazy("며칠 전에 알리는지"), Kind.NUMBER, Bylaws.notice_days, is_needed=True
    ),
    Column(
        "endorsements_needed", lazy("필요한공감수"), lazy("공감이 얼마면 회의에 오르는지. 0이면 정하지 않았습니다."),
        Kind.NUMBER, Bylaws.endorsements_needed, is_needed=True,
    ),
    Column(
        "remote_presence", lazy("화상전화참여"), lazy("화상이나 전화로 함께하는 이웃을 어떻게 세는지"), Kind.WORD,
        Bylaws.remote_presence, REMOTE, True,
    ),
    Column("source", lazy("출처"), lazy("어디서 온 규칙인지. 스스로 정했으면 비어 있습니다."), source=Bylaws.source),
    Column("ties", lazy("이곳과의관계"), lazy("lives(사는 사람), works(일하는 사람), studies(배우는 사람) 가운데")),
)  # fmt: skip


def _with_ties(row: Sequence[Any]) -> list[Any]:
    *told, ties = row
    return [*told, " ".join(ties)]


BYLAWS = Table(
    "bylaws",
    lazy("회의규칙"),
    lazy("골목회의 하나의 규칙이 한 줄입니다. 열린 투표의 규칙은 그 투표와 함께 따로 남아 있습니다."),
    _COLUMNS,
    page=("councils.bylaws", "council_id"),
    page_key="council_id",
    start=Bylaws.__table__.join(Council.__table__),
    public=true(),
    order=(Council.id,),
    raw=(Bylaws.ties,),
    finished=_with_ties,
)
