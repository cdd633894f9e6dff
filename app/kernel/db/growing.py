"""Tables that only grow: the database itself refuses to change or to delete their rows."""

from collections.abc import Mapping

from sqlalchemy import DDL, Table, event

Statements = Mapping[str, tuple[str, ...]]  # by dialect: "sqlite", "postgresql"

# what every refusal calls on PostgreSQL; the sentence is the trigger's argument
REFUSE = (
    "CREATE OR REPLACE FUNCTION golmok_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'check_violation'; END $$"
)


def append_only(table: str, message: str) -> Statements:
    """The triggers that answer UPDATE, DELETE and TRUNCATE of the table with an IntegrityError of this message."""
    moments = ("UPDATE", "DELETE")
    return {
        "sqlite": tuple(
            f'CREATE TRIGGER {table}_{moment.lower()}_refused BEFORE {moment} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            for moment in moments
        ),
        "postgresql": (
            REFUSE,
            *(
                f'CREATE TRIGGER {table}_{moment.lower()}_refused BEFORE {moment} ON "{table}" FOR EACH {each} '
                f"EXECUTE FUNCTION golmok_refuse('{message}')"
                for moment, each in (*((moment, "ROW") for moment in moments), ("TRUNCATE", "STATEMENT"))
            ),
        ),
    }


def attach(table: Table, statements: Statements) -> None:
    """Let `create_all` run the statements after the table."""
    for dialect, of_dialect in statements.items():
        for statement in of_dialect:
            ddl = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl.execute_if(dialect=dialect))


def trigger_names(statements: Statements, dialect: str) -> set[str]:
    """The triggers that the statements make."""
    return {words[2] for words in map(str.split, statements[dialect]) if words[1] == "TRIGGER"}
