"""Opening an encoder without giving it the computer.

SVT-AV1 makes the thread that opens it, and all of its own, real-time at the highest priority wherever it may (as root
it always may), and leaves it so: whatever that process does or starts later then goes before everything else.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.video.stream import VideoStream

__all__ = ["open_encoder"]

_THREADS = Path("/proc/self/task")


def open_encoder(stream: "VideoStream") -> None:
    """Open a stream's encoder, and leave every thread at the priority that this one had before.

    Parameters
    ----------
    stream : all of its settings made; nothing encoded yet.
    """
    os.environ.setdefault("SVT_LOG", "1")  # errors only: SVT-AV1 prints its settings on every start
    if not hasattr(os, "sched_getscheduler"):
        stream.codec_context.open()
        return
    policy, parameter = os.sched_getscheduler(0), os.sched_getparam(0)
    stream.codec_context.open()
    if os.sched_getscheduler(0) == policy:
        return
    for thread in (int(each.name) for each in _THREADS.iterdir()) if _THREADS.is_dir() else (0,):
        os.sched_setscheduler(thread, policy, parameter)
