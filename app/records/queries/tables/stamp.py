"""What every row carries, as the guideline on public data asks: day of the data, who provides it, which dong."""

from dataclasses import dataclass
from datetime import date

from app.councils.models import Council
from app.kernel.i18n import lazy
from app.records.queries.tables.column import Column, Kind

STAMP = (
    Column(
        "data_date", lazy("데이터기준일자"), lazy("이 파일을 만든 날. 그날의 내용입니다."), Kind.DAY, is_needed=True
    ),
    Column(
        "provider_code",
        lazy("제공기관코드"),
        lazy("제공하는 기관의 행정표준코드. 운영자가 정하지 않았으면 비어 있습니다."),
    ),
    Column("provider_name", lazy("제공기관명"), lazy("제공하는 기관의 이름"), is_needed=True),
    Column("dong_code", lazy("행정동코드"), lazy("행정동의 코드 10자리"), is_needed=True),
    Column("dong_name", lazy("행정동명"), lazy("행정동의 공식 이름"), is_needed=True),
)
ADDRESS = Column("url", lazy("주소"), lazy("내용을 볼 수 있는 쪽의 주소"), Kind.ADDRESS, is_needed=True)
COUNCIL_ID = (lazy("골목회의아이디"), lazy("골목회의를 가리키는 수. 주소에 있는 것과 같습니다."))
COUNCIL_NAME = (lazy("골목회의명"), lazy("골목회의의 이름"))
COUNCIL = (
    Column("council_id", *COUNCIL_ID, Kind.NUMBER, Council.id, is_needed=True),
    Column("council_name", *COUNCIL_NAME, Kind.TEXT, Council.name, is_needed=True),
)


@dataclass(frozen=True)
class Stamp:
    """The values of STAMP for one file."""

    data_date: date
    provider_code: str
    provider_name: str
    dong_code: str
    dong_name: str
