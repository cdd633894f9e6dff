"""Hearing from PostgreSQL which meeting has changed."""

import asyncio
import logging

import psycopg
from psycopg.conninfo import make_conninfo

from live.topics import Hub

CHANNEL = "golmok_meeting"  # that of the triggers in app/meetings/models/announcing.py
RETRY = 1.0  # seconds
_NOTICES_A_DEAD_LINE = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3}
log = logging.getLogger(__name__)


async def follow(database: str, hub: Hub) -> None:
    """Listen for ever. A line that breaks is tied again at once; while that fails, the hub is deaf."""
    address = make_conninfo(database.replace("postgresql+psycopg://", "postgresql://", 1), **_NOTICES_A_DEAD_LINE)
    while True:
        try:
            connection = await psycopg.AsyncConnection.connect(address, autocommit=True)
        except psycopg.Error as error:
            log.warning("PostgreSQL cannot be reached: %s", error)
            hub.hear(False)
        else:
            await _listen(connection, hub)
        await asyncio.sleep(RETRY)


async def _listen(connection: psycopg.AsyncConnection, hub: Hub) -> None:
    """Until the line breaks. What has changed before it was tied is not known, so anything may have."""
    try:
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            hub.hear(True)
            async for notice in connection.notifies():
                if notice.payload.isdecimal():
                    hub.touch(int(notice.payload))
    except psycopg.Error as error:
        log.warning("PostgreSQL tells nothing more: %s", error)
