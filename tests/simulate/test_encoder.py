import os
from pathlib import Path

import av
import pytest

from twitchwise.simulate.encoder import open_encoder


@pytest.mark.parametrize("codec", ["libsvtav1", "libx264"])
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="does not apply here: no threads to be seen in /proc")
def test_no_thread_is_made_real_time_by_an_encoder(tmp_path: Path, codec: str) -> None:
    before = os.sched_getscheduler(0)
    with av.open(str(tmp_path / "clip.mp4"), "w") as container:
        stream = container.add_stream(codec, rate=30)
        assert isinstance(stream, av.VideoStream)
        stream.width = stream.height = 128
        stream.pix_fmt = "yuv420p"
        open_encoder(stream)
        threads = {os.sched_getscheduler(int(each.name)) for each in Path("/proc/self/task").iterdir()}
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame(128, 128, "yuv420p")))
        container.mux(stream.encode(None))
    assert threads == {before}
    assert os.sched_getscheduler(0) == before
