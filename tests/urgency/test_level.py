from twitchwise.urgency.level import Urgency, most_urgent


def test_the_ladder_runs_from_now_to_self_care() -> None:
    assert [str(level) for level in sorted(Urgency, key=lambda level: level.rank)] == [
        "now",
        "days",
        "weeks",
        "routine",
        "self-care",
    ]


def test_the_most_urgent_wins_and_nothing_at_all_is_self_care() -> None:
    assert most_urgent([Urgency.ROUTINE, Urgency.DAYS, Urgency.WEEKS]) is Urgency.DAYS
    assert most_urgent([]) is Urgency.SELF_CARE


def test_there_is_a_rung_below_each_but_the_last() -> None:
    assert [level.one_below.rank - level.rank for level in Urgency] == [1, 1, 1, 1, 0]
