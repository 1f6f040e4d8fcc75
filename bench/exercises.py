"""How often the exercise recogniser names the right muscle: `python -m bench.exercises FOLDER_OF_REAL_FILES`."""

import csv
import json
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from twitchwise.diary.exercise_muscles_garmin import garmin_category_named
from twitchwise.diary.exercise_muscles_model import ExerciseKind
from twitchwise.diary.exercise_names import Certainty, recognise_exercise

__all__ = ["MUSCLES_OF", "Agreement", "Judged", "Share", "names_in_exports", "share_right", "watch_names", "yardstick"]

MUSCLES_OF = {
    "abdominals": "rectus-abdominis external-oblique",
    "abductors": "gluteus-medius tensor-fasciae-latae",
    "adductors": "adductors gracilis",
    "biceps": "biceps brachialis",
    "calves": "gastrocnemius soleus tibialis-anterior fibularis-longus",  # its only word for the lower leg
    "chest": "pectoralis-major",
    "forearms": "forearm",
    "glutes": "gluteus-maximus gluteus-medius",
    "hamstrings": "hamstrings",
    "lats": "latissimus-dorsi",
    "lower back": "erector-spinae",
    "middle back": "trapezius latissimus-dorsi",  # rhomboids and middle trapezius: no place of their own here
    "neck": "sternocleidomastoid",
    "quadriceps": "quadriceps rectus-femoris",
    "shoulders": "deltoid",
    "traps": "trapezius",
    "triceps": "triceps",
}
"""The 17 muscle words of the yardstick, in our muscles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A name and the muscles that would be right."""

    name: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many names of a list were understood.

    Parameters
    ----------
    n : names.
    n_right : one of the primary muscles is right.
    n_first_right : the first primary muscle is right.
    n_unknown : not understood.
    n_guessed : understood by a guess, which the person is shown.
    n_primary : primary muscles given in all: one may not be right by naming many.
    wrong : the names without a right muscle.
    """

    n: int
    n_right: int
    n_first_right: int
    n_unknown: int
    n_guessed: int
    n_primary: int
    wrong: tuple[str, ...]


def yardstick(folder: Path) -> tuple[Judged, ...]:
    """The 873 names of free-exercise-db with their muscles, in an order drawn by a fixed seed.

    The rules were written with sight of all but the first 291 of this order. Those were looked at in two steps, after a
    count each; `docs/method-muscle-load.md` has the counts.
    """
    with (folder / "exercises.json").open(encoding="utf-8") as file:
        right = {each["name"]: MUSCLES_OF[each["primaryMuscles"][0]] for each in json.load(file)}
    names = sorted(right)
    random.Random(2026).shuffle(names)
    return tuple(Judged(name=name, right=frozenset(right[name].split())) for name in names)


def names_in_exports(folder: Path) -> tuple[str, ...]:
    """The distinct exercise names of the two real workout exports."""
    columns = {"strong_comma_kg_de.csv": "Exercise Name", "hevy_kg.csv": "exercise_title"}
    names = set()
    for file_name, column in columns.items():
        with (folder / "imports" / file_name).open(encoding="utf-8", newline="") as file:
            names |= {row[column] for row in csv.DictReader(file)}
    return tuple(sorted(names))


def share_right(judged: Iterable[Judged]) -> Share:
    """How many names get a right primary muscle."""
    n = right = first_right = unknown = guessed = primary = 0
    wrong = []
    for each in judged:
        n += 1
        found = recognise_exercise(each.name)
        named = [muscle.id for muscle in found.primary] if found else []
        right += bool(each.right.intersection(named))
        first_right += bool(each.right.intersection(named[:1]))
        unknown += found is None
        guessed += found is not None and found.certainty is Certainty.GUESS
        primary += len(named)
        if not each.right.intersection(named):
            wrong.append(each.name)
    return Share(
        n=n,
        n_right=right,
        n_first_right=first_right,
        n_unknown=unknown,
        n_guessed=guessed,
        n_primary=primary,
        wrong=tuple(wrong),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How the rules for a name agree with the table for the category that Garmin puts the name in.

    Parameters
    ----------
    n, n_understood : names, and those of them that were understood.
    n_compared : understood as an exercise, in a category with muscles.
    n_agreeing : a primary muscle of the name works in the category.
    """

    n: int
    n_understood: int
    n_compared: int
    n_agreeing: int


def watch_names() -> Agreement:
    """The exercise names of Garmin's public FIT profile, each in one of its categories."""
    from fitdecode.profile import FIELD_TYPES

    n = understood = compared = agreeing = 0
    for field, names in FIELD_TYPES.items():
        if not field.endswith("_exercise_name"):
            continue
        category = garmin_category_named(field.removesuffix("_exercise_name").replace("_", " "))
        for name in names.enum.values():
            found = recognise_exercise(name)
            n += 1
            understood += found is not None
            if found is None or found.kind is ExerciseKind.STRETCH or category is None or not category.primary:
                continue
            compared += 1
            agreeing += not set(found.primary).isdisjoint(category.primary + category.secondary)
    return Agreement(n=n, n_understood=understood, n_compared=compared, n_agreeing=agreeing)


def main() -> None:
    """Print the shares."""
    folder = Path(sys.argv[1])
    judged = yardstick(folder)
    for title, part in (("all", judged), ("held out", judged[:291]), ("seen", judged[291:])):
        share = share_right(part)
        print(
            f"{title}: {share.n_right} of {share.n} right ({share.n_right / share.n:.1%}), first muscle right "
            f"{share.n_first_right / share.n:.1%}, unknown {share.n_unknown}, guessed {share.n_guessed}, "
            f"{share.n_primary / share.n:.2f} primary muscles a name"
        )
    names = names_in_exports(folder)
    found = [recognise_exercise(name) for name in names]
    print(f"workout exports: {sum(each is not None for each in found)} of {len(names)} names understood")
    watch = watch_names()
    print(
        f"names of the FIT profile: {watch.n_understood} of {watch.n} understood ({watch.n_understood / watch.n:.1%}); "
        f"{watch.n_agreeing} of {watch.n_compared} agree "
        f"with their category ({watch.n_agreeing / watch.n_compared:.1%})"
    )
    if "--wrong" in sys.argv:
        print("\n".join(share_right(judged).wrong))


if __name__ == "__main__":
    main()
