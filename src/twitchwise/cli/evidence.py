"""`twitchwise evidence` and `twitchwise claims`: what is known, and what the article says against it."""

from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.terminal import open_console, print_points, print_prose, say_refusal

if TYPE_CHECKING:
    from rich.console import Console

    from twitchwise.evidence.model import Claim
    from twitchwise.evidence.showing import ShownFact

__all__ = ["claims", "evidence"]

_AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


def evidence(
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="TOPIC", help='A topic, or words to look for: "anxiety", "caffeine", "spread region".'),
    ] = None,
    as_json: _AsJson = False,
) -> None:
    """Show what is known about a topic, each fact with its figure, our grade and its source.

    Without a topic, lists the topics. What nobody read in the original, and what we computed, says so.

    Ends with 0; with 1 when nothing is known about the words.
    """
    from twitchwise.evidence.model import Topic
    from twitchwise.evidence.showing import facts_about, facts_with

    asked = " ".join(topic or ()).strip()
    if not asked:
        _list_topics(as_json)
        return
    id_ = asked.casefold().replace(" ", "_").replace("-", "_")
    found = facts_about(id_) if id_ in set(Topic) else facts_with(asked)
    if as_json:
        from twitchwise.report.evidence_json import facts_text

        typer.echo(facts_text(asked, found))
    elif found:
        _print_facts(asked, found)
    if not found:
        say_refusal(f'Nothing is kept about "{asked[:60]}"; "twitchwise evidence" lists the topics.')
        raise typer.Exit(1)


def claims(as_json: _AsJson = False) -> None:
    """Show what the article about twitching claims, and how each claim stands today."""
    from twitchwise.evidence.texts import claims as all_claims
    from twitchwise.evidence.texts import sentence

    closing = sentence("article_people_not_recorded")
    if as_json:
        from twitchwise.report.evidence_json import claims_text

        typer.echo(claims_text(all_claims(), closing))
        return
    console = open_console()
    print_prose(console, "What the article about twitching says, and how each claim stands today")
    console.print()
    for claim in all_claims():
        _print_claim(console, claim)
    print_prose(console, closing.text)
    _close(console)


def _list_topics(as_json: bool) -> None:
    from twitchwise.evidence.lookup import facts
    from twitchwise.evidence.model import Topic
    from twitchwise.evidence.showing import TOPIC_NAMES

    if as_json:
        from twitchwise.report.evidence_json import topics_text

        typer.echo(topics_text())
        return
    console = open_console()
    print_prose(console, "What is known, by topic", style="bold")
    print_points(
        console,
        [f"{each}: {TOPIC_NAMES[each]} ({sum(not fact.barred for fact in facts(each))} facts)" for each in Topic],
    )
    print_prose(console, '"twitchwise evidence TOPIC" shows one of them, "twitchwise evidence WORD" looks for a word.')


def _print_facts(asked: str, found: "tuple[ShownFact, ...]") -> None:
    console = open_console()
    count = "1 fact" if len(found) == 1 else f"{len(found)} facts"
    print_prose(console, f"{asked}: {count}", style="bold")
    for fact in found:
        console.print()
        print_prose(console, fact.statement, style="bold")
        for line in (fact.figure, fact.population and f"In: {fact.population}"):
            if line:
                print_prose(console, line, indent="  ")
        print_prose(console, "; ".join((f"Grade: {fact.grade}", *fact.marks)), indent="  ")
        if fact.note:
            print_prose(console, f"Note: {fact.note}", indent="  ")
        print_prose(console, f"{fact.reference} [{fact.id}]", style="dim", indent="  ")
    console.print()
    _close(console)


def _print_claim(console: "Console", claim: "Claim") -> None:
    from twitchwise.evidence.lookup import cite, marks

    print_prose(console, claim.says, style="bold")
    print_prose(console, f"{claim.verdict.upper()}. {claim.known}", indent="  ")
    marked = [f"{id_} ({'; '.join(marks(id_))})" for id_ in claim.facts if marks(id_)]
    if marked:
        print_prose(console, f"With care: {', '.join(marked)}.", style="dim", indent="  ")
    for line in cite(claim.id).splitlines():
        print_prose(console, line, style="dim", indent="    ", first="  - ")
    console.print()


def _close(console: "Console") -> None:
    from twitchwise.cli.result_text import print_card

    print_card(console)
