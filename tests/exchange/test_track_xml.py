import io
from collections.abc import Mapping

from twitchwise.exchange.track_xml import feed_track


def test_elements_come_with_what_is_around_them_and_without_namespaces() -> None:
    started: list[tuple[str, Mapping[str, str]]] = []
    ended: list[tuple[str, str, str]] = []
    text = b'<x:a xmlns:x="u"><x:b c="1">one &amp; two</x:b><!-- no --><d/></x:a>'
    feed_track(
        io.BytesIO(text),
        lambda name, attributes: started.append((name, attributes)),
        lambda around, name, inside: ended.append((around, name, inside)),
    )
    assert [name for name, _ in started] == ["a", "b", "d"]
    assert started[1][1] == {"c": "1"}
    assert ended == [("a", "b", "one & two"), ("a", "d", ""), ("", "a", "")]


def test_a_text_of_gigabytes_is_not_gathered() -> None:
    ended: list[str] = []
    text = b"<a>" + b"x" * 1_000_000 + b"</a>"
    feed_track(io.BytesIO(text), lambda *_: None, lambda _around, _name, inside: ended.append(inside))
    assert len(ended[0]) < 300_000
