"""Recordings to hand in, and forms that bring them."""

import json
from pathlib import Path

from tests.waiting import wait_until
from tests.web.conftest import Served
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.simulate.write import simulate_recording

__all__ = ["hand_in", "import_file", "multipart", "simulated_motion", "simulated_skin", "wait_for_result"]

_EDGE = b"----edge"


def simulated_motion(folder: Path) -> Path:
    """A phone on a calf, one minute."""
    path = folder / "calf.csv"
    simulate_recording(RecordingKind.MOTION, path=path, seed=3, world=MotionWorld(duration_s=60.0))
    return path


def simulated_skin(folder: Path) -> Path:
    """A small video of a calf, six seconds."""
    path = folder / "calf.mp4"
    world = VideoWorld(duration_s=6.0, width=320, height=240, rate_per_min=60.0, amplitude_px=2.0)
    simulate_recording(RecordingKind.VIDEO, path=path, seed=4, world=world)
    return path


def multipart(fields: dict[str, str], *files: tuple[str, bytes]) -> tuple[bytes, dict[str, str]]:
    """A form's body, and its headers."""
    parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
    parts += [(f'name="file"; filename="{name}"', content) for name, content in files]
    body = b"".join(
        b"--" + _EDGE + b"\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + content + b"\r\n"
        for head, content in parts
    )
    return body + b"--" + _EDGE + b"--\r\n", {"Content-Type": f"multipart/form-data; boundary={_EDGE.decode()}"}


def hand_in(served: Served, name: str, content: bytes, **fields: str) -> str:
    """Hands a recording in as a form does; the address of its page."""
    body, headers = multipart(fields, (name, content))
    status, answer, page = served.ask("POST", "/measure", body=body, headers=headers)
    assert status == 303, page.decode()
    return answer.getheader("location") or ""


def wait_for_result(served: Served, address: str, *, deadline_s: float = 120.0) -> str:
    """Waits until it is over; the state."""
    state = ""

    def is_over() -> bool:
        nonlocal state
        told = json.loads(served.ask("GET", f"{address}/state")[2])
        state = str(told["state"])
        return bool(told["is_over"])

    wait_until(is_over, deadline_s=deadline_s)
    return state


def import_file(served: Served, name: str, content: bytes, *, deadline_s: float = 120.0) -> tuple[str, str]:
    """Hands an export in, and waits until it is read: the address of its sheet, and the sheet."""
    body, headers = multipart({}, (name, content))
    status, answer, page = served.ask("POST", "/import", body=body, headers=headers)
    assert status == 303, page.decode()
    address = answer.getheader("location") or ""
    wait_until(lambda: b'http-equiv="refresh"' not in served.ask("GET", address)[2], deadline_s=deadline_s)
    return address, served.ask("GET", address)[2].decode()
