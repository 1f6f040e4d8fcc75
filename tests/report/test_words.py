from dataclasses import replace

import pytest

from tests.report.built_measurements import a_measurement, a_recording, a_twitch, an_empty_measurement
from twitchwise.errors import Problem
from twitchwise.estimate import Estimate, NotMeasurable, rate_per_min
from twitchwise.evidence.lookup import find_fact
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.words import REASON_PHRASES, RESULT_FACTS, describe
from twitchwise.twitches.model import (
    Certainty,
    Exclusion,
    Measurement,
    MeasuringOptions,
    Place,
    Reason,
    RejectedCandidate,
)


def told(measurement: Measurement) -> str:
    result = describe(measurement)
    return " ".join((result.headline, *result.sentences, result.caution))


def only_voluntary() -> Measurement:
    """Twelve events, all of them voluntary, none of them clear."""
    nothing = rate_per_min(0, 2.0)
    twitches = tuple(
        a_twitch(float(t), certainty=Certainty.DOUBTFUL, doubt=Reason.VOLUNTARY, group=None) for t in range(10, 20)
    )
    rejected = tuple(
        RejectedCandidate(onset_s=float(t), duration_s=1.0, amplitude=90.0, score=9.0, reason=Reason.VOLUNTARY)
        for t in (40, 50)
    )
    return replace(
        a_measurement(n=0),
        strict=nothing,
        lenient=rate_per_min(10, 2.0),
        seen=False,
        twitches=twitches,
        rejected=rejected,
    )


def test_the_headline_is_the_rate_with_its_interval() -> None:
    assert describe(a_measurement(n=24)).headline == "About 12 twitches a minute (8 to 18)"


def test_a_rate_no_higher_than_false_alarms_is_no_twitch_seen() -> None:
    assert describe(a_measurement(n=0)).headline == "No twitch seen"
    one = told(a_measurement(n=1))
    assert "No twitch seen" in one
    assert "1 event looks like a twitch" in one
    assert "by chance" in one


def test_what_cannot_be_measured_says_why() -> None:
    result = describe(an_empty_measurement(reason="no part of the recording could be analysed"))
    assert result.headline == "No rate can be given"
    assert result.sentences[0] == (
        "The reason: no part of the recording could be analysed; most of it is voluntary movement."
    )


@pytest.mark.parametrize("kind", RecordingKind)
@pytest.mark.parametrize("n", [0, 1, 24])
def test_the_caution_always_says_what_rate_and_place_cannot_tell(kind: RecordingKind, n: int) -> None:
    caution = describe(a_measurement(kind, n=n)).caution
    assert "Neither the rate nor the place" in caution
    assert f"{find_fact('fasc_ah_max_rate').value:.0f} twitches a minute" in caution


def test_not_seeing_a_twitch_is_never_called_reassuring() -> None:
    assert "rule anything out" in describe(a_measurement(n=0)).caution


@pytest.mark.parametrize("measurement", [a_measurement(), a_measurement(n=0), an_empty_measurement(), only_voluntary()])
def test_no_result_names_or_denies_a_disease(measurement: Measurement) -> None:
    text = told(measurement).lower()
    for word in ("als", "als.", "benign", "diagnosis", "normal", "worry"):
        assert word not in text.split()


def test_a_slow_rate_is_also_said_as_a_pause() -> None:
    slow = replace(
        a_measurement(n=2),
        strict=Estimate(value=0.25, low=0.11, high=0.5, level=0.95, n=2, method="built", unit="per min"),
        seen=True,
    )
    assert "about one in 4 min" in told(slow)


def test_sizes_are_biggest_and_typical() -> None:
    twitches = tuple(a_twitch(10.0 * n, amplitude=size) for n, size in enumerate((10.0, 20.0, 44.0), start=1))
    assert "The biggest was 44 mg (thousandths of gravity), a typical one 20 mg." in told(
        replace(a_measurement(), twitches=twitches)
    )


def test_the_place_is_said_in_the_words_of_its_kind() -> None:
    assert "Largest on axis z in all of them." in told(
        replace(a_measurement(), twitches=tuple(a_twitch(float(t)) for t in (10, 20, 30)))
    )
    together = a_twitch(10.0, place=Place(index=0, label="sensor"))
    assert "sensor" not in told(replace(a_measurement(), twitches=(together,)))
    electrode = Place(index=13, label="E14", x=5.0, y=1.0)
    emg = a_measurement(RecordingKind.EMG)
    assert "Largest on electrode E14." in told(replace(emg, twitches=(a_twitch(10.0, place=electrode),)))
    assert "middle of the picture" in told(a_measurement(RecordingKind.VIDEO))
    one_channel = replace(emg, recording=a_recording(RecordingKind.EMG, n_places=1))
    assert "electrode" not in told(one_channel)


def test_the_site_is_named_when_it_was_told() -> None:
    assert "Recorded from the left calf (gastrocnemius)." in told(a_measurement())
    assert "Recorded from" not in told(replace(a_measurement(), options=MeasuringOptions()))


def test_what_was_left_out_is_summed_by_reason_longest_first() -> None:
    excluded = (
        Exclusion(start_s=0.0, end_s=1.0, reason=Reason.NOISE),
        Exclusion(start_s=5.0, end_s=6.5, reason=Reason.NOISE),
        Exclusion(start_s=10.0, end_s=40.0, reason=Reason.GAP),
    )
    text = told(replace(a_measurement(), excluded=excluded))
    assert "Left out: 30 s (no data in the file) and 2.5 s (too much noise)." in text


def test_doubtful_ones_are_told_with_the_rate_that_counts_them() -> None:
    text = told(a_measurement())
    assert "3 more events are doubtful: heartbeat (2) and tremor (1); counted too, the rate would be about 14" in text


def test_a_recording_of_voluntary_work_says_so() -> None:
    text = told(only_voluntary())
    assert "No twitch seen" in text
    assert "what stood out is mostly voluntary movement." in text
    assert "10 events are doubtful: voluntary movement; counted too" in text
    assert "2 events were not counted: voluntary movement." in text
    assert text.count("Voluntary means that the muscle was at work") == 1


def test_the_smallest_twitch_that_could_be_seen_is_always_said() -> None:
    assert "A twitch of 8 mg or more would have been found nine times in ten" in told(a_measurement())
    unknown = replace(a_measurement(), smallest_detectable=NotMeasurable(reason="no quiet time"))
    assert "How small a twitch could have been seen is not known: no quiet time." in told(unknown)


def test_a_phone_is_told_that_single_units_stay_invisible() -> None:
    assert "about 1 to 3 mg" in told(a_measurement())
    assert "single small muscle unit" not in told(a_measurement(RecordingKind.EMG))


def test_problems_come_with_their_remedy() -> None:
    problem = Problem(what="the picture is too strongly compressed", where="clip.mp4", remedy="send the original file")
    (line,) = describe(replace(a_measurement(), problems=(problem,))).problems
    assert line == "clip.mp4: the picture is too strongly compressed; send the original file."


def test_every_reason_has_a_phrase() -> None:
    assert set(REASON_PHRASES) >= set(Reason)


def test_every_fact_behind_the_words_is_known() -> None:
    for fact in RESULT_FACTS:
        assert find_fact(fact).source


@pytest.mark.parametrize("kind", RecordingKind)
def test_every_sentence_is_one(kind: RecordingKind) -> None:
    for measurement in (
        a_measurement(kind),
        a_measurement(kind, n=0),
        a_measurement(kind, n=1),
        an_empty_measurement(),
    ):
        for sentence in describe(measurement).sentences:
            assert sentence[0].isupper() or sentence[0].isdigit()
            assert sentence.endswith(".")
            assert "  " not in sentence
            assert "None" not in sentence
            assert "nan" not in sentence
