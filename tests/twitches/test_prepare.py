import numpy as np

from tests.twitches.built_recordings import a_film, a_phone, a_texture, an_emg
from twitchwise.recordings.model import Recording
from twitchwise.twitches.prepare import prepare_front


def _kinds() -> list[Recording]:
    rng = np.random.default_rng(1)
    return [
        an_emg(rng.normal(0, 5, (2, 5000))),
        a_phone(rng.normal(0, 2, (3, 3000))),
        a_film([a_texture() + rng.normal(0, 1, (96, 128)) for _ in range(60)]),
    ]


def test_every_kind_of_recording_becomes_rows_in_its_unit() -> None:
    fronts = [prepare_front(recording) for recording in _kinds()]
    assert [front.plain.unit for front in fronts] == ["uV", "mg", "px"]
    assert [front.plain.layout.components for front in fronts] == [1, 3, 2]


def test_a_scale_turns_a_video_into_millimetres() -> None:
    assert prepare_front(_kinds()[2], um_per_px=50.0).plain.unit == "mm"


def test_progress_ends_at_most_at_one() -> None:
    shares: list[float] = []
    prepare_front(_kinds()[0], progress=shares.append)
    assert shares
    assert max(shares) <= 1.0
