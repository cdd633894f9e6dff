"""Settings of the live process: `gunicorn --config live/gunicorn.py "live.server:create()"`.

    GOLMOK_LIVE_BIND   address and port   127.0.0.1:8001

It is one process: every screen of a meeting is told by the same.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # the heartbeat file must not wait for a disk

bind = os.environ.get("GOLMOK_LIVE_BIND", "127.0.0.1:8001")
worker_class = "asgi"
workers = 1
asgi_lifespan = "on"
graceful_timeout = 1  # a stream never ends by itself: screens come back
chdir = str(ROOT)
control_socket_disable = True
worker_tmp_dir = str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None
accesslog = None  # an address holds the pass of its screen
errorlog = "-"
loglevel = "warning"
