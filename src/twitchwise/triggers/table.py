"""What the search for triggers looks at: one row a day, twitches beside everything that may set them off."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from twitchwise.body import all_sites

__all__ = ["DayTable", "Exposure", "Outcome", "say_outcome"]

# How often an exposure is expected to be a real pattern before the diary is looked at. A choice, not a measurement:
# of the triggers that people with migraine suspect about one in six is borne out (Casanova et al. 2023).
_PRIOR_OWN_LOAD = 0.3
_PRIOR_OTHER = 0.1
_PRIOR_RANDOMISED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Something that may set twitching off, one number a day.

    Parameters
    ----------
    name : what it is called, in the person's words; the loads of several muscles share one name.
    values : (n_days,) float, any unit; nan where it is not known.
    belongs_to : the muscle whose own load this is: it acts on outcomes of that muscle only. None acts on all.
    earliest_lag_days : 0, or 1 when it comes after the day's twitches (tonight's sleep): then it cannot act on them.
    is_felt : a feeling (stress, mood): it colours what is noticed, and may follow twitching as well as cause it.
    is_randomised : a coin decided the days, in a self-trial.
    """

    name: str
    values: NDArray[np.float64]
    belongs_to: str | None = None
    earliest_lag_days: int = 0
    is_felt: bool = False
    is_randomised: bool = False

    def __post_init__(self) -> None:
        if self.values.ndim != 1:
            raise ValueError(f"{self.name}: one value a day is needed, not an array of {self.values.ndim} dimensions")
        if self.earliest_lag_days not in {0, 1}:
            raise ValueError(f"{self.name}: earliest_lag_days is 0 or 1, not {self.earliest_lag_days}")
        if np.isinf(self.values).any():
            raise ValueError(f"{self.name}: a value is infinite; nan says that it is not known")

    @property
    def prior(self) -> float:
        """The probability of being a real pattern before the diary is looked at."""
        if self.is_randomised:
            return _PRIOR_RANDOMISED
        return _PRIOR_OWN_LOAD if self.belongs_to is not None else _PRIOR_OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Twitches of one muscle, or of all together, one count a day.

    Parameters
    ----------
    name : what it is called.
    counts : (n_days,) float, whole numbers from 0; nan where the day was not answered.
    muscle : the muscle it is about; None when it is about none in particular.
    minutes : (n_days,) float, min, how long was looked; None for twitches noticed through the day.
    is_measured : counted in recordings instead of noticed.
    """

    name: str
    counts: NDArray[np.float64]
    muscle: str | None = None
    minutes: NDArray[np.float64] | None = None
    is_measured: bool = False

    def __post_init__(self) -> None:
        known = self.counts[np.isfinite(self.counts)]
        if self.counts.ndim != 1:
            raise ValueError(f"{self.name}: one count a day is needed, not an array of {self.counts.ndim} dimensions")
        if np.isinf(self.counts).any() or (known < 0).any() or (known != np.round(known)).any():
            raise ValueError(f"{self.name}: counts are whole numbers from 0, or nan for a day not answered")
        if self.minutes is not None:
            if self.minutes.shape != self.counts.shape:
                raise ValueError(f"{self.name}: {self.minutes.size} durations beside {self.counts.size} counts")
            if not (self.minutes[np.isfinite(self.counts)] > 0).all():
                raise ValueError(f"{self.name}: a counted day needs its minutes, above 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTable:
    """Consecutive days with what twitched and what may have set it off.

    Parameters
    ----------
    first_day : the day of row 0; row i is i days later.
    outcomes : at least one, all of the same length.
    exposures : of that length too; names are unique except for the own loads of different muscles.
    is_dated : `first_day` is a date; False when the days are only numbered.
    """

    first_day: date
    outcomes: tuple[Outcome, ...]
    exposures: tuple[Exposure, ...]
    is_dated: bool = True

    def __post_init__(self) -> None:
        if not self.outcomes:
            raise ValueError("a table needs at least one outcome")
        n_days = self.outcomes[0].counts.size
        wrong = [o.name for o in self.outcomes if o.counts.size != n_days]
        wrong += [e.name for e in self.exposures if e.values.size != n_days]
        if wrong:
            raise ValueError(f"all columns need {n_days} days: {', '.join(wrong)}")
        names = [o.name for o in self.outcomes]
        if len(set(names)) < len(names):
            raise ValueError("two outcomes have the same name")
        keys = [(e.name, e.belongs_to) for e in self.exposures]
        if len(set(keys)) < len(keys):
            raise ValueError("two exposures have the same name and muscle")

    @property
    def n_days(self) -> int:
        """How many days the table spans, answered or not."""
        return int(self.outcomes[0].counts.size)

    def exposures_of(self, outcome: Outcome) -> tuple[Exposure, ...]:
        """The exposures that may act on `outcome`: all but the loads of other muscles."""
        return tuple(e for e in self.exposures if e.belongs_to is None or e.belongs_to == outcome.muscle)


def say_outcome(name: str) -> str:
    """The name of an outcome as it is said: the id of a site loses its hyphens.

    Examples
    --------
    >>> say_outcome("left-triceps, measured"), say_outcome("arm-1")
    ('left triceps, measured', 'arm-1')
    """
    site, comma, rest = name.partition(", ")
    is_site = any(site == each.id for each in all_sites())
    return f"{site.replace('-', ' ')}{comma}{rest}" if is_site else name
