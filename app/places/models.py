"""Where things happen: gu, dong and alley. Codes are the official ones (행정동 code, 10 digits)."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.kernel.policy import Policy, anyone


class Gu(Model):
    """자치구: the local government above the dongs."""

    __tablename__ = "gu"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(5), unique=True)
    city: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(40))


class Dong(Model):
    """행정동, with its centre. The official name (상도제3동) stands beside the spoken one (상도3동)."""

    __tablename__ = "dong"
    __policy__: Policy = {"read": anyone}

    id: Mapped[int] = mapped_column(primary_key=True)
    gu_id: Mapped[int] = mapped_column(ForeignKey("gu.id"), index=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    official_name: Mapped[str] = mapped_column(String(40))
    population: Mapped[int]
    centre_name: Mapped[str] = mapped_column(String(80))
    centre_address: Mapped[str] = mapped_column(String(200), default="")
    centre_phone: Mapped[str] = mapped_column(String(20), default="")
    answers_reviewed: Mapped[bool] = mapped_column(default=False)  # a second officer reads answers before everybody

    gu: Mapped[Gu] = relationship(lazy="raise_on_sql")


class Alley(Model):
    """골목: a named list of road segments; no authority gives it a code."""

    __tablename__ = "alley"
    __policy__: Policy = {"read": anyone}

    id: Mapped[int] = mapped_column(primary_key=True)
    dong_id: Mapped[int] = mapped_column(ForeignKey("dong.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))

    dong: Mapped[Dong] = relationship(lazy="raise_on_sql")
    segments: Mapped[list["RoadSegment"]] = relationship(
        back_populates="alley", order_by="RoadSegment.position", cascade="all, delete-orphan", lazy="raise_on_sql"
    )


class RoadSegment(Model):
    """Part of a road by building numbers: 국사봉길 82~86-9."""

    __tablename__ = "road_segment"

    id: Mapped[int] = mapped_column(primary_key=True)
    alley_id: Mapped[int] = mapped_column(ForeignKey("alley.id"), index=True)
    position: Mapped[int]
    road: Mapped[str] = mapped_column(String(80))
    from_number: Mapped[str] = mapped_column(String(12), default="")
    to_number: Mapped[str] = mapped_column(String(12), default="")

    alley: Mapped[Alley] = relationship(back_populates="segments", lazy="raise_on_sql")

    def __str__(self) -> str:
        """As a sign would name it."""
        numbers = "~".join(part for part in (self.from_number, self.to_number) if part)
        return f"{self.road} {numbers}".strip()
