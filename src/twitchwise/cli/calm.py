"""`twitchwise calm`: the fear itself, measured and drawn; short exercises; breaks; what may help."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.terminal import open_console, print_points, print_prose, progress_shown

if TYPE_CHECKING:
    from twitchwise.worry.model import Worry

__all__ = ["calm"]

calm = typer.Typer(
    help="The fear itself: two short question sets, the spiral as a picture, exercises, a break.",
    rich_markup_mode=None,
)

_DiaryFile = Annotated[
    Path | None, typer.Option("--diary", metavar="FILE", help="A diary other than your own.", show_default=False)
]


@calm.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write the page, the picture and the numbers here.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
    file: _DiaryFile = None,
) -> None:
    """Show what is known of the worry: the questionnaires, the spiral in this diary, and what may help.

    Worry is no reason to look away from the body: the red-flag card stands below, and weakness that was shown goes to
    a doctor whatever the worry is. Nothing here is a diagnosis.

    Ends with 0.
    """
    if context.invoked_subcommand is not None:
        if out is not None or as_json or file is not None:
            raise typer.BadParameter("give options after the name of the command", param_hint="twitchwise calm")
        return
    worry = _worry(file)
    if out is not None:
        from twitchwise.desk.calm import write_worry

        with progress_shown(is_wanted=not as_json) as on_progress:
            if on_progress is not None:
                on_progress("drawing", 0.0)
            write_worry(worry, out)
    if as_json:
        from twitchwise.report.worry_json import worry_text

        typer.echo(worry_text(worry))
        return
    from twitchwise.cli.calm_text import print_worry

    print_worry(open_console(), worry, folder=out)


@calm.command()
def ask(
    *,
    gad7: Annotated[
        str | None,
        typer.Option(
            "--gad7",
            metavar="NUMBERS",
            help='Answers to the GAD-7 without being asked: seven of 0-3, "-" for one left open: "1,2,0,1,0,-,1".',
        ),
    ] = None,
    check: Annotated[
        str | None, typer.Option(metavar="NUMBERS", help='The same for the own check, six of 0-3: "0,1,0,2,1,0".')
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also when it was answered a few days ago, as when a doctor asked for it.")
    ] = False,
    file: _DiaryFile = None,
) -> None:
    """Ask what is due: three ratings and the own check each week, the GAD-7 every two weeks; about two minutes.

    Enter leaves a question open, "stop" ends; what was answered is kept, and asking again on the same day goes on with
    it. A question left open never counts as "not at all".

    Ends with 0; with 1 when the answers cannot be kept; with 2 for a wrong flag.
    """
    from twitchwise.cli.calm_questions import answers_from_text, ask_due, is_asked
    from twitchwise.cli.calm_text import print_answers
    from twitchwise.desk.calm import keep_answers, worry_of_diary
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.worry.questions import SetName

    given = [
        (name, answers_from_text(text, flag))
        for name, text, flag in ((SetName.GAD7, gad7, "--gad7"), (SetName.CHECK, check, "--check"))
        if text is not None
    ]
    if not given and not is_asked():
        raise typer.BadParameter('give the answers, for example --gad7 "1,0,2,1,0,0,1"', param_hint="--gad7")
    console = open_console()
    with open_diary(file) as store:
        for name, answers in given:
            keep_answers(store, name, answers, is_again=again)
        if not given:
            ask_due(console, store, is_again=again)
        worry = worry_of_diary(store.load())
    print_answers(console, worry)


@calm.command()
def exercise(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="attention, acceptance, checking or breathing.")
    ] = None,
) -> None:
    """Show a short exercise, or list them.

    Ends with 0; with 2 for one that is not known.
    """
    from twitchwise.cli.calm_text import print_exercise, print_exercises
    from twitchwise.worry.exercises import ExerciseName, find_exercise

    if name is None:
        print_exercises(open_console())
        return
    plain = name.strip().casefold()
    if plain not in set(ExerciseName):
        raise typer.BadParameter(f'"{name[:40]}" is none of {", ".join(ExerciseName)}', param_hint="NAME")
    print_exercise(open_console(), find_exercise(ExerciseName(plain)))


@calm.command()
def rails() -> None:
    """Say how the program keeps from feeding the fear: each rule, its reason, and the way past it.

    Ends with 0.
    """
    from twitchwise.cli.calm_text import print_rails

    print_rails(open_console())


@calm.command()
def agree(
    who: Annotated[str | None, typer.Argument(metavar="WHO", help="The doctor or therapist who agrees.")] = None,
    *,
    end: Annotated[bool, typer.Option("--end", help="There is no agreement any more.")] = False,
    file: _DiaryFile = None,
) -> None:
    """Write down that a doctor or therapist agrees to a daily diary although the GAD-7 is high.

    Ends with 0; with 2 when nobody is named.
    """
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.desk.calm import keep_agreement
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.worry.words import say

    if (who is None) != end:
        raise typer.BadParameter("name who agrees, or give --end", param_hint="WHO")
    with open_diary(file) as store:
        until = keep_agreement(store, None if end else who)
    sentence = say("agreement_ended") if until is None else say("agreed", who=who, day=until)
    console = open_console()
    print_prose(console, sentence.text)
    print_brief_card(console)


@calm.command()
def pause(
    *,
    weeks: Annotated[int, typer.Option(metavar="NUMBER", help="How long.", min=1, max=26)] = 2,
    end: Annotated[bool, typer.Option("--end", help="End the break.")] = False,
    file: _DiaryFile = None,
) -> None:
    """Take a break: ends what is running, and nothing is asked; writing things down stays possible.

    Ends with 0.
    """
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.desk.calm import end_pause, start_pause
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.worry.words import say

    console = open_console()
    with open_diary(file) as store:
        if end:
            end_pause(store)
            sentence = say("pause_ended")
        else:
            sentence = start_pause(store, n_weeks=weeks).sentence
    print_prose(console, sentence.text)
    print_brief_card(console)


@calm.command()
def line(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="What the line is called.")] = None,
    number: Annotated[
        str | None, typer.Argument(metavar="NUMBER", help="Its number; without it, it is removed.")
    ] = None,
    *,
    file: _DiaryFile = None,
) -> None:
    """Keep the number of a crisis line of your country, or show those you keep. This program knows none of its own.

    Ends with 0.
    """
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.desk.calm import keep_crisis_line
    from twitchwise.desk.diary_place import diary_if_any, open_diary
    from twitchwise.diary.model import Diary
    from twitchwise.worry.personal import crisis_lines
    from twitchwise.worry.words import say

    if name is not None:
        with open_diary(file) as store:
            keep_crisis_line(store, name, number)
            kept = crisis_lines(store.load())
    else:
        kept = crisis_lines(diary_if_any(file) or Diary())
    console = open_console()
    print_points(console, kept or [say("crisis_no_line").text])
    print_brief_card(console)


def _worry(file: Path | None) -> "Worry":
    from twitchwise.desk.calm import worry_of_diary
    from twitchwise.desk.diary_place import diary_if_any
    from twitchwise.diary.model import Diary

    return worry_of_diary(diary_if_any(file) or Diary())
