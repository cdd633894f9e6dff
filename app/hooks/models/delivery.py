"""One piece of news on its way to one webhook."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.hooks.models.webhook import Webhook
from app.hooks.states import DELIVERY, MOST_TRIES, DeliveryState, News, Trouble
from app.kernel.db import Model

_TONES = {
    DeliveryState.WAITING: "info",
    DeliveryState.DELIVERED: "success",
    DeliveryState.FAILED: "danger",
    DeliveryState.DROPPED: "neutral",
}


class Delivery(Model):
    """What is sent is not kept: it is read anew at each try, as everybody may read it at that moment.

    `number` is that of the row that the news is about, None for a test. Of an answer the status alone stays.
    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        Index("uq_webhook_delivery_webhook_id_event_id", "webhook_id", "event_id", unique=True),
        Index("ix_webhook_delivery_state_next_try_at", "state", "next_try_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhook.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"))
    message_id: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[News]
    number: Mapped[int | None]
    occurred_at: Mapped[datetime]
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    status: Mapped[int | None]
    trouble: Mapped[Trouble | None]

    webhook: Mapped[Webhook] = relationship(lazy="raise_on_sql")

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be sent."""
        return self.state is DeliveryState.WAITING

    @property
    def is_exhausted(self) -> bool:
        """Whether it was tried as often as anything is."""
        return self.attempts >= MOST_TRIES

    @property
    def tone(self) -> str:
        """The colour of its state's badge."""
        return _TONES[self.state]

    def take(self, at: datetime, lease: timedelta) -> None:
        """Count a try and keep other workers off it meanwhile."""
        self.attempts, self.tried_at, self.next_try_at = self.attempts + 1, at, at + lease

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = DELIVERY.after(action, self.state)
