"""A page as a reader meets it, for the tests."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """What stands on a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent = tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text += data

    def values(self, attribute: str) -> list[str]:
        return [
            value for _, attributes in self.tags for name, value in attributes.items() if name == attribute and value
        ]
