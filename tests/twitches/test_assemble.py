import numpy as np
import pytest

from tests.twitches.built_recordings import a_front, a_matrix, an_emg, an_event
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.assemble import Found, assemble_measurement
from twitchwise.twitches.model import Certainty, Exclusion, Measurement, MeasuringOptions, Reason
from twitchwise.twitches.noise import learn_noise
from twitchwise.twitches.reject import Verdict
from twitchwise.twitches.settings import SETTINGS
from twitchwise.twitches.shapes import Shapes

_EMG = SETTINGS[RecordingKind.EMG]
_VERDICTS = {5.0: Verdict(), 20.0: Verdict(doubt=Reason.VOLUNTARY), 40.0: Verdict(rejected=Reason.PULSE)}


def _assemble(sustained: tuple[Exclusion, ...] = (), lost: slice = slice(0)) -> Measurement:
    values = np.random.default_rng(0).standard_normal((1, 60_000))
    valid = np.ones(60_000, bool)
    valid[lost] = False
    front = a_front(a_matrix(values, valid=valid))
    found = Found(
        events=[an_event(onset_s) for onset_s in _VERDICTS],
        verdicts=list(_VERDICTS.values()),
        shapes=Shapes(labels=np.full(len(_VERDICTS), -1), templates=(), agreement=0.0),
        sustained=sustained,
        smallest=NotMeasurable(reason="not asked"),
    )
    noise = learn_noise(front.matrix, _EMG, floor=front.floor)
    return assemble_measurement(an_emg(values), MeasuringOptions(), _EMG, front, noise, found)


def test_a_doubtful_twitch_counts_for_the_lenient_rate_only_and_a_rejected_one_for_none() -> None:
    measurement = _assemble()
    assert [(t.onset_s, t.certainty) for t in measurement.twitches] == [
        (5.0, Certainty.CLEAR),
        (20.0, Certainty.DOUBTFUL),
    ]
    assert [(r.onset_s, r.reason) for r in measurement.rejected] == [(40.0, Reason.PULSE)]
    assert isinstance(measurement.strict, Estimate)
    assert isinstance(measurement.lenient, Estimate)
    assert (measurement.strict.n, measurement.lenient.n) == (1, 2)


def test_activity_is_left_out_with_a_margin_and_lost_samples_without() -> None:
    active = Exclusion(start_s=10.0, end_s=14.0, reason=Reason.VOLUNTARY)
    measurement = _assemble((active,), lost=slice(30_000, 33_000))
    assert [(s.start_s, s.end_s, s.reason) for s in measurement.excluded] == [
        (10.0 - _EMG.margin_s, 14.0 + _EMG.margin_s, Reason.VOLUNTARY),
        (30.0, 33.0, Reason.GAP),
    ]
    assert measurement.analysed_s == pytest.approx(60.0 - 4.0 - 2 * _EMG.margin_s - 3.0)
