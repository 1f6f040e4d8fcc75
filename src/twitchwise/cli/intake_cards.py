"""The questions asked in a terminal, one card at a time; every answer is kept as soon as it is given."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import typer

from twitchwise.cli.terminal import open_console, print_points, print_prose
from twitchwise.errors import InputError
from twitchwise.intake.asking import Question, next_question, open_questions
from twitchwise.intake.cards import item_words
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import feature_words
from twitchwise.intake.item import Item, ItemKind
from twitchwise.intake.labs import lab_problems
from twitchwise.intake.model import Answers
from twitchwise.intake.said import said
from twitchwise.intake.typed_answers import typed_ticks, with_replies, with_typed_item

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["AskedCards", "CardAsker"]

_BACK, _STOP, _HELP = frozenset({"b", "back"}), frozenset({"s", "stop", "q", "quit"}), frozenset({"h", "help"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCards:
    """What came of asking.

    Parameters
    ----------
    answers : all of them, earlier ones included.
    n_cards : answered in this sitting.
    is_stopped : the person stopped, or the input ended, before the last card.
    """

    answers: Answers
    n_cards: int
    is_stopped: bool


class CardAsker:
    """Asks card after card.

    Parameters
    ----------
    answers : what is known already.
    keep : called with all answers after each card.
    ask_act : runs acts of the strength screen and says what came of them: yes for failed, no for done, not sure for
        not tried.
    say_urgent : called with all answers after each card, for what cannot wait until the end.
    again_features, again_items : answered before, and asked once more.
    """

    def __init__(
        self,
        answers: Answers,
        *,
        keep: Callable[[Answers], None],
        ask_act: Callable[[tuple[str, ...]], Reply],
        say_urgent: Callable[[Answers], None],
        again_features: frozenset[Feature] = frozenset(),
        again_items: frozenset[Item] = frozenset(),
    ) -> None:
        self._answers = answers
        self._keep = keep
        self._ask_act = ask_act
        self._say_urgent = say_urgent
        self._again_features = set(again_features)
        self._again_items = set(again_items)
        self._console: Console = open_console()
        self._is_first = True

    def ask(self) -> AskedCards:
        """Asks until nothing is left, the person stops, or the input ends."""
        asked: list[Question] = []
        going_back: Question | None = None
        while (question := going_back or next_question(self._view())) is not None:
            going_back = None
            self._title(question, n=len(asked) + 1)
            try:
                self._ask_question(question)
            except _GoBack:
                if asked:
                    going_back = asked.pop()
                else:
                    print_prose(self._console, said("nothing_before"))
                continue
            except (_Stop, typer.Abort):
                return AskedCards(answers=self._answers, n_cards=len(asked), is_stopped=True)
            asked.append(question)
        return AskedCards(answers=self._answers, n_cards=len(asked), is_stopped=False)

    def n_open(self) -> int:
        """Cards that are still to be asked, as far as it is known."""
        return len(open_questions(self._view()))

    def _view(self) -> Answers:
        """The answers as if what is asked once more had not been answered."""
        replies = {each: reply for each, reply in self._answers.replies.items() if each not in self._again_features}
        without = {item: said for item, said in self._answers.without_value.items() if item not in self._again_items}
        emptied: dict[str, Any] = {item.value: getattr(_NOTHING, item.value) for item in self._again_items}
        return replace(
            self._answers, replies=MappingProxyType(replies), without_value=MappingProxyType(without), **emptied
        )

    def _title(self, question: Question, *, n: int) -> None:
        of = max(n, n - 1 + self.n_open())
        self._console.print()
        print_prose(self._console, said("place", n=n, of=of), style="dim")
        print_prose(self._console, question.card.title, style="bold")
        print_prose(self._console, question.card.help)

    def _ask_question(self, question: Question) -> None:
        if question.acts:
            reply = self._ask_act(question.acts)
            self._take(with_replies(self._answers, dict.fromkeys(question.features, reply)), question.features)
            return
        if question.features:
            self._ask_features(question.features)
        for item in question.items:
            self._ask_item(item)

    def _ask_features(self, features: tuple[Feature, ...]) -> None:
        self._console.print()
        for number, feature in enumerate(features, start=1):
            self._line(number, feature_words(feature).text)
        self._line(0, said("none_of_these"))
        self._console.print()
        print_prose(self._console, said("how_to_tick_first" if self._is_first else "how_to_tick"), style="dim")
        self._is_first = False
        while True:
            text = self._typed([f"{feature_words(each).text}: {feature_words(each).help}" for each in features])
            try:
                replies = typed_ticks(features, text)
            except InputError as error:
                self._refuse(error)
                continue
            break
        self._take(with_replies(self._answers, replies), features)

    def _ask_item(self, item: Item) -> None:
        words = item_words(item)
        self._console.print()
        print_prose(self._console, words.text, style="bold")
        for number, choice in enumerate(words.choices, start=1):
            self._line(number, choice.text)
        if not words.choices:
            print_prose(self._console, words.help)
        print_prose(self._console, said("how_to_value"), style="dim")
        while True:
            text = self._typed([words.help])
            try:
                answers = with_typed_item(self._answers, item, text)
            except InputError as error:
                self._refuse(error)
                continue
            break
        self._again_items.discard(item)
        self._take(answers, ())
        if words.kind is ItemKind.LABS:
            print_points(self._console, [str(problem) for problem in lab_problems(answers)])

    def _take(self, answers: Answers, features: tuple[Feature, ...]) -> None:
        self._again_features -= set(features)
        self._answers = answers
        self._keep(answers)
        self._say_urgent(answers)

    def _line(self, number: int, text: str) -> None:
        print_prose(self._console, text, first=f"  {number:>2}  ", indent="      ")

    def _refuse(self, error: InputError) -> None:
        """A slip is asked again: it could hide a yes."""
        print_prose(self._console, f"{error.what[:1].upper()}{error.what[1:]}; {error.remedy}.")

    def _typed(self, help_lines: list[str]) -> str:
        """What was typed; asks again after help."""
        while True:
            text = str(typer.prompt(">", prompt_suffix=" ", default="", show_default=False)).strip()
            if text.casefold() in _BACK:
                raise _GoBack
            if text.casefold() in _STOP:
                raise _Stop
            if text.casefold() not in _HELP:
                return text
            print_points(self._console, help_lines)


class _GoBack(Exception):
    """The card before is wanted."""


class _Stop(Exception):
    """The person wants to stop."""


def _nothing() -> Answers:
    from datetime import date

    return Answers(answered_on=date.min)


_NOTHING = _nothing()
