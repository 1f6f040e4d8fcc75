"""Sketches of people whose cause is known, from what textbooks and case reports usually tell of it.

Written from general medical knowledge, none after a single published text. They hold what such reports hold: the signs
that were there, blood values, medicines, examinations; little of what was not there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import (
    Analyte,
    Answers,
    Examination,
    ExaminationKind,
    ExaminationResult,
    Lab,
    Medicine,
    Sex,
    TwitchCourse,
    WeaknessCourse,
)

__all__ = ["SKETCHES", "TODAY", "Sketch"]

TODAY = date(2026, 3, 2)
_UNIT = {
    Analyte.CALCIUM: "mmol/l",
    Analyte.MAGNESIUM: "mmol/l",
    Analyte.POTASSIUM: "mmol/l",
    Analyte.SODIUM: "mmol/l",
    Analyte.TSH: "mU/l",
    Analyte.CK: "U/l",
    Analyte.B12: "pg/ml",
}
_EMG, _EXAM = ExaminationKind.EMG, ExaminationKind.NEUROLOGICAL
_NCS, _MRI = ExaminationKind.NERVE_CONDUCTION, ExaminationKind.MRI
_NORMAL, _ABNORMAL = ExaminationResult.NORMAL, ExaminationResult.ABNORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A person and the cause that is known.

    Parameters
    ----------
    name : what it is about.
    causes : ids that count as found.
    answers : of the person.
    """

    name: str
    causes: tuple[str, ...]
    answers: Answers


def _days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def _sketch(
    name: str,
    *causes: str,
    age: int,
    sex: str,
    yes: str = "",
    no: str = "",
    twitching_days: int | None = None,
    weak_days: int | None = None,
    weakness: WeaknessCourse | None = None,
    course: TwitchCourse | None = None,
    labs: Mapping[Analyte, float] = {},
    medicines: tuple[Medicine, ...] = (),
    found: tuple[tuple[ExaminationKind, ExaminationResult, str], ...] = (),
) -> Sketch:
    return Sketch(
        name=name,
        causes=causes,
        answers=Answers(
            answered_on=TODAY,
            age_years=age,
            sex=Sex(sex),
            replies={
                **dict.fromkeys(map(Feature, no.split()), Reply.NO),
                **dict.fromkeys(map(Feature, yes.split()), Reply.YES),
            },
            twitching_since=None if twitching_days is None else _days_ago(twitching_days),
            twitch_course=course,
            weakness_since=None if weak_days is None else _days_ago(weak_days),
            weakness_course=weakness,
            labs=tuple(Lab(analyte=each, value=value, unit=_UNIT[each]) for each, value in labs.items()),
            medicines=medicines,
            examinations=tuple(
                Examination(kind=kind, result=result, on=_days_ago(20), words=words) for kind, result, words in found
            ),
        ),
    )


def _takes(
    name: str, started: int | None = None, *, changed: int | None = None, stopped: int | None = None
) -> Medicine:
    def day(days: int | None) -> date | None:
        return None if days is None else _days_ago(days)

    return Medicine(name=name, started=day(started), changed=day(changed), stopped=day(stopped))


_NOT_WEAK = "task-lost wasting speech-change swallowing-trouble foot-drop"

SKETCHES: tuple[Sketch, ...] = (
    _sketch(
        "calf twitching for months, a worried doctor",
        "benign-fasciculation",
        age=34,
        sex="male",
        yes="widespread afraid-of-als works-in-health-care stress tingling-hands-or-feet fatigue",
        no=_NOT_WEAK,
        twitching_days=240,
        found=((_EXAM, _NORMAL, ""), (_EMG, _NORMAL, "")),
    ),
    _sketch(
        "benign, woman, felt weakness",
        "benign-fasciculation",
        age=45,
        sex="female",
        yes="widespread weakness-felt cramps afraid-of-als",
        no=_NOT_WEAK,
        twitching_days=500,
        found=((_EXAM, _NORMAL, ""), (_EMG, _NORMAL, "")),
        course=TwitchCourse.COMES_AND_GOES,
    ),
    _sketch(
        "after training",
        "after-training",
        age=27,
        sex="male",
        yes="trained-this-muscle one-place muscle-ache",
        no=_NOT_WEAK,
        twitching_days=2,
    ),
    _sketch(
        "eyelid before exams",
        "eyelid-myokymia",
        age=22,
        sex="female",
        yes="eyelid-only stress short-sleep much-caffeine much-screen-time",
        twitching_days=14,
    ),
    _sketch(
        "strained thigh",
        "muscle-strain",
        age=31,
        sex="male",
        yes="strained-this-muscle one-place muscle-ache",
        twitching_days=10,
    ),
    _sketch(
        "ten coffees",
        "caffeine",
        age=40,
        sex="male",
        yes="much-caffeine palpitations tremor short-sleep",
        no=_NOT_WEAK,
        twitching_days=60,
    ),
    _sketch(
        "panic",
        "anxiety",
        age=29,
        sex="female",
        yes="panic-or-fast-breathing stress tingling-mouth tingling-hands-or-feet palpitations widespread",
        no=_NOT_WEAK,
        twitching_days=30,
    ),
    _sketch(
        "marathon in heat",
        "dehydration",
        age=38,
        sex="male",
        yes="heat-or-lost-fluid cramps heavy-sweating trained-this-muscle",
        twitching_days=1,
    ),
    _sketch(
        "after flu",
        "after-virus",
        age=36,
        sex="female",
        yes="virus-before widespread fatigue",
        no=_NOT_WEAK,
        twitching_days=40,
    ),
    _sketch(
        "after COVID vaccine",
        "covid-or-vaccine",
        age=48,
        sex="female",
        yes="covid-or-vaccine-before widespread fatigue tingling-hands-or-feet",
        twitching_days=30,
    ),
    _sketch(
        "cramps and twitches",
        "cramp-fasciculation",
        age=42,
        sex="male",
        yes="cramps widespread muscle-ache stiffness",
        no=_NOT_WEAK,
        twitching_days=900,
        found=((_EMG, _ABNORMAL, "fasciculations and after-discharges on repetitive stimulation"),),
    ),
    _sketch(
        "Isaacs",
        "isaacs",
        age=44,
        sex="male",
        yes="rippling-also-asleep stiffness cramps heavy-sweating slow-to-let-go stress",
        twitching_days=200,
        found=((_EMG, _ABNORMAL, "neuromyotonic discharges, doublets"),),
    ),
    _sketch(
        "Isaacs with thymoma, before any EMG",
        "isaacs",
        age=52,
        sex="female",
        yes="widespread stiffness cramps heavy-sweating known-cancer-or-thymoma slow-to-let-go weight-loss",
        twitching_days=120,
    ),
    _sketch(
        "Morvan",
        "isaacs",
        age=60,
        sex="male",
        yes="rippling-also-asleep severe-sleeplessness confusion heavy-sweating weight-loss nerve-antibodies-found",
        twitching_days=150,
    ),
    _sketch(
        "low calcium after neck operation",
        "low-calcium",
        age=39,
        sex="female",
        yes="tetany tingling-mouth tingling-hands-or-feet neck-surgery",
        labs={Analyte.CALCIUM: 1.6},
    ),
    _sketch(
        "low calcium, no value yet",
        "low-calcium",
        age=33,
        sex="male",
        yes="tetany tingling-mouth cramps seizure stress",
    ),
    _sketch(
        "low magnesium on omeprazole",
        "low-magnesium",
        age=68,
        sex="female",
        yes="tremor cramps fatigue tingling-hands-or-feet",
        medicines=(_takes("omeprazole", 1500),),
        twitching_days=60,
        labs={Analyte.MAGNESIUM: 0.3, Analyte.CALCIUM: 1.9, Analyte.POTASSIUM: 3.1},
    ),
    _sketch(
        "low potassium",
        "potassium-or-sodium",
        age=58,
        sex="female",
        yes="weak-legs cramps palpitations",
        medicines=(_takes("hydrochlorothiazide", 300),),
        labs={Analyte.POTASSIUM: 2.3},
        twitching_days=10,
    ),
    _sketch(
        "overactive thyroid",
        "overactive-thyroid",
        age=35,
        sex="female",
        yes="weight-loss tremor fast-pulse heat-intolerance stress short-sleep",
        twitching_days=90,
    ),
    _sketch(
        "overactive thyroid that looks like ALS",
        "overactive-thyroid",
        age=55,
        sex="male",
        yes="weight-loss wasting rising-trouble weakness-seen-by-doctor widespread fast-pulse brisk-reflexes-seen",
        labs={Analyte.TSH: 0.01},
        twitching_days=120,
        weak_days=120,
    ),
    _sketch(
        "lithium",
        "medicine-lithium",
        age=50,
        sex="female",
        yes="tremor widespread",
        medicines=(_takes("lithium carbonate", 200),),
        twitching_days=100,
    ),
    _sketch(
        "pyridostigmine",
        "medicine-cholinesterase",
        age=45,
        sex="female",
        yes="known-myasthenia double-vision-or-drooping-lid cramps",
        medicines=(_takes("pyridostigmine", 60),),
        twitching_days=40,
    ),
    _sketch(
        "donepezil",
        "medicine-cholinesterase",
        age=78,
        sex="male",
        yes="cramps new-medicine-or-dose",
        medicines=(_takes("donepezil", 30), _takes("atorvastatin", 2000)),
        twitching_days=20,
    ),
    _sketch(
        "salbutamol",
        "medicine-beta-agonist",
        age=30,
        sex="male",
        yes="tremor palpitations stress",
        medicines=(_takes("salbutamol", 30),),
        twitching_days=20,
    ),
    _sketch(
        "steroid taper",
        "medicine-steroid",
        age=28,
        sex="male",
        yes="widespread stress",
        medicines=(_takes("prednisone", 120, changed=40),),
        twitching_days=30,
        found=((_EMG, _NORMAL, ""), (_EXAM, _NORMAL, "")),
    ),
    _sketch(
        "sertraline",
        "medicine-serotonin",
        age=33,
        sex="female",
        yes="stress new-medicine-or-dose short-sleep",
        medicines=(_takes("sertraline", 30),),
        twitching_days=20,
    ),
    _sketch(
        "methylphenidate",
        "medicine-stimulant",
        age=24,
        sex="male",
        yes="new-medicine-or-dose short-sleep much-caffeine",
        medicines=(_takes("methylphenidate", 30),),
        twitching_days=20,
    ),
    _sketch(
        "benzodiazepine withdrawal",
        "withdrawal",
        age=41,
        sex="female",
        yes="stopped-alcohol-or-calming-medicine tremor heavy-sweating severe-sleeplessness stress",
        medicines=(_takes("alprazolam", 900, stopped=15),),
        twitching_days=12,
    ),
    _sketch(
        "serotonin toxicity",
        "serotonin-toxicity",
        age=37,
        sex="male",
        yes="agitation heavy-sweating jerks tremor fever-now new-medicine-or-dose brisk-reflexes-seen",
        medicines=(_takes("venlafaxine", 100, changed=2), _takes("tramadol", 2)),
        twitching_days=1,
    ),
    _sketch(
        "organophosphate",
        "organophosphate",
        age=46,
        sex="male",
        yes="pesticide-contact saliva-or-small-pupils heavy-sweating vomiting-or-diarrhoea widespread",
        twitching_days=0,
    ),
    _sketch(
        "mercury",
        "mercury",
        age=30,
        sex="female",
        yes="mercury-contact heavy-sweating severe-sleeplessness burning-feet rippling-also-asleep stress",
        twitching_days=60,
    ),
    _sketch(
        "Lyme",
        "lyme",
        age=50,
        sex="male",
        yes="tick-bite expanding-rash pain-down-a-limb weakness-seen-by-doctor lyme-test-positive",
        twitching_days=60,
        weak_days=50,
    ),
    _sketch(
        "disc and foot drop",
        "root-lesion",
        age=48,
        sex="male",
        yes="pain-down-a-limb back-or-neck-pain foot-drop numbness one-place",
        twitching_days=40,
        weak_days=20,
    ),
    _sketch(
        "old disc trouble, calf",
        "root-lesion",
        age=55,
        sex="male",
        yes="one-place back-or-neck-pain known-spine-trouble pain-down-a-limb",
        no=_NOT_WEAK,
        twitching_days=300,
        found=((_MRI, _ABNORMAL, "disc at L5/S1"),),
    ),
    _sketch(
        "Charcot-Marie-Tooth",
        "hereditary-neuropathy",
        age=32,
        sex="female",
        yes="high-arches tripping numbness family-nerve-or-muscle cramps",
        weak_days=3000,
        twitching_days=2000,
        found=((_NCS, _ABNORMAL, "slow velocities"),),
    ),
    _sketch(
        "diabetic nerves",
        "other-neuropathy",
        age=63,
        sex="male",
        yes="known-diabetes burning-feet numbness cramps",
        twitching_days=400,
        found=((_NCS, _ABNORMAL, ""),),
    ),
    _sketch(
        "MMN",
        "mmn",
        age=41,
        sex="male",
        yes="fine-hand-trouble weakness-seen-by-doctor one-sided cramps",
        no="numbness speech-change",
        twitching_days=700,
        weak_days=1000,
        found=((_NCS, _ABNORMAL, "conduction block of the median nerve"),),
    ),
    _sketch(
        "MMN before nerve tests",
        "mmn",
        age=38,
        sex="male",
        yes="fine-hand-trouble weakness-seen-by-doctor one-sided cramps weakness-growing lost-reflexes-seen",
        no="numbness speech-change back-or-neck-pain",
        twitching_days=700,
        weak_days=800,
    ),
    _sketch(
        "Kennedy",
        "kennedy",
        age=52,
        sex="male",
        yes="twitching-face-or-chin tongue-twitching breast-growth tremor rising-trouble cramps weakness-growing",
        twitching_days=2500,
        weak_days=2000,
        labs={Analyte.CK: 800},
    ),
    _sketch(
        "SMA of adults",
        "sma",
        age=26,
        sex="male",
        yes="rising-trouble weak-legs wasting tremor weakness-seen-by-doctor",
        weak_days=3000,
        twitching_days=1500,
        found=((_EMG, _ABNORMAL, "chronic neurogenic changes"),),
    ),
    _sketch(
        "post-polio",
        "post-polio",
        age=64,
        sex="female",
        yes="known-polio weakness-growing fatigue rising-trouble cramps",
        twitching_days=500,
        weak_days=900,
    ),
    _sketch(
        "after radiotherapy",
        "post-radiation",
        age=58,
        sex="male",
        yes="radiotherapy weak-legs wasting weakness-growing rippling-also-asleep",
        twitching_days=400,
        weak_days=300,
        found=((_EMG, _ABNORMAL, "myokymic discharges"),),
    ),
    _sketch(
        "myasthenia",
        "myasthenia",
        age=29,
        sex="female",
        yes="double-vision-or-drooping-lid tires-with-use speech-change swallowing-trouble arm-raising-trouble",
        weak_days=60,
        weakness=WeaknessCourse.COMES_AND_GOES,
    ),
    _sketch(
        "jerks on morphine",
        "jerks",
        "medicine-jerks",
        age=70,
        sex="male",
        yes="jerks known-kidney new-medicine-or-dose",
        medicines=(_takes("morphine", 20),),
        twitching_days=10,
    ),
    _sketch(
        "Guillain-Barre",
        "guillain-barre",
        age=40,
        sex="male",
        yes="weakness-both-sides-in-weeks tingling-hands-or-feet lost-reflexes-seen rising-trouble",
        twitching_days=5,
        weak_days=5,
    ),
    _sketch(
        "muscle breakdown",
        "rhabdomyolysis",
        age=25,
        sex="male",
        yes="dark-urine severe-muscle-pain trained-this-muscle",
        labs={Analyte.CK: 45000},
        twitching_days=2,
    ),
    _sketch(
        "ALS, hand",
        "als",
        age=63,
        sex="male",
        yes="fine-hand-trouble wasting weakness-growing cramps widespread brisk-reflexes-seen one-sided",
        no="numbness pain-down-a-limb",
        weak_days=200,
        twitching_days=200,
        found=((_EMG, _ABNORMAL, "widespread denervation"),),
    ),
    _sketch(
        "ALS, foot drop, nothing tested",
        "als",
        age=58,
        sex="female",
        yes="foot-drop tripping weakness-growing cramps",
        no="numbness back-or-neck-pain pain-down-a-limb",
        weak_days=150,
        twitching_days=120,
    ),
    _sketch(
        "ALS, speech",
        "als",
        age=70,
        sex="female",
        yes="speech-change swallowing-trouble tongue-twitching speech-or-swallowing-growing weight-loss",
        weak_days=180,
    ),
    _sketch(
        "ALS, twitching first",
        "als",
        age=55,
        sex="male",
        yes="widespread cramps weakness-felt task-lost weakness-growing wasting",
        weak_days=60,
        twitching_days=400,
        found=((_EMG, _ABNORMAL, ""), (_EXAM, _ABNORMAL, "")),
    ),
    _sketch(
        "ALS, young, stiff legs",
        "als",
        age=29,
        sex="male",
        yes="stiffness brisk-reflexes-seen fine-hand-trouble wasting weakness-growing",
        no="numbness",
        weak_days=300,
        twitching_days=300,
        found=((_EMG, _ABNORMAL, "active denervation in three regions"), (_MRI, _NORMAL, "")),
    ),
    _sketch(
        "thin hand of a student",
        "young-hand-wasting",
        age=19,
        sex="male",
        yes="wasting fine-hand-trouble one-sided tremor",
        no="numbness",
        weak_days=900,
        found=((_MRI, _ABNORMAL, "cord moves forward"),),
    ),
    _sketch(
        "stiff neck cord",
        "neck-cord",
        age=66,
        sex="male",
        yes="fine-hand-trouble stiffness unsteady back-or-neck-pain numbness brisk-reflexes-seen",
        weak_days=400,
        found=((_MRI, _ABNORMAL, "narrow canal"),),
    ),
)
