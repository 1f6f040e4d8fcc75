"""A running session of strength tests: what was felt before it and which tests it has, held in memory.

An address carries only the name of the session, which nobody can guess and which says nothing. A session never changes:
which tests are still to come follows from the test that a page shows. So going back, a reload and a second window find
the session as it was.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from fastapi import Request

from twitchwise.web.held import Held
from twitchwise.web.person import Person

__all__ = ["Place", "StrengthSession", "begin_session", "place_in_session"]

_OVER = "strength.done_session"
_CHOICE = "/strength/session"


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthSession:
    """What was chosen and said before the first test.

    Parameters
    ----------
    day : of the person; what was felt counts on this day only.
    felt : felt weakness, 0-10; None when it was not answered.
    tests : their ids, each once, in their order.
    """

    day: date
    felt: int | None
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a session somebody is.

    Parameters
    ----------
    test : id of the test that is shown.
    session : name of the session; empty for a test by itself, or when the session is gone.
    felt : what was felt before it, 0-10; None when that is not known.
    rest : ids of the tests still to come.
    """

    test: str
    session: str = ""
    felt: int | None = None
    rest: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Of this test."""
        return _address(self.test, self.session)

    @property
    def following(self) -> str:
        """The address of what comes next; without a session that is the choice of tests."""
        if not self.session:
            return _CHOICE
        return _address(self.rest[0], self.session) if self.rest else f"/strength?done={_OVER}"


def begin_session(request: Request, person: Person, session: StrengthSession) -> Place:
    """Holds a session with one test or more; its first place."""
    name = _held(request).hold(session, person)
    return Place(test=session.tests[0], session=name, felt=session.felt, rest=session.tests[1:])


def place_in_session(request: Request, person: Person, *, test: str, session: str) -> Place:
    """Where somebody is who is at a test of a session.

    Parameters
    ----------
    test : its id.
    session : name of the session. One that is gone, of an earlier day, of another person or without this test gives
        the place of a test by itself.
    """
    found = _held(request).find(session, person)
    if found is None or found.day != person.today or test not in found.tests:
        return Place(test=test)
    return Place(test=test, session=session, felt=found.felt, rest=found.tests[found.tests.index(test) + 1 :])


def _address(test: str, session: str) -> str:
    return f"/strength/test/{test}" + (f"?{urlencode({'s': session})}" if session else "")


def _held(request: Request) -> Held[StrengthSession]:
    held: Held[StrengthSession] = request.app.state.sessions
    return held
