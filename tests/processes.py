"""Processes of this machine and who started them, for tests that kill some."""

import os
import signal
import subprocess
from contextlib import suppress


def children_of(parent: int) -> dict[int, str]:
    """The processes that a process started, each with its command line."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return {int(pid): command for pid, above, command in rows if int(above) == parent}


def kill_with_children(parent: int) -> None:
    """SIGKILL to a process and to all that it started; it is stopped first, so that it starts no other meanwhile."""
    os.kill(parent, signal.SIGSTOP)
    for pid in (*children_of(parent), parent):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def seconds_worked(pid: int) -> float:
    """The processor time that a process has used. Linux."""
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123 - not a file of ours
        user, system = stat.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
