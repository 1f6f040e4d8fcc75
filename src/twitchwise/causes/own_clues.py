"""What the person's own diary, tests and recordings say, with their uncertainty."""

from collections.abc import Sequence

from twitchwise.causes.reading import Reading
from twitchwise.causes.sign import Clue, Sign
from twitchwise.diary.daily import ExposureName
from twitchwise.diary.model import ExposureKind, RecordingMeasured
from twitchwise.estimate import Estimate
from twitchwise.intake.feature import Feature, Reply
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.strength.trend_result import State
from twitchwise.triggers.diary_table import TRAINING
from twitchwise.triggers.find import Trigger, Triggers
from twitchwise.triggers.look_back import LookBack
from twitchwise.triggers.verdict import LIKELY, POSSIBLE

__all__ = ["read_own_data"]

_SIGN_OF_KIND = {
    ExposureKind.STRESS: Sign.OWN_TRIGGER_STRESS,
    ExposureKind.SLEEP: Sign.OWN_TRIGGER_SLEEP,
    ExposureKind.SLEEP_QUALITY: Sign.OWN_TRIGGER_SLEEP,
    ExposureKind.CAFFEINE: Sign.OWN_TRIGGER_CAFFEINE,
    ExposureKind.FLUIDS: Sign.OWN_TRIGGER_FLUIDS,
    ExposureKind.HEAT: Sign.OWN_TRIGGER_FLUIDS,
}
_SIGN_OF_NAME = {TRAINING: Sign.OWN_TRIGGER_TRAINING} | {
    ExposureName(kind=kind).text: sign for kind, sign in _SIGN_OF_KIND.items()
}
_LESS_OF_IT = frozenset(
    ExposureName(kind=kind).text for kind in (ExposureKind.SLEEP, ExposureKind.SLEEP_QUALITY, ExposureKind.FLUIDS)
)
"""Of these, it is the lack that would set twitching off."""
_MORE_THAN_HABIT = 1.5  # times the usual week, in three days; a choice
_HABIT_UNKNOWN = 0.5  # of the weight, when the muscle worked and its habit is not known


def read_own_data(
    *,
    triggers: Triggers | None = None,
    look_back: LookBack | None = None,
    screen: Screened | None = None,
    strength: StrengthStanding | None = None,
    measurements: Sequence[RecordingMeasured] = (),
) -> dict[Clue, Reading]:
    """The clues in what the person has gathered; what was not gathered has none."""
    return {
        **_triggers(triggers),
        **_look_back(look_back),
        **_trend(strength),
        **_screen(screen or (None if strength is None else strength.screened), strength),
        **_measured(measurements),
    }


def _triggers(triggers: Triggers | None) -> dict[Clue, Reading]:
    """The most probable pattern of each kind; its probability is how much of the weight counts."""
    best: dict[Sign, Trigger] = {}
    for trigger in () if triggers is None else triggers.triggers:
        sign = _SIGN_OF_NAME.get(trigger.exposure)
        if sign is None or trigger.probability is None:
            continue
        if sign not in best or _pull(trigger) > _pull(best[sign]):
            best[sign] = trigger
    return {sign: _read_trigger(trigger) for sign, trigger in best.items()}


def _pull(trigger: Trigger) -> float:
    """The probability of a pattern in the direction in which the exposure would set twitching off."""
    ratio = trigger.rate_ratio
    if trigger.probability is None or not isinstance(ratio, Estimate):
        return 0.0
    is_expected = ratio.value < 1.0 if trigger.exposure in _LESS_OF_IT else ratio.value > 1.0
    return trigger.probability if is_expected else 0.0


def _read_trigger(trigger: Trigger) -> Reading:
    pull = _pull(trigger)
    if pull < POSSIBLE:  # nothing below is reported; that nothing was found speaks a little against
        return Reading(reply=Reply.NO, certainty=1.0 - pull)
    words = "likely" if pull > LIKELY else "possible"
    ratio = trigger.rate_ratio
    figure = f"{words}, {ratio.value:.1f} times as many" if isinstance(ratio, Estimate) else words
    return Reading(reply=Reply.YES, certainty=pull, said=figure)


def _look_back(look: LookBack | None) -> dict[Clue, Reading]:
    if look is None or not look.has_workouts or (not look.efforts and "training" in look.not_known):
        return {}
    if not look.efforts:
        return {Sign.WORKED_HARD_LATELY: Reading(reply=Reply.NO)}
    ratio = look.habit.ratio
    if ratio is None:
        return {Sign.WORKED_HARD_LATELY: Reading(reply=Reply.YES, certainty=_HABIT_UNKNOWN)}
    is_more = ratio >= _MORE_THAN_HABIT
    return {Sign.WORKED_HARD_LATELY: Reading(reply=Reply.YES if is_more else Reply.NO)}


def _trend(standing: StrengthStanding | None) -> dict[Clue, Reading]:
    states = [] if standing is None else [region.state for region in standing.trend.regions]
    if State.FALL in states:
        return {Sign.STRENGTH_FELL: Reading(reply=Reply.YES)}
    if State.STEADY in states:
        return {Sign.STRENGTH_STEADY: Reading(reply=Reply.YES, certainty=states.count(State.STEADY) / len(states))}
    return {}


def _screen(screened: Screened | None, standing: StrengthStanding | None) -> dict[Clue, Reading]:
    found: dict[Clue, Reading] = {}
    if standing is not None and standing.failed_markers:
        found[Feature.TASK_LOST] = Reading(reply=Reply.YES)
    if screened is None:
        return found
    result = screened.result
    if result.findings:
        found[Feature.SCREEN_ACT_FAILED] = Reading(reply=Reply.YES)
    elif result.is_complete:
        found[Feature.SCREEN_ACT_FAILED] = Reading(reply=Reply.NO)
    if result.lost_tasks:
        found[Feature.TASK_LOST] = Reading(reply=Reply.YES)
    return found


def _measured(measurements: Sequence[RecordingMeasured]) -> dict[Clue, Reading]:
    has_twitches = any(each.n_twitches for each in measurements)
    return {Sign.TWITCHES_MEASURED: Reading(reply=Reply.YES)} if has_twitches else {}
