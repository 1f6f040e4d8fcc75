"""From one page to the next, as a person goes: by a link or a button, and only on when the page is there."""

from playwright.sync_api import Locator

__all__ = ["follow"]


def follow(way: Locator) -> None:
    """Click on a link or button that leads to another page, and wait until all of that page is there.

    A click alone returns while the next page is still coming, so that what is read at once may be of the page before,
    or of half a page.
    """
    with way.page.expect_event("load"):
        way.click()
