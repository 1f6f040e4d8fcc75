import numpy as np
import pytest

from twitchwise.diary import model
from twitchwise.diary.daily import DaySpan, ExposureName, exposure_by_day, noticed_by_day
from twitchwise.diary.model import DayAnswer, Diary, TwitchesNoticed
from twitchwise.diary.portions import CUP_MG, DRINK_G
from twitchwise.simulate.person import SimulatedPerson, simulate_person
from twitchwise.simulate.person_entries import MEDICINE_NAME, diary_entries, site_of
from twitchwise.simulate.person_exposures import ExposureKind
from twitchwise.simulate.person_world import PersonWorld


@pytest.fixture(scope="module", params=range(3))
def person(request: pytest.FixtureRequest) -> SimulatedPerson:
    return simulate_person(PersonWorld(patience_cap=4), rng=np.random.default_rng(request.param))


@pytest.fixture(scope="module")
def diary(person: SimulatedPerson) -> Diary:
    return Diary(entries=diary_entries(person))


def _span(person: SimulatedPerson) -> DaySpan:
    return DaySpan(first=person.first_day, n_days=person.world.n_days)


def test_the_diary_tells_the_counts_of_every_muscle_and_day(person: SimulatedPerson, diary: Diary) -> None:
    for muscle_id, counts in zip(person.world.muscle_ids, person.counts, strict=True):
        np.testing.assert_array_equal(noticed_by_day(diary, site_of(muscle_id), _span(person)), counts)


def test_a_capped_count_says_that_there_were_at_least_so_many(diary: Diary) -> None:
    noticed = diary.of(TwitchesNoticed)
    assert any(each.is_at_least for each in noticed)
    assert all(each.is_at_least == (each.count == 4) for each in noticed)


@pytest.mark.parametrize(
    ("simulated", "kind", "unit"),
    [
        (ExposureKind.SLEEP, model.ExposureKind.SLEEP, 1.0),
        (ExposureKind.CAFFEINE, model.ExposureKind.CAFFEINE, CUP_MG),
        (ExposureKind.STRESS, model.ExposureKind.STRESS, 1.0),
        (ExposureKind.ALCOHOL, model.ExposureKind.ALCOHOL, DRINK_G),
        (ExposureKind.FLUID, model.ExposureKind.FLUIDS, 1000.0),
    ],
)
def test_an_exposure_comes_back_in_the_unit_of_the_diary_and_unknown_stays_unknown(
    person: SimulatedPerson, diary: Diary, simulated: ExposureKind, kind: model.ExposureKind, unit: float
) -> None:
    (lived,) = [each for each in person.exposures if each.kind is simulated]
    np.testing.assert_allclose(exposure_by_day(diary, ExposureName(kind=kind), _span(person)), unit * lived.values)


@pytest.mark.parametrize(
    ("simulated", "name"),
    [
        (ExposureKind.MEDICINE, ExposureName(kind=model.ExposureKind.MEDICINE, name=MEDICINE_NAME)),
        (ExposureKind.ILLNESS, ExposureName(kind=model.ExposureKind.ILLNESS)),
    ],
)
def test_a_medicine_and_an_illness_are_known_on_answered_days_and_where_they_were(
    person: SimulatedPerson, diary: Diary, simulated: ExposureKind, name: ExposureName
) -> None:
    (lived,) = [each for each in person.exposures if each.kind is simulated]
    told = exposure_by_day(diary, name, _span(person))
    known = (person.answered | (lived.values > 0)) & (lived.values > 0).any()
    np.testing.assert_array_equal(np.isfinite(told), known)
    np.testing.assert_array_equal(told[known], lived.values[known])


def test_only_answered_days_have_an_answer(person: SimulatedPerson, diary: Diary) -> None:
    rows = [(answer.day - person.first_day).days for answer in diary.of(DayAnswer)]
    assert rows == list(np.flatnonzero(person.answered))


def test_no_two_entries_have_the_same_name(diary: Diary) -> None:
    assert len({entry.entry_id for entry in diary.entries}) == len(diary.entries)
