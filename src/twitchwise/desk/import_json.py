"""What an import brought, as JSON: the same for the command line and for the app."""

from dataclasses import dataclass

from twitchwise.errors import Problem
from twitchwise.exchange.model import Question, Skipped

__all__ = ["Brought", "imported_object"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One file that was imported.

    Parameters
    ----------
    path : as it was named.
    program : that wrote it.
    import_id : by which it can be taken back; empty when nothing was new.
    n_new, n_changed, n_already_there : entries.
    skipped, questions, problems : what was said of it.
    """

    path: str
    program: str
    import_id: str
    n_new: int
    n_changed: int
    n_already_there: int
    skipped: tuple[Skipped, ...]
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]


def imported_object(brought: Brought) -> dict[str, object]:
    """`path`, `program`, `import_id`, `new`, `changed`, `already_there`, `skipped`, `questions`, `problems`."""
    return {
        "path": brought.path,
        "program": brought.program,
        "import_id": brought.import_id or None,
        "new": brought.n_new,
        "changed": brought.n_changed,
        "already_there": brought.n_already_there,
        "skipped": [{"where": each.where, "reason": each.reason, "n": each.n} for each in brought.skipped],
        "questions": [
            {
                "id": each.id,
                "text": each.text,
                "choices": [choice.value for choice in each.choices],
                "assumed": each.assumed,
                "why": each.why,
            }
            for each in brought.questions
        ],
        "problems": [{"what": each.what, "where": each.where, "remedy": each.remedy} for each in brought.problems],
    }
