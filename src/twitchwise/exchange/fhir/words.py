"""What a FHIR document says in words; each under its own name, so that it can be translated."""

__all__ = [
    "AMOUNT",
    "ANALYSED_MIN",
    "ANALYTES",
    "AN_ANSWER",
    "ASKED_DAY",
    "ASKED_SITES",
    "ASKED_TWITCHING",
    "AS_TYPED",
    "AS_TYPED_NO_UNIT",
    "CONDITION",
    "COUNTED",
    "COUNTED_DAY",
    "DAY_ABSENT",
    "DAY_PRESENT",
    "DEVICE",
    "DOSE_CHANGED",
    "EXAMINATIONS",
    "FELT",
    "INTERVAL_HIGH",
    "INTERVAL_LEVEL",
    "INTERVAL_LOW",
    "INTERVAL_METHOD",
    "INTERVAL_N",
    "ITEMS",
    "NOTHING_HERE",
    "NOTICED",
    "NOT_ASKED",
    "NOT_CARRIED",
    "NOT_MEASURABLE",
    "N_TWITCHES",
    "QUESTIONNAIRE_ITEM",
    "QUESTIONNAIRE_SCORE",
    "RATE",
    "RECORDING",
    "RED_FLAGS",
    "SEARCHES",
    "SEARCH_MADE",
    "SECTIONS",
    "SECTION_TEXT",
    "SIDES",
    "SMALLEST",
    "STRENGTH_FELT",
    "TITLE",
    "TWITCHING",
    "UNKNOWN_AMOUNT",
    "WHAT_IT_IS",
    "WHOLE_BODY",
]

TITLE = "Diary of muscle twitching, kept by the person"
DEVICE = "twitchwise"
WHAT_IT_IS = (
    "The person wrote this down or measured it at home. It is no diagnosis. "
    "How often, where and how many twitches does not tell a harmless cause from a disease. "
    "A day without an entry was not asked about; it does not mean that nothing twitched."
)
NOT_CARRIED = "Left out of this file: {what}."
RED_FLAGS = "When a doctor should look, and how soon"
SECTIONS = {
    "twitching": "Twitching",
    "strength": "Strength tests at home",
    "questionnaires": "Questionnaires",
    "recordings": "Recordings",
    "exposures": "Sleep, medicines and other things that may bear on it",
    "findings": "Answers about signs",
    "pages": "Pages",
}
SECTION_TEXT = {
    "twitching": "Each answered day and place, twitching and none; then each time it was noticed.",
    "strength": "Scores of home tests. One score alone shows no fall.",
    "questionnaires": "The answers as given. A question left out is not counted as zero.",
    "recordings": "What each recording showed. A rate does not tell a harmless cause from a disease.",
    "exposures": "As the person or another program wrote it down. What was not written down is unknown.",
    "findings": "As answered. What was not asked is said to be not asked.",
    "pages": "Pages written for a doctor.",
}
NOTHING_HERE = "Nothing was written down."

TWITCHING = "Muscle twitching, as the person noticed it"
NOTICED = "Muscle twitching that the person noticed"
COUNTED = "How often"
COUNTED_DAY = "How often that day"
STRENGTH_FELT = "How strong it felt, 0 to 10"
DAY_PRESENT = "Twitching noticed that day"
DAY_ABSENT = "No twitching noticed that day"
WHOLE_BODY = "whole body"
NOT_ASKED = "not asked"

ASKED_TWITCHING = "Was twitching noticed that day?"
ASKED_DAY = "The day that was asked about"
ASKED_SITES = "The places that were asked about; none stands for the whole body"

AMOUNT = "Distance or steps done in it"
FELT = "Felt weakness before the test, 0 to 10"
CONDITION = "What was unusual"
SIDES = {"left": "left side", "right": "right side", "middle": "both sides together"}

RECORDING = "Recording of muscle twitching: {kind}"
RATE = "Twitches a minute in a recording"
N_TWITCHES = "Clear twitches counted"
ANALYSED_MIN = "Minutes in which they could have been seen"
SMALLEST = "Smallest twitch that would have been found nine times in ten"
INTERVAL_LOW = "Lower end of the interval"
INTERVAL_HIGH = "Upper end of the interval"
INTERVAL_LEVEL = "How much the interval is to hold, 0 to 1"
INTERVAL_N = "How many observations it rests on"
INTERVAL_METHOD = "How it was computed"
NOT_MEASURABLE = "not measurable"

AN_ANSWER = "an answer"
AS_TYPED = "As the person typed it."
AS_TYPED_NO_UNIT = "As the person typed it. The unit was not given."
DOSE_CHANGED = "The dose was changed on {day}."
ANALYTES = {
    "calcium": "Calcium",
    "magnesium": "Magnesium",
    "potassium": "Potassium",
    "sodium": "Sodium",
    "tsh": "Thyroid-stimulating hormone (TSH)",
    "ck": "Creatine kinase (CK)",
    "b12": "Vitamin B12",
}
EXAMINATIONS = {
    "neurological-examination": "Examination of strength, reflexes and feeling by a doctor",
    "emg": "Needle EMG",
    "nerve-conduction": "Nerve conduction",
    "mri": "MRI of brain or spine",
    "ultrasound": "Ultrasound of muscles",
}
ITEMS = {
    "age_years": "Age in years",
    "sex": "Sex",
    "sites": "Where twitching was noticed, and when first",
    "twitching_since": "When twitching began",
    "twitch_course": "How the twitching went since it began",
    "weakness_since": "When weakness, felt or shown, began",
    "weakness_course": "How the weakness went since it began",
    "medicines": "Medicines and supplements",
    "examinations": "What doctors did, with result and date",
    "labs": "Blood values as typed",
    "sleep_h": "Hours of sleep in a usual night",
    "caffeine_mg": "Caffeine on a usual day, mg",
    "alcohol_g": "Alcohol on a usual day, g",
    "question": "The question of the visit, in the person's words",
}

SEARCHES = {
    "triggers/found": "A search of this diary for what sets twitching off",
    "trial/found": "A look at what a self-trial says",
}
SEARCH_MADE = "it was made; its numbers stand in the twitchwise fields of this entry"
QUESTIONNAIRE_ITEM = "Question {number}"
QUESTIONNAIRE_SCORE = "Score of the questionnaire {name}"
UNKNOWN_AMOUNT = "it was there; how much is not known"
