from datetime import datetime

from twitchwise.diary.model import Finding, Note
from twitchwise.diary.moment import Moment
from twitchwise.report.entry_words import say_entries, say_entry

WHEN = Moment(local=datetime(2026, 11, 22, 21, 5))


def _finding(name: str, answer: str) -> Finding:
    return Finding(entry_id=name, when=WHEN, name=name, answer=answer)


def test_an_answer_is_said_in_the_words_of_its_question() -> None:
    assert say_entry(_finding("cramps", "yes")) == "Muscle cramps: yes"
    assert say_entry(_finding("wasting", "not-sure")) == "A muscle grew thinner: not sure"


def test_an_item_is_said_without_its_json() -> None:
    assert say_entry(_finding("intake/age_years", "34")) == "age years: 34"
    assert say_entry(_finding("intake/sex", '"female"')) == "sex: female"
    assert say_entry(_finding("intake/labs", '[{"analyte":"ck"},{"analyte":"tsh"}]')) == "labs: 2 given"
    assert say_entry(_finding("intake/medicines", "none")) == "medicines: none"


def test_denials_are_counted_in_one_line() -> None:
    note = Note(entry_id="note", when=WHEN, text="a good day")
    lines = say_entries(
        [
            _finding("cramps", "yes"),
            _finding("choking", "no"),
            note,
            _finding("falls", "no"),
            _finding("pause-until", "no"),
        ]
    )
    assert lines == ("Muscle cramps: yes", "21:05 a good day", "pause-until: no", "the questions: 2 times no")
    assert say_entries([_finding("choking", "no")]) == ("Choking on food, drink or spit: no",)
