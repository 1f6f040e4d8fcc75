"""Three people in the demo who ask what it could be: after training, afraid and feeling weak, and truly declining.

Their stories are made up; what is said of them is worked out. The first brings the look back of the demo's diary, the
other two a year of weekly tests from the demo's strength.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from twitchwise.assessment.assess import assess
from twitchwise.assessment.model import Assessment
from twitchwise.body import find_site
from twitchwise.desk.assessing import write_assessment
from twitchwise.desk.demo_strength import FIRST_SITTING_DAY, StrengthPerson
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.model import Answers, NoticedSite, Precision, Sex, TwitchCourse, WeaknessCourse
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.triggers.look_back import LookBack

__all__ = ["ASSESSED_FOLDER", "AssessedPerson", "show_assessed"]

ASSESSED_FOLDER = "assessed"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AssessedPerson:
    """One person, the story, and what is said.

    Parameters
    ----------
    title : who, in a few words.
    story : what was told, in a sentence.
    found : the assessment.
    """

    title: str
    story: str
    found: Assessment


def show_assessed(
    folder: Path, *, look_back: LookBack, afraid: StrengthPerson, declining: StrengthPerson
) -> tuple[AssessedPerson, ...]:
    """Assesses the three people and writes the page of each.

    Parameters
    ----------
    folder : gets a folder with a page for each.
    look_back : of the person who trained.
    afraid : a year of tests with nothing put in.
    declining : a year of tests with a true loss put in.
    """
    trained_on = look_back.at.local.date()
    tested_on = afraid.last.today
    people = (
        AssessedPerson(
            title="after training",
            story="a man of 28; the triceps he trained two days ago twitches, nothing else",
            found=assess(_trained(trained_on), today=trained_on, look_back=look_back),
        ),
        AssessedPerson(
            title="afraid, feels weak",
            story="a woman of 36; twitches all over within days of reading about ALS, legs feel weak, tests steady",
            found=assess(_afraid(tested_on), today=tested_on, strength=_standing(afraid)),
        ),
        AssessedPerson(
            title="truly declines",
            story="a man of 61; the right hand drops things, gets thinner, and its tests fall",
            found=assess(_declining(tested_on), today=tested_on, strength=_standing(declining)),
        ),
    )
    for person in people:
        write_assessment(person.found, folder / ASSESSED_FOLDER / person.title.replace(", ", "-").replace(" ", "-"))
    return people


def _trained(today: date) -> Answers:
    return Answers(
        answered_on=today,
        age_years=28,
        sex=Sex.MALE,
        replies=_replies({Feature.TRAINED_THIS_MUSCLE: Reply.YES, Feature.ONE_PLACE: Reply.YES}),
        sites=(_noticed("left triceps", today, had_just_read=False),),
        twitching_since=today,
        twitch_course=TwitchCourse.COMES_AND_GOES,
    )


def _afraid(today: date) -> Answers:
    began = today - timedelta(weeks=30)
    yes = (
        Feature.WIDESPREAD,
        Feature.WEAKNESS_FELT,
        Feature.AFRAID_OF_ALS,
        Feature.STRESS,
        Feature.PANIC_OR_FAST_BREATHING,
        Feature.TINGLING_HANDS_OR_FEET,
        Feature.SHORT_SLEEP,
    )
    places = ("left calf", "right calf", "left thigh", "right biceps", "left eyelid")
    return Answers(
        answered_on=today,
        age_years=36,
        sex=Sex.FEMALE,
        replies=_replies(dict.fromkeys(yes, Reply.YES)),
        sites=tuple(
            _noticed(place, began + timedelta(days=n // 2), had_just_read=n > 0) for n, place in enumerate(places)
        ),
        twitching_since=began,
        twitch_course=TwitchCourse.COMES_AND_GOES,
        weakness_since=began,
        weakness_course=WeaknessCourse.COMES_AND_GOES,
    )


def _declining(today: date) -> Answers:
    began = today - timedelta(weeks=45)
    yes = (
        Feature.TASK_LOST,
        Feature.FINE_HAND_TROUBLE,
        Feature.WEAKNESS_FELT,
        Feature.WEAKNESS_GROWING,
        Feature.WASTING,
        Feature.ONE_SIDED,
    )
    return Answers(
        answered_on=today,
        age_years=61,
        sex=Sex.MALE,
        replies=_replies(dict.fromkeys(yes, Reply.YES)),
        sites=(_noticed("right hand", began, had_just_read=False),),
        twitching_since=began,
        twitch_course=TwitchCourse.WORSE,
        weakness_since=began,
        weakness_course=WeaknessCourse.WORSE,
    )


def _replies(said: Mapping[Feature, Reply]) -> Mapping[Feature, Reply]:
    """What was said, and every red flag that was not named denied."""
    denied = dict.fromkeys((*red_flags(Rank.NOW), *red_flags(Rank.DAYS)), Reply.NO)
    return {**denied, **said}


def _noticed(place: str, day: date, *, had_just_read: bool) -> NoticedSite:
    return NoticedSite(
        site=find_site(place),
        first_noticed=datetime(day.year, day.month, day.day),
        precision=Precision.DAY,
        had_just_read=had_just_read,
    )


def _standing(person: StrengthPerson) -> StrengthStanding:
    screened = Screened(day=FIRST_SITTING_DAY, result=person.screened)
    return StrengthStanding(trend=person.last, screened=screened)
