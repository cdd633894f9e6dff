"""A process of its own that casts ballots, on lent devices too, and hands out paper: jobs in, answers out."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from app import create_app
from app.kernel.db import db, transaction
from app.kernel.errors import Conflict
from app.people.models import User
from app.polls import service
from config import TestConfig


def main(url: str, papers: str, answers: str) -> None:
    """Do every [poll, user, marks, form, device] of the file; one answer a line, on disk before the next ballot.

    The file holds rounds of them, and each round waits for a word. Without marks the person is handed paper. A device
    is [helper, turn], and may be left out.
    """

    class Settings(TestConfig):
        SQLALCHEMY_DATABASE_URI = url

    app = create_app(Settings)
    with app.app_context(), Path(answers).open("a", encoding="utf-8") as told:
        for turn in json.loads(Path(papers).read_text(encoding="utf-8")):
            print("ready", flush=True)
            sys.stdin.readline()  # all start together
            for paper in turn:
                told.write(f"{_cast(*paper)}\n")
                told.flush()
                os.fsync(told.fileno())


def _cast(poll_id: int, user_id: int, marks: list[int] | None, form: str, device: Any = None) -> str:
    by: Any = service.Helped(user_id, user_id, *device) if device else User(id=user_id)
    try:
        with transaction():
            if marks is None:
                return "paper" if service.hand_out(poll_id, by.id) is None else "conflict"
            return service.cast(poll_id, marks, form=form, by=by).code
    except Conflict:
        return "conflict"
    except Exception as error:  # noqa: BLE001 - the test wants to see every complaint
        return f"error {type(error).__name__} {error}"
    finally:
        db.session.remove()


if __name__ == "__main__":
    main(*sys.argv[1:])
