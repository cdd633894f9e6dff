"""Every change to a meeting is announced by PostgreSQL itself, at the commit: the live process listens.

The payload is the number of the meeting and nothing else. SQLite has no such thing; its screens ask by themselves.
"""

from typing import cast

from sqlalchemy import Table

from app.kernel.db.growing import Statements, attach
from app.meetings.models.attendance import Attendance, Knock, Recusal
from app.meetings.models.divisions import Division, Voice
from app.meetings.models.journal import MeetingEntry, MeetingRole
from app.meetings.models.meetings import AgendaItem, Meeting, Remark, Resolution
from app.meetings.models.offline import OfflineEntry
from app.meetings.models.thermometers import Reading, Thermometer

CHANNEL = "golmok_meeting"
_ANNOUNCE = (
    "CREATE OR REPLACE FUNCTION golmok_announce() RETURNS trigger LANGUAGE plpgsql AS $$ "  # noqa: S608 - words of this file
    "DECLARE which integer; BEGIN "
    "IF TG_ARGV[0] = 'id' THEN which := COALESCE(NEW.id, OLD.id); "
    "ELSIF TG_ARGV[0] = 'meeting_id' THEN which := COALESCE(NEW.meeting_id, OLD.meeting_id); "
    "ELSIF TG_ARGV[0] = 'division_id' THEN "
    "SELECT meeting_id INTO which FROM public.division WHERE id = COALESCE(NEW.division_id, OLD.division_id); "
    "ELSIF TG_ARGV[0] = 'thermometer_id' THEN "
    "SELECT meeting_id INTO which FROM public.thermometer WHERE id = COALESCE(NEW.thermometer_id, OLD.thermometer_id); "
    "ELSE SELECT meeting_id INTO which FROM public.agenda_item WHERE id = COALESCE(NEW.item_id, OLD.item_id); "
    "END IF; "
    f"PERFORM pg_notify('{CHANNEL}', which::text); RETURN NULL; END $$"
)
# whatever an open screen shows, and the column that leads to its meeting
_WATCHED = {
    Meeting: "id",
    AgendaItem: "meeting_id",
    Attendance: "meeting_id",
    Division: "meeting_id",
    Knock: "meeting_id",
    MeetingEntry: "meeting_id",
    MeetingRole: "meeting_id",
    OfflineEntry: "meeting_id",
    Reading: "thermometer_id",
    Recusal: "item_id",
    Remark: "item_id",
    Resolution: "item_id",
    Thermometer: "meeting_id",
    Voice: "division_id",
}


def _announcing(table: str, column: str) -> Statements:
    trigger = (
        f'CREATE TRIGGER {table}_announced AFTER INSERT OR UPDATE OR DELETE ON "{table}" FOR EACH ROW '
        f"EXECUTE FUNCTION golmok_announce('{column}')"
    )
    return {"sqlite": (), "postgresql": (_ANNOUNCE, trigger)}


TRIGGERS = {model.__tablename__: _announcing(model.__tablename__, column) for model, column in _WATCHED.items()}

for _model in _WATCHED:
    attach(cast(Table, _model.__table__), TRIGGERS[_model.__tablename__])
