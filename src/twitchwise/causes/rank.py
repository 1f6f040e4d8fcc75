"""The ranking: answers and own data in, causes in two lanes out."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from twitchwise.causes.als import als_standing, has_signs, is_plainly_weak
from twitchwise.causes.doctor_clues import read_doctors
from twitchwise.causes.lanes import first_lane, judge_causes, second_lane
from twitchwise.causes.loading import causes_library
from twitchwise.causes.medicine_clues import read_medicines
from twitchwise.causes.own_clues import read_own_data
from twitchwise.causes.ranked import Causes, Lane
from twitchwise.causes.reading import Reading, Readings, read_answers
from twitchwise.causes.showing import show_cause
from twitchwise.causes.sign import Clue, Sign
from twitchwise.causes.weighing import N_DRAWS
from twitchwise.causes.words import say
from twitchwise.diary.model import RecordingMeasured
from twitchwise.evidence.model import Sentence
from twitchwise.intake.feature import Reply
from twitchwise.intake.model import Answers
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.triggers.find import Triggers
from twitchwise.triggers.look_back import LookBack

__all__ = ["rank_causes"]

_LITTLE_KNOWN = 5  # clues

_STRENGTH_OF = {Reply.YES: 2, Reply.NOT_SURE: 1, Reply.NO: 0, Reply.NOT_ASKED: -1}


def rank_causes(
    answers: Answers,
    *,
    triggers: Triggers | None = None,
    look_back: LookBack | None = None,
    measurements: Sequence[RecordingMeasured] = (),
    screen: Screened | None = None,
    strength: StrengthStanding | None = None,
    today: date | None = None,
    seed: int = 1,
) -> Causes:
    """What it could be: at most five causes by likelihood, and the rare ones that must not be missed.

    Parameters
    ----------
    answers : of the person; what is missing was not asked.
    triggers, look_back : from the person's own diary; a trigger counts by its probability.
    measurements : recordings; what they show moves next to nothing.
    screen : the first sitting of the strength screen, when it is not part of `strength`.
    strength : where the person's own tests stand.
    today : the person's day; that of the answers when left out.
    seed : of the draws. It moves the shares by about a hundredth, and the order not at all.

    Returns
    -------
    ALS always stands in the second lane, with what has and has not been looked at. In the first it stands only when
    something was told that it could explain, and then at the place that comes out.

    Notes
    -----
    See `weighing` for the score and docs/causes.md for every weight.
    """
    today = answers.answered_on if today is None else today
    library = causes_library()
    readings = _merge(
        read_answers(answers, today),
        read_medicines(answers),
        read_doctors(answers, today),
        read_own_data(
            triggers=triggers, look_back=look_back, screen=screen, strength=strength, measurements=measurements
        ),
    )
    signs = has_signs(readings)
    ranking = judge_causes(library, readings, np.random.default_rng(seed), signs=signs)
    likely = first_lane(ranking, signs=signs, is_weak=is_plainly_weak(readings))
    rare = second_lane(ranking, {each.cause.id for each in likely}, signs=signs)
    return Causes(
        likely=tuple(show_cause(each, Lane.LIKELY, ranking, library, readings, signs=signs) for each in likely),
        not_to_be_missed=tuple(
            show_cause(each, Lane.NOT_TO_BE_MISSED, ranking, library, readings, signs=signs) for each in rare
        ),
        als=als_standing(answers, readings, screen=screen, strength=strength, today=today),
        notes=_notes(readings, signs=signs),
        today=today,
        seed=seed,
        n_draws=N_DRAWS,
    )


def _merge(*several: Readings) -> Mapping[Clue, Reading]:
    """One reading a clue: a yes from anywhere stands, and of two alike the surer one."""
    found: dict[Clue, Reading] = {}
    for readings in several:
        for clue, reading in readings.items():
            before = found.get(clue)
            if before is None or _rank_of(reading) > _rank_of(before):
                found[clue] = reading
    return found


def _rank_of(reading: Reading) -> tuple[int, float]:
    return _STRENGTH_OF[reading.reply], reading.certainty


def _notes(readings: Readings, *, signs: bool) -> tuple[Sentence, ...]:
    notes = [say("causes_days")] if signs else []
    if len(readings) < _LITTLE_KNOWN:
        notes.append(say("causes_little_known"))
    notes += [say("causes_order", f"{N_DRAWS}"), say("causes_teaching")]
    place = (Sign.TWITCHES_MEASURED, Sign.ONLY_LOWER_LEG, Sign.IN_ARM_OR_TRUNK)
    if any(clue in readings for clue in place):
        notes.append(say("causes_rate_says_little"))
    return tuple(notes)
