"""What a person is told of strength: the weekly result, the first sitting, the dates. Steady is said, never "well"."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from twitchwise.body import Side
from twitchwise.report.figures import say_count, say_list
from twitchwise.strength.battery import find_test
from twitchwise.strength.screen_acts import ACTS, ActName
from twitchwise.strength.standing import Screened, SeriesDates, StrengthStanding
from twitchwise.strength.trend_result import RegionTrend, State, TestTrend, WhenKnown

__all__ = [
    "PAGE_SOURCES",
    "STRENGTH_CAUTION",
    "TO_DOCTOR",
    "PlainStrength",
    "before_strength",
    "describe_strength",
    "say_region_line",
    "say_screen",
    "say_when",
    "title_of_test",
]

STRENGTH_CAUTION = (
    "Tests at home measure strength with an error. They name no disease and rule none out: a slow fall can hide in the "
    "noise for a year, and a fall has many causes."
)

PAGE_SOURCES = ("atlis_aan", "vanunnik2023", "mcgrath2023", "olatunji2011")
"""What the words about rates, sides and looking too often rest on."""

TO_DOCTOR = "This is for a doctor, whatever else is steady, and does not wait for another week; how soon stands below."


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainStrength:
    """What a person is told.

    Parameters
    ----------
    headline : the result of the week in a few words, without full stop.
    to_doctor : that this is for a doctor and how soon; empty when nothing is.
    regions : one paragraph a region.
    sides : left against right.
    screen : the first sitting.
    felt : felt weakness beside what was measured; empty when it was never asked.
    dates : when the next result is due, and when the series ends.
    problems : what could not be used.
    caution : what none of this tells.
    """

    headline: str
    to_doctor: str
    regions: tuple[str, ...]
    sides: tuple[str, ...]
    screen: tuple[str, ...]
    felt: str
    dates: str
    problems: tuple[str, ...]
    caution: str


def before_strength(*, last_day: str) -> tuple[str, ...]:
    """What a person hears when a series begins: how long it takes, why weekly, and why it ends."""
    return (
        f"Once a week until {last_day}, 26 weeks; then it ends by itself. Two practice sessions come first, and a "
        "healthy person needs 24 to 29 sessions before a typical fall can be ruled out, so the first weeks say little.",
        "Why weekly: more often adds little, and each look more is a chance to be frightened by noise. Why it ends: "
        "checking one's body every day for a week raised the fear of illness and the belief in it.",
        "Write down felt weakness (0-10) before each session. Feeling weak is common with benign twitching, in about "
        "one person in three, and it is kept beside the scores, never in their place.",
        '"twitchwise strength --stop" ends it at any time.',
    )


def describe_strength(found: StrengthStanding) -> PlainStrength:
    """What was found, in plain words.

    Parameters
    ----------
    found : where it stands.
    """
    return PlainStrength(
        headline=_headline(found),
        to_doctor=TO_DOCTOR if found.goes_to_urgency else "",
        regions=tuple(say_region_line(region) for region in found.trend.regions),
        sides=tuple(f"{_named(balance.test)}{_after_name(balance.sentence)}" for balance in found.trend.sides),
        screen=() if found.is_of_table else say_screen(found.screened, found.failed_markers),
        felt=_felt(found),
        dates=_dates(found),
        problems=tuple(str(problem) for problem in found.all_problems),
        caution=STRENGTH_CAUTION,
    )


def say_region_line(region: RegionTrend) -> str:
    """The sentences of one region as a paragraph."""
    return " ".join(region.sentences)


def say_when(known: WhenKnown) -> str:
    """When it would be known: "steady in about 12 weeks; a fall of 6 % a month would show in about 5 weeks, ...".

    Examples
    --------
    >>> say_when(WhenKnown(steady_weeks=12, falls=()))
    'steady, if nothing falls, in about 12 weeks'
    """
    if known.steady_weeks is None:
        steady = "steady not within two years with this much noise"
    elif known.steady_weeks == 0:
        steady = "steady can be said now"
    else:
        steady = f"steady, if nothing falls, in about {say_count(known.steady_weeks, 'week')}"
    parts = [steady]
    if known.falls and all(fall.weeks is None for fall in known.falls):
        return f"{steady}; no fall could be shown within two years: two tests of a region have to agree on it"
    for fall in sorted(known.falls, key=lambda each: -each.percent_per_month):
        when = (
            "not within two years"
            if fall.weeks is None
            else "by now"
            if fall.weeks == 0
            else f"in about {say_count(fall.weeks, 'week')}"
        )
        parts.append(f"a fall of {fall.percent_per_month:g} % a month since the first session would show {when}")
    return "; ".join(parts)


def title_of_test(trend: TestTrend) -> str:
    """A test and its side as a heading: "Grip strength, left"."""
    name = find_test(trend.test).name
    return name if trend.side is Side.MIDDLE else f"{name}, {trend.side}"


def _headline(found: StrengthStanding) -> str:  # noqa: PLR0911 - one return a headline, the gravest first
    by_state: dict[State, list[str]] = {}
    for region in found.trend.regions:
        by_state.setdefault(region.state, []).append(region.region.label)
    if State.FALL in by_state:
        return f"Tests of {say_list(by_state[State.FALL])} agree on a fall beyond measuring error"
    if found.screened is not None and found.screened.result.findings:
        return f"The first sitting of {found.screened.day.isoformat()} has findings that a doctor should look at"
    if found.failed_markers:
        return "An everyday act is lost, which a doctor should look at"
    if State.REPEAT in by_state:
        return f"One test of {say_list(by_state[State.REPEAT])} dipped: rest, and repeat it"
    if not by_state:
        is_clear = found.screened is not None and found.screened.result.is_complete
        return "In the first sitting no act failed" if is_clear else "No test has a result yet"
    if set(by_state) == {State.STEADY}:
        return "The measured tests are steady"
    if State.STEADY in by_state:
        return f"Steady: {say_list(by_state[State.STEADY])}; the others cannot be told yet"
    if set(by_state) == {State.CANNOT_JUDGE}:
        return "Nothing can be said from these sessions"
    return "No fall seen so far, and too early to rule one out" if State.OPEN in by_state else "Too early to tell"


def say_screen(screened: Screened | None, failed_markers: Sequence[str]) -> tuple[str, ...]:
    """The first sitting in sentences, what was found first.

    Parameters
    ----------
    screened : None when there was none.
    failed_markers : everyday acts graded 0.
    """
    lines = [f"{each}. This does not wait for a trend." for each in failed_markers]
    if screened is None:
        return (
            *lines,
            "There was no first sitting. Somebody who is weak already would only ever look steady: "
            '"twitchwise strength screen" looks once, in five minutes.',
        )
    result = screened.result
    lines.append(f"First sitting of {screened.day.isoformat()}: {result.headline}")
    lines += [finding.sentence for finding in result.findings]
    lines += [
        f"Lost: {lost.task} ({lost.region.label}). A lost everyday task is for a doctor." for lost in result.lost_tasks
    ]
    lines += [difference.sentence for difference in result.differences]
    if result.with_effort:
        lines.append(
            f"Only with effort, noted: {say_list([_act(answer.act, answer.side) for answer in result.with_effort])}."
        )
    if result.not_looked_at:
        missing = [_act(each.act, each.side) for each in result.not_looked_at]
        lines.append(f"Not looked at, which is not the same as nothing there: {say_list(missing)}.")
    lines.append(result.limits)
    return tuple(lines)


def _act(name: ActName, side: Side) -> str:
    title = next(act.title for act in ACTS if act.name is name).lower().replace(", ", " ")
    return title if side is Side.MIDDLE else f"{title} ({side})"


def _felt(found: StrengthStanding) -> str:
    by_day = {
        point.day: point.felt
        for region in found.trend.regions
        for test in region.tests
        for point in test.points
        if point.felt is not None
    }
    if not by_day:
        return ""
    values = [value for value in by_day.values() if value is not None]
    return (
        f"Felt weakness before {say_count(len(values), 'session')}: {median(values):g} of 10 in the middle, "
        f"{min(values):g} to {max(values):g}. It is drawn beside the scores and takes no part in them: feeling and "
        "force are two things, and both count."
    )


def _dates(found: StrengthStanding) -> str:
    shown = f"Result of {found.trend.today.isoformat()}"
    dates: SeriesDates | None = found.dates
    if found.is_of_table:
        return f"{shown}, the last day of the table."
    waiting = f", {say_count(found.n_waiting, 'score')} wait for the next one" if found.n_waiting else ""
    if dates is None:
        return f"{shown}{waiting}. No weekly series was begun; results come once a week all the same."
    if not dates.is_running:
        first, last = dates.first_day.isoformat(), dates.last_day.isoformat()
        return f"{shown}{waiting}. The weekly series of {first} ended on {last}."
    following = "" if dates.next_result is None else f" The next result comes on {dates.next_result.isoformat()}."
    return f"{shown}{waiting}.{following} The series ends by itself on {dates.last_day.isoformat()}."


def _named(test: str) -> str:
    return find_test(test).name


def _after_name(sentence: str) -> str:
    """A sentence of a balance begins with the id of its test; the plain name takes its place."""
    return sentence[sentence.index(":") :] if ":" in sentence else f": {sentence}"
