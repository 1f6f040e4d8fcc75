from datetime import date

import pytest

from twitchwise.web.days import say_day, with_days


def test_a_day_is_said_as_people_say_it() -> None:
    assert say_day(date(2026, 3, 1)) == "1 March 2026"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("From 2026-11-01 to 2026-11-30.", "From 1 November 2026 to 30 November 2026."),
        ("(2026-11-01)", "(1 November 2026)"),
        ("2026-13-40 is no day", "2026-13-40 is no day"),
        ("diary-2026-11-01.json and /log?day=2026-11-01", "diary-2026-11-01.json and /log?day=2026-11-01"),
        ("10.1136/2026-11-01-5", "10.1136/2026-11-01-5"),
    ],
)
def test_days_in_a_sentence_are_said_and_names_stay(text: str, expected: str) -> None:
    assert with_days(text) == expected
