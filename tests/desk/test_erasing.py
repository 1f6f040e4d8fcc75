"""The plan of an erasure says what goes; what lies beside goes with everything."""

from datetime import date, datetime
from pathlib import Path

from twitchwise.desk.erasing import erase, plan_erasure
from twitchwise.diary.model import Note
from twitchwise.diary.moment import Moment
from twitchwise.store.diary_store import open_store


def _diary(tmp_path: Path) -> Path:
    file = tmp_path / "diary.sqlite"
    with open_store(file) as store:
        store.add([Note(entry_id=str(day), when=Moment(local=datetime(2026, 11, day, 12)), text="x") for day in (3, 9)])
        store.back_up()
    return file


def test_the_plan_counts_what_goes_and_changes_nothing(tmp_path: Path) -> None:
    file = _diary(tmp_path)
    plan = plan_erasure(file)
    assert plan.n_entries == 2
    assert (plan.first_day, plan.last_day) == (date(2026, 11, 3), date(2026, 11, 9))
    assert len(plan.backups) == 1
    with open_store(file) as store:
        assert len(store.load().entries) == 2


def test_what_the_app_holds_goes_with_everything(tmp_path: Path) -> None:
    held = tmp_path / "state" / "web"
    (held / "uploads").mkdir(parents=True)
    (held / "uploads" / "clip.mp4").write_text("clip")
    file = _diary(tmp_path)
    erase(file, plan_erasure(file, beside=[held, tmp_path / "none"]))
    assert not held.exists()
    assert not file.exists()
