from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from twitchwise.body import find_site
from twitchwise.clock import utc_now
from twitchwise.desk.answering import keep_answers, kept_answers
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.doctor import DoctorWishes, gather_doctor_page
from twitchwise.desk.investigating import investigate_diary
from twitchwise.desk.kept_triggers import keep_search
from twitchwise.diary.model import (
    Answer,
    DayAnswer,
    Diary,
    Entry,
    Exposure,
    ExposureKind,
    Finding,
    Origin,
    Questionnaire,
    TwitchesNoticed,
)
from twitchwise.diary.moment import DayRule, on_date
from twitchwise.errors import InputError
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.item import Item
from twitchwise.intake.model import Answers, Medicine, WeaknessCourse
from twitchwise.report.doctor_model import DoctorSection

FIRST = date(2026, 9, 1)
TODAY = DayRule().today(utc_now())
CALF = find_site("left calf")


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def answered(n: int, *, is_quiet: bool) -> list[Entry]:
    when = on_date(day(n))
    answer = Answer.NOTHING_NOTICED if is_quiet else Answer.NOTICED
    entries: list[Entry] = [DayAnswer(entry_id=f"a{n}", when=when, day=day(n), answer=answer)]
    if not is_quiet:
        entries.append(TwitchesNoticed(entry_id=f"t{n}", when=when, site=CALF, count=3))
    return entries


def diary_of(*entries: Entry) -> Diary:
    return Diary(entries=tuple(sorted(entries, key=lambda each: each.when.local)))


def test_an_unanswered_day_ends_a_quiet_spell() -> None:
    quiet = (0, 1, 3, 4, 5, 8)  # 2, 6 and 7 were not answered
    entries = [entry for n in quiet for entry in answered(n, is_quiet=True)] + answered(9, is_quiet=False)
    page = gather_doctor_page(diary_of(*entries), DoctorWishes(), today=day(9))
    assert page.quiet is not None
    assert (page.quiet.first_day, page.quiet.n_days) == (day(3), 3)
    assert (page.n_answered, page.n_possible, page.n_days) == (7, 10, 10)


def test_sites_stand_by_how_often_they_twitched_and_with_their_first_time() -> None:
    entries = [
        *answered(0, is_quiet=False),
        *answered(1, is_quiet=False),
        TwitchesNoticed(entry_id="x", when=on_date(day(1)), site=find_site("tongue")),
        TwitchesNoticed(entry_id="y", when=on_date(day(1))),
    ]
    sites = gather_doctor_page(diary_of(*entries), DoctorWishes(), today=day(2)).sites
    names = ["all over" if each.site is None else each.site.id for each in sites]
    assert names[0] == "left-gastrocnemius"
    assert set(names[1:]) == {"tongue", "all over"}
    assert sites[0].first_noticed == day(0)


def test_an_old_denial_stands_with_its_day_and_an_unasked_question_as_such(tmp_path: Path) -> None:
    with open_diary(tmp_path / "d.sqlite") as store:
        keep_answers(store, Answers(answered_on=FIRST, replies={Feature.WASTING: Reply.NO, Feature.FALLS: Reply.YES}))
        diary = store.load()
    written = diary.rule.day_of(diary.of(Finding)[0].when)
    later = written + timedelta(days=200)
    assert Feature.WASTING in kept_answers(diary, later).lapsed
    flags = {each.feature: each for each in gather_doctor_page(diary, DoctorWishes(), today=later).flags}
    assert (flags[Feature.WASTING].reply, flags[Feature.WASTING].answered_on) == (Reply.NO, written)
    assert flags[Feature.FALLS].reply is Reply.YES
    assert (flags[Feature.CHOKING].reply, flags[Feature.CHOKING].answered_on) == (Reply.NOT_ASKED, None)


def test_programs_are_named_and_medicines_are_told_once(tmp_path: Path) -> None:
    origin = Origin(program="Daylio", source_key="k", import_id="i")
    taken = Exposure(entry_id="m", when=on_date(day(0)), kind=ExposureKind.MEDICINE, name="Sertraline", origin=origin)
    with open_diary(tmp_path / "d.sqlite") as store:
        store.add(answered(0, is_quiet=True))
        keep_answers(store, Answers(answered_on=FIRST, medicines=(Medicine(name="sertraline", started=FIRST),)))
        diary = store.load()
    page = gather_doctor_page(replace(diary, entries=(*diary.entries, taken)), DoctorWishes())
    assert page.written_by == ("by hand", "from Daylio")
    (remedy,) = page.remedies
    assert (remedy.name, remedy.started, remedy.n_days) == ("sertraline", FIRST, 1)


def test_gad7_stays_off_unless_it_is_asked_for() -> None:
    asked = Questionnaire(entry_id="q", when=on_date(day(0)), name="gad-7", answers=(1,) * 7, score=7.0)
    diary = diary_of(asked, *answered(0, is_quiet=True))
    assert gather_doctor_page(diary, DoctorWishes(), today=day(0)).gad7 == ()
    assert gather_doctor_page(diary, DoctorWishes(with_gad7=True), today=day(0)).gad7 == (asked,)


def test_the_hash_changes_with_any_entry_and_with_nothing_else() -> None:
    entries = answered(0, is_quiet=False)
    page = gather_doctor_page(diary_of(*entries), DoctorWishes(), today=day(0))
    again = gather_doctor_page(diary_of(*entries), DoctorWishes(name="Ada"), today=day(0))
    assert page.data_sha256 == again.data_sha256
    changed = [replace(each, count=4) if isinstance(each, TwitchesNoticed) else each for each in entries]
    assert gather_doctor_page(diary_of(*changed), DoctorWishes(), today=day(0)).data_sha256 != page.data_sha256


def test_weeks_are_whole_from_the_last_day_back() -> None:
    entries = [entry for n in range(10) for entry in answered(n, is_quiet=n % 2 == 0)]
    weeks = gather_doctor_page(diary_of(*entries), DoctorWishes(), today=day(9)).weeks
    assert [(week.first_day, week.n_answered) for week in weeks] == [(day(0), 3), (day(3), 7)]


def test_an_empty_diary_gives_a_page_too() -> None:
    page = gather_doctor_page(Diary(), DoctorWishes(with_days=True), today=FIRST)
    assert (page.n_answered, page.n_possible, page.weeks, page.quiet) == (0, 1, (), None)


def test_a_page_makes_no_search_of_its_own() -> None:
    wishes = DoctorWishes(left_out=frozenset({DoctorSection.ASSOCIATIONS}))
    diary = diary_of(*answered(0, is_quiet=False))
    assert gather_doctor_page(diary, wishes, today=FIRST).associations is None
    assert gather_doctor_page(diary, DoctorWishes(), today=FIRST).associations is None


def test_the_search_that_was_kept_stands_on_the_page(tmp_path: Path) -> None:
    with open_diary(tmp_path / "d.sqlite") as store:
        store.add(answered(0, is_quiet=False))
        keep_search(store, investigate_diary(store.load(), with_power=False))
        diary = store.load()
    found = gather_doctor_page(diary, DoctorWishes()).associations
    assert found is not None
    assert (found.likely, found.too_early) == ((), "nothing that may set it off was written down beside the twitching.")


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InputError, match="before the first"):
        gather_doctor_page(Diary(), DoctorWishes(first=day(5), last=day(1)), today=day(9))


def test_weakness_that_was_told_stands_with_its_beginning_and_with_what_the_person_was_told(tmp_path: Path) -> None:
    answers = Answers(
        answered_on=TODAY,
        replies={Feature.WEAKNESS_FELT: Reply.YES, Feature.TASK_LOST: Reply.YES, Feature.CRAMPS: Reply.YES},
        weakness_since=TODAY - timedelta(days=120),
        weakness_course=WeaknessCourse.WORSE,
        without_value={Item.MEDICINES: Reply.NO},
    )
    with open_diary(tmp_path / "diary.sqlite") as store:
        keep_answers(store, answers)
        page = gather_doctor_page(store.load(), DoctorWishes())
    assert page.weakness is not None
    assert (page.weakness.since, page.weakness.course) == (answers.weakness_since, WeaknessCourse.WORSE)
    assert [each.feature for each in page.weakness.traits] == [Feature.WEAKNESS_FELT]
    assert page.history == (Feature.CRAMPS,)
    assert page.told == "See a doctor within days."
    assert page.without == {Item.MEDICINES}
    assert gather_doctor_page(Diary(), DoctorWishes(), today=TODAY).told == ""
