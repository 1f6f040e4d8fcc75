"""A made-up person to look around with: nothing of theirs is ever written in the own diary."""

import threading
from contextlib import suppress

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

from twitchwise.errors import InputError
from twitchwise.web.forgetting import forget_demo
from twitchwise.web.jobs import TheJobs
from twitchwise.web.person import DEMO_COOKIE, demo_diary, settings_of
from twitchwise.web.rendering import go_to

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_MAKING = threading.Lock()


@router.post("/demo/start")
def start_demo(request: Request, jobs: TheJobs) -> RedirectResponse:
    """Makes the made-up person anew and shows them in this browser."""
    from twitchwise.desk.demo_diary import write_demo_diary  # brings the simulator with it
    from twitchwise.desk.made_up_recording import begin_made_up_recording

    file = demo_diary(settings_of(request))
    with _MAKING:
        write_demo_diary(file)
        forget_demo(request)
        with suppress(InputError):  # no room for its clip: the rest can be looked at all the same
            begin_made_up_recording(jobs, file)
    answer = go_to("/", done="demo.done_start")
    answer.set_cookie(DEMO_COOKIE, "on", httponly=True, samesite="strict", path="/")
    return answer


@router.post("/demo/leave")
def leave_demo(request: Request) -> RedirectResponse:
    """Back to the own diary."""
    forget_demo(request)
    answer = go_to("/", done="demo.done_leave")
    answer.set_cookie(DEMO_COOKIE, "off", httponly=True, samesite="strict", path="/")
    return answer
