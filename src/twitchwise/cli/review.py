"""`twitchwise review`: what was found and what was set aside, looked at by a person."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.terminal import open_console, print_prose, progress_shown

if TYPE_CHECKING:
    from rich.console import Console

    from twitchwise.desk.reviewing import Looking, Review

__all__ = ["review"]

_ZOOM = 2.0
_ZOOM_RANGE = (0.25, 8.0)
_LARGEST_SEED = 2**31 - 1


def review(
    *,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="RESULT",
            help="The folder or JSON that measure wrote; with --score: tables of labels.",
            show_default=False,
        ),
    ],
    recording: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The recording itself; the trace around each event is drawn.", show_default=False
        ),
    ] = None,
    reviewer: Annotated[
        str, typer.Option(metavar="NAME", help="Who looks; a short name or number for the table.")
    ] = "me",
    blind: Annotated[bool, typer.Option("--blind", help="Hide what the program decided, and mix the order.")] = False,
    seed: Annotated[
        int | None, typer.Option(metavar="N", help="With --blind: the order to use again.", min=0, max=_LARGEST_SEED)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where the labels go; without it, beside the result.", show_default=False),
    ] = None,
    rate: Annotated[
        float | None, typer.Option(metavar="HZ", help="With --recording: samples a second, as measured.", min=0.001)
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="With --recording: unit of the samples, as measured.")
    ] = None,
    score: Annotated[
        bool, typer.Option("--score", help="Ask nothing; score the program against tables of labels.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --score: print one JSON object.")] = False,
) -> None:
    """Look at each event that was found or set aside, and say whether it is a twitch.

    One key an event: a accept, r reject, u unsure; b goes back, n leaves it for later, q stops. Keys can be piped in.
    Every label is kept at once, and the same command goes on where you stopped. At the end the program is scored
    against your labels; tables of two people also give how far they agree.

    Ends with 0, also when you stop early; with 1 when a file cannot be used; with 2 for a wrong option.
    """
    if as_json and not score:
        raise typer.BadParameter("--json needs --score", param_hint="--json")
    if score:
        _show_scores(paths, as_json=as_json)
        return
    if len(paths) != 1:
        raise typer.BadParameter("one result at a time", param_hint="RESULT")
    if seed is not None and not blind:
        raise typer.BadParameter("--seed needs --blind", param_hint="--seed")
    from twitchwise.desk.measuring import ReadingOptions
    from twitchwise.desk.reviewing import begin_review, open_recording

    sitting = begin_review(paths[0], reviewer=reviewer, is_blind=blind, seed=seed, out=out)
    looking = None
    if recording is not None and sitting.event is not None:
        with progress_shown() as on_progress:
            looking = open_recording(
                recording, sitting.result, reading=ReadingOptions(rate_hz=rate, unit=unit), on_progress=on_progress
            )
    _ask(sitting, looking)
    _end(sitting)


def _ask(sitting: "Review", looking: "Looking | None") -> None:
    """Event after event, until the last one, a stop, or the end of the input."""
    from twitchwise.cli.keys import key_presses
    from twitchwise.cli.review_text import print_beginning, print_event

    console = open_console()
    print_beginning(console, sitting)
    with key_presses() as keys:
        while sitting.event is not None:
            print_event(console, sitting, looking, zoom=1.0)
            if not _answer(console, sitting, looking, keys):
                return


def _answer(console: "Console", sitting: "Review", looking: "Looking | None", keys: Iterator[str]) -> bool:
    """Keys for the event that is shown, until another one is; False to stop."""
    from twitchwise.cli.review_text import print_event
    from twitchwise.report.review_words import KEYS, say_given
    from twitchwise.twitches.labels import Label

    labels = {"a": Label.ACCEPT, "r": Label.REJECT, "u": Label.UNSURE}
    at, zoom = sitting.at, 1.0
    while sitting.at == at:
        key = next(keys, "q")
        if key == "q":
            return False
        if key in labels:
            sitting.say(labels[key])
            console.print(say_given(labels[key]))
        elif key == "b":
            if not sitting.go_back():
                console.print("This is the first event.")
        elif key == "n":
            sitting.pass_over()
        elif key in {"+", "-"}:
            zoom = min(max(zoom * (_ZOOM if key == "+" else 1 / _ZOOM), _ZOOM_RANGE[0]), _ZOOM_RANGE[1])
            print_event(console, sitting, looking, zoom=zoom)
        else:
            console.print(KEYS)
    return True


def _end(sitting: "Review") -> None:
    from twitchwise.cli.review_text import print_labels_place, print_score
    from twitchwise.report.review_words import BLIND_SCORE_LATER, say_stopped
    from twitchwise.twitches.review_score import score_labels

    console = open_console()
    console.print()
    for sentence in say_stopped(sitting.n_labelled, len(sitting.events), sitting.n_elsewhere):
        print_prose(console, sentence)
    if sitting.n_labelled:
        print_labels_place(console, sitting.out)
    if sitting.is_blind and sitting.n_labelled < len(sitting.events):
        print_prose(console, BLIND_SCORE_LATER)
        print_score(console, (), ())
        return
    print_score(console, (score_labels(sitting.labels),) if sitting.n_labelled else (), ())


def _show_scores(paths: list[Path], *, as_json: bool) -> None:
    from twitchwise.desk.scoring_labels import score_files

    found = score_files(paths)
    if as_json:
        from twitchwise.report.review_json import score_text

        typer.echo(score_text(found.scores, found.agreements))
        return
    from twitchwise.cli.review_text import print_score

    print_score(open_console(), found.scores, found.agreements)
