"""Changes to meetings are announced to whoever listens: on PostgreSQL, for live screens."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

ANNOUNCE = (
    "CREATE OR REPLACE FUNCTION golmok_announce() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "DECLARE which integer; BEGIN "
    "IF TG_ARGV[0] = 'id' THEN which := COALESCE(NEW.id, OLD.id); "
    "ELSIF TG_ARGV[0] = 'meeting_id' THEN which := COALESCE(NEW.meeting_id, OLD.meeting_id); "
    "ELSE SELECT meeting_id INTO which FROM public.agenda_item WHERE id = COALESCE(NEW.item_id, OLD.item_id); "
    "END IF; "
    "PERFORM pg_notify('golmok_meeting', which::text); RETURN NULL; END $$"
)
WATCHED = {
    "meeting": "id",
    "agenda_item": "meeting_id",
    "attendance": "meeting_id",
    "knock": "meeting_id",
    "meeting_entry": "meeting_id",
    "meeting_role": "meeting_id",
    "remark": "item_id",
    "resolution": "item_id",
}


def upgrade() -> None:
    """Go forward; SQLite has nobody to announce to."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(ANNOUNCE)
    for table, column in WATCHED.items():
        op.execute(
            f'CREATE TRIGGER {table}_announced AFTER INSERT OR UPDATE OR DELETE ON "{table}" FOR EACH ROW '
            f"EXECUTE FUNCTION golmok_announce('{column}')"
        )


def downgrade() -> None:
    """Go back: screens ask by themselves again."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in WATCHED:
        op.execute(f'DROP TRIGGER {table}_announced ON "{table}"')
    op.execute("DROP FUNCTION golmok_announce()")
