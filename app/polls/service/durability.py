"""What the database must promise before the program takes a ballot; asked once at the start."""

from sqlalchemy import Connection, text

from app.kernel.db import session

_SQLITE = {
    "journal_mode": ("wal",),
    "synchronous": ("2", "3"),
    "foreign_keys": ("1",),
    "recursive_triggers": ("1",),
    "secure_delete": ("1",),
}
_POSTGRESQL = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "remote_apply"),
}


class NotDurable(RuntimeError):
    """The database may lose what it has acknowledged; the sentence names the setting."""


def refuse_unless_durable() -> None:
    """Raise NotDurable unless an acknowledged ballot survives a power cut and a deleted row is gone."""
    connection = session().connection()
    found = settings(connection)
    for name, wanted in _wanted(connection).items():
        if found[name] not in wanted:
            raise NotDurable(
                f"표를 안전하게 지킬 수 없어 켜지 않습니다: {name} = {found[name]} (필요: {' 또는 '.join(wanted)}). · "
                f"Not starting: the database setting {name} is {found[name]}, ballots need {' or '.join(wanted)}."
            )


def settings(connection: Connection) -> dict[str, str]:
    """The settings that matter, as the database has them on this connection."""
    ask = "PRAGMA {}" if connection.dialect.name == "sqlite" else "SHOW {}"
    names = _wanted(connection)
    return {name: str(connection.execute(text(ask.format(name))).scalar_one()) for name in names}


def _wanted(connection: Connection) -> dict[str, tuple[str, ...]]:
    return _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
