"""What the database itself refuses: the triggers of poll, option, roll, ballots and tally, as explicit SQL.

After the opening the roll takes a line only where the log of additions counts one more than there are.

`create_all` runs them after the tables; a migration runs `statements(dialect)`. Tools that copy a table on SQLite
(Alembic's batch mode) drop triggers without a word, so a test compares what is there with what is listed here.
On PostgreSQL only `golmok_mix` may delete roll and ballots and insert them again: a function that runs with the rights
of its owner and says so in the setting `golmok.mixing`, which ends with it. The setting opens nothing to a role that
has no right to delete. Every refusal is an IntegrityError on both databases.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Table

from app.kernel.db import growing
from app.polls.models import functions

FROZEN = (
    "id", "council_id", "question", "explanation", "method", "votes_per_voter", "seats", "announced_at", "opens_at",
    "closes_at", "rules_hash", "roll_count", "is_replay", "made_by_id", "replaces_id", "takes_paper",
    "takes_assisted", "budget_won", "draws_order", "stops", "most_per_option", "paper_percent",
)  # fmt: skip
FROZEN_JSON = ("group_caps", "rules")
_POLL = "the rules of an opened poll are frozen"
_OPTION = "the options of an opened poll are frozen"
_ROLL = "the roll is frozen, and a mark on it is final"
_ADDITION = "an addition to the roll is logged while the box is open, and its log is final"
_BALLOT = "a ballot is final, and only an open box takes one"
_TALLY = "a tally is final"
_BATCH = "an accepted batch is final, and batches are made while a poll is counted"
_SHEETS = "paper ballots are final, and only a batch not yet accepted takes them"
_RECONCILED = "a reconciliation sheet is final once the poll is counted"

_CHANGED = {
    "sqlite": " OR ".join([f"OLD.{name} IS NOT NEW.{name}" for name in (*FROZEN, *FROZEN_JSON)]),
    "postgresql": " OR ".join(
        [f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FROZEN]
        + [f"OLD.{name}::text <> NEW.{name}::text" for name in FROZEN_JSON]
    ),
}
_BACK = "NEW.state = 'draft' OR (NEW.state = 'open' AND OLD.state <> 'open')"  # a box that was closed stays closed
_MARKED = "OLD.channel IS NULL AND NEW.channel IS NOT NULL AND OLD.alley = NEW.alley"
_SAME_PERSON = "OLD.poll_id = NEW.poll_id AND OLD.person_key = NEW.person_key"


def _not_mixing(table: str) -> str:
    return (
        "current_setting('golmok.mixing', true) IS DISTINCT FROM 'on' "
        f"OR NOT has_table_privilege('{table}'::regclass, 'DELETE')"
    )


def _sqlite(table: str, moment: str, message: str, condition: str = "1") -> str:
    name = f"{table}_{moment.lower()}_refused"
    return (
        f'CREATE TRIGGER {name} BEFORE {moment} ON "{table}" WHEN {condition} '
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _poll_is_not(state: str, row: str) -> str:
    return f"(SELECT state FROM poll WHERE id = {row}.poll_id) <> '{state}'"  # noqa: S608 - words of this file


def _poll_is(state: str, row: str) -> str:
    return f"(SELECT state FROM poll WHERE id = {row}.poll_id) = '{state}'"  # noqa: S608 - words of this file


_SQLITE: Mapping[str, tuple[str, ...]] = {
    "poll": (
        _sqlite("poll", "UPDATE", _POLL, f"OLD.state <> 'draft' AND ({_BACK} OR {_CHANGED['sqlite']})"),
        _sqlite("poll", "DELETE", _POLL, "OLD.state <> 'draft'"),
    ),
    "option": (
        _sqlite("option", "INSERT", _OPTION, _poll_is_not("draft", "NEW")),
        _sqlite("option", "UPDATE", _OPTION, f"{_poll_is_not('draft', 'OLD')} OR {_poll_is_not('draft', 'NEW')}"),
        _sqlite("option", "DELETE", _OPTION, _poll_is_not("draft", "OLD")),
    ),
    "roll": (
        _sqlite(
            "roll",
            "INSERT",
            _ROLL,
            f"NOT ({_poll_is('draft', 'NEW')} OR {_poll_is('open', 'NEW')} AND {functions.has_place()})",
        ),
        _sqlite("roll", "UPDATE", _ROLL, f"NOT ({_MARKED} AND {_SAME_PERSON})"),
        _sqlite("roll", "DELETE", _ROLL),
    ),
    "ballot": (
        _sqlite("ballot", "INSERT", _BALLOT, _poll_is_not("open", "NEW")),
        _sqlite("ballot", "UPDATE", _BALLOT),
        _sqlite("ballot", "DELETE", _BALLOT),
    ),
    "roll_addition": (
        _sqlite("roll_addition", "INSERT", _ADDITION, _poll_is_not("open", "NEW")),
        _sqlite("roll_addition", "UPDATE", _ADDITION),
        _sqlite("roll_addition", "DELETE", _ADDITION),
    ),
    "tally": (_sqlite("tally", "UPDATE", _TALLY), _sqlite("tally", "DELETE", _TALLY)),
    "paper_batch": (
        _sqlite("paper_batch", "INSERT", _BATCH, _poll_is_not("counting", "NEW")),
        _sqlite(
            "paper_batch",
            "UPDATE",
            _BATCH,
            f"OLD.is_accepted OR OLD.poll_id <> NEW.poll_id OR {_poll_is_not('counting', 'OLD')}",
        ),
        _sqlite("paper_batch", "DELETE", _BATCH, f"OLD.is_accepted OR {_poll_is_not('counting', 'OLD')}"),
    ),
    "paper_ballot": (
        _sqlite("paper_ballot", "INSERT", _SHEETS, f"{_poll_is_not('counting', 'NEW')} OR {functions.accepted()}"),
        _sqlite("paper_ballot", "UPDATE", _SHEETS),
        _sqlite("paper_ballot", "DELETE", _SHEETS),
    ),
    "reconciliation": (
        _sqlite("reconciliation", "INSERT", _RECONCILED, _poll_is_not("counting", "NEW")),
        _sqlite(
            "reconciliation",
            "UPDATE",
            _RECONCILED,
            f"{_poll_is_not('counting', 'OLD')} OR {_poll_is_not('counting', 'NEW')}",
        ),
        _sqlite("reconciliation", "DELETE", _RECONCILED, _poll_is_not("counting", "OLD")),
    ),
}


def _postgresql(
    table: str, moment: str, message: str, condition: str = "", state: str = "", function: str = "golmok_refuse"
) -> str:
    each = "STATEMENT" if moment == "TRUNCATE" else "ROW"
    call = f"golmok_while('{state}', '{message}')" if state else f"{function}('{message}')"
    when = f" WHEN ({condition})" if condition else ""
    name = f"{table}_{moment.split()[0].lower()}_refused"
    return f'CREATE TRIGGER {name} BEFORE {moment} ON "{table}" FOR EACH {each}{when} EXECUTE FUNCTION {call}'


_POSTGRESQL: Mapping[str, tuple[str, ...]] = {
    "poll": (
        *functions.REFUSING,
        _postgresql("poll", "UPDATE", _POLL, f"OLD.state <> 'draft' AND ({_BACK} OR {_CHANGED['postgresql']})"),
        _postgresql("poll", "DELETE", _POLL, "OLD.state <> 'draft'"),
        _postgresql("poll", "TRUNCATE", _POLL),
    ),
    "option": (
        _postgresql("option", "INSERT OR UPDATE OR DELETE", _OPTION, state="draft"),
        _postgresql("option", "TRUNCATE", _OPTION),
    ),
    "roll": (
        _postgresql("roll", "INSERT", _ROLL, _not_mixing("roll"), function="golmok_roll"),
        _postgresql("roll", "UPDATE", _ROLL, f"NOT ({_MARKED} AND {_SAME_PERSON})"),
        _postgresql("roll", "DELETE", _ROLL, _not_mixing("roll")),
        _postgresql("roll", "TRUNCATE", _ROLL),
    ),
    "ballot": (
        _postgresql("ballot", "INSERT", _BALLOT, _not_mixing("ballot"), state="open"),
        _postgresql("ballot", "UPDATE", _BALLOT),
        _postgresql("ballot", "DELETE", _BALLOT, _not_mixing("ballot")),
        _postgresql("ballot", "TRUNCATE", _BALLOT),
        functions.MIXER,
        functions.SEALER,
    ),
    "roll_addition": (
        _postgresql("roll_addition", "INSERT", _ADDITION, state="open"),
        _postgresql("roll_addition", "UPDATE", _ADDITION),
        _postgresql("roll_addition", "DELETE", _ADDITION),
        _postgresql("roll_addition", "TRUNCATE", _ADDITION),
    ),
    "tally": (
        _postgresql("tally", "UPDATE", _TALLY),
        _postgresql("tally", "DELETE", _TALLY),
        _postgresql("tally", "TRUNCATE", _TALLY),
    ),
    "paper_batch": (
        _postgresql("paper_batch", "INSERT OR UPDATE OR DELETE", _BATCH, state="counting"),
        _postgresql("paper_batch", "UPDATE", _BATCH, "OLD.is_accepted"),
        _postgresql("paper_batch", "DELETE", _BATCH, "OLD.is_accepted"),
        _postgresql("paper_batch", "TRUNCATE", _BATCH),
    ),
    "paper_ballot": (
        functions.OF_BATCHES,
        _postgresql("paper_ballot", "INSERT", _SHEETS, state="counting"),
        'CREATE TRIGGER paper_ballot_late_refused BEFORE INSERT ON "paper_ballot" FOR EACH ROW '
        f"EXECUTE FUNCTION golmok_into_batch('{_SHEETS}')",
        _postgresql("paper_ballot", "UPDATE", _SHEETS),
        _postgresql("paper_ballot", "DELETE", _SHEETS),
        _postgresql("paper_ballot", "TRUNCATE", _SHEETS),
    ),
    "reconciliation": (
        _postgresql("reconciliation", "INSERT OR UPDATE OR DELETE", _RECONCILED, state="counting"),
        _postgresql("reconciliation", "TRUNCATE", _RECONCILED),
    ),
}
TRIGGERS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def statements(dialect: str) -> Iterator[str]:
    """The SQL that a migration runs once all tables are there: "sqlite" or "postgresql"."""
    for of_table in TRIGGERS[dialect].values():
        yield from of_table


def trigger_names(dialect: str) -> set[str]:
    """The triggers that must be in the database."""
    return {words[2] for words in map(str.split, statements(dialect)) if words[1] == "TRIGGER"}


def attach(*tables: Table) -> None:
    """Let `create_all` run the SQL of each table after the table."""
    for table in tables:
        growing.attach(table, {dialect: by_table[table.name] for dialect, by_table in TRIGGERS.items()})
