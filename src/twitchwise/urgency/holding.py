"""How surely a condition holds of what is known."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import singledispatch

from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import is_moot
from twitchwise.intake.medicines import NEW_DAYS, is_long, is_new, medicine_groups
from twitchwise.intake.model import Analyte, Medicine
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.strength.trend_result import State
from twitchwise.urgency.condition import (
    ActWent,
    AgeIs,
    AgeUnknown,
    AllOf,
    AnyOf,
    AtLeast,
    Atom,
    CkTimes,
    Condition,
    Examined,
    Gad7Is,
    HasFeature,
    LabIs,
    LabValue,
    LastsFor,
    Maybe,
    MedicineTaken,
    MedicineTime,
    Perhaps,
    Relation,
    ScreenFinding,
    ScreenSays,
    SiteNoticed,
    StrengthSays,
    StrengthSettled,
    TrendFinding,
    WeaknessGoes,
)
from twitchwise.urgency.known import Known
from twitchwise.urgency.settling import is_settled
from twitchwise.urgency.truth import Truth, at_least

__all__ = ["holds", "open_parts"]

_OF_REPLY = {
    Reply.YES: Truth.YES,
    Reply.NOT_SURE: Truth.NOT_SURE,
    Reply.NOT_ASKED: Truth.NOT_ASKED,
    Reply.NO: Truth.NO,
}


def holds(condition: Condition, known: Known) -> Truth:
    """How surely a condition holds.

    Notes
    -----
    A feature that was not asked, an age and a beginning that were not said are `Truth.NOT_ASKED`, but for a feature
    that cannot be when everything it depends on was denied (`intake.feature_words.is_moot`). A blood value, an
    examination, a medicine, the questions on worry or a test that is not there is `Truth.NO`: nobody can be asked for
    it on the spot, and `Judgement.not_looked_at` says so instead.
    """
    match condition:
        case AllOf(parts=parts):
            return min(holds(part, known) for part in parts)
        case AnyOf(parts=parts):
            return max(holds(part, known) for part in parts)
        case AtLeast(count=count, parts=parts):
            return at_least(count, (holds(part, known) for part in parts))
        case Maybe(part=part):
            return Truth.NO if holds(part, known) is Truth.NO else Truth.YES
        case Perhaps(part=part):
            truth = holds(part, known)
            return Truth.YES if truth is Truth.NOT_SURE else truth
    return _holds(condition, known)


def open_parts(condition: Condition, known: Known) -> Iterator[Condition]:
    """The single parts whose answer is missing and could make the condition hold, or hold more surely."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts) | AtLeast(parts=parts):
            truth = holds(condition, known)
            if truth in {Truth.YES, Truth.NO}:
                return
            for part in parts:
                yield from open_parts(part, known)
        case Perhaps(part=part):
            if holds(part, known) is Truth.NOT_ASKED:
                yield from open_parts(part, known)
        case Maybe():
            return
        case _:
            if holds(condition, known) is Truth.NOT_ASKED:
                yield condition


@singledispatch
def _holds(atom: Atom, known: Known) -> Truth:
    """How surely a single part holds; one function for each kind of part follows."""
    raise TypeError(type(atom))


@_holds.register
def _(atom: HasFeature, known: Known) -> Truth:
    truth = _OF_REPLY[known.answers.reply(atom.feature)]
    if truth is Truth.NOT_ASKED and is_moot(atom.feature, known.answers):
        return Truth.NO  # everything that it depends on was denied
    return truth


@_holds.register
def _(atom: AgeIs, known: Known) -> Truth:
    return _compared(known.answers.age_years, atom.relation, atom.years)


@_holds.register
def _(atom: AgeUnknown, known: Known) -> Truth:
    return _is(known.answers.age_years is None)


@_holds.register
def _(atom: LastsFor, known: Known) -> Truth:
    return _compared(known.lasted_days(atom.span), atom.relation, atom.days)


@_holds.register
def _(atom: WeaknessGoes, known: Known) -> Truth:
    return _is(known.answers.weakness_course is atom.course)


@_holds.register
def _(atom: Gad7Is, known: Known) -> Truth:
    return _is(known.gad7 is not None and atom.relation.holds(known.gad7, atom.points))


@_holds.register
def _(atom: LabIs, known: Known) -> Truth:
    return _is(any(each.level is atom.level for each in known.judged_labs(atom.analyte)))


@_holds.register
def _(atom: LabValue, known: Known) -> Truth:
    return _one_holds((each.value for each in known.judged_labs(atom.analyte)), atom.relation, atom.value)


@_holds.register
def _(atom: CkTimes, known: Known) -> Truth:
    return _one_holds((each.times_upper_limit for each in known.judged_labs(Analyte.CK)), atom.relation, atom.times)


@_holds.register
def _(atom: Examined, known: Known) -> Truth:
    return _is(any(each.result is atom.result for each in known.newest_examination(atom.kind)))


@_holds.register
def _(atom: MedicineTaken, known: Known) -> Truth:
    taken = [each for each in known.answers.medicines if atom.group is None or atom.group in medicine_groups(each.name)]
    return max((_taken_since(each, atom.time, known) for each in taken), default=Truth.NO)


@_holds.register
def _(atom: SiteNoticed, known: Known) -> Truth:
    found = [each.site.muscle.id == atom.muscle for each in known.answers.sites]
    return _is(bool(found) and all(found) if atom.is_only else any(found))


@_holds.register
def _(atom: ScreenSays, known: Known) -> Truth:
    return _is(_screen_says(atom.finding, known.latest_screen))


@_holds.register
def _(_atom: StrengthSettled, known: Known) -> Truth:
    return _is(is_settled(known))


@_holds.register
def _(_atom: ActWent, known: Known) -> Truth:
    return _is(known.answers.reply(Feature.SCREEN_ACT_FAILED) is Reply.NO)


@_holds.register
def _(atom: StrengthSays, known: Known) -> Truth:
    return _is(_trend_says(atom.finding, known.strength))


def _is(value: bool) -> Truth:
    return Truth.YES if value else Truth.NO


def _compared(value: float | None, relation: Relation, limit: float) -> Truth:
    return Truth.NOT_ASKED if value is None else _is(relation.holds(value, limit))


def _one_holds(values: Iterable[float | None], relation: Relation, limit: float) -> Truth:
    return _is(any(value is not None and relation.holds(value, limit) for value in values))


def _taken_since(medicine: Medicine, time: MedicineTime, known: Known) -> Truth:
    on = known.answers.answered_on
    match time:
        case MedicineTime.EVER:
            return Truth.YES
        case MedicineTime.STOPPED:
            is_lately = medicine.stopped is not None and timedelta() <= on - medicine.stopped <= timedelta(
                days=NEW_DAYS
            )
            return _is(is_lately)
        case MedicineTime.NEW:
            since = is_new(medicine, on)
        case MedicineTime.NEW_BEFORE:
            since = is_new(medicine, on)
            if since and _is_after_it_began(medicine, known):
                return Truth.NO
        case MedicineTime.LONG:
            since = is_long(medicine, on)
    return Truth.NOT_ASKED if since is None else _is(since)


def _is_after_it_began(medicine: Medicine, known: Known) -> bool:
    """Whether the last change of a medicine came after the twitching, so that it may be taken because of it."""
    began = known.answers.first_began()
    changes = [
        day for day in (medicine.started, medicine.changed) if day is not None and day <= known.answers.answered_on
    ]
    return began is not None and bool(changes) and max(changes) > began


def _screen_says(finding: ScreenFinding, screened: Screened | None) -> bool:
    if screened is None:
        return False
    match finding:
        case ScreenFinding.FINDING:
            return bool(screened.result.findings)
        case ScreenFinding.LOST_TASK:
            return bool(screened.result.lost_tasks)


def _trend_says(finding: TrendFinding, strength: StrengthStanding | None) -> bool:
    if strength is None:
        return False
    states = {region.state for region in strength.trend.regions}
    match finding:
        case TrendFinding.FALL:
            return State.FALL in states
        case TrendFinding.REPEAT:
            return State.REPEAT in states
        case TrendFinding.MARKER_LOST:
            return bool(strength.failed_markers)
