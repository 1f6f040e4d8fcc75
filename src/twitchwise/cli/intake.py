"""`twitchwise intake`: the questions before a judgement, in a terminal or from a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.terminal import open_console, print_points, print_prose

if TYPE_CHECKING:
    from twitchwise.desk.answering import KeptAnswers
    from twitchwise.intake.feature import Reply
    from twitchwise.intake.model import Answers
    from twitchwise.store.diary_store import DiaryStore

__all__ = ["intake"]


def intake(
    *,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep the answers in this JSON file instead of the diary; go on with it."),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Take the answers of a JSON file, and ask what it leaves open."),
    ] = None,
    change: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="NAME=ANSWER", help='Change one answer and ask nothing: "cramps=no"; may be given often.'
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Ask everything once more.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a file of answers.")] = False,
    diary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
) -> None:
    """Answer questions about the twitching: red flags first, then only what can still change the answer.

    About a dozen cards and three minutes. You can stop at any card: what was answered is kept, and the next time only
    what is missing is asked. Red flags that you denied more than four weeks ago are asked again. It also works with
    lines from a pipe.

    Ends with 0; with 1 when a file or an answer cannot be used; with 2 for a wrong option.
    """
    if schema:
        from twitchwise.intake.file_schema import intake_schema

        typer.echo(intake_schema(), nl=False)
        return
    if out is not None and diary is not None:
        raise typer.BadParameter("give one of --out and --diary", param_hint="--out")
    given = None
    if source is not None:
        from twitchwise.intake.json_file import read_answers

        given = read_answers(source)
    if out is not None:
        _sit(_file_place(out), given, change or [], is_again=again)
        return
    from twitchwise.desk.diary_place import open_diary

    with open_diary(diary) as store:
        _sit(_diary_place(store, diary), given, change or [], is_again=again)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where answers are kept, and what is there."""

    known: "KeptAnswers"
    keep: "Callable[[Answers], None]"
    reload: "Callable[[], Answers]"
    name: str
    option: str
    store: "DiaryStore | None" = None


def _diary_place(store: "DiaryStore", file: Path | None) -> _Place:
    from twitchwise.clock import utc_now
    from twitchwise.desk.answering import keep_answers, kept_answers
    from twitchwise.intake.said import said

    found = store.load()
    today = found.rule.today(utc_now())
    return _Place(
        known=kept_answers(found, today),
        keep=lambda answers: _drop(keep_answers(store, answers)),
        reload=lambda: kept_answers(store.load(), today).answers,
        name=said("own_diary") if file is None else str(file),
        option="" if file is None else f" --diary {quote(str(file))}",
        store=store,
    )


def _file_place(path: Path) -> _Place:
    from twitchwise.charts.whole_file import write_whole
    from twitchwise.clock import utc_now
    from twitchwise.desk.answering import KeptAnswers
    from twitchwise.diary.moment import DayRule
    from twitchwise.intake.json_file import answers_to_json, read_answers
    from twitchwise.intake.model import Answers

    known = read_answers(path) if path.exists() else Answers(answered_on=DayRule().today(utc_now()))
    return _Place(
        known=KeptAnswers(answers=known),
        keep=lambda answers: write_whole(path, answers_to_json(answers)),
        reload=lambda: read_answers(path),
        name=str(path),
        option=f" --out {quote(str(path))}",
    )


def _drop(_count: int) -> None:
    """What was kept is counted by nobody here."""


def _sit(place: _Place, given: "Answers | None", changes: list[str], *, is_again: bool) -> None:
    from twitchwise.cli.intake_cards import CardAsker
    from twitchwise.cli.intake_urgent import UrgentWords
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.intake.feature import Feature
    from twitchwise.intake.item import Item
    from twitchwise.intake.said import said

    console = open_console()
    answers = place.known.answers
    if given is not None:
        place.keep(given)
        answers = place.reload()
    if changes:
        _change(place, answers, changes)
        return
    asker = CardAsker(
        answers,
        keep=place.keep,
        ask_act=lambda acts: _ask_act(acts, place.store),
        say_urgent=UrgentWords(place.store).say,
        again_features=frozenset(Feature) if is_again else place.known.to_confirm,
        again_items=frozenset(Item) if is_again else frozenset(),
    )
    n_before = _count(answers)
    if asker.n_open():
        id_ = "again" if is_again else "go_on" if n_before else "begin"
        print_prose(console, said(id_, n=n_before if id_ == "go_on" else asker.n_open()))
    done = asker.ask()
    n = _count(done.answers)
    console.print()
    command = f"twitchwise intake{place.option}"
    if done.is_stopped:
        is_empty = n == 0
        print_prose(console, said("stopped_empty" if is_empty else "stopped", n=n, where=place.name, command=command))
    else:
        print_prose(console, said("done" if done.n_cards else "nothing_open", n=n, where=place.name), style="bold")
        where = place.option.replace("--out", "--intake")
        print_prose(console, said("next_step", command=f"twitchwise assess{where}"))
        print_prose(console, said("change_one", command=command))
    print_brief_card(console)


def _count(answers: "Answers") -> int:
    from twitchwise.intake.asking import has_item
    from twitchwise.intake.feature import Reply
    from twitchwise.intake.item import Item

    n_replies = sum(reply is not Reply.NOT_ASKED for reply in answers.replies.values())
    return n_replies + sum(has_item(answers, item) for item in Item)


def _change(place: _Place, answers: "Answers", changes: list[str]) -> None:
    from twitchwise.cli.intake_urgent import UrgentWords
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.intake.feature import Feature, Reply
    from twitchwise.intake.feature_words import feature_words
    from twitchwise.intake.item import Item
    from twitchwise.intake.labs import lab_problems
    from twitchwise.intake.said import said
    from twitchwise.intake.typed_answers import with_replies, with_typed_item

    before, said_so = answers, list[str]()
    for text in changes:
        name, _, value = (part.strip() for part in text.partition("="))
        if name in set(Item):
            answers = with_typed_item(answers, Item(name), value)
            said_so.append(said("set_done", name=name, reply=value or "?", where=place.name))
            continue
        if name not in set(Feature):
            raise typer.BadParameter(_unknown(name, [*Feature, *Item]), param_hint="--set")
        if value not in set(Reply):
            raise typer.BadParameter(f'"{value[:40]}" is none of {", ".join(Reply)}', param_hint="--set")
        answers = with_replies(answers, {Feature(name): Reply(value)})
        said_so.append(said("set_done", name=feature_words(Feature(name)).text, reply=value, where=place.name))
    place.keep(answers)
    console = open_console()
    for line in said_so:
        print_prose(console, line)
    print_points(console, [str(problem) for problem in lab_problems(answers)])
    UrgentWords(place.store, told=before).say(answers)
    print_brief_card(console)


def _unknown(name: str, known: "list[str]") -> str:
    from twitchwise.intake.nearest import nearest_words

    near = nearest_words(name, [str(each) for each in known])
    hint = f"; did you mean {' or '.join(near)}?" if near else '; "twitchwise intake --schema" names them all'
    return f'no question is called "{name[:40]}"{hint}'


def _ask_act(acts: tuple[str, ...], store: "DiaryStore | None") -> "Reply":
    """Runs the offered acts as the strength screen does; the diary's own first sitting answers without asking."""
    from twitchwise.cli.strength_questions import ask_acts
    from twitchwise.desk.answering import reply_of_screen, screen_reply
    from twitchwise.desk.strength_writing import write_screen
    from twitchwise.intake.feature import Reply
    from twitchwise.intake.said import said
    from twitchwise.strength.screen_acts import ACTS

    console = open_console()
    if store is not None and (earlier := screen_reply(store.load())) is not None:
        print_prose(console, said("act_from_screen", day=earlier.day.isoformat()))
        return earlier.reply
    print_prose(console, said("act_offer"), style="dim")
    text = str(typer.prompt(">", prompt_suffix=" ", default="", show_default=False)).strip().casefold()
    if text not in {"y", "yes"}:
        print_prose(console, said("act_open"))
        return Reply.NOT_SURE
    asked = ask_acts([act for act in ACTS if act.name in acts])
    if store is not None:
        write_screen(store, asked.answers, safety=asked.safety)
    reply = reply_of_screen(asked.answers.acts)
    ids = {Reply.YES: "act_failed", Reply.NO: "act_done"}
    print_prose(console, said(ids.get(reply, "act_open")), style="bold")
    return reply
