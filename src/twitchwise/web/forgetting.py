"""What the server holds in memory of a diary that is erased."""

from fastapi import Request

__all__ = ["forget_diary"]


def forget_diary(request: Request) -> None:
    """Lets go of what was worked out, and of what was typed for a page that follows."""
    state = request.app.state
    for held in (state.kept, state.wishes, state.written):
        held.forget()
