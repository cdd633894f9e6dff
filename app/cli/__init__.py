"""Commands for the operator.

flask serve · work · seed · dong · officer · operator · backup · restore · replay · record · count · lot · opinions ·
sms · docs
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
    sms,
)  # fmt: skip

PARTS = (
    running, demo, founding, backup, replay, record, count, lot, opinions, opinions_import, sms, reference,
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Register the commands."""
    for part in PARTS:
        for command in part.COMMANDS:
            app.cli.add_command(command)
