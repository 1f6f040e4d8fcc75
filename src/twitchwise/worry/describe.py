"""A diary becomes what is known of a person's worry."""

from collections.abc import Iterable
from datetime import date
from math import sqrt
from statistics import NormalDist

from twitchwise.diary.model import Diary
from twitchwise.diary.once import once_a_diary
from twitchwise.evidence.lookup import find_fact
from twitchwise.worry.answered import Answered, answered_sets
from twitchwise.worry.crisis import crisis_help
from twitchwise.worry.exercises import ExerciseName
from twitchwise.worry.guard_rails import HIGH_SCORE_DAYS, Act, advice_for, recent_gad7
from twitchwise.worry.model import Offer, OfferKind, Worry
from twitchwise.worry.pausing import pause_offered
from twitchwise.worry.personal import agreement_on, pause_until
from twitchwise.worry.questions import Gad7Band, SetName, question_set
from twitchwise.worry.spiral import Spiral, SpiralState, describe_spiral
from twitchwise.worry.spiral_words import say_measured, say_spiral, say_worry_change
from twitchwise.worry.words import Sentence, say

__all__ = ["describe_worry"]

_MUCH_CHECKING = 9
"""Half of the points of the own check: on half of the days; a choice, the check was never validated."""

_SOME_WORRY = 4.0
"""Worry of the last week, of 10, from which an exercise is offered; a choice."""

_CUT = "gad7_moderate"
_SPIRAL_FACTS = ("search_r", "cyber_r", "cyber_causal", "safety_behav", "diary_recall")
_GAD7_FACTS = ("gad7_sens", "gad7_spec", "gad7_licence")


@once_a_diary()
def describe_worry(diary: Diary, today: date) -> Worry:
    """What is known of the worry of a person on one day, and what may help.

    Parameters
    ----------
    diary : entries of any kind; questionnaires named "gad-7" and "searching-checking" are read.
    today : the person's day; what was written down later is not looked at.

    Notes
    -----
    It says nothing of how soon a doctor should look: red flags, and weakness that was shown, are no matter of worry.
    """
    gad7_sets = answered_sets(diary, SetName.GAD7, today)
    check_sets = answered_sets(diary, SetName.CHECK, today)
    gad7_history, check_history = _complete(gad7_sets), _complete(check_sets)
    gad7 = gad7_history[-1] if gad7_history else None
    check = check_history[-1] if check_history else None
    gad7_open, check_open = _left_open(gad7_sets), _left_open(check_sets)
    spiral = describe_spiral(diary, today)
    crisis = crisis_help(diary, today)
    offers = _offers(diary, today, gad7=gad7, check=check, spiral=spiral, crisis=crisis)
    sentences = (
        *_say_gad7(gad7, gad7_open, today),
        *_say_check(check, check_open),
        say_worry_change(spiral),
        *say_spiral(spiral),
        *say_measured(spiral),
    )
    facts = (*(_GAD7_FACTS if gad7 else ()), *_SPIRAL_FACTS)
    sources = dict.fromkeys((*_sources(facts), *(source for offer in offers for source in offer.sources)))
    return Worry(
        today=today,
        gad7=gad7,
        gad7_history=gad7_history,
        gad7_open=gad7_open,
        check=check,
        check_history=check_history,
        check_open=check_open,
        spiral=spiral,
        rails=advice_for(diary, Act.LOG_DAY, today),
        agreement=agreement_on(diary, today),
        paused_until=pause_until(diary, today),
        needs_crisis_help=bool(crisis),
        offers=offers,
        sentences=sentences,
        sources=tuple(sources),
    )


def _complete(answered: Iterable[Answered]) -> tuple[Answered, ...]:
    return tuple(each for each in answered if each.score is not None)


def _left_open(answered: tuple[Answered, ...]) -> Answered | None:
    return answered[-1] if answered and answered[-1].score is None else None


def _say_gad7(gad7: Answered | None, left_open: Answered | None, today: date) -> list[Sentence]:
    sentences = []
    if gad7 is None and left_open is None:
        sentences.append(say("gad7_none"))
    if gad7 is not None:
        most = question_set(SetName.GAD7).most
        sentences.append(say("gad7_score", day=gad7.day, score=gad7.score, most=most, band=gad7.band))
        if (today - gad7.day).days >= HIGH_SCORE_DAYS:
            sentences.append(say("gad7_old", day=gad7.day))
        sentences.append(say("gad7_no_diagnosis"))
        sentences.append(
            say(
                "gad7_errors",
                cut=_figure(_CUT),
                sensitivity=_of_hundred("gad7_sens"),
                specificity=_of_hundred("gad7_spec"),
            )
        )
    if left_open is not None:
        sentences.append(say("gad7_open", day=left_open.day, n_open=_questions(left_open.n_open)))
    return sentences


def _say_check(check: Answered | None, left_open: Answered | None) -> list[Sentence]:
    sentences = []
    if check is None and left_open is None:
        sentences.append(say("check_none"))
    if check is not None:
        most = question_set(SetName.CHECK).most
        sentences.append(say("check_score", day=check.day, score=check.score, most=most))
        sentences.append(say("check_unvalidated"))
    if left_open is not None:
        sentences.append(say("check_open", day=left_open.day, n_open=_questions(left_open.n_open)))
    return sentences


def _offers(
    diary: Diary,
    today: date,
    *,
    gad7: Answered | None,
    check: Answered | None,
    spiral: Spiral,
    crisis: tuple[Sentence, ...],
) -> tuple[Offer, ...]:
    recent = recent_gad7(diary, today)
    is_high = recent is not None and recent.band in {Gad7Band.MODERATE, Gad7Band.SEVERE}
    last_worry = spiral.weeks[-1].worry
    is_worried = is_high or (recent is not None and recent.band is Gad7Band.MILD)
    is_worried |= last_worry is not None and last_worry >= _SOME_WORRY
    is_worried |= spiral.state in {SpiralState.SEEN, SpiralState.ONE_STEP}
    checks_much = check is not None and check.score is not None and check.score >= _MUCH_CHECKING
    pause = None if pause_until(diary, today) is not None else pause_offered(diary, today)
    offers = []
    if crisis:
        offers.append(Offer(kind=OfferKind.CRISIS, sentences=crisis))
    if is_high and recent is not None:
        id_ = "offer_doctor_severe" if recent.band is Gad7Band.SEVERE else "offer_doctor"
        sentence = say(id_, score=recent.score, cut=_figure(_CUT))
        offers.append(Offer(kind=OfferKind.DOCTOR, sentences=(sentence,), sources=_sources((_CUT,))))
    if pause is not None:
        facts = ("diary_recall", "safety_behav", "tracker_rule")
        offers.append(Offer(kind=OfferKind.PAUSE, sentences=(pause,), sources=_sources(facts)))
    if checks_much:
        checking = (say("offer_checking"),)
        offers.append(Offer(kind=OfferKind.LESS_CHECKING, sentences=checking, sources=_sources(("safety_behav",))))
    if is_worried or checks_much:
        name = ExerciseName.ACCEPTANCE if today.toordinal() % 2 else ExerciseName.ATTENTION
        offers.append(Offer(kind=OfferKind.EXERCISE, sentences=(say("offer_exercise", name=name),)))
    if is_worried:
        offers += [_cbt(), _act()]
    if gad7 is None or check is None:
        offers.append(Offer(kind=OfferKind.QUESTIONS, sentences=(say("offer_questions"),)))
    return tuple(offers)


def _cbt() -> Offer:
    effect = find_fact("cbt_effect")
    sentence = say(
        "offer_cbt",
        response=_of_hundred("cbt_response"),
        pairs=_pairs_of_hundred(effect.value),
        low=_pairs_of_hundred(effect.low),
        high=_pairs_of_hundred(effect.high),
        corrected=_pairs_of_hundred(find_fact("cbt_corrected").value),
    )
    sources = _sources(("cbt_effect", "cbt_corrected", "cbt_response", "icbt_effect"))
    return Offer(kind=OfferKind.CBT, sentences=(sentence,), sources=sources)


def _act() -> Offer:
    sentence = say("offer_act", remission=_of_hundred("iact_remission"), control=_of_hundred("iact_control_remission"))
    return Offer(kind=OfferKind.ACT, sentences=(sentence,), sources=_sources(("iact_d", "actg_d", "iact_remission")))


def _figure(fact: str) -> str:
    return f"{find_fact(fact).value:g}"


def _of_hundred(fact: str) -> str:
    return f"{100.0 * (find_fact(fact).value or 0.0):.0f}"


def _pairs_of_hundred(effect: float | None) -> str:
    """Of a hundred pairs of people, one treated and one not, in how many the treated one is better off.

    Parameters
    ----------
    effect : the difference of the means in standard deviations; both groups are taken as normal with the same spread
        (the common language effect size, McGraw and Wong 1992).
    """
    return f"{100.0 * NormalDist().cdf((effect or 0.0) / sqrt(2.0)):.0f}"


def _questions(n: int) -> str:
    return f"{n} question{'' if n == 1 else 's'}"


def _sources(facts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(find_fact(fact).source for fact in facts))
