"""Settings of the web server: `gunicorn --config app/gunicorn.py "app:create_app()"`.

    GOLMOK_BIND         address and port            0.0.0.0:8000
    GOLMOK_WORKERS      web processes               1   (more than one: use PostgreSQL)
    GOLMOK_THREADS      threads of each             16
    GOLMOK_WITH_WORKER  0 where `flask work` runs as a service of its own; else it is started here
    GOLMOK_ACCESS_LOG   1 for one line a request, without address, query string or agent

A web process that finds a database which may lose ballots ends before it serves, and the server with it (exit code 3).
The tests' own databases never sync: GOLMOK_TEST_MAY_LOSE_BALLOTS=1 is for them alone.

The worker delivers letters and sweeps up. It gets GOLMOK_PARENT_PID, the process id of this server,
and ends by itself when that is no longer its parent, so that it dies even if the server is killed.
"""

import gc
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # the heartbeat file must not wait for a disk
WORKER_STOPS_WITHIN = 15  # seconds
FAILED_TO_BOOT = 3  # a web process that ends so ends the server: gunicorn's WORKER_BOOT_ERROR

bind = os.environ.get("GOLMOK_BIND", "0.0.0.0:8000")
worker_class = "gthread"
workers = int(os.environ.get("GOLMOK_WORKERS", "1"))
threads = int(os.environ.get("GOLMOK_THREADS", "16"))
timeout = 60
graceful_timeout = 20
keepalive = 5
chdir = str(ROOT)
control_socket_disable = True  # two services of one user would share it
worker_tmp_dir = str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None
accesslog = "-" if os.environ.get("GOLMOK_ACCESS_LOG") == "1" else None
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"  # a path may be public; who asked is not ours to keep
errorlog = "-"
loglevel = "warning"

_worker: "subprocess.Popen[bytes] | None" = None


def when_ready(server: Any) -> None:
    """Start the worker once the server listens."""
    global _worker  # gunicorn's hooks share nothing but this module
    if os.environ.get("GOLMOK_WITH_WORKER", "1") == "0":
        return
    environment = {**os.environ, "GOLMOK_PARENT_PID": str(os.getpid())}
    command = (sys.executable, "-m", "flask", "--app", "app", "work")
    _worker = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603  # nothing in it comes from outside
    server.log.info("Worker started (pid:%s)", _worker.pid)


def post_worker_init(worker: Any) -> None:
    """Ask whether this process may serve, then spare what lives as long as it does from garbage collection.

    A page makes thousands of objects and few cycles: it is collected less often than every 700 objects.
    """
    _end_unless_it_may_serve(worker)
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 50, 100)


def _end_unless_it_may_serve(worker: Any) -> None:
    if not hasattr(worker.wsgi, "why_not_serve"):  # another application, beside which a benchmark measures ours
        return
    sentence = worker.wsgi.why_not_serve(worker.log.warning, waits=lambda: _waited(worker))
    if sentence:
        worker.log.error("%s", sentence)
        sys.exit(FAILED_TO_BOOT)


def _waited(worker: Any) -> bool:
    """Wait a second; whether this process is wanted after it."""
    time.sleep(1)
    worker.notify()  # else the server would kill it
    return bool(worker.alive)


def on_exit(server: Any) -> None:
    """Stop the worker: it may finish the letter it is at."""
    if _worker is None or _worker.poll() is not None:
        return
    with suppress(ProcessLookupError):
        _worker.terminate()
    try:
        _worker.wait(WORKER_STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        server.log.warning("The worker did not stop within %s seconds and is killed", WORKER_STOPS_WITHIN)
        _worker.kill()
