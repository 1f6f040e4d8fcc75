"""The engine: every rule is tried, the highest rung wins, and every reason is told.

    answers, first sitting, weekly tests -> Known -> each rule: yes, not sure, not asked, no -> Judgement

A yes counts the rung of its rule, a "not sure" one rung less but never less than an ordinary appointment. Silence is
never a no: a red flag that was not asked keeps the judgement open, and an open one is never self-care and never said
calmly. Which features are red flags, the questions say (`intake.feature_words`).
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from twitchwise.errors import Problem
from twitchwise.evidence.lookup import find_fact
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import feature_words, is_moot, unanswered_red_flags
from twitchwise.intake.model import Analyte, Answers, Examination, ExaminationKind, ExaminationResult
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.urgency.condition import AgeIs, Condition, HasFeature, LastsFor, MedicineTaken, Span, features_of
from twitchwise.urgency.known import Known, holds, open_parts
from twitchwise.urgency.level import Urgency, most_urgent
from twitchwise.urgency.model import Judgement, Matter, Note, OpenQuestion, Reason, Unseen, Whom
from twitchwise.urgency.parsing import DAYS_IN
from twitchwise.urgency.rules import Rule, rules
from twitchwise.urgency.truth import Truth
from twitchwise.urgency.words import words

__all__ = ["ANSWERS_GROW_OLD_DAYS", "judge_urgency"]

ANSWERS_GROW_OLD_DAYS = 28
"""After four weeks it is said that answers may have changed; a choice, the longest of the spans of red flags."""

_UNSURE_WHOM = {
    Urgency.DAYS: Whom.DOCTOR_IN_DAYS,
    Urgency.WEEKS: Whom.DOCTOR_IN_WEEKS,
    Urgency.ROUTINE: Whom.ORDINARY_APPOINTMENT,
}
_WEAKNESS = (
    Feature.WEAKNESS_FELT,
    Feature.TASK_LOST,
    Feature.FINE_HAND_TROUBLE,
    Feature.ARM_RAISING_TROUBLE,
    Feature.RISING_TROUBLE,
    Feature.FOOT_DROP,
    Feature.WEAK_LEGS,
    Feature.WASTING,
)


def judge_urgency(
    answers: Answers,
    *,
    screen: Screened | None = None,
    strength: StrengthStanding | None = None,
    today: date,
) -> Judgement:
    """How soon someone should look, and why.

    Parameters
    ----------
    answers : what was said, examinations, medicines and blood values; what is missing was not asked.
    screen : the first sitting and its day, or None; the one inside `strength` is looked at as well.
    strength : where the weekly tests stand, or None.
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
    known = Known(answers=answers, screened=screen, strength=strength)
    tried = [(rule, _truth(rule, known)) for rule in rules()]
    reasons = [_reason(rule, truth, known) for rule, truth in tried if truth >= Truth.NOT_SURE]
    waiting = tuple(_open_questions((rule for rule, _ in tried), known))
    unanswered = _unanswered(waiting, answers)
    asked_for = most_urgent(reason.level for reason in reasons)
    level = most_urgent([asked_for, Urgency.ROUTINE]) if unanswered else asked_for
    blocking = {each.what for each in unanswered}
    still_open = tuple(each for each in waiting if each.what not in blocking and each.level.rank < level.rank)
    not_looked_at = tuple(_not_looked_at(known))
    asks_for_screen = _asks_for_screen(known)
    return Judgement(
        level=level,
        headline=_headline(level, is_open=bool(unanswered)),
        because=_because(tried, reasons, level),
        unanswered=unanswered,
        still_open=still_open,
        not_looked_at=not_looked_at,
        asks_for_screen=asks_for_screen,
        notes=tuple(
            _notes(
                known,
                level=level,
                today=today,
                is_open=bool(unanswered),
                has_more=bool(still_open),
                is_unseen=bool(not_looked_at),
                asks_for_screen=asks_for_screen,
            )
        ),
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
        is_settled = rule.is_settled_by_strength and _is_settled(known)
        level = Urgency.ROUTINE if is_settled else most_urgent([rule.level.one_below, Urgency.ROUTINE])
        why = rule.unsure
        what_to_do = words("unsure.settled") if is_settled else words(f"unsure.{level}")
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
    """Every reason, the most urgent first; how things stand anyway is told only where nothing asks for more."""
    base = {rule.id for rule, _ in tried if rule.is_base}
    told = [each for each in reasons if each.rule not in base or level.rank >= Urgency.ROUTINE.rank]
    return tuple(sorted(told, key=lambda each: (each.level.rank, not each.is_sure)))


def _is_settled(known: Known) -> bool:
    """Whether strength was looked at since, whole and without a finding."""
    screened = known.latest_screen
    is_clear = screened is not None and screened.result.is_complete and not screened.result.goes_to_urgency
    since = known.answers.weakness_since
    if is_clear and screened is not None and (since is None or screened.day >= since):
        return True
    return any(_is_fresh(each, known.answers) for each in _normal_examinations(known.answers))


def _normal_examinations(answers: Answers) -> list[Examination]:
    return [
        each
        for each in answers.examinations
        if each.kind is ExaminationKind.NEUROLOGICAL and each.result is ExaminationResult.NORMAL
    ]


def _is_fresh(examination: Examination, answers: Answers) -> bool:
    """Dated, after any weakness began, and not older than the usual time to the next look."""
    if examination.on is None:
        return False
    months = find_fact("fasc_review_6m").value or 0.0
    oldest = answers.answered_on - timedelta(days=round(months * DAYS_IN["month"]))
    return examination.on >= max(oldest, answers.weakness_since or oldest)


def _open_questions(tried: Iterable[Rule], known: Known) -> Iterator[OpenQuestion]:
    """What could still bring the date forward, the most urgent first."""
    waiting: dict[Feature | Matter, list[Rule]] = {}
    for rule in tried:
        if rule.is_base or (rule.unless is not None and holds(rule.unless, known) is Truth.YES):
            continue
        for part in open_parts(rule.when, known):
            for matter in _matters(part):
                waiting.setdefault(matter, []).append(rule)
    found = [
        OpenQuestion(
            what=matter,
            level=most_urgent(rule.level for rule in behind),
            rules=tuple(dict.fromkeys(rule.id for rule in behind)),
        )
        for matter, behind in waiting.items()
        if not (isinstance(matter, Feature) and is_moot(matter, known.answers))
    ]
    yield from sorted(found, key=lambda each: each.level.rank)


def _matters(part: Condition) -> Iterator[Feature | Matter]:
    match part:
        case HasFeature():
            yield from features_of(part)
        case AgeIs():
            yield Matter.AGE
        case LastsFor(span=span):
            yield Matter.TWITCHING_SINCE if span is Span.TWITCHING else Matter.WEAKNESS_SINCE
        case MedicineTaken():
            yield Matter.MEDICINE_DATES


def _unanswered(waiting: Iterable[OpenQuestion], answers: Answers) -> tuple[OpenQuestion, ...]:
    """Every red flag that nobody asked for yet, also one that would count only together with something else."""
    by_what = {each.what: each for each in waiting}
    found = [
        by_what.get(feature) or OpenQuestion(what=feature, level=Urgency(feature_words(feature).rank), rules=())
        for feature in unanswered_red_flags(answers)
    ]
    return tuple(sorted(found, key=lambda each: each.level.rank))


def _asks_for_screen(known: Known) -> bool:
    if known.latest_screen is not None or known.answers.reply(Feature.SCREEN_ACT_FAILED) is not Reply.NOT_ASKED:
        return False
    said = {known.answers.reply(feature) for feature in _WEAKNESS}
    return bool(said & {Reply.YES, Reply.NOT_SURE})


def _not_looked_at(known: Known) -> Iterator[Unseen]:
    judged = {each.lab.analyte for analyte in Analyte for each in known.judged_labs(analyte) if each.problem is None}
    if judged != set(Analyte):
        yield Unseen.BLOOD
    if not any(each.kind is ExaminationKind.NEUROLOGICAL for each in known.answers.examinations):
        yield Unseen.EXAMINATION
    if known.latest_screen is None:
        yield Unseen.FIRST_SITTING
    if known.strength is None:
        yield Unseen.WEEKLY_TESTS
    if not known.answers.medicines:
        yield Unseen.MEDICINES


def _headline(level: Urgency, *, is_open: bool) -> str:
    is_calm = level in {Urgency.ROUTINE, Urgency.SELF_CARE}
    return words("level.open") if is_open and is_calm else words(f"level.{level}")


def _notes(
    known: Known,
    *,
    level: Urgency,
    today: date,
    is_open: bool,
    has_more: bool,
    is_unseen: bool,
    asks_for_screen: bool,
) -> Iterator[Note]:
    answers = known.answers
    if is_open:
        yield _note("note.red-flags-open")
    if asks_for_screen and level is not Urgency.NOW:
        yield _note("note.do-the-screen")
    screened = known.latest_screen
    if screened is not None and screened.result.is_complete and not screened.result.goes_to_urgency:
        yield _note("note.screen-clear", day=screened.day.isoformat())
    examined = _normal_examinations(answers)
    dated = max((each.on for each in examined if each.on is not None), default=None)
    if dated is not None:
        yield _note("note.examined", day=dated.isoformat())
    elif examined:
        yield _note("note.examined-undated")
    if has_more and not is_open:
        yield _note("note.weeks-open")
    if level in {Urgency.ROUTINE, Urgency.SELF_CARE}:
        if is_unseen:
            yield _note("note.not-looked-at")
        yield _note("note.watch")
    if (today - answers.answered_on).days > ANSWERS_GROW_OLD_DAYS:
        yield _note("note.answers-old", day=answers.answered_on.isoformat())
    yield _note("note.limits")


def _note(id_: str, **computed: str) -> Note:
    return Note(id=f"urgency.{id_}", text=words(id_, **computed))


def _problems(known: Known) -> Iterator[Problem]:
    for analyte in Analyte:
        yield from (each.problem for each in known.judged_labs(analyte) if each.problem is not None)
