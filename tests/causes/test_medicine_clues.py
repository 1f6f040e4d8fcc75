from datetime import date, timedelta

from twitchwise.causes.medicine_clues import read_medicines
from twitchwise.causes.reading import Reading
from twitchwise.causes.sign import Clue, Sign
from twitchwise.intake.model import Answers, Medicine

BEGAN = date(2026, 1, 10)


def _days(before: int) -> date:
    return BEGAN - timedelta(days=before)


def _read(*medicines: Medicine, began: date | None = BEGAN) -> dict[Clue, Reading]:
    return read_medicines(Answers(answered_on=date(2026, 3, 2), twitching_since=began, medicines=medicines))


def test_a_medicine_begun_shortly_before_fits_in_time() -> None:
    reading = _read(Medicine(name="Sertraline 50 mg", started=_days(20)))[Sign.TAKES_SEROTONIN_MEDICINE]
    assert (reading.certainty, reading.said) == (1.0, "Sertraline 50 mg")


def test_one_taken_for_long_counts_a_little_less() -> None:
    assert _read(Medicine(name="lithium", started=_days(900)))[Sign.TAKES_LITHIUM].certainty == 0.85


def test_one_begun_afterwards_does_not_come_into_question() -> None:
    assert _read(Medicine(name="lithium", started=BEGAN + timedelta(days=3))) == {}


def test_without_dates_it_counts_nearly_in_full() -> None:
    assert _read(Medicine(name="lithium"))[Sign.TAKES_LITHIUM].certainty == 0.95
    assert _read(Medicine(name="lithium", started=_days(3)), began=None)[Sign.TAKES_LITHIUM].certainty == 0.95


def test_a_calming_medicine_that_was_stopped_is_a_withdrawal() -> None:
    assert Sign.STOPPED_CALMING_MEDICINE in _read(Medicine(name="diazepam", started=_days(900), stopped=_days(5)))
    assert Sign.STOPPED_CALMING_MEDICINE not in _read(Medicine(name="diazepam", started=_days(900)))
    assert Sign.STOPPED_CALMING_MEDICINE not in _read(Medicine(name="diazepam", stopped=_days(300)))


def test_a_steroid_that_went_down_is_told_apart_from_one_that_is_taken() -> None:
    assert Sign.LOWERED_STEROID in _read(Medicine(name="prednisone", started=_days(200), changed=_days(10)))
    assert set(_read(Medicine(name="prednisone", started=_days(30)))) == {Sign.TAKES_STEROID}


def test_an_unknown_medicine_counts_when_it_is_new() -> None:
    assert set(_read(Medicine(name="no such drug", started=_days(10)))) == {Sign.TAKES_OTHER_NEW_MEDICINE}
    assert _read(Medicine(name="no such drug", started=_days(900))) == {}


def test_of_two_of_a_group_the_better_fitting_is_named() -> None:
    found = _read(Medicine(name="omeprazole", started=_days(900)), Medicine(name="pantoprazole", started=_days(30)))
    assert found[Sign.TAKES_ACID_BLOCKER].said == "pantoprazole"


def test_a_month_or_a_year_as_beginning_leaves_room_for_a_medicine_within_it() -> None:
    def fits(began: date, started: date) -> bool:
        return bool(_read(Medicine(name="lithium", started=started), began=began))

    assert fits(date(2025, 3, 1), date(2025, 3, 20))
    assert not fits(date(2025, 3, 1), date(2025, 4, 2))
    assert fits(date(2025, 1, 1), date(2025, 9, 2))
    assert not fits(date(2025, 3, 10), date(2025, 3, 20))
