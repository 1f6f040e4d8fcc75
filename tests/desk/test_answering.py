from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings

from tests.intake.persons import Person, ask
from tests.intake.test_json_file import some_answers
from twitchwise.body import find_site
from twitchwise.clock import utc_now
from twitchwise.desk.answering import DENIAL_HOLDS_DAYS, keep_answers, kept_answers
from twitchwise.desk.diary_place import open_diary
from twitchwise.diary.model import Diary, Finding
from twitchwise.diary.moment import DayRule, Moment
from twitchwise.errors import InputError
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.item import Item
from twitchwise.intake.model import Answers, Medicine, NoticedSite
from twitchwise.intake.typed_answers import with_replies, with_typed_item
from twitchwise.store.diary_store import DiaryStore

TODAY = DayRule().today(utc_now())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DiaryStore]:
    with open_diary(tmp_path / "diary.sqlite") as opened:
        yield opened


def _finding(name: str, answer: str, day: date) -> Finding:
    when = Moment(local=datetime.combine(day, time(12)))
    return Finding(entry_id=f"{name}-{day}", when=when, name=name, answer=answer)


def test_answers_come_back_exactly(store: DiaryStore) -> None:
    answers = replace(
        ask(Person(yes=frozenset({Feature.CRAMPS, Feature.SHORT_SLEEP}))).answers,
        answered_on=TODAY,
        sites=(NoticedSite(site=find_site("left calf"), had_just_read=True),),
        medicines=(Medicine(name="omeprazole", started=date(2020, 1, 1)),),
        twitching_since=date(2024, 9, 1),
    )
    keep_answers(store, answers)
    assert kept_answers(store.load(), TODAY).answers == answers
    assert keep_answers(store, answers) == 0


@settings(max_examples=15)
@given(some_answers())
def test_any_answers_come_back_exactly(tmp_path_factory: pytest.TempPathFactory, answers: Answers) -> None:
    answers = replace(answers, answered_on=TODAY)
    with open_diary(tmp_path_factory.mktemp("diary") / "diary.sqlite") as store:
        keep_answers(store, answers)
        assert kept_answers(store.load(), TODAY).answers == answers


def test_only_what_changed_is_written_and_the_latest_counts(store: DiaryStore) -> None:
    first = with_replies(Answers(answered_on=TODAY), {Feature.CRAMPS: Reply.YES, Feature.TREMOR: Reply.NO})
    assert keep_answers(store, first) == 2
    second = with_replies(first, {Feature.CRAMPS: Reply.NO})
    assert keep_answers(store, second) == 1
    assert len(store.load().of(Finding)) == 2
    assert kept_answers(store.load(), TODAY).answers.reply(Feature.CRAMPS) is Reply.NO


def test_what_is_missing_stays_as_it_was(store: DiaryStore) -> None:
    answers = replace(with_replies(Answers(answered_on=TODAY), {Feature.CRAMPS: Reply.YES}), age_years=34)
    keep_answers(store, answers)
    assert keep_answers(store, Answers(answered_on=TODAY)) == 0
    assert kept_answers(store.load(), TODAY).answers == answers


def test_a_value_can_be_changed_to_not_known(store: DiaryStore) -> None:
    keep_answers(store, with_typed_item(Answers(answered_on=TODAY), Item.AGE_YEARS, "34"))
    keep_answers(store, with_typed_item(Answers(answered_on=TODAY), Item.AGE_YEARS, "?"))
    kept = kept_answers(store.load(), TODAY).answers
    assert kept.age_years is None
    assert kept.without_value == {Item.AGE_YEARS: Reply.NOT_SURE}


def test_none_and_not_known_are_kept_apart(store: DiaryStore) -> None:
    said = MappingProxyType({Item.MEDICINES: Reply.NO, Item.LABS: Reply.NOT_SURE})
    keep_answers(store, replace(Answers(answered_on=TODAY), without_value=said))
    assert kept_answers(store.load(), TODAY).answers.without_value == said


def test_the_denial_of_a_red_flag_lapses_and_a_yes_does_not() -> None:
    day = date(2026, 11, 22)
    old = day - timedelta(days=DENIAL_HOLDS_DAYS + 1)
    diary = Diary(
        entries=(
            _finding("choking", "no", old),
            _finding("wasting", "not-sure", old),
            _finding("task-lost", "yes", old),
            _finding("cramps", "no", old),
            _finding("falls", "no", day),
        )
    )
    kept = kept_answers(diary, day)
    assert kept.lapsed == {Feature.CHOKING}
    assert kept.to_confirm == {Feature.WASTING, Feature.TASK_LOST}
    assert kept.answers.reply(Feature.WASTING) is Reply.NOT_SURE
    assert kept.answers.reply(Feature.CHOKING) is Reply.NOT_ASKED
    assert kept.answers.has(Feature.TASK_LOST)
    assert kept.answers.reply(Feature.CRAMPS) is Reply.NO
    assert kept.answers.reply(Feature.FALLS) is Reply.NO
    assert kept.answered_on[Feature.CHOKING] == old
    assert kept_answers(diary, old).lapsed == frozenset()


def test_a_lapsed_denial_that_is_given_again_counts_again(store: DiaryStore) -> None:
    old = TODAY - timedelta(days=60)
    store.add([_finding("choking", "no", old)])
    assert kept_answers(store.load(), TODAY).lapsed == {Feature.CHOKING}
    keep_answers(store, with_replies(kept_answers(store.load(), TODAY).answers, {Feature.CHOKING: Reply.NO}))
    assert kept_answers(store.load(), TODAY).answers.reply(Feature.CHOKING) is Reply.NO


def test_other_findings_and_later_days_do_not_count() -> None:
    day = date(2026, 11, 22)
    diary = Diary(
        entries=(_finding("strength-safety-heart", "yes", day), _finding("cramps", "yes", day + timedelta(days=1)))
    )
    assert kept_answers(diary, day).answers == Answers(answered_on=day)


def test_a_damaged_answer_is_named(store: DiaryStore) -> None:
    diary = Diary(entries=(_finding("intake/labs", "{", date(2026, 11, 22)),))
    with pytest.raises(InputError, match="intake/labs"):
        kept_answers(diary, date(2026, 11, 22))


def test_what_is_said_once_more_is_kept_with_its_new_day(store: DiaryStore) -> None:
    today = DayRule().today(utc_now())
    store.add(
        [
            _finding(Feature.CRAMPS.value, "yes", today - timedelta(days=40)),
            _finding(Feature.WASTING.value, "yes", today - timedelta(days=40)),
        ]
    )
    known = kept_answers(store.load(), today)
    assert known.to_confirm == {Feature.WASTING}
    assert keep_answers(store, known.answers) == 0
    assert keep_answers(store, known.answers, again={Feature.WASTING}) == 1
    assert keep_answers(store, known.answers, again={Feature.WASTING}) == 0
    confirmed = kept_answers(store.load(), today)
    assert confirmed.to_confirm == frozenset()
    assert confirmed.answered_on[Feature.WASTING] == today
    assert confirmed.answered_on[Feature.CRAMPS] == today - timedelta(days=40)
