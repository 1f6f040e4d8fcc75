import numpy as np
import pytest

from twitchwise.twitches.clipping import find_clipped, merge_clipped
from twitchwise.twitches.model import Exclusion, Reason


def test_the_flat_top_of_a_wave_is_found_where_it_is() -> None:
    raw = np.random.default_rng(0).standard_normal((2, 5000)).astype(np.float32)
    raw[1, 1000:1010] = 50.0
    (span,) = find_clipped(raw, 20_000, 1000.0)
    assert (span.start_s, span.end_s) == pytest.approx((21.0, 21.01))
    assert span.reason is Reason.CLIPPING


def test_a_single_highest_sample_is_a_peak() -> None:
    raw = np.random.default_rng(0).standard_normal((2, 5000)).astype(np.float32)
    raw[0, 100] = raw[0, 4000] = 50.0
    assert find_clipped(raw, 0, 1000.0) == []


def test_a_channel_that_does_not_change_has_no_rail() -> None:
    assert find_clipped(np.full((1, 1000), 3.0, np.float32), 0, 1000.0) == []


def test_rails_that_nearly_touch_are_one_stretch() -> None:
    spans = [
        Exclusion(start_s=start_s, end_s=end_s, reason=Reason.CLIPPING)
        for start_s, end_s in ((3.0, 3.1), (1.0, 1.2), (1.22, 1.4))
    ]
    assert [(s.start_s, s.end_s) for s in merge_clipped(spans)] == [(1.0, 1.4), (3.0, 3.1)]
