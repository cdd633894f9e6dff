"""Several who do the same thing at the same moment, each in a transaction of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask

from app.kernel.db import db, transaction

T = TypeVar("T")


def together(app: Flask, work: Callable[[], T], count: int = 3) -> list[T]:
    """Let so many start at once; what each ended with, and whatever fails in one fails here."""
    db.session.remove()
    barrier = threading.Barrier(count)

    def one() -> T:
        with app.app_context():
            barrier.wait(30)
            try:
                with transaction():
                    return work()
            finally:
                db.session.remove()

    with ThreadPoolExecutor(count) as pool:
        return [each.result(60) for each in [pool.submit(one) for _ in range(count)]]
