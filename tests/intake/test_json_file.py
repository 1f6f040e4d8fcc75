import json
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.body import all_sites
from twitchwise.errors import InputError
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.item import Item
from twitchwise.intake.json_file import answers_from_json, answers_to_json, read_answers
from twitchwise.intake.model import (
    Analyte,
    Answers,
    Examination,
    ExaminationKind,
    ExaminationResult,
    Lab,
    Medicine,
    NoticedSite,
    Precision,
    Sex,
    TwitchCourse,
    WeaknessCourse,
)

DAY = date(2026, 11, 22)
BASE = {"format": "twitchwise-intake-1", "answered_on": "2026-11-22"}

_KEYS = [*(item.value for item in Item), "replies", "none_of", "none", "unknown", "cramps", "site", "name", "x"]
_DAYS = st.none() | st.dates(date(1950, 1, 1), DAY)
_NUMBERS = st.floats(0, 1e6, allow_nan=False)
_TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=30)


@st.composite
def _noticed(draw: st.DrawFn) -> list[NoticedSite]:
    sites = draw(st.lists(st.sampled_from(all_sites()), unique=True, max_size=4))
    rows = []
    for site in sites:
        precision = draw(st.sampled_from(Precision))
        at = draw(st.datetimes(datetime(1950, 1, 1), datetime(2026, 11, 22)))
        at = at if precision is Precision.MINUTE else at.replace(hour=0, minute=0, second=0, microsecond=0)
        is_known = draw(st.booleans())
        rows.append(
            NoticedSite(
                site=site,
                first_noticed=at if is_known else None,
                precision=precision if is_known else Precision.DAY,
                had_just_read=draw(st.none() | st.booleans()),
            )
        )
    return rows


@st.composite
def some_answers(draw: st.DrawFn) -> Answers:
    asked = st.sampled_from([Reply.YES, Reply.NO, Reply.NOT_SURE])
    values: dict[str, Any] = {
        "age_years": draw(st.none() | st.integers(0, 120)),
        "sex": draw(st.none() | st.sampled_from(Sex)),
        "sites": tuple(draw(_noticed())),
        "twitching_since": draw(_DAYS),
        "twitch_course": draw(st.none() | st.sampled_from(TwitchCourse)),
        "weakness_since": draw(_DAYS),
        "weakness_course": draw(st.none() | st.sampled_from(WeaknessCourse)),
        "medicines": tuple(
            draw(st.lists(st.builds(Medicine, name=_TEXTS, started=_DAYS, changed=_DAYS, stopped=_DAYS), max_size=3))
        ),
        "examinations": tuple(
            draw(
                st.lists(
                    st.builds(
                        Examination,
                        kind=st.sampled_from(ExaminationKind),
                        result=st.sampled_from(ExaminationResult),
                        on=_DAYS,
                        words=_TEXTS,
                    ),
                    max_size=2,
                )
            )
        ),
        "labs": tuple(
            draw(
                st.lists(
                    st.builds(
                        Lab,
                        analyte=st.sampled_from(Analyte),
                        value=_NUMBERS,
                        unit=_TEXTS,
                        low=st.none() | _NUMBERS,
                        high=st.none() | _NUMBERS,
                        on=_DAYS,
                    ),
                    max_size=3,
                )
            )
        ),
        "sleep_h": draw(st.none() | st.floats(0, 24)),
        "caffeine_mg": draw(st.none() | st.floats(0, 5000)),
        "alcohol_g": draw(st.none() | st.floats(0, 1000)),
        "question": draw(_TEXTS),
    }
    open_items = [item for item in Item if values[item.value] in (None, (), "")]
    said = (
        draw(st.dictionaries(st.sampled_from(open_items), st.sampled_from([Reply.NO, Reply.NOT_SURE])))
        if open_items
        else {}
    )
    return Answers(
        answered_on=DAY,
        replies=MappingProxyType(draw(st.dictionaries(st.sampled_from(Feature), asked))),
        without_value=MappingProxyType(said),
        **values,
    )


@given(some_answers())
def test_answers_come_back_exactly(answers: Answers) -> None:
    assert answers_from_json(answers_to_json(answers)) == answers


def _read(**content: Any) -> Answers:
    return answers_from_json(json.dumps({**BASE, **content}), where="case.json")


def test_an_almost_empty_file_says_almost_nothing() -> None:
    answers = _read()
    assert answers == Answers(answered_on=DAY)
    assert all(answers.reply(feature) is Reply.NOT_ASKED for feature in Feature)


def test_none_of_denies_the_red_flags_that_were_not_told() -> None:
    answers = _read(replies={"choking": "yes", "wasting": "not-sure"}, none_of=["now"])
    assert answers.has(Feature.CHOKING)
    assert all(answers.reply(each) is Reply.NO for each in red_flags(Rank.NOW) if each is not Feature.CHOKING)
    assert answers.reply(Feature.WASTING) is Reply.NOT_SURE
    assert answers.reply(Feature.TASK_LOST) is Reply.NOT_ASKED
    both = _read(none_of=["now", "days"])
    assert both.reply(Feature.TASK_LOST) is Reply.NO
    assert both.reply(Feature.CRAMPS) is Reply.NOT_ASKED


def test_none_of_all_denies_everything_else() -> None:
    answers = _read(replies={"cramps": "yes"}, none_of=["all"])
    assert [feature for feature in Feature if answers.reply(feature) is not Reply.NO] == [Feature.CRAMPS]


def test_what_is_said_not_to_have_been_asked_stays_so() -> None:
    answers = _read(replies={"wasting": "not-asked"}, none_of=["days"])
    assert answers.reply(Feature.WASTING) is Reply.NOT_ASKED


def test_places_can_be_given_in_plain_words() -> None:
    answers = _read(sites=["both calves", {"site": "left eyelid", "first_noticed": "2026-08", "had_just_read": True}])
    assert [each.site.id for each in answers.sites] == [
        "left-gastrocnemius",
        "right-gastrocnemius",
        "left-orbicularis-oculi",
    ]
    assert answers.sites[2].precision is Precision.MONTH
    assert answers.sites[2].had_just_read


def test_the_whole_body_means_many_places() -> None:
    assert _read(sites=["whole body"]).has(Feature.WIDESPREAD)
    assert _read(sites=["whole body"], none_of=["all"]).has(Feature.WIDESPREAD)
    with pytest.raises(InputError, match="widespread"):
        _read(sites=["whole body"], replies={"widespread": "no"})


def test_a_place_that_is_named_twice_counts_from_the_earliest_time() -> None:
    answers = _read(
        sites=[
            "calves",
            {"site": "left calf", "first_noticed": "2026-08"},
            {"site": "left calf", "first_noticed": "2025"},
        ]
    )
    assert len(answers.sites) == 2
    assert answers.first_began() == date(2025, 1, 1)


def test_times_can_be_counted_back_from_the_day_of_the_answers() -> None:
    answers = _read(twitching_since="6 months ago", medicines=[{"name": "lithium", "started": "3 weeks ago"}, "zinc"])
    assert answers.twitching_since == date(2026, 5, 22)
    assert answers.medicines[0].started == DAY - timedelta(weeks=3)
    assert answers.medicines[1] == Medicine(name="zinc")


def test_none_and_unknown_differ_from_not_asked() -> None:
    answers = _read(none=["medicines"], unknown=["twitching_since"])
    assert answers.without_value == {Item.MEDICINES: Reply.NO, Item.TWITCHING_SINCE: Reply.NOT_SURE}
    with pytest.raises(InputError, match="medicines"):
        _read(none=["medicines"], medicines=["zinc"])
    with pytest.raises(InputError, match="labs"):
        _read(none=["labs"], unknown=["labs"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"agee": 3}, '"agee" is no key that is known here; did you mean age_years'),
        ({"replies": {"cramp": "yes"}}, '"cramp" is no feature that is known here; did you mean cramps'),
        ({"replies": {"cramps": "maybe"}}, "known are yes, no, not-sure"),
        ({"replies": {"cramps": True}}, '"true" is no answer'),
        ({"sex": "woman"}, "known are female, male"),
        ({"age_years": 200}, "less than or equal to 120"),
        ({"age_years": "34"}, "valid integer"),
        ({"labs": [{"analyte": "calcium"}]}, '"value" is missing'),
        ({"labs": [{"analyte": "calcium", "value": 1, "units": "x"}]}, "labs, 1: .*did you mean unit"),
        ({"labs": [{"analyte": "iron", "value": 1}]}, "known are calcium"),
        ({"sites": ["left calff"]}, "did you mean calf"),
        ({"sites": "left calf"}, "sites: "),
        ({"sites": [{"site": "left calf", "first_noticed": "soon"}]}, '"soon" is no day'),
        ({"twitching_since": "2027"}, "after the day of the answers"),
        ({"answered_on": "yesterday"}, "answered_on: .*2026-11-22"),
        ({"medicines": [{"nam": "x"}]}, "did you mean name"),
        ({"none_of": ["never"]}, "known are now, days, all"),
        ({"format": "twitchwise-intake-9"}, "no file of answers"),
        ({"sleep_h": 30}, "24"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_in_one_sentence(content: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words) as refused:
        _read(**content)
    assert str(refused.value).startswith("case.json")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 1}', "[" * 5000, '{"a": 1, "a": 2}', "NaN"])
def test_what_is_no_file_of_answers_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        answers_from_json(text)


@given(
    st.text(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9),
        lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), parts, max_size=4),
        max_leaves=12,
    )
)
def test_no_content_ends_in_a_traceback(content: Any) -> None:
    text = (
        content
        if isinstance(content, str)
        else json.dumps({**BASE, **content} if isinstance(content, dict) else content)
    )
    with suppress(InputError):
        answers_from_json(text)


def test_a_file_is_read_and_a_broken_one_is_named(tmp_path: Path) -> None:
    good = tmp_path / "good.json"
    good.write_text("\ufeff" + json.dumps(BASE), encoding="utf-8")
    assert read_answers(good) == Answers(answered_on=DAY)
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (binary, tmp_path / "none.json", tmp_path):
        with pytest.raises(InputError, match=path.name):
            read_answers(path)
