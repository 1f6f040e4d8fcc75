"""The engine: every rule is tried, the highest rung wins, and every reason is told.

    answers, first sitting, weekly tests -> Known -> each rule: yes, not sure, not asked, no -> Judgement

A yes counts the rung of its rule, a "not sure" one rung less but never less than an ordinary appointment. Silence is
never a no: a red flag that was not asked keeps the judgement open, and an open one is never self-care and never said
calmly. Which features are red flags, the questions say (`intake.feature_words`).
"""

from collections.abc import Iterable, Iterator
from datetime import date

from twitchwise.errors import Problem
from twitchwise.intake.feature import Reply
from twitchwise.intake.model import Analyte, Answers
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.urgency.holding import holds
from twitchwise.urgency.known import Known
from twitchwise.urgency.level import Urgency, most_urgent
from twitchwise.urgency.model import Judgement, Reason, Whom
from twitchwise.urgency.notes import asks_for_screen, headline, not_looked_at, notes
from twitchwise.urgency.open_questions import open_questions, unanswered_questions
from twitchwise.urgency.rules import Rule, rules
from twitchwise.urgency.settling import is_settled
from twitchwise.urgency.truth import Truth
from twitchwise.urgency.words import words

__all__ = ["judge_urgency"]

_UNSURE_WHOM = {
    Urgency.DAYS: Whom.DOCTOR_IN_DAYS,
    Urgency.WEEKS: Whom.DOCTOR_IN_WEEKS,
    Urgency.ROUTINE: Whom.ORDINARY_APPOINTMENT,
}


def judge_urgency(
    answers: Answers,
    *,
    screen: Screened | None = None,
    strength: StrengthStanding | None = None,
    gad7: int | None = None,
    today: date,
) -> Judgement:
    """How soon someone should look, and why.

    Parameters
    ----------
    answers : what was said, examinations, medicines and blood values; what is missing was not asked.
    screen : the first sitting and its day, or None; the one inside `strength` is looked at as well.
    strength : where the weekly tests stand, or None.
    gad7 : points of the questions on worry, 0 to 21, where they still count; or None. Fear is worth a doctor by itself.
    today : the person's day.

    Returns
    -------
    The judgement. Spans count up to the day of the answers, not up to today.

    Notes
    -----
    More said never lowers the level except by a plain no, by what is known to be harmless in place of it (a strained
    muscle, an eyelid alone for a short time), or by an age under 40. A normal examination and a first sitting without
    a finding settle only what the person was not sure about.
    """
    known = Known(answers=answers, screened=screen, strength=strength, gad7=gad7)
    tried = [(rule, _truth(rule, known)) for rule in rules()]
    reasons = [_reason(rule, truth, known) for rule, truth in tried if truth >= Truth.NOT_SURE]
    waiting = tuple(open_questions(rules(), known))
    asked_for = most_urgent(reason.level for reason in reasons)
    unanswered = unanswered_questions(waiting, answers, asked_for=asked_for)
    level = most_urgent([asked_for, Urgency.ROUTINE]) if unanswered else asked_for
    blocking = {each.what for each in unanswered}
    still_open = tuple(each for each in waiting if each.what not in blocking and each.level.rank < level.rank)
    is_open, has_more = bool(unanswered), bool(still_open)
    return Judgement(
        level=level,
        headline=headline(level, is_open=is_open),
        because=_because(tried, reasons, level),
        unanswered=unanswered,
        still_open=still_open,
        not_looked_at=tuple(not_looked_at(known)),
        asks_for_screen=asks_for_screen(known),
        notes=tuple(notes(known, level=level, today=today, is_open=is_open, has_more=has_more)),
        answered_on=answers.answered_on,
        today=today,
        problems=tuple(_problems(known)),
    )


def _truth(rule: Rule, known: Known) -> Truth:
    if rule.unless is not None and holds(rule.unless, known) is Truth.YES:
        return Truth.NO
    return holds(rule.when, known)


def _reason(rule: Rule, truth: Truth, known: Known) -> Reason:
    features = tuple(
        feature for feature in rule.features if known.answers.reply(feature) in {Reply.YES, Reply.NOT_SURE}
    )
    if truth is Truth.YES:
        level, why, what_to_do, whom = rule.level, rule.why, rule.what_to_do, rule.whom
    else:
        has_been_settled = rule.is_settled_by_strength and is_settled(known)
        level = Urgency.ROUTINE if has_been_settled else most_urgent([rule.level.one_below, Urgency.ROUTINE])
        why = rule.unsure
        what_to_do = words("unsure.settled") if has_been_settled else words(f"unsure.{level}")
        whom = _UNSURE_WHOM[level]
    return Reason(
        rule=rule.id,
        level=level,
        is_sure=truth is Truth.YES,
        why=why,
        what_to_do=what_to_do,
        whom=whom,
        features=features,
        facts=rule.facts,
        is_judgement=rule.is_judgement,
    )


def _because(tried: Iterable[tuple[Rule, Truth]], reasons: Iterable[Reason], level: Urgency) -> tuple[Reason, ...]:
    """Every reason, the most urgent first, but for what another one says as well and for how things stand anyway."""
    sure = {rule.id for rule, truth in tried if truth is Truth.YES}
    quiet = {rule.id for rule, _ in tried if rule.is_base and level.rank < Urgency.ROUTINE.rank}
    quiet |= {rule.id for rule, _ in tried if sure & {*rule.covered_by}}
    told = [each for each in reasons if each.rule not in quiet]
    return tuple(sorted(told, key=lambda each: (each.level.rank, not each.is_sure)))


def _problems(known: Known) -> Iterator[Problem]:
    for analyte in Analyte:
        yield from (each.problem for each in known.judged_labs(analyte) if each.problem is not None)
