"""The rights of the restricted role on PostgreSQL, as scripts/postgresql-rights.sql gives them, at any revision."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

ROOT = Path(__file__).resolve().parents[2]
RIGHTS = (ROOT / "scripts" / "postgresql-rights.sql").read_text(encoding="utf-8")
Declared = dict[tuple[str, str], list[str]]  # by kind of thing and right: the things
_HERE = "relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')"
# What each thing is called in GRANT, and each right of :role on it.
_GIVEN = (
    "SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, privilege_type AS may, "
    "oid::regclass::text AS thing FROM pg_class, aclexplode(relacl) "
    f"WHERE grantee = CAST(:role AS regrole) AND {_HERE}",
    "SELECT 'TABLE' AS kind, privilege_type || ' (' || attname || ')' AS may, attrelid::regclass::text AS thing "
    "FROM pg_attribute, aclexplode(attacl) WHERE grantee = CAST(:role AS regrole)",
    "SELECT 'FUNCTION' AS kind, privilege_type AS may, oid::regprocedure::text AS thing "
    "FROM pg_proc, aclexplode(proacl) WHERE grantee = CAST(:role AS regrole)",
)
_ALL = (
    "SELECT oid::regclass::text, relacl::text, ARRAY(SELECT attname || attacl::text FROM pg_attribute "
    f"WHERE attrelid = pg_class.oid AND attacl IS NOT NULL ORDER BY 1) FROM pg_class WHERE {_HERE}",
    "SELECT oid::regprocedure::text, proacl::text FROM pg_proc WHERE proname LIKE 'golmok%'",
)


def declared(connection: Connection, role: str) -> Declared:
    """Make the role and run the script for it, on the newest revision; what it was given."""
    connection.exec_driver_sql(f"CREATE ROLE {role}")
    script = re.sub(r"\bgolmok_app\b", role, RIGHTS)
    connection.exec_driver_sql(re.sub(r"^(BEGIN|COMMIT);$", "", script, flags=re.MULTILINE))
    found: Declared = defaultdict(list)
    for question in _GIVEN:
        for row in connection.execute(text(question), {"role": role}):
            found[row.kind, row.may].append(row.thing)
    return found


def give(connection: Connection, rights: Declared, role: str) -> None:
    """What the script would give at this revision: of what it names that which is here."""
    here = set(told(connection))
    connection.exec_driver_sql("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC")
    for (kind, may), things in rights.items():
        there = [thing for thing in things if thing in here and _has(connection, thing, may)]
        if there:
            connection.exec_driver_sql(f"GRANT {may} ON {kind} {', '.join(there)} TO {role}")


def _has(connection: Connection, table: str, may: str) -> bool:
    """Whether the table has the column of a right that is given on one."""
    column = re.search(r"\((\w+)\)", may)
    question = "SELECT count(*) FROM pg_attribute WHERE attrelid = CAST(:table AS regclass) AND attname = :column"
    return not column or bool(connection.scalar(text(question), {"table": table, "column": column[1]}))


def told(connection: Connection) -> dict[str, Any]:
    """Each table, counter and function of ours, and who may do what with it."""
    return {row[0]: tuple(row)[1:] for question in _ALL for row in connection.execute(text(question))}
