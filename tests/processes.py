"""Processes of this machine and who started them, for tests that kill some."""

import os
import signal
import subprocess
import time
from contextlib import suppress

GONE_WITHIN = 30  # seconds


def children_of(parent: int) -> dict[int, str]:
    """The processes that a process started, each with its command line."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return {int(pid): command for pid, above, command in rows if int(above) == parent}


def kill_with_children(parent: int) -> None:
    """SIGKILL to a process and to all that it started; comes back when these are gone, the parent is for its starter.

    The parent is stopped first, so that it starts no other meanwhile.
    """
    os.kill(parent, signal.SIGSTOP)
    children = children_of(parent)
    for pid in (*children, parent):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    end = time.monotonic() + GONE_WITHIN
    while any(_is_alive(pid) for pid in children):
        assert time.monotonic() < end, f"still there: {children}"
        time.sleep(0.01)


def _is_alive(pid: int) -> bool:
    """Whether it still holds anything: a zombie does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


def seconds_worked(pid: int) -> float:
    """The processor time that a process has used. Linux."""
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123 - not a file of ours
        user, system = stat.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
