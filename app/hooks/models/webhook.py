"""Where news is sent, of which kinds and from where."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.hooks.policy import OWN_POLICY, WEBHOOK_POLICY
from app.hooks.states import OFFERED, OLD_SECRET, WEBHOOK, News, WebhookState, WhyStopped
from app.kernel.db import Model
from app.kernel.policy import Policy
from app.people.models import User
from app.places.models import Dong

_TONES = {WebhookState.ACTIVE: "success", WebhookState.PAUSED: "neutral", WebhookState.STOPPED: "danger"}


class OwnWebhooks:
    """Those of whoever has signed in, to ask the policy who may have any."""

    __policy__: ClassVar[Policy] = OWN_POLICY


class Webhook(Model):
    """An address that is told. Of a council, of a dong (council_id is then None), or of everything (both are).

    Its secret stands nowhere: it is made of `seed` and the pepper, which never enters the database. `old_seed` is
    signed with too until OLD_SECRET after `seeded_at`. `failing_since` is the first failure after the last success.
    """

    __tablename__ = "webhook"
    __policy__ = WEBHOOK_POLICY
    __table_args__ = (
        UniqueConstraint("user_id", "once"),
        Index("ix_webhook_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    dong_id: Mapped[int | None] = mapped_column(ForeignKey("dong.id"))
    council_id: Mapped[int | None] = mapped_column(ForeignKey("council.id"))
    name: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(String(500))
    words: Mapped[list[str]] = mapped_column("kinds", JSON, default=list)
    state: Mapped[WebhookState] = mapped_column(default=WebhookState.ACTIVE)
    why_stopped: Mapped[WhyStopped | None]
    seed: Mapped[str] = mapped_column(String(43))
    old_seed: Mapped[str | None] = mapped_column(String(43))
    seeded_at: Mapped[datetime]
    once: Mapped[str | None] = mapped_column(String(40))
    made_at: Mapped[datetime]
    failing_since: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql")
    dong: Mapped[Dong | None] = relationship(lazy="raise_on_sql")
    council: Mapped[Council | None] = relationship(lazy="raise_on_sql")

    @property
    def kinds(self) -> Sequence[News]:
        """What it is told, in the order of the list that one ticks."""
        return [news for news in OFFERED if news.value in self.words]

    @property
    def is_active(self) -> bool:
        """Whether news goes out to it."""
        return self.state is WebhookState.ACTIVE

    @property
    def tone(self) -> str:
        """The colour of its state's badge."""
        return _TONES[self.state]

    @property
    def area(self) -> str:
        """What it is about; "" for everything."""
        return self.council.name if self.council else self.dong.name if self.dong else ""

    def seeds(self, at: datetime) -> Sequence[str]:
        """What its secrets are made of, the newest first: two within a day after a new one."""
        still = self.old_seed is not None and at < self.seeded_at + OLD_SECRET
        return [self.seed, self.old_seed] if still and self.old_seed else [self.seed]

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = WEBHOOK.after(action, self.state)
