"""Commands for the operator.

flask serve · work · seed · dong · officer · operator · backup · restore · replay · record · count · lot · opinions ·
search · docs
"""

from flask import Flask

from app.cli import (
    backup,
    count,
    demo,
    founding,
    lot,
    opinions,
    opinions_import,
    record,
    reference,
    replay,
    running,
    searching,
)


def init_app(app: Flask) -> None:
    """Register the commands."""
    checks = (replay, record, count, lot, searching)
    for part in (running, demo, founding, backup, *checks, opinions, opinions_import, reference):
        for command in part.COMMANDS:
            app.cli.add_command(command)
