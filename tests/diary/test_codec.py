"""Every kind of entry survives being written and read, whatever is in it."""

import dataclasses
import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.body import all_sites, find_site, muscles
from twitchwise.diary.codec import entry_from_json, entry_to_json, kind_of
from twitchwise.diary.model import ENTRY_TYPES, Entry, Note, TrialBlock, TrialPlan, TwitchesNoticed, Workout
from twitchwise.diary.moment import Moment, zone_named
from twitchwise.diary.workout import ExerciseSet
from twitchwise.errors import InputError

_ZONES = st.sampled_from([None, "Europe/Berlin", "+05:30", "-08:00", "UTC"])
_TIMED = st.builds(Moment, local=st.datetimes(), zone=_ZONES, is_date_only=st.just(False))
_DATED = st.builds(
    lambda day, zone: Moment(local=datetime(day.year, day.month, day.day), zone=zone, is_date_only=True),
    st.dates(),
    _ZONES,
)
for _type, _strategy in (
    (float, st.floats(allow_nan=False, allow_infinity=False)),
    (Moment, st.one_of(_TIMED, _DATED)),
):
    st.register_type_strategy(_type, _strategy)
st.register_type_strategy(type(all_sites()[0]), st.sampled_from(all_sites()))
st.register_type_strategy(type(muscles()[0]), st.sampled_from(muscles()))

_BLOCKS = st.builds(TrialBlock, first_day=st.dates(), n_days=st.integers(1, 366), is_with=st.booleans())
st.register_type_strategy(TrialBlock, _BLOCKS)
st.register_type_strategy(
    TrialPlan,
    st.builds(
        TrialPlan,
        entry_id=st.text(),
        when=st.from_type(Moment),
        exposure=st.text(),
        seed=st.integers(),
        blocks=st.lists(_BLOCKS, min_size=1, max_size=5).map(tuple),
    ),
)

WHEN = Moment(local=datetime(2026, 3, 1, 8, 30), zone="Europe/Berlin")


@pytest.mark.parametrize("type_", ENTRY_TYPES, ids=kind_of)
def test_an_entry_comes_back_as_it_went(type_: type[Entry]) -> None:
    @given(st.from_type(type_))
    def comes_back(entry: Entry) -> None:
        again = entry_from_json(entry_to_json(entry))
        assert again == entry
        assert entry_to_json(again) == entry_to_json(entry)

    comes_back()


def test_the_second_of_two_equal_hours_is_kept() -> None:
    second = Moment(local=datetime(2026, 10, 25, 2, 30, fold=1), zone="Europe/Berlin")
    again = entry_from_json(entry_to_json(Note(entry_id="a", when=second, text="x"))).when
    assert again.local.fold == 1
    assert again.instant() == second.instant()
    assert zone_named("Europe/Berlin") is zone_named("Europe/Berlin")


def test_what_is_usual_takes_no_room() -> None:
    text = entry_to_json(TwitchesNoticed(entry_id="a", when=WHEN, site=find_site("left calf")))
    assert sorted(json.loads(text)) == ["entry", "entry_id", "site", "when"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"entry":"note"}',
        '{"entry":"dream","entry_id":"a"}',
        '{"entry":"note","entry_id":"a","when":{"local":"yesterday"},"text":"x"}',
        '{"entry":"note","entry_id":"a","when":{"local":"2026-03-01T00:00:00+01:00"},"text":"x"}',
        '{"entry":"note","entry_id":"a","when":{"local":"2026-03-01T00:00:00"},"text":7}',
        '{"entry":"note","entry_id":"a","when":{"local":"2026-03-01T00:00:00"},"text":"x","mood":"y"}',
        '{"entry":"twitches-noticed","entry_id":"a","when":{"local":"2026-03-01T00:00:00"},"site":"left-nose"}',
        '{"entry":"workout","entry_id":"a","when":{"local":"2026-03-01T00:00:00"},"duration_s":NaN}',
        '{"entry":"workout","entry_id":"a","when":{"local":"2026-03-01T00:00:00"},"sets":{}}',
        '{"entry":"twitches-noticed","entry_id":"a","when":{"local":"2026-03-01T00:00:00"},"count":true}',
        "[" * 100_000,
    ],
)
def test_a_damaged_entry_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        entry_from_json(text)


def test_a_number_that_is_none_is_never_written() -> None:
    bad = Workout(entry_id="a", when=WHEN, sets=(ExerciseSet(exercise="Curl", weight_kg=float("nan")),))
    with pytest.raises(ValueError, match="finite"):
        entry_to_json(bad)


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [kind_of(type_) for type_ in ENTRY_TYPES]
    assert len(set(names)) == len(names)
    assert all(dataclasses.is_dataclass(type_) for type_ in ENTRY_TYPES)


def test_a_trial_without_days_is_damaged() -> None:
    block = '{"first_day":"2026-03-01","n_days":0,"is_with":true}'
    head = (
        '{"entry":"trial-plan","entry_id":"a","when":{"local":"2026-03-01T08:30:00"},"exposure":"x","seed":1,"blocks":['
    )
    for blocks in ("", block):
        with pytest.raises(InputError, match="cannot be read"):
            entry_from_json(f"{head}{blocks}]}}")
