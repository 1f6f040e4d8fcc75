"""The table of every cause and every weight, written from the library itself.

`python -m twitchwise.causes.reference` prints `docs/causes-weights.md`; a test fails when that page is stale.
"""

from collections.abc import Iterator, Sequence

from twitchwise.causes.loading import causes_library
from twitchwise.causes.model import Cause, Grade, Library, Range, Weight

__all__ = ["reference_text"]

_INTRODUCTION = """\
# Every cause and every weight

Written by `python -m twitchwise.causes.reference`; do not edit by hand. How the numbers are used:
[how causes are ranked](causes.md).

A weight is the decimal logarithm of a likelihood ratio, given as the range in which it is thought to lie: 0 moves
nothing, 1 makes a cause ten times as likely, -1 ten times less. It compares people with this cause and ordinary adults
with twitching. The base is the logarithm of the share that a cause has among adults who ask what their twitching is.
Clues of one group say nearly the same: of each group only the strongest counts.
"""

_SHARED = {
    "harmless": "What asks for another explanation than a harmless one, with or without an examination.",
    "whole-body": "What speaks against causes that act on the whole body: loss in one place, signs of lost nerve.",
}


def reference_text() -> str:
    """The page as Markdown."""
    library = causes_library()
    parts = [_INTRODUCTION, _grades(library.causes)]
    parts += ["\n".join(_page_of_shared(name, library)) for name in library.shared]
    parts += ["\n".join(_page_of(cause, library)) for cause in library.causes]
    return "\n".join(parts)


def _grades(causes: Sequence[Cause]) -> str:
    weights = {id(weight): weight for cause in causes for weight in cause.weights}.values()
    counts = {grade: sum(weight.grade is grade for weight in weights) for grade in Grade}
    bases = {grade: sum(cause.base_grade is grade for cause in causes) for grade in Grade}
    rows = [f"| {grade} | {bases[grade]} | {counts[grade]} |" for grade in Grade]
    return "\n".join(["| grade | bases | weights |", "|---|---|---|", *rows, ""])


def _page_of_shared(name: str, library: Library) -> Iterator[str]:
    yield f"## Shared: {name}\n"
    yield f"{_SHARED[name]} A cause's own weight for the same clue comes first."
    yield from _table(library.shared[name], library)


def _page_of(cause: Cause, library: Library) -> Iterator[str]:
    kind = "rare, and not to be missed" if cause.is_rare else "common lane"
    mimic = "; stays possible while strength, speech or swallowing is lost" if cause.is_mimic else ""
    yield f"## {cause.name}\n"
    yield f"`{cause.id}`; {kind}{mimic}. Base {_span(cause.base)} ({cause.base_grade}).{_facts(cause.facts)}"
    if cause.only_if:
        yield f"Comes into question only with: {_clues(cause.only_if)}."
    if cause.needs:
        yield f"Does not come into question without: {_clues(cause.needs)}."
    alike = {id(weight): name for name, weights in library.shared.items() for weight in weights}
    names = dict.fromkeys(alike[id(weight)] for weight in cause.weights if id(weight) in alike)
    if names:
        yield f"And the weights shared by: {', '.join(names)}."
    yield from _table([weight for weight in cause.weights if id(weight) not in alike], library)


def _table(weights: Sequence[Weight], library: Library) -> Iterator[str]:
    yield "\n| clue | group | yes | no | grade |"
    yield "|---|---|---|---|---|"
    for weight in weights:
        yield _row(weight, library)
    yield ""


def _row(weight: Weight, library: Library) -> str:
    no = "" if weight.no is None else _span(weight.no)
    group = library.clues[weight.clue].group
    return f"| {weight.clue} | {group} | {_span(weight.yes)} | {no} | {weight.grade}{_facts(weight.facts)} |"


def _span(span: Range) -> str:
    return f"{span.low:+.2g} to {span.high:+.2g}"


def _facts(ids: Sequence[str]) -> str:
    return "" if not ids else " " + ", ".join(f"`fact {id_}`" for id_ in ids)


def _clues(clues: Sequence[str]) -> str:
    return ", ".join(clues)


if __name__ == "__main__":
    print(reference_text(), end="")
