"""What a source and a fact are."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Fact", "Quality", "Source", "SourceKind", "Topic"]


class SourceKind(StrEnum):
    """What sort of work a source is."""

    COHORT = "cohort"
    CASE_SERIES = "case-series"
    EXPERIMENT = "experiment"
    GUIDELINE = "guideline"
    NORMATIVE = "normative"
    OWN = "own measurement"
    REVIEW = "review"


class Quality(StrEnum):
    """Our own grade of how far a fact can be trusted."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class Topic(StrEnum):
    """What a fact is about."""

    ALS_ONSET = "als_onset"
    ANXIETY = "anxiety"
    CAUSES = "causes"
    EPIDEMIOLOGY = "epidemiology"
    FEATURES = "features"
    MEASUREMENT = "measurement"
    REFERRAL = "referral"
    WEAKNESS_TESTS = "weakness_tests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One work that facts rest on.

    Parameters
    ----------
    id : stable id, unique over sources and facts.
    title, year : of the work.
    kind : what sort of work it is.
    verified : the page or abstract behind it was found and read, at least in part.
    note : what was read of it, and what is unsure.
    doi, pmid, pmcid : where to find it, if known.
    """

    id: str
    title: str
    year: int
    kind: SourceKind
    verified: bool
    note: str
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None

    @property
    def is_placeholder(self) -> bool:
        """True when this stands for "no study was found": what rests on it is teaching or judgement."""
        return self.id == "none_expert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that is known, in our own words.

    Parameters
    ----------
    id : stable id, unique over sources and facts.
    topic : what it is about.
    statement : what is known.
    unit : of `value`, `low` and `high`; "statement" when the fact is not a number.
    population : in whom.
    source : id of the source it rests on.
    quality : our grade.
    value : the number, or None when none was found or the range is all there is.
    low, high : ends of the interval or range, as `note` or `population` says.
    note : what else to know; "DERIVED" marks numbers computed by us.
    """

    id: str
    topic: Topic
    statement: str
    unit: str
    population: str
    source: str
    quality: Quality
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""
