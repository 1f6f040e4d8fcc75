"""What a source and a fact are."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Claim", "Fact", "HeldFigures", "Mark", "Quality", "Sentence", "Source", "SourceKind", "Topic", "Verdict"]


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


class Mark(StrEnum):
    """What has to stand beside a fact wherever it is shown."""

    UNVERIFIED = "not read in the original"
    TEACHING = "general teaching, no study was found"
    DERIVED = "computed by us"
    PARTLY_DERIVED = "partly computed by us"


class Verdict(StrEnum):
    """How a claim stands against what is known today."""

    HOLDS = "holds"
    PARTLY = "partly"
    CONTESTED = "contested"
    WRONG = "wrong"


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
class HeldFigures:
    """Figures of a fact that one sentence alone may show; only what fills that sentence reads them."""

    value: float | None
    low: float | None
    high: float | None


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
    note : what else to know; "DERIVED" marks numbers computed by us, "UNVERIFIED" what nobody read in the original.
    barred : why this fact is kept but never shown; empty for what may be shown.
    only_in : id of the one sentence that may show the figure; empty when it can stand by itself.
    held : the figures of such a fact, whose own `value`, `low` and `high` are None.
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
    barred: str = ""
    only_in: str = ""
    held: HeldFigures | None = None

    @property
    def is_derived(self) -> bool:
        """True when the figure itself was computed by us."""
        return any(text.startswith("DERIVED") for text in (self.note, self.statement, self.unit))

    @property
    def is_partly_derived(self) -> bool:
        """True when an interval or a figure of the note was computed by us, and the figure itself was not."""
        return not self.is_derived and "DERIVED" in self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One whole sentence or paragraph for a person, its figures filled in from facts.

    Parameters
    ----------
    id : stable id, so that it can be translated.
    text : the words.
    facts : ids of the facts it rests on, for `cite`; none for a sentence that is our own judgement.
    """

    id: str
    text: str
    facts: tuple[str, ...]

    @property
    def is_judgement(self) -> bool:
        """True when no fact stands behind it."""
        return not self.facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of the article that people find when they look twitching up, and how it stands today.

    Parameters
    ----------
    id : stable id.
    says : the claim, in our own words.
    verdict : how it stands.
    known : what is known today, its figures filled in from facts.
    facts : ids of the facts behind the verdict, for `cite`.
    """

    id: str
    says: str
    verdict: Verdict
    known: str
    facts: tuple[str, ...]
