"""Whether the database, as it is now, could tell the order of casting or whose a ballot is.

The columns and keys are declared here a second time, on purpose: whoever adds one to the models must come by here.
Both databases may have been changed by hand since the last migration, so the database itself is asked.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.kernel.db import session
from app.kernel.i18n import _
from app.polls.models import ddl

COLUMNS = {
    "roll": {"poll_id", "person_key", "alley", "channel"},
    "ballot": {"poll_id", "nonce_hash", "marks"},
}
KEYS = {"roll": ["poll_id", "person_key"], "ballot": ["poll_id", "nonce_hash"]}
_NUMBERS, _WORDS = {"integer"}, {"varchar", "text", "character varying"}  # kinds that no column beside these is of
# Each column of both tables, its kind, whether it fills itself, and its place in the key, from 1.
_COLUMNS = {
    "sqlite": "SELECT made.name AS held_by, held.name, held.type AS kind, held.pk AS place, "
    "held.dflt_value IS NOT NULL OR held.hidden <> 0 AS fills_itself "
    "FROM sqlite_master AS made, pragma_table_xinfo(made.name) AS held "
    "WHERE made.type = 'table' AND made.name IN ('roll', 'ballot') ORDER BY 2",
    "postgresql": "SELECT relname AS held_by, attname AS name, format_type(atttypid, NULL) AS kind, "
    "coalesce(array_position(indkey::smallint[], attnum) + 1, 0) AS place, "
    "atthasdef OR attidentity <> '' AS fills_itself FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid "
    "LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary WHERE attnum > 0 AND NOT attisdropped "
    "AND attrelid IN ('roll'::regclass, 'ballot'::regclass) ORDER BY 2",
}
# Every index of them but the key.
_INDEXES = {
    "sqlite": "SELECT made.name AS held_by, found.name "
    "FROM sqlite_master AS made, pragma_index_list(made.name) AS found "
    "WHERE made.type = 'table' AND made.name IN ('roll', 'ballot') AND found.origin <> 'pk' ORDER BY 1, 2",
    "postgresql": "SELECT indrelid::regclass::text AS held_by, indexrelid::regclass::text AS name FROM pg_index "
    "WHERE indrelid IN ('roll'::regclass, 'ballot'::regclass) AND NOT indisprimary ORDER BY 1, 2",
}
# Tables with a column of these names: such a table points to a line or a ballot.
_HOLDERS = {
    "sqlite": "SELECT made.name, held.name FROM sqlite_master AS made, pragma_table_xinfo(made.name) AS held "
    "WHERE made.type = 'table' AND held.name IN ('person_key', 'nonce_hash') ORDER BY 1, 2",
    "postgresql": "SELECT relname, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid "
    "WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::text::regnamespace "
    "AND attname IN ('person_key', 'nonce_hash') ORDER BY 1, 2",
}
# Every foreign key: the table that has it, and the one to which it points.
_POINTERS = {
    "sqlite": 'SELECT DISTINCT made.name, key."table" '
    "FROM sqlite_master AS made, pragma_foreign_key_list(made.name) AS key WHERE made.type = 'table' ORDER BY 1, 2",
    "postgresql": "SELECT DISTINCT own.relname, other.relname FROM pg_constraint "
    "JOIN pg_class AS own ON own.oid = conrelid JOIN pg_class AS other ON other.oid = confrelid "
    "WHERE contype = 'f' ORDER BY 1, 2",
}
_TRIGGERS = {
    "sqlite": "SELECT name, sql AS made FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('roll', 'ballot')",
    # what is on and calls our own function is told apart from all else by its second column
    "postgresql": "SELECT tgname AS name, CASE WHEN tgenabled = 'O' THEN proname || prosrc ELSE 'off' END AS made "
    "FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE NOT tgisinternal AND relname IN ('roll', 'ballot')",
}
# What copies or tells rows on PostgreSQL, each with the name of what does it.
_COPIES = (
    "SELECT rulename FROM pg_rules WHERE tablename IN ('roll', 'ballot') "
    "UNION ALL SELECT matviewname FROM pg_matviews WHERE definition ~ '\\m(roll|ballot)\\M' "
    "UNION ALL SELECT pubname FROM pg_publication_tables WHERE tablename IN ('roll', 'ballot') "
    "UNION ALL SELECT slot_name FROM pg_replication_slots WHERE database = current_database() "  # logical ones alone
    "UNION ALL SELECT inhrelid::regclass::text FROM pg_inherits "
    "WHERE inhparent IN ('roll'::regclass, 'ballot'::regclass)"
)

# What makes PostgreSQL log statements, the values beside them unless its log leaves out all details or parameters.
# A logged plan holds values in its own lines, which neither leaves out. A setting of a module that is not loaded is
# no row here.
_LOGS = (
    "SELECT name FROM pg_settings WHERE CASE "
    "WHEN name = 'auto_explain.log_min_duration' THEN setting::float >= 0 "
    "WHEN current_setting('log_error_verbosity') = 'terse' "
    "OR current_setting('log_parameter_max_length', true) = '0' THEN false "
    "WHEN name = 'log_statement' THEN setting IN ('mod', 'all') "
    "WHEN name IN ('log_min_duration_statement', 'log_min_duration_sample') THEN setting::float >= 0 "
    "WHEN name = 'log_transaction_sample_rate' THEN setting::float > 0 "
    "ELSE false END"
)


def weaknesses() -> list[str]:
    """One sentence for each thing in the database that could tell order or owner of a ballot; none is as it should be.

    Reads the catalogue of the database alone, no row of roll or box.
    """
    connection = session().connection()
    found = [*_of_tables(connection), *_of_others(connection), *_of_triggers(connection)]
    found += _of_sqlite(connection) if connection.dialect.name == "sqlite" else _of_postgresql(connection)
    return found


def _of_tables(connection: Connection) -> Iterator[str]:
    columns = connection.execute(text(_COLUMNS[connection.dialect.name])).all()
    for table in COLUMNS:
        yield from _of_columns(table, [column for column in columns if column.held_by == table])
    for table, name in connection.execute(text(_INDEXES[connection.dialect.name])):
        yield _("%(table)s 표에 다른 색인이 있습니다: %(name)s", table=table, name=name)


def _of_columns(table: str, columns: Sequence[Any]) -> Iterator[str]:
    for name in sorted({column.name for column in columns} ^ COLUMNS[table]):
        yield _("%(table)s 표의 열이 정해진 것과 다릅니다: %(name)s", table=table, name=name)
    for column in columns:
        kinds = _NUMBERS if column.name == "poll_id" else _WORDS
        if column.fills_itself or column.kind.partition("(")[0].lower() not in kinds:
            yield _("%(table)s 표의 열이 때나 차례를 담을 수 있습니다: %(name)s", table=table, name=column.name)
    key = sorted((column.place, column.name) for column in columns if column.place)
    if [name for _place, name in key] != KEYS[table]:
        yield _("%(table)s 표의 열쇠가 정해진 것과 다릅니다.", table=table)


def _of_others(connection: Connection) -> Iterator[str]:
    """Two questions, however many tables there are: who closes a box waits for the answer."""
    dialect = connection.dialect.name
    for table, other in connection.execute(text(_POINTERS[dialect])):
        if other in COLUMNS or (table in COLUMNS and other != "poll"):
            yield _("%(table)s 표가 %(other)s 표를 가리킵니다.", table=table, other=other)
    told: dict[str, list[str]] = {}
    for table, column in connection.execute(text(_HOLDERS[dialect])):
        if table not in COLUMNS:
            told.setdefault(table, []).append(column)
    for table, columns in told.items():
        yield _("%(table)s 표에 명부나 투표함의 열쇠가 있습니다: %(name)s", table=table, name=", ".join(columns))


def _of_triggers(connection: Connection) -> Iterator[str]:
    dialect = connection.dialect.name
    there = {row.name: row.made for row in connection.execute(text(_TRIGGERS[dialect]))}
    declared = _declared(dialect)
    for name in sorted(declared.keys() | there.keys()):
        if declared.get(name) != there.get(name):
            yield _("트리거가 정해진 것과 다릅니다: %(name)s", name=name)


def _declared(dialect: str) -> dict[str, str]:
    """The triggers of both tables as _TRIGGERS finds them."""
    made = [sql for table in COLUMNS for sql in ddl.TRIGGERS[dialect][table] if sql.startswith("CREATE TRIGGER")]
    if dialect == "sqlite":
        return {sql.split()[2]: sql for sql in made}
    functions = [sql for sql in ddl.statements(dialect) if "FUNCTION golmok_" in sql and "$$" in sql]
    bodies = {sql.partition("FUNCTION ")[2].partition("(")[0]: sql.split("$$")[1] for sql in functions}
    calls = {sql.split()[2]: sql.partition("EXECUTE FUNCTION ")[2].partition("(")[0] for sql in made}
    return {name: function + bodies[function] for name, function in calls.items()}


def _of_sqlite(connection: Connection) -> Iterator[str]:
    made = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    for name, sql in made:
        if name in COLUMNS and "WITHOUT ROWID" not in sql.upper():
            yield _("%(table)s 표에 줄 번호(rowid)가 있습니다.", table=name)


def _of_postgresql(connection: Connection) -> Iterator[str]:
    for (name,) in connection.execute(text(_COPIES)):
        yield _("명부나 투표함이 다른 곳에 베껴집니다: %(name)s", name=name)
    if connection.execute(text("SHOW track_commit_timestamp")).scalar_one() != "off":
        yield _("PostgreSQL이 언제 적었는지를 남깁니다: track_commit_timestamp를 끄세요.")
    for (name,) in connection.execute(text(_LOGS)):
        yield _("PostgreSQL이 문장에 든 값을 기록에 남깁니다: %(name)s를 끄세요.", name=name)
