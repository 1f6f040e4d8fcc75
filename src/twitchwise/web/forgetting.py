"""Before a diary is erased: nothing works on it any more; after it: nothing of it is held in memory."""

from pathlib import Path

from fastapi import Request

__all__ = ["forget_diary", "stop_work"]


def stop_work(request: Request, file: Path | None) -> None:
    """Ends the processes that would write in the diary or beside its recordings, and waits for their end.

    Parameters
    ----------
    file : of the diary; None for the person's own place.
    """
    state = request.app.state
    state.searches.forget(file)
    state.unmarked_clips.close(waits=True)


def forget_diary(request: Request) -> None:
    """Lets go of what was worked out, and of what was typed for a page that follows."""
    state = request.app.state
    for held in (state.kept, state.wishes, state.written):
        held.forget()
