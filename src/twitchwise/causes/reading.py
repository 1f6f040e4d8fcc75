"""What a person's answers and own data say of every clue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from twitchwise.body import Region
from twitchwise.causes.sign import Clue, Sign
from twitchwise.evidence.lookup import find_fact
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers, Sex, TwitchCourse, WeaknessCourse

__all__ = ["Reading", "Readings", "known_if", "read_answers", "yes_if"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is known of one clue.

    Parameters
    ----------
    reply : yes, no or not sure; what is not known has no reading.
    certainty : 0-1, by which the weight is multiplied: the probability of a trigger, an old date.
    said : what belongs into the slot of its sentence.
    """

    reply: Reply
    certainty: float = 1.0
    said: str = ""


Readings = Mapping[Clue, Reading]

_SHORT_NIGHT_H = 6.0  # a choice: no study of twitching used a limit
_HEAVY_ALCOHOL_G = 60.0  # a day; a choice
_DAYS_AT_MOST = 14
_MONTHS_AT_LEAST_DAYS = 90
_YEARS_AT_LEAST_DAYS = 730
_WEAK_MONTHS_AT_LEAST_DAYS = 60
_MANY_SITES = 6
_MANY_REGIONS = 3
_EYELID = "orbicularis-oculi"
_FACE = frozenset({"frontalis", "masseter", "orbicularis-oris", "mentalis"})
_TONGUE = "tongue"
_LOWER_LEG = frozenset(
    {
        "gastrocnemius",
        "soleus",
        "tibialis-anterior",
        "fibularis-longus",
        "abductor-hallucis",
        "extensor-digitorum-brevis",
        "foot",
    }
)


def read_answers(answers: Answers, today: date) -> Readings:
    """Every clue that the answers speak of, but for medicines and what doctors found.

    Parameters
    ----------
    today : the person's day, to which durations are counted.
    """
    said: dict[Clue, Reading] = {
        feature: Reading(reply=reply) for feature, reply in answers.replies.items() if reply is not Reply.NOT_ASKED
    }
    return {
        **_amounts(answers),
        **_person(answers),
        **_durations(answers, today),
        **said,
        **_places(answers),  # a place or a course that was told stands beside a plain no to the question about it
        **_course(answers),
    }


def yes_if(holds: bool) -> Reading:
    """A clue that is known either way."""
    return Reading(reply=Reply.YES if holds else Reply.NO)


def known_if(readings: Mapping[Clue, bool | None]) -> dict[Clue, Reading]:
    """The clues among `readings` that are known."""
    return {clue: yes_if(holds) for clue, holds in readings.items() if holds is not None}


def _amounts(answers: Answers) -> dict[Clue, Reading]:
    much = find_fact("caffeine_dsm").value
    if much is None:
        raise ValueError("the fact about much caffeine lost its figure")
    return known_if(
        {
            Feature.SHORT_SLEEP: None if answers.sleep_h is None else answers.sleep_h < _SHORT_NIGHT_H,
            Feature.MUCH_CAFFEINE: None if answers.caffeine_mg is None else answers.caffeine_mg > much,
            Feature.HEAVY_ALCOHOL: None if answers.alcohol_g is None else answers.alcohol_g >= _HEAVY_ALCOHOL_G,
        }
    )


def _places(answers: Answers) -> dict[Clue, Reading]:
    """What the sites say; a list of sites may be incomplete, so it denies nothing."""
    muscles = {noticed.site.muscle for noticed in answers.sites}
    if not muscles:
        return {}
    ids = {muscle.id for muscle in muscles}
    regions = {muscle.region for muscle in muscles}
    holds: dict[Clue, bool] = {
        Feature.WIDESPREAD: len(answers.sites) >= _MANY_SITES or len(regions) >= _MANY_REGIONS,
        Feature.ONE_PLACE: len(answers.sites) == 1,
        Feature.EYELID_ONLY: ids == {_EYELID} and not answers.has(Feature.WIDESPREAD),
        Feature.TONGUE_TWITCHING: _TONGUE in ids,
        Feature.TWITCHING_FACE_OR_CHIN: bool(ids & _FACE),
        Sign.ONLY_LOWER_LEG: ids <= _LOWER_LEG and not answers.has(Feature.WIDESPREAD),
        Sign.IN_ARM_OR_TRUNK: bool(regions & {Region.CERVICAL, Region.THORACIC}),
        Sign.AFTER_READING: any(noticed.had_just_read for noticed in answers.sites),
    }
    return {clue: yes_if(True) for clue, is_so in holds.items() if is_so}


def _person(answers: Answers) -> dict[Clue, Reading]:
    age = answers.age_years
    return known_if(
        {
            Sign.UNDER_40: None if age is None else age < 40,
            Sign.FROM_60: None if age is None else age >= 60,
            Sign.MALE: None if answers.sex is None else answers.sex is Sex.MALE,
        }
    )


def _course(answers: Answers) -> dict[Clue, Reading]:
    twitch, weakness = answers.twitch_course, answers.weakness_course
    holds: dict[Clue, bool] = {
        Sign.GETS_BETTER: twitch is TwitchCourse.BETTER,
        Sign.COMES_AND_GOES: twitch is TwitchCourse.COMES_AND_GOES,
        Feature.WEAKNESS_GROWING: weakness is WeaknessCourse.WORSE,
        Sign.WEAKNESS_NOT_GROWING: weakness in (WeaknessCourse.BETTER, WeaknessCourse.COMES_AND_GOES),
    }
    return {clue: yes_if(True) for clue, is_so in holds.items() if is_so}


def _durations(answers: Answers, today: date) -> dict[Clue, Reading]:
    found: dict[Clue, bool | None] = {}
    began = answers.first_began()
    if began is not None and began <= today:
        days = (today - began).days
        found[Sign.LASTS_DAYS] = days <= _DAYS_AT_MOST
        found[Sign.LASTS_MONTHS] = _MONTHS_AT_LEAST_DAYS <= days < _YEARS_AT_LEAST_DAYS
        found[Sign.LASTS_YEARS] = days >= _YEARS_AT_LEAST_DAYS
    weak = answers.weakness_since
    if weak is not None and weak <= today:
        days = (today - weak).days
        found[Sign.WEAKNESS_FOR_MONTHS] = _WEAK_MONTHS_AT_LEAST_DAYS <= days < _YEARS_AT_LEAST_DAYS
        found[Sign.WEAKNESS_FOR_YEARS] = days >= _YEARS_AT_LEAST_DAYS
    return known_if(found)
