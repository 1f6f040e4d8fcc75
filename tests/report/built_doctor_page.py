"""A doctor's page with something in every part, and one with nothing."""

from datetime import date, timedelta

from twitchwise.body import all_sites, find_site
from twitchwise.charts.week_bars import WeekBar
from twitchwise.diary.model import Questionnaire, RecordingMeasured
from twitchwise.diary.moment import on_date
from twitchwise.estimate import Estimate
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import (
    Analyte,
    Examination,
    ExaminationKind,
    ExaminationResult,
    Lab,
    Precision,
    Sex,
    TwitchCourse,
    WeaknessCourse,
)
from twitchwise.report.doctor_model import (
    Associations,
    DayShown,
    DoctorPage,
    FlagReply,
    QuietSpell,
    Remedy,
    SiteDays,
    ToldWeakness,
    Usual,
)
from twitchwise.triggers.contrast import Contrast
from twitchwise.triggers.find import Trigger
from twitchwise.triggers.verdict import Verdict

FIRST, LAST = date(2026, 8, 1), date(2026, 11, 20)


def an_estimate(value: float, unit: str = "") -> Estimate:
    return Estimate(value=value, low=0.7 * value, high=1.4 * value, level=0.95, n=20, method="test", unit=unit)


def a_recording(n: int) -> RecordingMeasured:
    return RecordingMeasured(
        entry_id=f"recording-{n}",
        when=on_date(LAST - timedelta(days=n)),
        site=find_site("left calf"),
        recording_kind="video",
        sha256="a" * 64,
        n_twitches=12,
        analysed_min=2.0,
        rate_per_min=an_estimate(6.0) if n % 2 == 0 else None,
        smallest_detectable=an_estimate(0.21, "px"),
        n_groups=2,
        groups_are="site",
        n_doublets=1,
        isolated=an_estimate(0.6),
        continual=an_estimate(0.1),
    )


def a_trigger(probability: float = 0.97) -> Trigger:
    return Trigger(
        outcome="left calf",
        exposure="training load",
        belongs_to="gastrocnemius",
        probability=probability,
        rate_ratio=an_estimate(2.4),
        lag_profile=(),
        contrast=Contrast(low=0.0, high=1.0, spread=0.5, days_with=20, days_without=30, is_enough=True),
        verdict=Verdict.LIKELY,
        reason="",
    )


def a_page(**changes: object) -> DoctorPage:
    flags = tuple(
        FlagReply(
            feature=feature,
            reply=Reply.YES
            if feature is Feature.WASTING
            else Reply.NOT_SURE
            if feature is Feature.TRIPPING
            else Reply.NO,
            answered_on=date(2026, 11, 18),
        )
        for feature in (Feature.WASTING, Feature.TRIPPING, Feature.CHOKING, Feature.SPEECH_CHANGE, Feature.FALLS)
    )
    content: dict[str, object] = {
        "first_day": FIRST,
        "last_day": LAST,
        "n_answered": 61,
        "n_possible": 112,
        "written_by": ("by hand", "from Strong"),
        "data_sha256": "ab" * 32,
        "name": "Ada Example",
        "born": 1992,
        "age_years": 34,
        "sex": Sex.FEMALE,
        "question": "My calf has twitched for three months. What is it?",
        "flags": (*flags, FlagReply(feature=Feature.UNSTEADY, reply=Reply.NOT_ASKED)),
        "weakness": ToldWeakness(
            since=date(2026, 7, 23),
            course=WeaknessCourse.WORSE,
            traits=(
                FlagReply(feature=Feature.WEAKNESS_FELT, reply=Reply.YES),
                FlagReply(feature=Feature.ONE_SIDED, reply=Reply.NOT_SURE),
            ),
        ),
        "history": (Feature.FAMILY_ALS, Feature.CRAMPS),
        "told": "See a doctor within days.",
        "began": date(2026, 8, 1),
        "began_precision": Precision.MONTH,
        "course": TwitchCourse.COMES_AND_GOES,
        "sites": (
            SiteDays(site=find_site("left calf"), n_days=31, n_answered=61, first_noticed=FIRST),
            SiteDays(site=find_site("tongue"), n_days=0, n_answered=0, first_noticed=None),
        ),
        "weeks": tuple(
            WeekBar(first_day=FIRST + timedelta(weeks=i), n_answered=i % 7, n_with=i % 3) for i in range(16)
        ),
        "quiet": QuietSpell(first_day=date(2026, 9, 2), last_day=date(2026, 9, 9)),
        "recordings": tuple(a_recording(n) for n in range(3)),
        "associations": Associations(likely=(a_trigger(),), n_answered=61, first_day=FIRST, last_day=LAST),
        "remedies": (Remedy(name="sertraline 50 mg", started=date(2026, 5, 1)), Remedy(name="magnesium", n_days=30)),
        "usual": (Usual(what="caffeine", amount=240.0, unit="mg", n_days=55),),
        "labs": (
            Lab(analyte=Analyte.CALCIUM, value=2.31, unit="mmol/l", low=2.2, high=2.6, on=date(2026, 10, 3)),
            Lab(analyte=Analyte.TSH, value=1.9),
        ),
        "examinations": (
            Examination(
                kind=ExaminationKind.EMG, result=ExaminationResult.NORMAL, on=date(2026, 10, 10), words="no denervation"
            ),
        ),
        "gad7": (
            Questionnaire(entry_id="q", when=on_date(LAST), name="gad-7", answers=(1, 2, 1, 0, 0, 3, 3), score=10.0),
        ),
    }
    return DoctorPage(**{**content, **changes})  # type: ignore[arg-type]


def an_empty_page() -> DoctorPage:
    return DoctorPage(first_day=LAST, last_day=LAST, n_answered=0, n_possible=1, written_by=(), data_sha256="00" * 32)


def the_fullest_page() -> DoctorPage:
    """Two years, every site, hundreds of everything, the longest words."""
    long = "a very long name of something that was typed without a thought for the paper it would stand on, " * 3
    return a_page(
        first_day=LAST - timedelta(days=729),
        n_possible=730,
        question="Why does it twitch? " * 30,
        sites=tuple(
            SiteDays(site=site, n_days=60 - i % 50, n_answered=61, first_noticed=FIRST)
            for i, site in enumerate(all_sites() * 4)
        ),
        weeks=tuple(WeekBar(first_day=FIRST, n_answered=7, n_with=i % 8) for i in range(104)),
        recordings=tuple(a_recording(n) for n in range(300)),
        remedies=tuple(Remedy(name=f"{long} {n}", started=FIRST, n_days=3) for n in range(40)),
        labs=tuple(Lab(analyte=analyte, value=1.0, unit="mmol/l", on=FIRST) for analyte in Analyte) * 5,
        examinations=tuple(
            Examination(kind=kind, result=ExaminationResult.UNCLEAR, on=FIRST, words=long) for kind in ExaminationKind
        )
        * 4,
        associations=Associations(likely=(a_trigger(),) * 30, n_answered=500, first_day=FIRST, last_day=LAST),
        days=tuple(DayShown(day=LAST - timedelta(days=n), count=(None, 0.0, 2.0, 9.0)[n % 4]) for n in range(730)),
    )
