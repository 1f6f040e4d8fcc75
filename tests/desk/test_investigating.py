from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.triggers.built_triggers import a_trigger, an_investigated
from twitchwise.body import find_site
from twitchwise.desk.investigating import investigate_diary, investigate_table, write_investigated
from twitchwise.diary.model import Answer, DayAnswer, Diary, Entry, Investigation, Suspicion, TwitchesNoticed
from twitchwise.diary.moment import on_date
from twitchwise.errors import InputError
from twitchwise.triggers.verdict import Verdict

FIRST = date(2026, 3, 2)
TRICEPS = find_site("left triceps")


def a_diary(n_days: int, *more: Entry) -> Diary:
    """Answered every day, twitching on every other."""
    entries: list[Entry] = []
    for n in range(n_days):
        day = FIRST + timedelta(days=n)
        answer = Answer.NOTICED if n % 2 else Answer.NOTHING_NOTICED
        entries.append(DayAnswer(entry_id=f"a{n}", when=on_date(day), day=day, answer=answer))
        if n % 2:
            entries.append(TwitchesNoticed(entry_id=f"t{n}", when=on_date(day), site=TRICEPS, count=2))
    return Diary(entries=(*entries, *more))


def test_a_diary_is_looked_at_from_its_first_to_its_last_day() -> None:
    found = investigate_diary(a_diary(20), with_power=False)
    assert (found.table.first_day, found.table.n_days, found.n_answered) == (FIRST, 20, 20)


def test_the_days_of_the_investigation_are_looked_at_with_the_suspicions_beside() -> None:
    begun = FIRST + timedelta(days=5)
    investigation = Investigation(
        entry_id="i", when=on_date(begun), first_day=begun, last_day=begun + timedelta(days=9)
    )
    suspicion = Suspicion(entry_id="s", when=on_date(begun), exposure="coffee")
    found = investigate_diary(a_diary(30, investigation, suspicion), with_power=False)
    assert (found.table.first_day, found.table.n_days, found.n_answered) == (begun, 10, 10)
    assert found.investigation == investigation
    assert found.suspicions == (suspicion,)


def test_an_empty_diary_is_told_in_one_sentence() -> None:
    with pytest.raises(InputError, match="no day") as refused:
        investigate_diary(Diary())
    assert "\n" not in str(refused.value)


def test_a_planted_trigger_in_a_table_is_found_and_written(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    coffee = rng.integers(0, 2, 100)
    twitches = rng.poisson(np.where(np.roll(coffee, 1) == 1, 6.0, 1.5))
    rows = [f"{n},{count},{cups}" for n, (count, cups) in enumerate(zip(twitches, coffee, strict=True))]
    (tmp_path / "days.csv").write_text("\n".join(["day,triceps,coffee", *rows]))
    found = investigate_table(tmp_path / "days.csv", outcomes=["triceps"], exposures=["coffee"], with_power=False)
    (trigger,) = found.triggers.triggers
    assert trigger.verdict is Verdict.LIKELY
    for _ in range(2):
        write_investigated(found, tmp_path / "out")
    assert "1 likely pattern in 100 answered days" in (tmp_path / "out" / "index.html").read_text()


def test_nothing_is_written_into_a_folder_of_other_things(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    with pytest.raises(InputError, match="already holds other files"):
        write_investigated(an_investigated(a_trigger()), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
