"""Which process has a question, and whether it is still there to answer it."""

from __future__ import annotations

import os
import socket
import time

LEASE = 120  # seconds after which a process of another host is taken for dead if its question is not done


def this_run() -> str:
    """Name the present process by host, process id and moment of start, as process ids come again."""
    return f"{socket.gethostname()[:80]}|{os.getpid()}|{time.time_ns()}"


def is_dead(run: str, claimed_at: int, current: str) -> bool:
    """True if the process `run` can no longer finish what it claimed at `claimed_at`."""
    if run == current:
        return False
    host, pid, _ = run.split("|")
    here, own_pid, _ = current.split("|")
    if host != here:
        return time.time() - claimed_at > LEASE
    return pid == own_pid or not _is_running(int(pid))


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
