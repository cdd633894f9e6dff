"""Users, their signed-in devices, one-time codes, and who serves at which dong centre as what."""

from datetime import datetime, timedelta
from typing import Any

from flask_login import UserMixin
from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.kernel.outbox import Channel
from app.people.models.contacts import Contact
from app.people.policy import DEVICE_POLICY, USER_POLICY
from app.people.states import Rank
from app.places.models import Dong

MOST_FAILURES = 10
FAILURE_WINDOW = timedelta(minutes=15)
HOLD = timedelta(minutes=15)
MOST_CODE_ATTEMPTS = 5
PROOF_LIFETIME = timedelta(minutes=15)


class User(UserMixin, Model):  # type: ignore[misc]
    """A person with a name. `name` is what neighbours see; phone or e-mail is for signing in and notices."""

    __tablename__ = "user"
    __policy__ = USER_POLICY

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    phone: Mapped[str | None] = mapped_column(String(20), unique=True)
    email: Mapped[str | None] = mapped_column(String(255), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    language: Mapped[str] = mapped_column(String(2), default="ko")
    letters_wanted: Mapped[bool] = mapped_column(default=True)
    is_operator: Mapped[bool] = mapped_column(default=False)
    registered_at: Mapped[datetime]
    # Wrong passwords since first_failed_at; ten of them hold the password until held_until, never for good.
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    first_failed_at: Mapped[datetime | None]
    held_until: Mapped[datetime | None]

    # Rules of every page ask for the posts of the person who reads it: loaded once, when first asked.
    posts: Mapped[list["Post"]] = relationship(lazy="select", viewonly=True)
    welfare_posts: Mapped[list["WelfarePost"]] = relationship(lazy="select", viewonly=True)

    # Flask-Login's session holds the token of a Device, not the number of a user: see app/people/views.
    device_token = ""

    def get_id(self) -> str:
        """The token of the device this user has signed in on."""
        return self.device_token

    @property
    def contact(self) -> Contact | None:
        """Where this user is reached: the phone, else the e-mail; None after leaving."""
        if self.phone:
            return Contact(Channel.SMS, self.phone)
        return Contact(Channel.EMAIL, self.email) if self.email else None

    def is_held(self, at: datetime) -> bool:
        """Whether too many wrong passwords keep every password out at this moment."""
        return self.held_until is not None and at < self.held_until

    def fail(self, at: datetime) -> None:
        """Count a wrong password; the tenth within FAILURE_WINDOW holds the password for HOLD."""
        if self.is_held(at):
            return
        if self.first_failed_at is None or at - self.first_failed_at >= FAILURE_WINDOW:
            self.failed_sign_ins, self.first_failed_at = 0, at
        self.failed_sign_ins += 1
        if self.failed_sign_ins >= MOST_FAILURES:
            self.held_until = at + HOLD
            self.forget_failures()

    def forget_failures(self) -> None:
        """Start counting anew."""
        self.failed_sign_ins, self.first_failed_at = 0, None


class Device(Model):
    """A signed-in browser; revoking the row signs it out at once."""

    __tablename__ = "device"
    __policy__ = DEVICE_POLICY

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    label: Mapped[str] = mapped_column(String(80), default="")
    by_code: Mapped[bool] = mapped_column(default=False)
    signed_in_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql")

    def has_just_proved_its_contact(self, at: datetime) -> bool:
        """Whether its owner came in with a one-time code minutes ago: enough to set a password without the old one."""
        return self.by_code and at - self.signed_in_at < PROOF_LIFETIME


class OneTimeCode(Model):
    """A code sent to a phone or an e-mail address; only its hash is kept, and only for some minutes.

    `key` is known to the browser that asked, so a code is of no use in another one. `newcomer` is what
    somebody who is registering has typed; it becomes an account only when the contact is proved. `user_id` is whose
    address it is to become; such a code opens no door.
    """

    __tablename__ = "one_time_code"
    __table_args__ = (Index("ix_one_time_code_contact", "contact", "sent_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(43), unique=True)
    channel: Mapped[Channel]
    contact: Mapped[str] = mapped_column(String(255))
    code_hash: Mapped[str] = mapped_column(String(64))
    newcomer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    sent_at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]

    @property
    def sent_to(self) -> Contact:
        """Where it was sent."""
        return Contact(self.channel, self.contact)


class Post(Model):
    """An officer's post at a dong centre: section, duty, rank and the phone number the law wants shown."""

    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("user_id", "dong_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    dong_id: Mapped[int] = mapped_column(ForeignKey("dong.id"), index=True)
    section: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(60), default="")
    phone: Mapped[str] = mapped_column(String(20))
    rank: Mapped[Rank] = mapped_column(default=Rank.OFFICER)  # who is told when an answer is late

    user: Mapped[User] = relationship(lazy="raise_on_sql")
    dong: Mapped[Dong] = relationship(lazy="raise_on_sql")


class WelfarePost(Model):
    """복지플래너의 자리: who looks after the people of a dong. It is no officer's post and gives none of its powers."""

    __tablename__ = "welfare_post"
    __table_args__ = (UniqueConstraint("user_id", "dong_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    dong_id: Mapped[int] = mapped_column(ForeignKey("dong.id"), index=True)

    user: Mapped[User] = relationship(lazy="raise_on_sql")
    dong: Mapped[Dong] = relationship(lazy="raise_on_sql")
