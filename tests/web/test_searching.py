from datetime import date, timedelta
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import diary_if_any, open_diary
from twitchwise.desk.kept_triggers import kept_search
from twitchwise.desk.writing import NoticedThing, write_day
from twitchwise.web.searching import Searches, SearchKind, SearchState

LONG_S = 120.0


def diary_with(path: Path, n_days: int) -> Path:
    with open_diary(path / "d.sqlite") as store:
        today = store.load().rule.today(utc_now())
        for n in range(n_days):
            write_day(store, day=today - timedelta(days=n), noticed=[NoticedThing(count=1 + n % 5)])
    return path / "d.sqlite"


def test_nothing_is_searched_that_was_not_asked_for(tmp_path: Path) -> None:
    state = Searches().state(SearchKind.TRIGGERS, tmp_path / "d.sqlite")
    assert not state.is_running
    assert not state.problem


def test_what_cannot_be_searched_is_told_in_a_sentence(tmp_path: Path) -> None:
    searches, file = Searches(), diary_with(tmp_path, 0)
    searches.begin(SearchKind.TRIAL, file)
    state = searches.state(SearchKind.TRIAL, file, wait_s=LONG_S)
    assert "no self-trial" in state.problem
    searches.close()


def test_a_search_that_is_cut_says_so_and_can_begin_once_more(tmp_path: Path) -> None:
    searches, file = Searches(), diary_with(tmp_path, 50)
    searches.begin(SearchKind.TRIGGERS, file)
    searches.close()
    assert "was cut" in searches.state(SearchKind.TRIGGERS, file, wait_s=LONG_S).problem
    searches.begin(SearchKind.TRIGGERS, file)
    assert searches.state(SearchKind.TRIGGERS, file, wait_s=LONG_S) == SearchState()
    diary = diary_if_any(file)
    assert diary is not None
    assert kept_search(diary, date.max) is not None


def test_a_search_in_a_diary_that_is_erased_ends_and_brings_nothing_back(tmp_path: Path) -> None:
    searches, file = Searches(), diary_with(tmp_path, 50)
    searches.begin(SearchKind.TRIGGERS, file)
    searches.forget(file)
    file.unlink()
    assert searches.state(SearchKind.TRIGGERS, file, wait_s=LONG_S) == SearchState()
    assert not file.exists()
