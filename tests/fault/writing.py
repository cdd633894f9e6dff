"""A process of its own that writes rows into a plain table of SQLite, one transaction each, and tells of each row.

python -m tests.fault.writing FILE SYNCHRONOUS
"""

import sqlite3
import sys


def main(path: str, synchronous: str) -> None:
    """Write until killed; a number on a line is a row that was committed."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    number = 0
    while True:
        number += 1
        connection.execute("INSERT INTO kept VALUES (?, ?)", (number, "x" * 400))
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
