"""The closed list of features: what a person can have or not have that bears on causes or urgency."""

from enum import StrEnum

__all__ = ["Feature", "Reply"]


class Reply(StrEnum):
    """What a person said about one feature; what nobody asked is never a "no"."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"
    NOT_ASKED = "not-asked"


class Feature(StrEnum):
    """One thing that can be answered with yes, no or not sure."""

    # what cannot wait: sudden or fast loss
    SUDDEN_LOSS = "sudden-loss"  # face, arm, leg, sight or speech that failed all at once
    WEAKNESS_ONE_LIMB_IN_DAYS = "weakness-one-limb-in-days"  # one limb or one side weaker within hours to days
    WEAKNESS_BOTH_SIDES_IN_WEEKS = "weakness-both-sides-in-weeks"  # both legs or both arms weaker within four weeks
    BREATHLESS_AT_REST = "breathless-at-rest"
    BREATHLESS_LYING_FLAT = "breathless-lying-flat"
    CHOKING = "choking"  # on food, drink or spit
    SEIZURE = "seizure"
    FAINTED = "fainted"
    PALPITATIONS = "palpitations"  # heart racing, pounding or skipping, new
    TETANY = "tetany"  # hands or feet locked in cramp
    DARK_URINE = "dark-urine"  # brown, like tea or cola
    SEVERE_MUSCLE_PAIN = "severe-muscle-pain"
    SADDLE_NUMBNESS = "saddle-numbness"
    BLADDER_OR_BOWEL_CHANGE = "bladder-or-bowel-change"  # new, cannot hold or cannot go
    CONFUSION = "confusion"  # new confusion, seeing things, hard to wake
    FEVER_NOW = "fever-now"
    AGITATION = "agitation"  # restless, agitated, with shivering or jerks, since a medicine or a dose was changed
    PESTICIDE_CONTACT = "pesticide-contact"  # in the last days
    SALIVA_OR_SMALL_PUPILS = "saliva-or-small-pupils"  # drooling, running eyes or nose, small pupils
    JAW_LOCKED = "jaw-locked"  # or painful spasms of neck and back
    VENOMOUS_BITE = "venomous-bite"  # snake, spider, scorpion, in the last days
    THOUGHTS_OF_SELF_HARM = "thoughts-of-self-harm"

    # weakness that shows
    WEAKNESS_FELT = "weakness-felt"  # feels weak, heavy or tired, whatever can still be done
    TASK_LOST = "task-lost"  # something of every day that could be done and now cannot, or only with help
    FINE_HAND_TROUBLE = "fine-hand-trouble"  # buttons, keys, writing, dropping things
    ARM_RAISING_TROUBLE = "arm-raising-trouble"  # combing hair, reaching a shelf
    RISING_TROUBLE = "rising-trouble"  # stairs, rising from a chair or the floor
    TRIPPING = "tripping"
    FOOT_DROP = "foot-drop"  # the front of the foot hangs or slaps
    FALLS = "falls"
    HEAD_DROP = "head-drop"
    SCREEN_ACT_FAILED = (
        "screen-act-failed"  # heels, toes, squat or chair, arms up, grip or pinch, tongue: one not possible
    )
    WEAKNESS_SEEN_BY_DOCTOR = "weakness-seen-by-doctor"
    WEAKNESS_GROWING = "weakness-growing"  # more than some weeks ago
    WASTING = "wasting"  # a muscle has become thinner, one side against the other, or a hollow is seen
    WEAK_LEGS = "weak-legs"
    ONE_SIDED = "one-sided"  # the weakness or thinning is on one side, or clearly more there

    # head, throat, breath, mind
    SPEECH_CHANGE = "speech-change"  # slurred, nasal, slow or quiet
    SWALLOWING_TROUBLE = "swallowing-trouble"
    SPEECH_OR_SWALLOWING_GROWING = "speech-or-swallowing-growing"
    TONGUE_TWITCHING = "tongue-twitching"
    MUCH_SALIVA = "much-saliva"
    HOARSE_VOICE = "hoarse-voice"
    DOUBLE_VISION_OR_DROOPING_LID = "double-vision-or-drooping-lid"
    TIRES_WITH_USE = "tires-with-use"  # weaker while used and in the evening, better after rest
    FACE_WEAK = "face-weak"
    BREATHLESS_ON_EFFORT = "breathless-on-effort"
    MORNING_HEADACHE = "morning-headache"
    DAYTIME_SLEEPINESS = "daytime-sleepiness"
    WEIGHT_LOSS = "weight-loss"  # not meant
    BEHAVIOUR_CHANGE = "behaviour-change"  # others notice it
    SUDDEN_LAUGHING_OR_CRYING = "sudden-laughing-or-crying"
    UNSTEADY = "unsteady"

    # the twitching
    EYELID_ONLY = "eyelid-only"
    BOTH_EYES_CLOSING = "both-eyes-closing"
    WIDESPREAD = "widespread"  # many places over the body
    ONE_PLACE = "one-place"  # always the same muscle
    RIPPLING_ALSO_ASLEEP = "rippling-also-asleep"  # goes on like worms under the skin, also in sleep
    TWITCHING_FACE_OR_CHIN = "twitching-face-or-chin"
    BETTER_WHEN_USED = "better-when-used"  # stops while the muscle moves
    JERKS = "jerks"  # a whole limb jumps

    # what comes with it
    CRAMPS = "cramps"
    STIFFNESS = "stiffness"  # stiff muscles or legs that walk stiffly
    SLOW_TO_LET_GO = "slow-to-let-go"  # the hand or eye opens slowly after a grip
    HEAVY_SWEATING = "heavy-sweating"
    SEVERE_SLEEPLESSNESS = "severe-sleeplessness"  # nights without sleep for weeks
    NUMBNESS = "numbness"
    TINGLING_HANDS_OR_FEET = "tingling-hands-or-feet"
    TINGLING_MOUTH = "tingling-mouth"
    PAIN_DOWN_A_LIMB = "pain-down-a-limb"  # from neck or back along an arm or leg
    BACK_OR_NECK_PAIN = "back-or-neck-pain"
    BURNING_FEET = "burning-feet"
    HIGH_ARCHES = "high-arches"
    TREMOR = "tremor"
    HEAT_INTOLERANCE = "heat-intolerance"
    FAST_PULSE = "fast-pulse"
    BREAST_GROWTH = "breast-growth"  # in a man
    MUSCLE_ACHE = "muscle-ache"
    VOMITING_OR_DIARRHOEA = "vomiting-or-diarrhoea"
    FATIGUE = "fatigue"

    # what doctors and laboratories found
    BRISK_REFLEXES_SEEN = "brisk-reflexes-seen"  # or an upward toe, clonus, spastic legs
    LOST_REFLEXES_SEEN = "lost-reflexes-seen"
    NERVE_ANTIBODIES_FOUND = "nerve-antibodies-found"  # CASPR2, LGI1, potassium channel, GM1
    LYME_TEST_POSITIVE = "lyme-test-positive"
    GENE_TEST_POSITIVE = "gene-test-positive"  # SMA, Kennedy, ALS, inherited neuropathy

    # what was before it
    TRAINED_THIS_MUSCLE = "trained-this-muscle"  # hard or unusual use within three days before
    STRAINED_THIS_MUSCLE = "strained-this-muscle"  # strained, knocked, torn, bruised or operated
    STRESS = "stress"
    PANIC_OR_FAST_BREATHING = "panic-or-fast-breathing"
    AFRAID_OF_ALS = "afraid-of-als"
    SHORT_SLEEP = "short-sleep"
    MUCH_CAFFEINE = "much-caffeine"  # more than usual, or over about 250 mg on a day
    MUCH_SCREEN_TIME = "much-screen-time"
    HEAT_OR_LOST_FLUID = "heat-or-lost-fluid"
    HEAVY_ALCOHOL = "heavy-alcohol"
    STOPPED_ALCOHOL_OR_CALMING_MEDICINE = "stopped-alcohol-or-calming-medicine"
    NEW_MEDICINE_OR_DOSE = "new-medicine-or-dose"
    VIRUS_BEFORE = "virus-before"  # a cold, flu or other infection in the weeks before
    COVID_OR_VACCINE_BEFORE = "covid-or-vaccine-before"
    TICK_BITE = "tick-bite"
    EXPANDING_RASH = "expanding-rash"
    MERCURY_CONTACT = "mercury-contact"
    OTHER_POISON = "other-poison"  # lead, thallium, arsenic, nerve agent
    NECK_SURGERY = "neck-surgery"  # thyroid or parathyroid
    RADIOTHERAPY = "radiotherapy"  # of spine, pelvis or limb, also long ago

    # about the person
    PREGNANT = "pregnant"
    FAMILY_ALS = "family-als"
    FAMILY_DEMENTIA_YOUNG = "family-dementia-young"  # frontotemporal or before 65
    FAMILY_NERVE_OR_MUSCLE = "family-nerve-or-muscle"
    FAMILY_TWITCHING_OR_CRAMPS = "family-twitching-or-cramps"
    KNOWN_THYROID = "known-thyroid"
    KNOWN_LOW_PARATHYROID = "known-low-parathyroid"
    KNOWN_DIABETES = "known-diabetes"
    KNOWN_KIDNEY = "known-kidney"
    KNOWN_CANCER_OR_THYMOMA = "known-cancer-or-thymoma"
    KNOWN_AUTOIMMUNE = "known-autoimmune"
    KNOWN_MYASTHENIA = "known-myasthenia"
    KNOWN_NEUROPATHY = "known-neuropathy"
    KNOWN_SPINE_TROUBLE = "known-spine-trouble"
    KNOWN_COELIAC = "known-coeliac"
    KNOWN_POLIO = "known-polio"
    EATING_LITTLE = "eating-little"  # an eating disorder, a strict diet, vegan without B12
    WORKS_IN_HEALTH_CARE = "works-in-health-care"
