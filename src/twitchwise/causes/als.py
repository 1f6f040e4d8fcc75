"""ALS in proportion: what was and was not looked at, when to look again, everybody's new cases. Never a chance."""

from datetime import date, timedelta

from twitchwise.causes.doctor_clues import latest_examination, say_when
from twitchwise.causes.ranked import AlsStanding, AlsState, LookedAt, LookedAtKind
from twitchwise.causes.reading import Readings
from twitchwise.causes.sign import Clue, Sign
from twitchwise.causes.words import say
from twitchwise.clock import say_day
from twitchwise.evidence.lookup import find_fact
from twitchwise.evidence.model import Sentence
from twitchwise.evidence.proportion import AlsNewCases, als_new_cases, followed_up
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import is_moot, unanswered_red_flags
from twitchwise.intake.model import Answers, ExaminationKind, ExaminationResult
from twitchwise.strength.standing import Screened, StrengthStanding

__all__ = ["als_standing", "has_signs", "is_plainly_weak"]

_STRENGTH: tuple[Clue, ...] = (
    Feature.SUDDEN_LOSS,
    Feature.WEAKNESS_ONE_LIMB_IN_DAYS,
    Feature.WEAKNESS_BOTH_SIDES_IN_WEEKS,
    Feature.TASK_LOST,
    Feature.FINE_HAND_TROUBLE,
    Feature.ARM_RAISING_TROUBLE,
    Feature.RISING_TROUBLE,
    Feature.TRIPPING,
    Feature.FOOT_DROP,
    Feature.FALLS,
    Feature.HEAD_DROP,
    Feature.WEAKNESS_SEEN_BY_DOCTOR,
    Feature.WEAKNESS_GROWING,
    Feature.WEAK_LEGS,
    Feature.WASTING,
)
_SPEECH: tuple[Clue, ...] = (
    Feature.SPEECH_CHANGE,
    Feature.SWALLOWING_TROUBLE,
    Feature.SPEECH_OR_SWALLOWING_GROWING,
    Feature.CHOKING,
)
_TONGUE_AND_FACE: tuple[Clue, ...] = (Feature.TONGUE_TWITCHING, Feature.FACE_WEAK)
_BREATH: tuple[Clue, ...] = (Feature.BREATHLESS_AT_REST, Feature.BREATHLESS_LYING_FLAT)
"""Tongue, face and breath at rest leave ALS open and are no sign of it by themselves: fear and a cold do the same."""

_SOFT_ASKED: tuple[Clue, ...] = (
    *_TONGUE_AND_FACE,
    *_BREATH,
    Feature.BREATHLESS_ON_EFFORT,
    Feature.WEIGHT_LOSS,
)
_SOFT_BESIDE: tuple[Clue, ...] = (
    Feature.MORNING_HEADACHE,
    Feature.MUCH_SALIVA,
    Feature.SUDDEN_LAUGHING_OR_CRYING,
    Feature.BEHAVIOUR_CHANGE,
)
"""Two soft signs together, one of them of those that everybody is asked, are a sign; one is not. A choice."""

_SCREEN: tuple[Clue, ...] = (Feature.SCREEN_ACT_FAILED,)
_MEASURED: tuple[Clue, ...] = (Sign.STRENGTH_FELL,)
_FOUND: tuple[Clue, ...] = (
    Feature.BRISK_REFLEXES_SEEN,
    Sign.EXAMINATION_ABNORMAL,
    Sign.EMG_ABNORMAL,
    Sign.EMG_NERVE_LOSS,
)
"""What a doctor found is told as such; whether it is a sign of lost strength is for that doctor to say."""

_LOST = (*_STRENGTH, *_SPEECH, Feature.BREATHLESS_LYING_FLAT, *_SCREEN, *_MEASURED)
_QUESTIONS = (*_STRENGTH, *_SPEECH, *_SOFT_ASKED)
_PLAIN: tuple[Clue, ...] = (
    Feature.TASK_LOST,
    Feature.FINE_HAND_TROUBLE,
    Feature.ARM_RAISING_TROUBLE,
    Feature.RISING_TROUBLE,
    Feature.TRIPPING,
    Feature.FOOT_DROP,
    Feature.HEAD_DROP,
    Feature.WEAKNESS_SEEN_BY_DOCTOR,
    Feature.WEAKNESS_GROWING,
    Feature.WASTING,
    *_SCREEN,
    *_MEASURED,
)
_WATCH_DAYS = 730  # two years: the least that the note of fact als_fasc_first_to_weakness asks for
_DAYS_A_MONTH = 30.44


def has_signs(readings: Readings) -> bool:
    """Whether strength, speech or swallowing is lost, or lost nerve was found: ALS or a mimic could explain it."""
    return _is_lost(readings) or _is_yes(readings, Sign.EMG_NERVE_LOSS)


def is_plainly_weak(readings: Readings) -> bool:
    """Whether two plain signs of lost strength were told; one alone is often a tired or a painful limb. A choice."""
    return sum(_is_yes(readings, clue) for clue in _PLAIN) > 1


def _is_lost(readings: Readings) -> bool:
    """Whether something was told that ALS could explain: one plain sign, or two soft ones."""
    if any(_is_yes(readings, clue) for clue in _LOST):
        return True
    asked = sum(_is_yes(readings, clue) for clue in _SOFT_ASKED)
    return asked > 1 or (asked == 1 and any(_is_yes(readings, clue) for clue in _SOFT_BESIDE))


def als_standing(
    answers: Answers,
    readings: Readings,
    *,
    screen: Screened | None = None,
    strength: StrengthStanding | None = None,
    today: date,
) -> AlsStanding:
    """What is said of ALS.

    Notes
    -----
    A sentence that could calm is said only where everything that it rests on was asked and denied; leaving an answer
    out can take such sentences away and never adds one. Without age or sex there is no figure, for the figure of
    somebody younger would calm.
    """
    state = _state(answers, readings)
    screened = screen or (None if strength is None else strength.screened)
    looked_at = _looked_at(answers, readings, screened, strength)
    looks = () if unanswered_red_flags(answers) or _comes_first(readings) else _next_looks(answers, today)
    new_cases = _new_cases(answers)
    return AlsStanding(
        state=state,
        says=_says(answers, readings, state, looks, today, has_figure=new_cases is not None),
        looked_at=looked_at,
        next_looks=looks,
        new_cases=new_cases,
        followed_up=followed_up() if state is AlsState.NONE_TOLD else None,
    )


def _comes_first(readings: Readings) -> bool:
    """Whether something was told, found or left unsure that a doctor should look at before any later date."""
    told = (Reply.YES, Reply.NOT_SURE)
    clues = (*_QUESTIONS, *_SOFT_BESIDE, *_SCREEN, *_MEASURED, *_FOUND)
    return any(clue in readings and readings[clue].reply in told for clue in clues)


def _is_yes(readings: Readings, clue: Clue) -> bool:
    return clue in readings and readings[clue].reply is Reply.YES


def _is_denied(answers: Answers, readings: Readings, clue: Clue) -> bool:
    """A clear no, or not asked because everything that it depends on was clearly denied."""
    if clue in readings:
        return readings[clue].reply is Reply.NO
    return isinstance(clue, Feature) and is_moot(clue, answers)


def _state(answers: Answers, readings: Readings) -> AlsState:
    if _is_lost(readings):
        return AlsState.SIGNS
    all_denied = all(_is_denied(answers, readings, clue) for clue in (*_QUESTIONS, *_SCREEN))
    return AlsState.NONE_TOLD if all_denied else AlsState.OPEN


def _new_cases(answers: Answers) -> AlsNewCases | None:
    if answers.age_years is None or answers.sex is None:
        return None
    return als_new_cases(answers.age_years, answers.sex.value)


def _says(
    answers: Answers,
    readings: Readings,
    state: AlsState,
    looks: tuple[date, ...],
    today: date,
    *,
    has_figure: bool,
) -> tuple[Sentence, ...]:
    ids = {AlsState.SIGNS: "als_signs", AlsState.OPEN: "als_open", AlsState.NONE_TOLD: "als_none_told"}
    lacks_screen = all(_is_denied(answers, readings, clue) for clue in _QUESTIONS)
    headline = "als_open_screen" if state is AlsState.OPEN and lacks_screen else ids[state]
    said = [say(headline), say("als_no_list_can")]
    if state is not AlsState.SIGNS:
        said += [say("als_twitching_alone"), say("als_twitch_first")]
    if any(_is_yes(readings, clue) for clue in _FOUND):
        said.append(say("als_found"))
    if state is AlsState.NONE_TOLD and _is_yes(readings, Sign.UNDER_40):
        said.append(say("als_under_forty"))
    if any(each.result is ExaminationResult.NORMAL for each in answers.examinations):
        said.append(say("als_normal_then"))
    if any(_is_yes(readings, clue) for clue in (Feature.FAMILY_ALS, Feature.FAMILY_DEMENTIA_YOUNG)):
        said.append(say("als_family"))
    if looks:
        until = "als_watch_until" if answers.first_began() is not None else "als_watch_from_now"
        said += [say("als_next_look", say_day(looks[0])), say(until, say_day(looks[-1]))]
    elif state is AlsState.NONE_TOLD and not _next_looks(answers, today):
        said.append(say("als_watched_two_years"))
    if not has_figure:
        said.append(say("als_age_sex_unknown"))
    return tuple(said)


def _next_looks(answers: Answers, today: date) -> tuple[date, ...]:
    """Every half year from the last normal examination, else from today, until two years after the first twitch."""
    half_year = timedelta(days=round((find_fact("fasc_review_6m").value or 0.0) * _DAYS_A_MONTH))
    began = answers.first_began() or today
    last = min(began, today) + timedelta(days=_WATCH_DAYS)
    seen = latest_examination(answers, ExaminationKind.NEUROLOGICAL, ExaminationResult.NORMAL)
    counted_from = today if seen is None or seen.on is None else min(seen.on, today)
    look = max(counted_from + half_year, today)
    looks = []
    while look < last:
        looks.append(look)
        look += half_year
    if last > today:
        looks.append(last)
    return tuple(looks)


def _looked_at(
    answers: Answers, readings: Readings, screened: Screened | None, strength: StrengthStanding | None
) -> tuple[LookedAt, ...]:
    screened_on = None if screened is None else screened.day
    return (
        _asked(LookedAtKind.STRENGTH_QUESTIONS, "looked_strength", answers, readings, _STRENGTH),
        _asked(LookedAtKind.SPEECH_QUESTIONS, "looked_speech", answers, readings, (*_SPEECH, *_TONGUE_AND_FACE)),
        _asked(LookedAtKind.BREATH_QUESTIONS, "looked_breath", answers, readings, _BREATH),
        _asked(LookedAtKind.SCREEN, "looked_screen", answers, readings, _SCREEN, on=screened_on),
        _own_tests(readings, strength),
        _examined(answers, LookedAtKind.EXAMINATION, "looked_examination", ExaminationKind.NEUROLOGICAL),
        _examined(answers, LookedAtKind.EMG, "looked_emg", ExaminationKind.EMG),
    )


def _asked(
    kind: LookedAtKind,
    words: str,
    answers: Answers,
    readings: Readings,
    clues: tuple[Clue, ...],
    *,
    on: date | None = None,
) -> LookedAt:
    is_told = any(_is_yes(readings, clue) for clue in clues)
    is_done = all(_is_yes(readings, clue) or _is_denied(answers, readings, clue) for clue in clues)
    ending = "signs" if is_told else "none" if is_done else "open"
    day = on or answers.answered_on
    return LookedAt(kind=kind, is_done=is_done, on=day if is_done else None, sentence=say(f"{words}_{ending}"))


def _own_tests(readings: Readings, strength: StrengthStanding | None) -> LookedAt:
    fell, steady = _is_yes(readings, Sign.STRENGTH_FELL), _is_yes(readings, Sign.STRENGTH_STEADY)
    on = None if strength is None else strength.trend.today
    ending = "fell" if fell else "steady" if steady else "open"
    return LookedAt(
        kind=LookedAtKind.OWN_TESTS,
        is_done=fell or steady,
        on=on if fell or steady else None,
        sentence=say(f"looked_tests_{ending}", "" if on is None else say_day(on)),
    )


def _examined(answers: Answers, kind: LookedAtKind, words: str, of: ExaminationKind) -> LookedAt:
    bad = latest_examination(answers, of, ExaminationResult.ABNORMAL)
    found = bad or latest_examination(answers, of, ExaminationResult.NORMAL)
    if found is None:
        return LookedAt(kind=kind, is_done=False, on=None, sentence=say(f"{words}_open"))
    sentence = say(f"{words}_{found.result}", say_when(found.on))
    return LookedAt(kind=kind, is_done=True, on=found.on, sentence=sentence)
