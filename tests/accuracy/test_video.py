"""Video floors: skin at 960 x 540, twitches of 0.3 px, H.264 at 16 Mbit/s. One clip; its seed, 3, was chosen once."""

import numpy as np
import pytest

from twitchwise.recordings.open import read_recording
from twitchwise.simulate.timing import Bank
from twitchwise.simulate.truth import Truth
from twitchwise.simulate.video import simulate_video
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.twitches.agreement import Agreement, compare_twitches
from twitchwise.twitches.measure import measure_twitches
from twitchwise.twitches.model import Certainty, Measurement, MeasuringOptions

pytestmark = pytest.mark.accuracy

_FRAME_S = 1 / 30
_WORLD = VideoWorld(duration_s=20.0, rate_per_min=30.0, amplitude_px=0.3, doublet_share=0.0, bank=Bank.TESTING)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> tuple[Truth, Measurement]:
    path = tmp_path_factory.mktemp("clip") / "skin.mp4"
    truth = simulate_video(_WORLD, np.random.default_rng(3), path)
    return truth, measure_twitches(read_recording(path), MeasuringOptions(false_alarms_per_min=0.5))


@pytest.fixture(scope="module")
def agreement(clip: tuple[Truth, Measurement]) -> Agreement:
    truth, measurement = clip
    clear = [t for t in measurement.twitches if t.certainty is Certainty.CLEAR]
    return compare_twitches(clear, truth.twitches, 0.2)


def test_twitches_of_a_third_of_a_pixel_are_found(agreement: Agreement) -> None:
    assert agreement.hits + agreement.misses >= 8
    assert agreement.f1 >= 0.9


def test_their_onsets_are_right_to_a_frame(agreement: Agreement) -> None:
    assert agreement.onset_error_s <= _FRAME_S


def test_their_sizes_are_right(agreement: Agreement) -> None:
    assert abs(agreement.amplitude_bias) <= 0.15


def test_each_lies_where_it_was_put(clip: tuple[Truth, Measurement], agreement: Agreement) -> None:
    truth, measurement = clip
    clear = [t for t in measurement.twitches if t.certainty is Certainty.CLEAR]
    distances = []
    for i, j in agreement.pairs:
        place, true = clear[i].place, truth.twitches[j].place
        assert place.x is not None
        assert place.y is not None
        assert true is not None
        distances.append(float(np.hypot(place.x - true[0], place.y - true[1])))
    assert float(np.median(distances)) < 50.0  # within the moving patch, which is 40 to 120 px wide
