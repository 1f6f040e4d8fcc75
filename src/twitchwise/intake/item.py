"""The closed list of items: what is asked with a value or a list instead of yes and no."""

from enum import StrEnum

__all__ = ["Item", "ItemKind"]


class Item(StrEnum):
    """One thing of `Answers` that has a value; each is named as its field."""

    AGE_YEARS = "age_years"
    SEX = "sex"
    SITES = "sites"
    TWITCHING_SINCE = "twitching_since"
    TWITCH_COURSE = "twitch_course"
    WEAKNESS_SINCE = "weakness_since"
    WEAKNESS_COURSE = "weakness_course"
    MEDICINES = "medicines"
    EXAMINATIONS = "examinations"
    LABS = "labs"
    SLEEP_H = "sleep_h"
    CAFFEINE_MG = "caffeine_mg"
    ALCOHOL_G = "alcohol_g"
    QUESTION = "question"


class ItemKind(StrEnum):
    """How an item is answered."""

    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    TEXT = "text"
    SITES = "sites"
    MEDICINES = "medicines"
    EXAMINATIONS = "examinations"
    LABS = "labs"
