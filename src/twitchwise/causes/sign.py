"""The closed list of signs: what follows from a person's answers and own data, beside the plain features."""

from enum import StrEnum

from twitchwise.intake.feature import Feature

__all__ = ["Clue", "Sign", "find_clue"]


class Sign(StrEnum):
    """One thing that is read out of dates, places, medicines, blood values, examinations or the person's own data."""

    # the person
    UNDER_40 = "under-40"
    FROM_60 = "from-60"
    MALE = "male"

    # time
    LASTS_DAYS = "lasts-days"  # twitching for no more than two weeks
    LASTS_MONTHS = "lasts-months"  # three months or more
    LASTS_YEARS = "lasts-years"  # two years or more
    GETS_BETTER = "gets-better"
    COMES_AND_GOES = "comes-and-goes"
    WEAKNESS_FOR_MONTHS = "weakness-for-months"  # two months or more
    WEAKNESS_FOR_YEARS = "weakness-for-years"  # two years or more
    WEAKNESS_NOT_GROWING = "weakness-not-growing"  # better, or comes and goes

    # place
    ONLY_LOWER_LEG = "only-lower-leg"  # calves, shins and feet only
    IN_ARM_OR_TRUNK = "in-arm-or-trunk"
    AFTER_READING = "after-reading"  # first noticed just after reading about twitching

    # what doctors found
    EXAMINATION_NORMAL = "examination-normal"
    EXAMINATION_ABNORMAL = "examination-abnormal"
    EMG_NORMAL = "emg-normal"
    EMG_ABNORMAL = "emg-abnormal"
    EMG_NERVE_OVERACTIVE = "emg-nerve-overactive"  # the report speaks of neuromyotonia, myokymia, after-discharges
    EMG_NERVE_LOSS = "emg-nerve-loss"  # the report speaks of denervation or chronic neurogenic change
    NERVE_TEST_ABNORMAL = "nerve-test-abnormal"
    NERVE_BLOCK = "nerve-block"  # the report speaks of a conduction block
    MRI_ABNORMAL = "mri-abnormal"

    # blood
    CALCIUM_LOW = "calcium-low"
    CALCIUM_HIGH = "calcium-high"
    MAGNESIUM_LOW = "magnesium-low"
    POTASSIUM_LOW = "potassium-low"
    POTASSIUM_HIGH = "potassium-high"
    SODIUM_LOW = "sodium-low"
    SODIUM_HIGH = "sodium-high"
    TSH_LOW = "tsh-low"
    TSH_HIGH = "tsh-high"
    CK_HIGH = "ck-high"
    CK_VERY_HIGH = "ck-very-high"
    B12_LOW = "b12-low"

    # medicines, by group
    TAKES_CHOLINESTERASE_INHIBITOR = "takes-cholinesterase-inhibitor"
    TAKES_LITHIUM = "takes-lithium"
    TAKES_BETA_AGONIST = "takes-beta-agonist"
    TAKES_THEOPHYLLINE = "takes-theophylline"
    TAKES_STIMULANT = "takes-stimulant"
    TAKES_SEROTONIN_MEDICINE = "takes-serotonin-medicine"
    TAKES_OPIOID = "takes-opioid"
    TAKES_ANTIPSYCHOTIC = "takes-antipsychotic"
    TAKES_ANTIEPILEPTIC = "takes-antiepileptic"
    TAKES_STEROID = "takes-steroid"
    LOWERED_STEROID = "lowered-steroid"
    TAKES_ACID_BLOCKER = "takes-acid-blocker"
    TAKES_DIURETIC = "takes-diuretic"
    TAKES_STATIN = "takes-statin"
    TAKES_FLUOROQUINOLONE = "takes-fluoroquinolone"
    TAKES_GLP1 = "takes-glp1"
    TAKES_THYROID_HORMONE = "takes-thyroid-hormone"
    TAKES_BONE_MEDICINE = "takes-bone-medicine"
    STOPPED_CALMING_MEDICINE = "stopped-calming-medicine"
    TAKES_OTHER_NEW_MEDICINE = "takes-other-new-medicine"

    # the person's own diary, tests and recordings
    OWN_TRIGGER_TRAINING = "own-trigger-training"
    OWN_TRIGGER_STRESS = "own-trigger-stress"
    OWN_TRIGGER_SLEEP = "own-trigger-sleep"
    OWN_TRIGGER_CAFFEINE = "own-trigger-caffeine"
    OWN_TRIGGER_FLUIDS = "own-trigger-fluids"
    WORKED_HARD_LATELY = "worked-hard-lately"  # this muscle did more than its habit in the last three days
    STRENGTH_FELL = "strength-fell"
    STRENGTH_STEADY = "strength-steady"
    TWITCHES_MEASURED = "twitches-measured"


Clue = Feature | Sign
"""Anything that can speak for or against a cause."""


def find_clue(text: str) -> Clue:
    """The feature or sign with this id.

    Raises
    ------
    ValueError
        There is neither.
    """
    return Sign(text) if text in set(Sign) else Feature(text)
