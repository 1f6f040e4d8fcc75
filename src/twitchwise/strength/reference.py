"""The pages of the tests, written from the battery, so that page and program cannot differ.

`python -m twitchwise.strength.reference docs` writes `docs/test-*.md`, `docs/strength-screen.md` and their drawings; a
test fails when one of them is stale.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from twitchwise.evidence.lookup import cite, find_fact
from twitchwise.evidence.norms import Norm, norms
from twitchwise.strength.battery import STOP_ON_EVERY_CARD, tests
from twitchwise.strength.battery_model import Better, StrengthTest, TestKind, WorkKind
from twitchwise.strength.drawings import drawing_svg
from twitchwise.strength.safety import QUESTIONS
from twitchwise.strength.screen import MARKED_DIFFERENCE_PERCENT
from twitchwise.strength.screen_acts import ACTS, TRY_ONCE_MORE
from twitchwise.strength.screen_model import NOT_VALIDATED

__all__ = ["Page", "drawing_file", "page_of_test", "pages", "screen_page", "write_pages"]

_COMMAND = "python -m twitchwise.strength.reference docs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file below the folder of the documentation."""

    name: str
    text: str


def pages() -> tuple[Page, ...]:
    """Every page and drawing, as they have to stand in the documentation."""
    drawn = dict.fromkeys([*(test.id for test in tests()), *(act.drawing for act in ACTS)])
    return (
        *(Page(name=f"test-{test.id}.md", text=page_of_test(test)) for test in tests()),
        Page(name="strength-screen.md", text=screen_page()),
        *(Page(name=drawing_file(id_), text=drawing_svg(id_)) for id_ in drawn),
    )


def write_pages(folder: Path) -> None:
    """Write every page and drawing below a folder that exists."""
    for page in pages():
        path = folder / page.name
        path.parent.mkdir(exist_ok=True)
        path.write_text(page.text, encoding="utf-8")


def drawing_file(id_: str) -> str:
    """Where the drawing of a test or act lies, below the folder of the documentation."""
    return f"images/test-{id_}.svg"


def page_of_test(test: StrengthTest) -> str:
    """The page of one test as Markdown."""
    parts = [
        f"# {test.name}",
        f"<!-- Written by `{_COMMAND}`; change the battery, not this page. -->",
        f"![{test.name}: how it starts and how it ends]({drawing_file(test.id)})",
        f"Looks at {_places(test)}. `twitchwise strength test {test.id}`",
        "## Before you begin",
        _safety(test),
        "## You need",
        _bullets(test.equipment),
        "## How",
        "\n".join(f"{n}. {step}" for n, step in enumerate(test.steps, start=1)),
        "## Stop",
        f"{test.stop_rule} {STOP_ON_EVERY_CARD}",
        "## Note",
        _bullets(test.to_log),
        "## The score",
        _score(test),
        "## How far it errs",
        _error(test),
        *_norm_parts(test),
        "## Read on",
        "[How to read the result](strength-reading.md), [what it cannot tell](strength-limits.md), "
        "[the first sitting](strength-screen.md).",
    ]
    return "\n\n".join(parts) + "\n"


def screen_page() -> str:
    """The page of the first sitting as Markdown."""
    parts = [
        "# The first sitting",
        f"<!-- Written by `{_COMMAND}`; change the screen, not this page. -->",
        "Five minutes, once, before any trend: somebody who is already weak would only look steady over the weeks. "
        "`twitchwise strength screen`",
        f"**{NOT_VALIDATED}**",
        "Each act is answered with done, with effort, failed, not tried or not safe; a side that was not tried is not "
        "a side that went. **A failed act goes to urgency at once**; no trend excuses it. With effort is noted.",
        f"{TRY_ONCE_MORE} [How much this catches, and how often it alarms](bench-strength-screen.md)",
        "## The acts",
    ]
    for act in ACTS:
        sides = "Each side by itself." if len(act.sides) > 1 else "Both sides together."
        parts += [
            f"### {act.title}",
            f"![{act.title}: how it starts and how it ends]({drawing_file(act.drawing)})",
            f"{sides} " + " ".join(act.steps),
            f"**Failed:** {act.failed_looks_like}",
        ]
    parts += ["## Left against right", _sides_text(), "## Asked before every test", _questions()]
    return "\n\n".join(parts) + "\n"


def _bullets(items: tuple[str, ...]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _places(test: StrengthTest) -> str:
    return " or ".join(region.label for region in dict.fromkeys(test.regions)) + (
        ", each side by itself" if len(test.sides) > 1 else ""
    )


def _safety(test: StrengthTest) -> str:
    asked = [question for question in QUESTIONS if question.locks & test.demands]
    if not asked:
        return "Done sitting and without strain: open to everybody."
    lines = [f"- {question.text} ({question.good} is the answer that opens it)" for question in asked]
    return "\n".join(["It is locked until these are answered; not sure counts as the other answer.", "", *lines])


def _score(test: StrengthTest) -> str:
    lines = [f"Entered in {test.unit}, from {test.least:g} to {test.most:g}; anything else is refused as a slip."]
    if test.kind is TestKind.MARKER:
        lines.append("A marker: it never enters the trend. A grade of 0 is a lost everyday task and goes to urgency.")
    elif test.better is Better.LOWER:
        lines.append(
            f"The seconds become a speed ({test.score_unit}) with the {test.amount_unit} beside them, so that more is "
            "better everywhere."
        )
    else:
        lines.append("More is better.")
    lines.append(_when_again(test))
    if test.work is not None:
        lines.append(_load(test))
    return " ".join(lines)


def _when_again(test: StrengthTest) -> str:
    if test.days_between == 1:
        return "Once a week, not twice on one day."
    return (
        f"Once a week, and at least {test.days_between} days between two sessions: on the day after a grip test older "
        f"adults were {abs(find_fact('st_grip_next_day').value or 0.0):g} % weaker (`fact st_grip_next_day`)."
    )


def _load(test: StrengthTest) -> str:
    what = "seconds" if test.work is WorkKind.SECONDS else "repetitions"
    muscle = " Calves twitch after it for a day or two; that is no new sign." if test.is_calf_load else ""
    return f'It counts as training: the {what} are logged as a set of "{test.exercise}".{muscle}'


def _error(test: StrengthTest) -> str:
    head = (
        "No published error is used."
        if test.error_percent is None
        else f"One result errs by **{test.error_percent:g} %** of the score from day to day (one SD) to start with; "
        "your own is learned from there."
    )
    lines = [f"{head} {test.error_note}"]
    if test.error_facts:
        lines.append("")
        lines += [f"- {find_fact(id_).statement} (`fact {id_}`): {cite(id_)}" for id_ in test.error_facts]
    return "\n".join(lines)


def _norm_parts(test: StrengthTest) -> list[str]:
    found = norms(test.id)
    if not found:
        return []
    rows = [
        f"| {_who(norm)} | {norm.age_low}-{norm.age_high} | {_number(norm.middle)} | {_range(norm)} "
        f"| {norm.note or '-'} | `{norm.source}` |"
        for norm in found
    ]
    sources = dict.fromkeys(norm.source for norm in found)
    return [
        "## Other people, as context",
        "People of one age differ by about a fifth, so a norm sees an early loss badly. It is no verdict; your own "
        f"weeks and your two sides are. In {_norm_unit(test)}.",
        "\n".join(["| who | age | middle | range | note | source |", "|---|---|---|---|---|---|", *rows]),
        _bullets(tuple(f"`{source}`: {cite(source)}" for source in sources)),
    ]


def _norm_unit(test: StrengthTest) -> str:
    return test.score_unit if test.better is Better.LOWER else test.unit


def _who(norm: Norm) -> str:
    return {"male": "men", "female": "women"}.get(norm.sex, "everybody")


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"


def _range(norm: Norm) -> str:
    return "-" if norm.low is None else f"{_number(norm.low)} to {_number(norm.high)} ({norm.span})"


def _sides_text() -> str:
    over_20 = find_fact("st_grip_sides_20").value or 0.0
    return (
        f"A difference between the sides never alarms alone: {100 * over_20:.0f} % of people past 50 differ by more "
        f"than {MARKED_DIFFERENCE_PERCENT:.0f} % in grip (`fact st_grip_sides_20`), and in about a quarter of "
        "right-handers the left hand is the stronger one (`fact st_grip_other_hand_stronger`). Together with an "
        "everyday task that the weaker limb has lost, a difference larger than that and than the error of the test "
        "goes to urgency."
    )


def _questions() -> str:
    rows = [f"| {question.text} | {question.reason} | {', '.join(sorted(question.locks))} |" for question in QUESTIONS]
    return "\n".join(
        [
            "What was not answered is not a no: it keeps locked what it is about. Foot taps, finger tapping, speech, "
            "breath count and the questions about jars, keys and buttons are open to everybody, grip and pinch to "
            "every hand that is well.",
            "",
            "| asked | why it locks | what it locks |",
            "|---|---|---|",
            *rows,
        ]
    )


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
