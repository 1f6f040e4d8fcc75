"""The short card under every output and the rules must not contradict each other."""

import pytest

from tests.urgency.cases import judge
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.urgency.level import Urgency

# Every line of the card by words of it, with people whom the line means.
LINES = {
    "Hard to breathe": ("breathless-at-rest", "breathless-lying-flat", "choking"),
    "Weakness that comes suddenly": (
        "sudden-loss",
        "weakness-one-limb-in-days",
        "weakness-both-sides-in-weeks",
        "task-lost weakness=3",
        "face-weak weakness=1",
    ),
    "Weak legs with a numb seat": ("saddle-numbness weak-legs", "bladder-or-bowel-change weak-legs"),
    "Hands or feet locked": ("tetany tingling-mouth", "tetany fainted"),
    "contact with pesticide": ("pesticide-contact heavy-sweating saliva-or-small-pupils",),
    "Dark urine": ("dark-urine severe-muscle-pain",),
    "New weakness that stays": ("task-lost", "foot-drop", "fine-hand-trouble"),
    "getting thinner": ("wasting",),
    "Speech that becomes": ("speech-change", "swallowing-trouble"),
    "Losing weight": ("weight-loss weakness-felt", "breathless-on-effort weakness-felt"),
    "A tongue that": ("tongue-twitching", "eyelid-only twitching=120"),
    "Cramps together": ("cramps stiffness", "cramps heavy-sweating"),
    "new medicine": ("new-medicine-or-dose",),
    "close family": ("family-als",),
}


@pytest.mark.parametrize("rung", [Urgency.NOW, Urgency.DAYS, Urgency.WEEKS])
def test_whom_a_line_of_the_card_means_is_judged_on_its_rung(rung: Urgency) -> None:
    for line in getattr(red_flag_card(), rung.value):
        (people,) = [people for words, people in LINES.items() if words in line]
        for words in people:
            assert judge(words).level is rung, (line, words)


def test_every_line_was_looked_at() -> None:
    card = red_flag_card()
    assert len((*card.now, *card.days, *card.weeks)) == len(LINES)


def test_the_card_names_the_age_from_which_an_ordinary_appointment_is_worth_it() -> None:
    assert "From the age of 40 on" in red_flag_card().calm
    assert judge("age=40 widespread").level is Urgency.ROUTINE
    assert judge("age=39 widespread").level is Urgency.SELF_CARE
