"""The doctor's page in words: what stands in each part, and what is said when there is nothing."""

from collections.abc import Sequence
from datetime import date

from twitchwise.charts.body_map import SiteMark
from twitchwise.diary.model import RecordingMeasured
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Examination, Lab, Precision, WeaknessCourse
from twitchwise.report.doctor_features import CLINICAL_WORDS, HISTORY_WORDS
from twitchwise.report.doctor_model import (
    Associations,
    DoctorPage,
    DoctorSection,
    FlagReply,
    Remedy,
    SiteDays,
    ToldWeakness,
    Usual,
)
from twitchwise.report.figures import say_count, say_list, say_number
from twitchwise.report.version import package_version
from twitchwise.strength.standing import StrengthStanding
from twitchwise.strength.trend_result import RegionTrend, State
from twitchwise.triggers.find import Trigger

__all__ = [
    "LONGEST_QUESTION",
    "MEASUREMENT_HEAD",
    "NOT_A_VERDICT",
    "NO_QUESTION",
    "ONE_DIARY",
    "STRENGTH_HEAD",
    "TITLE",
    "measurement_row",
    "say_associations",
    "say_course",
    "say_examinations",
    "say_flags",
    "say_gad7",
    "say_history",
    "say_labs",
    "say_left_out",
    "say_method",
    "say_remedies",
    "say_usual",
    "say_weakness",
    "say_who",
    "site_line",
    "site_marks",
    "strength_lines",
    "strength_rows",
]

TITLE = "Muscle twitching: summary for the appointment"
LONGEST_QUESTION = 200
NO_QUESTION = "\N{NO-BREAK SPACE}"  # an empty box, to be filled by hand
NOT_A_VERDICT = (
    "A rate, a place or a number of twitches does not tell benign from disease. This page holds no diagnosis and no "
    "score of a disease."
)
ONE_DIARY = "These are associations in one diary, not causes."
MEASUREMENT_HEAD = ("day", "site", "by", "twitches a minute (95 %)", "in min", "smallest seen", "groups, intervals")
STRENGTH_HEAD = ("region", "state", "change since the first session", "excluded: a fall faster than", "felt weakness")
_SEXES = {"female": "woman", "male": "man"}
_COURSES = {
    "better": "getting better",
    "same": "unchanged",
    "comes-and-goes": "coming and going",
    "worse": "increasing",
}
_WEAKNESS_COURSES = {
    WeaknessCourse.BETTER: "getting better",
    WeaknessCourse.SAME: "unchanged",
    WeaknessCourse.COMES_AND_GOES: "coming and going",
    WeaknessCourse.WORSE: "increasing",
}
_SECTION_WORDS = {
    DoctorSection.NAME: "the name",
    DoctorSection.QUESTION: "the question",
    DoctorSection.RED_FLAGS: "the red-flag answers",
    DoctorSection.COURSE: "the course",
    DoctorSection.MEASUREMENTS: "the measurements",
    DoctorSection.STRENGTH: "strength",
    DoctorSection.ASSOCIATIONS: "the associations",
    DoctorSection.MEDICINES: "medicines and blood values",
    DoctorSection.TESTS: "the tests done",
    DoctorSection.GAD7: "GAD-7",
}


def say_who(page: DoctorPage) -> tuple[str, ...]:
    """Who, which days, how many of them were answered, how it was written down."""
    shows_name = DoctorSection.NAME not in page.left_out
    person = [page.name] if page.name and shows_name else []
    if page.born is not None and shows_name:
        person.append(f"born {page.born}")
    if page.age_years is not None:
        person.append(f"age {page.age_years}")
    if page.sex is not None:
        person.append(_SEXES[page.sex])
    period = f"{page.first_day} to {page.last_day}"
    answered = f"answered on {page.n_answered} of {page.n_possible} possible days"
    written = f"written down {say_list(list(page.written_by))}" if page.written_by else "nothing written down yet"
    return (", ".join(person) or "Name: ______________________", f"{period}; {answered}; {written}")


def say_left_out(page: DoctorPage) -> str:
    """What the person chose not to show; empty when nothing was left out."""
    if not page.left_out:
        return ""
    parts = [_SECTION_WORDS[part] for part in DoctorSection if part in page.left_out]
    return f"Left out by the person: {say_list(parts)}."


def say_flags(flags: Sequence[FlagReply]) -> dict[str, str]:
    """Red-flag answers as four texts: reported, not sure, none reported, not asked."""
    found = {reply: [flag for flag in flags if flag.reply is reply] for reply in Reply}
    reported = "; ".join(_dated(flag) for flag in found[Reply.YES])
    unsure = "; ".join(_dated(flag) for flag in found[Reply.NOT_SURE])
    said_no = found[Reply.NO]
    not_asked = found[Reply.NOT_ASKED]
    return {
        "reported": reported or ("none reported" if said_no else "nothing asked"),
        "unsure": unsure,
        "none": f"{_names(said_no)}{_when_asked(said_no)}" if said_no else "",
        "not_asked": ("every red-flag question" if len(not_asked) == len(flags) else _names(not_asked))
        if not_asked
        else "",
    }


def say_weakness(told: ToldWeakness | None) -> str:
    """Weakness as it was told: of what kind, since when, how it went; empty when nothing was told."""
    if told is None:
        return ""
    parts = [
        _clinical(each.feature) if each.reply is Reply.YES else f"{_clinical(each.feature)} (not sure)"
        for each in told.traits
    ]
    parts.append(f"since {told.since}" if told.since else "beginning not said")
    parts.append(f"course: {_WEAKNESS_COURSES[told.course]}" if told.course else "course not said")
    return "; ".join(parts)


def say_history(history: Sequence[Feature]) -> str:
    """What else was answered with yes and a clinic asks for."""
    return ", ".join(words for feature, words in HISTORY_WORDS.items() if feature in history)


def say_course(page: DoctorPage) -> tuple[str, ...]:
    """Onset, course, the longest quiet spell."""
    lines = [
        f"Onset of the twitching: {_said(page.began, page.began_precision)}."
        if page.began
        else "Onset of the twitching: not said.",
        f"Course of the twitching, in the person's view: {_COURSES[page.course]}."
        if page.course
        else "Course: not said.",
    ]
    if page.quiet is not None:
        days = say_count(page.quiet.n_days, "answered day")
        lines.append(f"Longest quiet spell: {days} in a row, {page.quiet.first_day} to {page.quiet.last_day}.")
    elif page.n_answered:
        lines.append("Longest quiet spell: none; twitching on every answered day.")
    return tuple(lines)


def site_line(site: SiteDays) -> str:
    """One site: how often, since when."""
    name = "somewhere or all over" if site.site is None else site.site.name
    since = f", since {_said(site.first_noticed, site.precision)}" if site.first_noticed else ""
    if not site.n_answered:
        return f"{name}: named, no days written down{since}"
    return f"{name}: {site.n_days} of {site.n_answered} days{since}"


def site_marks(sites: Sequence[SiteDays]) -> tuple[SiteMark, ...]:
    """The marks of the body map: area by the share of answered days; a site only named gets the least."""
    return tuple(
        SiteMark(site=each.site, share=each.n_days / each.n_answered if each.n_answered else 0.0, words=site_line(each))
        for each in sites
        if each.site is not None
    )


def measurement_row(entry: RecordingMeasured, day: date) -> tuple[str, ...]:
    """One recording as a row of the table."""
    rate = entry.rate_per_min
    smallest = entry.smallest_detectable
    return (
        day.isoformat(),
        "not said" if entry.site is None else entry.site.name.partition(" (")[0],
        {"emg": "EMG", "motion": "motion sensor", "video": "video"}.get(entry.recording_kind, entry.recording_kind),
        "not measurable" if rate is None else f"{say_number(rate.value)} ({_ends(rate)})",
        say_number(entry.analysed_min),
        "not known" if smallest is None else f"{say_number(smallest.value)} {smallest.unit}",
        _firing(entry),
    )


def strength_lines(standing: StrengthStanding | None) -> tuple[str, ...]:
    """The first sitting, what was found first; lost acts; what it cannot tell."""
    if standing is None:
        return ("No first sitting and no test of strength was done.",)
    lines = [f"{each}." for each in standing.failed_markers]
    screened = standing.screened
    if screened is None:
        return (*lines, "No first sitting (screen) was done.")
    result = screened.result
    n_found = say_count(len(result.findings), "finding") if result.findings else "no act failed"
    lines.append(f"First sitting (home screen, not validated) of {screened.day}: {n_found}.")
    lines += [f"{finding.region.label.removeprefix('the ')}: {finding.sentence}" for finding in result.findings]
    if result.lost_tasks:
        lost = say_list([f"{each.task} ({each.region.label.removeprefix('the ')})" for each in result.lost_tasks])
        lines.append(f"Everyday tasks lost: {lost}.")
    lines += [each.sentence for each in result.differences if each.is_marked]
    if result.not_looked_at:
        lines.append(f"{say_count(len(result.not_looked_at), 'side')} of acts not looked at.")
    return tuple(lines)


def strength_rows(standing: StrengthStanding | None) -> tuple[tuple[str, ...], ...]:
    """One row a region, a fall first."""
    if standing is None:
        return ()
    order = (State.FALL, State.REPEAT, State.CANNOT_JUDGE, State.OPEN, State.STEADY, State.LEARNING)
    regions = sorted(standing.trend.regions, key=lambda each: order.index(each.state))
    return tuple(_region_row(region) for region in regions)


def say_associations(found: Associations | None) -> tuple[str, ...]:
    """Triggers above 0.90, with n."""
    if found is None:
        return ("No search for triggers was made.",)
    if found.too_early:
        return (f"Too early to say: {found.too_early}",)
    days = f"{say_count(found.n_answered, 'answered day')}, {found.first_day} to {found.last_day}"
    if not found.likely:
        return (f"None above a probability of 0.90 ({days}).",)
    return (*(_association(each) for each in found.likely), f"{ONE_DIARY} ({days}.)")


def say_remedies(remedies: Sequence[Remedy]) -> tuple[str, ...]:
    """Medicines and supplements as typed, with what is known of their dates."""
    return tuple(_remedy(each) for each in remedies)


def say_usual(usual: Sequence[Usual]) -> str:
    """Caffeine and alcohol of a usual day."""
    return "; ".join(
        f"{each.what} about {say_number(each.amount)} {each.unit} on a usual day"
        + (f" ({say_count(each.n_days, 'day')} known)" if each.n_days else " (as stated)")
        for each in usual
    )


def say_labs(labs: Sequence[Lab]) -> tuple[str, ...]:
    """Blood values as typed; a missing unit is said."""
    return tuple(_lab(each) for each in labs)


def say_examinations(examinations: Sequence[Examination]) -> tuple[str, ...]:
    """What doctors did, each with its date; it speaks for that date only."""
    return tuple(
        f"{each.kind.plain_name}: {each.result.value}"
        + (f', "{each.words}"' if each.words else "")
        + (f", {each.on}" if each.on else ", date not said")
        for each in examinations
    )


def say_gad7(page: DoctorPage) -> tuple[str, ...]:
    """The scores, newest first."""
    lines = []
    for each in page.gad7:
        left = sum(answer is None for answer in each.answers)
        score = f"{each.score:.0f} of 21" if each.score is not None else f"no score, {left} of 7 items left out"
        lines.append(f"{each.when.local.date()}: {score}")
    return tuple(lines)


def say_method(page: DoctorPage) -> str:
    """How it was made, which version, of which data."""
    return (
        f"Made by twitchwise {package_version()} on the person's own computer from what they wrote down, imported and "
        "recorded. Rates: detector at 0.1 false twitches a minute, mid-P Poisson intervals. Strength: home tests, "
        f"state-space trend. Data: SHA-256 {page.data_sha256[:16]}. {NOT_A_VERDICT}"
    )


def _dated(flag: FlagReply) -> str:
    return _clinical(flag.feature) + (f" ({flag.answered_on})" if flag.answered_on else "")


def _clinical(feature: Feature) -> str:
    return CLINICAL_WORDS.get(feature, feature.value.replace("-", " "))


def _names(flags: Sequence[FlagReply]) -> str:
    return ", ".join(_clinical(flag.feature) for flag in flags)


def _when_asked(flags: Sequence[FlagReply]) -> str:
    days = sorted({flag.answered_on for flag in flags if flag.answered_on is not None})
    if not days:
        return ""
    return f" (asked {days[0]})" if len(days) == 1 else f" (asked {days[0]} to {days[-1]})"


def _said(day: date | None, precision: Precision) -> str:
    if day is None:
        return "not said"
    return {Precision.YEAR: f"{day:%Y}", Precision.MONTH: f"{day:%Y-%m}"}.get(precision, day.isoformat())


def _ends(estimate: Estimate) -> str:
    return f"{say_number(estimate.low)} to {say_number(estimate.high)}"


def _firing(entry: RecordingMeasured) -> str:
    parts = []
    if entry.n_groups is not None:
        kind = "probable unit" if entry.groups_are == "probable_unit" else "group"
        parts.append(say_count(entry.n_groups, kind))
    if entry.n_doublets is not None:
        parts.append(say_count(entry.n_doublets, "doublet"))
    if entry.isolated is not None:
        parts.append(f"{100 * entry.isolated.value:.0f} % isolated")
    if entry.continual is not None:
        parts.append(f"{100 * entry.continual.value:.0f} % continual")
    return ", ".join(parts) or "not separable"


def _region_row(region: RegionTrend) -> tuple[str, ...]:
    loss = region.loss
    if isinstance(loss, NotMeasurable):
        change = "too early"
    else:
        change = f"{_signed(-loss.value)} % ({_signed(-loss.high)} to {_signed(-loss.low)} %)"
    rate = region.excluded_rate_percent_per_month
    felt = [point.felt for test in region.tests for point in test.points[-4:] if point.felt is not None]
    return (
        region.region.label.removeprefix("the "),
        region.state.value,
        change,
        f"{say_number(rate)} % a month" if rate is not None else "none yet",
        f"{say_number(sorted(felt)[len(felt) // 2])} of 10" if felt else "not asked",
    )


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "\N{MINUS SIGN}")


def _association(each: Trigger) -> str:
    ratio = each.rate_ratio
    size = f"{say_number(ratio.value)} times the twitching ({_ends(ratio)})" if isinstance(ratio, Estimate) else ""
    days = f"{each.days_with} days with, {each.days_without} without"
    return f"{each.exposure} \N{RIGHTWARDS ARROW} {each.outcome}: probability {each.probability:.2f}, {size}; {days}"


def _remedy(each: Remedy) -> str:
    parts = [
        f"{word} {day}"
        for word, day in (("from", each.started), ("changed", each.changed), ("until", each.stopped))
        if day is not None
    ]
    if each.n_days:
        parts.append(f"written down on {say_count(each.n_days, 'day')}")
    return each.name + (f" ({', '.join(parts)})" if parts else " (dates not said)")


def _lab(each: Lab) -> str:
    unit = each.unit or "[unit not given]"
    span = f" (range {each.low:g} to {each.high:g})" if each.low is not None and each.high is not None else ""
    return f"{each.analyte.plain_name} {each.value:g} {unit}{span}, {each.on or 'date not said'}"
