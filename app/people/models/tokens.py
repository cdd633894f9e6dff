"""What a program shows instead of a browser: a token of its owner's, for the scopes that were ticked."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.people.models.users import User
from app.people.policy import TOKEN_POLICY
from app.people.states import Scope


class ApiToken(Model):
    """A token of the API. Its text is shown once; here is only a hash under the pepper, of no use without it."""

    __tablename__ = "api_token"
    __policy__ = TOKEN_POLICY
    __table_args__ = (UniqueConstraint("user_id", "once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    words: Mapped[list[str]] = mapped_column("scopes", JSON, default=list)
    once: Mapped[str | None] = mapped_column(String(40))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def scopes(self) -> Sequence[Scope]:
        """What it may do, in the order of the list that one ticks."""
        return [scope for scope in Scope if scope.value in self.words]
