"""What may set twitching off, with its dose and unit."""

from dataclasses import dataclass
from enum import StrEnum

from twitchwise.body import Site
from twitchwise.diary.entry import Entry
from twitchwise.diary.moment import Moment

__all__ = ["Exposure", "ExposureKind"]


class ExposureKind(StrEnum):
    """What may set twitching off, apart from training, and what goes round with the fear of it.

    The last four are consequences of twitching as much as causes: whoever twitches more searches, checks and worries
    more. Offered as triggers they would be found whenever there is fear. So they are kept for the picture of worry, and
    the search for triggers does not take them (`may_be_trigger`).
    """

    SLEEP = "sleep"
    SLEEP_QUALITY = "sleep-quality"
    STRESS = "stress"
    MOOD = "mood"
    ENERGY = "energy"
    CAFFEINE = "caffeine"
    ALCOHOL = "alcohol"
    FLUIDS = "fluids"
    MAGNESIUM = "magnesium"
    CALCIUM = "calcium"
    POTASSIUM = "potassium"
    SODIUM = "sodium"
    VITAMIN_D = "vitamin-d"
    CALORIES = "calories"
    STEPS = "steps"
    ILLNESS = "illness"
    FEVER = "fever"
    HEAT = "heat"
    STRAIN = "strain"
    MEDICINE = "medicine"
    SUPPLEMENT = "supplement"
    NICOTINE = "nicotine"
    OTHER = "other"
    SEARCHING = "searching"
    CHECKING = "checking"
    WORRY = "worry"
    FELT_WEAKNESS = "felt-weakness"

    @property
    def may_be_trigger(self) -> bool:
        """Whether the search for triggers takes it; not what follows from twitching as much as it goes before."""
        return self not in _GO_ROUND

    @property
    def unit(self) -> str:
        """The unit that `Exposure.amount` of this kind has; conversion is the reader's work."""
        return _UNITS[self]


_UNITS = {
    ExposureKind.SLEEP: "h",
    ExposureKind.SLEEP_QUALITY: "0-10",
    ExposureKind.STRESS: "0-10",
    ExposureKind.MOOD: "0-10",
    ExposureKind.ENERGY: "0-10",
    ExposureKind.CAFFEINE: "mg",
    ExposureKind.ALCOHOL: "g",
    ExposureKind.FLUIDS: "ml",
    ExposureKind.MAGNESIUM: "mg",
    ExposureKind.CALCIUM: "mg",
    ExposureKind.POTASSIUM: "mg",
    ExposureKind.SODIUM: "mg",
    ExposureKind.VITAMIN_D: "ug",
    ExposureKind.CALORIES: "kcal",
    ExposureKind.STEPS: "steps",
    ExposureKind.ILLNESS: "0-10",
    ExposureKind.FEVER: "degC",
    ExposureKind.HEAT: "degC",
    ExposureKind.STRAIN: "0-10",
    ExposureKind.MEDICINE: "doses",
    ExposureKind.SUPPLEMENT: "doses",
    ExposureKind.NICOTINE: "times",
    ExposureKind.OTHER: "times",
    ExposureKind.SEARCHING: "min",
    ExposureKind.CHECKING: "times",
    ExposureKind.WORRY: "0-10",
    ExposureKind.FELT_WEAKNESS: "0-10",
}
_GO_ROUND = frozenset({ExposureKind.SEARCHING, ExposureKind.CHECKING, ExposureKind.WORRY, ExposureKind.FELT_WEAKNESS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure(Entry):
    """Something that may set twitching off, with its dose.

    Parameters
    ----------
    kind : what.
    amount : in `kind.unit`; None when it happened but nobody knows how much; 0 for an explicit "none".
    until : when it ended: a night's sleep, a week of fever; None for a moment or a whole day.
    name : which medicine, supplement or other thing; empty for the rest.
    site : where, for a strain.
    is_day_total : the sum of the day, not one cup of several.
    """

    kind: ExposureKind
    amount: float | None = None
    until: Moment | None = None
    name: str = ""
    site: Site | None = None
    is_day_total: bool = False
    note: str = ""
