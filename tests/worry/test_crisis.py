from datetime import date, timedelta

from twitchwise.diary.model import Diary, Finding
from twitchwise.diary.moment import on_date
from twitchwise.worry.crisis import crisis_help
from twitchwise.worry.personal import CRISIS_LINE, SELF_HARM

TODAY = date(2026, 6, 1)


def _diary(*answers: tuple[str, str]) -> Diary:
    first = TODAY - timedelta(days=len(answers))
    return Diary(
        entries=tuple(
            Finding(entry_id=f"{n}", when=on_date(first + timedelta(days=n)), name=name, answer=answer)
            for n, (name, answer) in enumerate(answers)
        )
    )


def test_help_is_named_after_a_yes_and_after_not_sure_until_a_no() -> None:
    assert crisis_help(_diary((SELF_HARM, "yes")), TODAY)[0].id == "crisis_now"
    assert crisis_help(_diary((SELF_HARM, "not-sure")), TODAY)
    assert not crisis_help(_diary((SELF_HARM, "yes"), (SELF_HARM, "no")), TODAY)
    assert not crisis_help(Diary(), TODAY)


def test_own_lines_stand_with_it() -> None:
    told = crisis_help(_diary((f"{CRISIS_LINE}Listening line", "0800 1"), (SELF_HARM, "yes")), TODAY)
    assert any("Listening line: 0800 1" in each.text for each in told)
    assert all(each.id != "crisis_no_line" for each in told)
