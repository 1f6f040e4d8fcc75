"""Where the one thing to do next is done."""

from twitchwise.assessment.model import Step

__all__ = ["page_of"]

_PAGES = {
    Step.NOW: "/why/help",
    Step.QUESTIONS: "/why/questions",
    Step.SCREEN: "/strength/screen",
    Step.DAYS: "/doctor",
    Step.WEEKS: "/doctor",
    Step.ROUTINE: "/doctor",
    Step.WORRY: "/calm",
}
_LEADS_BACK = frozenset({Step.SCREEN})


def page_of(step: Step, *, here: str) -> str:
    """The address of the page on which a step is done; empty when there is nothing to open.

    Parameters
    ----------
    step : what to do next.
    here : address of the page that names it; acts that were tried lead back to it.
    """
    page = _PAGES.get(step, "")
    return f"{page}?then={here}" if step in _LEADS_BACK else page
