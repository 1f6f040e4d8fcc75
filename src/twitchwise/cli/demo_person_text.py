"""What the demonstration prints of its people: the look back, and triggers found against those put in."""

from typing import TYPE_CHECKING

from rich.table import Table

from twitchwise.cli.terminal import print_points, print_prose, printable
from twitchwise.desk.demo_person import Judged, PeopleShown, PersonShown
from twitchwise.estimate import Estimate
from twitchwise.report.figures import say_count, say_interval, say_list, say_number
from twitchwise.report.look_back_words import look_back_lines
from twitchwise.report.triggers_words import EXPECTED
from twitchwise.triggers.find import Trigger
from twitchwise.triggers.verdict import Verdict

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_people", "print_person"]

_SAID = {
    Verdict.LIKELY: "found",
    Verdict.POSSIBLE: "possible only",
    Verdict.NONE: "not seen",
    Verdict.TOO_EARLY: "too few days",
}


def print_person(console: "Console", shown: PersonShown) -> None:
    """What was imported, the look back from one evening, and every trigger put in beside what was said of it."""
    world, investigated = shown.person.world, shown.investigated
    print_prose(console, f"A simulated person's diary of {world.n_days} days, with known triggers put in", style="bold")
    console.print()
    print_prose(console, _say_imported(shown))
    console.print()
    look = shown.look_back
    print_prose(console, f"{look.at.local:%Y-%m-%d}, evening: why does this muscle twitch? ({look.site.name})")
    print_points(console, look_back_lines(look))
    console.print()
    print_prose(console, f"The search in {investigated.n_answered} answered days, against what was put in:")
    console.print()
    console.print(_found(shown))
    console.print()
    print_prose(console, _say_false(shown.false))
    console.print()


def print_people(console: "Console", people: PeopleShown) -> None:
    """How often it is found."""
    print_prose(
        console,
        f"Of {people.n_people} such people, the training of the triceps was found in {people.n_found}; false patterns "
        f"in {people.n_with_false}. Of all {people.n_triggers} triggers put in, {people.n_triggers_found} were found. "
        f"These are strong ones: of weaker ones, twelve weeks show about {20 * EXPECTED[84]:.0f} in 20.",
    )


def _say_imported(shown: PersonShown) -> str:
    parts = [
        f"{outcome.kept.n_new} {'workouts' if n == 0 else 'other entries'} from {outcome.path.name}"
        for n, outcome in enumerate(shown.imported)
        if outcome.kept is not None
    ]
    return printable(f"Imported into a fresh diary: {say_list(parts)}.")


def _found(shown: PersonShown) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("how many times as many")
    for title in ("put in", "found (range)", "probability", "said"):
        table.add_column(title, justify="right")
    for one in shown.judged:
        table.add_row(*_row(one))
    return table


def _row(one: Judged) -> tuple[str, ...]:
    name = f"{one.planted.kind.value}, {one.planted.muscle_id}"
    times = "-" if one.rate_ratio is None else say_number(one.rate_ratio)
    found = one.found
    if found is None or found.probability is None or found.verdict is Verdict.NONE:
        probability = "-" if found is None or found.probability is None else _percent(found.probability)
        return name, times, "-", probability, "not known" if found is None else _SAID[found.verdict]
    ratio = found.rate_ratio
    measured = f"{say_number(ratio.value)} ({say_interval(ratio)})" if isinstance(ratio, Estimate) else "-"
    return name, times, measured, _percent(found.probability), _SAID[found.verdict]


def _percent(probability: float) -> str:
    if probability > 0.995:
        return "above 99 %"
    return "below 1 %" if probability < 0.005 else f"{100 * probability:.0f} %"


def _say_false(false: tuple[Trigger, ...]) -> str:
    if not false:
        return "Nothing that was not put in was reported."
    names = say_list([f"{each.exposure}, {each.outcome} ({_percent(each.probability or 0.0)})" for each in false])
    return f"Reported, but not put in: {say_count(len(false), 'pattern')} ({names})."
