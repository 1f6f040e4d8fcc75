"""The red-flag features in the words of a clinic, for the doctor's page."""

from collections.abc import Mapping
from types import MappingProxyType

from twitchwise.intake.feature import Feature

__all__ = ["CLINICAL_WORDS"]

CLINICAL_WORDS: Mapping[Feature, str] = MappingProxyType(
    {
        Feature.SUDDEN_LOSS: "sudden loss of face, arm, leg, sight or speech",
        Feature.WEAKNESS_ONE_LIMB_IN_DAYS: "weakness of one limb within hours to days",
        Feature.WEAKNESS_BOTH_SIDES_IN_WEEKS: "weakness of both sides within four weeks",
        Feature.BREATHLESS_AT_REST: "breathless at rest",
        Feature.BREATHLESS_LYING_FLAT: "breathless lying flat",
        Feature.CHOKING: "choking",
        Feature.SEIZURE: "seizure",
        Feature.FAINTED: "fainting",
        Feature.PALPITATIONS: "palpitations",
        Feature.TETANY: "carpopedal spasm",
        Feature.DARK_URINE: "dark urine",
        Feature.SEVERE_MUSCLE_PAIN: "severe muscle pain",
        Feature.SADDLE_NUMBNESS: "saddle numbness",
        Feature.BLADDER_OR_BOWEL_CHANGE: "bladder or bowel change",
        Feature.CONFUSION: "confusion",
        Feature.FEVER_NOW: "fever",
        Feature.AGITATION: "agitation after a medicine",
        Feature.PESTICIDE_CONTACT: "pesticide contact",
        Feature.SALIVA_OR_SMALL_PUPILS: "salivation or small pupils",
        Feature.JAW_LOCKED: "locked jaw",
        Feature.VENOMOUS_BITE: "venomous bite",
        Feature.THOUGHTS_OF_SELF_HARM: "thoughts of self-harm",
        Feature.WEAKNESS_FELT: "weakness felt",
        Feature.TASK_LOST: "everyday task lost",
        Feature.FINE_HAND_TROUBLE: "trouble with fine hand tasks",
        Feature.ARM_RAISING_TROUBLE: "trouble raising the arms",
        Feature.RISING_TROUBLE: "trouble with stairs or rising",
        Feature.TRIPPING: "tripping",
        Feature.FOOT_DROP: "foot drop",
        Feature.FALLS: "falls",
        Feature.HEAD_DROP: "head drop",
        Feature.SCREEN_ACT_FAILED: "act of the home screen failed",
        Feature.WEAKNESS_SEEN_BY_DOCTOR: "weakness found by a doctor",
        Feature.WEAKNESS_GROWING: "weakness progressing",
        Feature.WASTING: "wasting",
        Feature.WEAK_LEGS: "weak legs",
        Feature.ONE_SIDED: "one-sided",
        Feature.SPEECH_CHANGE: "speech change",
        Feature.SWALLOWING_TROUBLE: "swallowing trouble",
        Feature.SPEECH_OR_SWALLOWING_GROWING: "speech or swallowing progressing",
        Feature.TONGUE_TWITCHING: "tongue twitching",
        Feature.MUCH_SALIVA: "excess saliva",
        Feature.HOARSE_VOICE: "hoarse voice",
        Feature.DOUBLE_VISION_OR_DROOPING_LID: "double vision or ptosis",
        Feature.TIRES_WITH_USE: "fatigable weakness",
        Feature.FACE_WEAK: "facial weakness",
        Feature.BREATHLESS_ON_EFFORT: "breathless on effort",
        Feature.MORNING_HEADACHE: "morning headache",
        Feature.DAYTIME_SLEEPINESS: "daytime sleepiness",
        Feature.WEIGHT_LOSS: "weight loss",
        Feature.BEHAVIOUR_CHANGE: "behaviour change",
        Feature.SUDDEN_LAUGHING_OR_CRYING: "emotional lability",
        Feature.UNSTEADY: "unsteadiness",
    }
)
"""Every feature that can be a red flag; what is not here is written as its name with spaces."""
