"""Destroying what officers wrote among themselves, once nobody needs it (개인정보 보호법 §21)."""

from sqlalchemy import delete

from app.desk.models import DeskNote, SectionOpinion
from app.kernel.db import session


def erase(request_id: int) -> None:
    """Destroy the notes and the opinions about a request; who looked after it stays."""
    for table in (DeskNote, SectionOpinion):
        session().execute(delete(table).where(table.request_id == request_id))
