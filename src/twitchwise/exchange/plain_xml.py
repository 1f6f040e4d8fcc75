"""XML read without its document type: entities are never expanded, and what parsers die of is taken out first.

Health exports carry a broken document type and control characters; a hostile file carries entities that grow to
gigabytes. Both stand in the document type, which is cut out before the parser sees it; an entity that is used all the
same is unknown, and the reading ends there.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import IO, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from xml.parsers import expat

from twitchwise.errors import UnreadableFile
from twitchwise.recordings.archive import DAMAGE

__all__ = ["DamagedXml", "feed_expat", "plain_chunks", "read_elements", "tag_of"]

_CHUNK_BYTES = 1 << 18
_HEAD_BYTES = 1 << 16
_MAX_DOCTYPE = 1 << 20  # characters; the longest in use, of a health export, has 10,000
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_ANY_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROL_REFERENCE = re.compile(r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_SAFE_ENCODINGS = {"utf-8", "ascii", "iso8859-1", "iso8859-15", "cp1252", "cp1251", "iso8859-2", "cp1250"}
_DOCTYPE = re.compile(r"((?:\s*(?:<\?.*?\?>|<!--.*?-->))*\s*)<!DOCTYPE\s+([^\s\[<>]+)", re.DOTALL)
_LONGEST_REFERENCE = 12


class DamagedXml(Exception):
    """The XML breaks off or breaks here; what came before was whole. The message says where."""


def plain_chunks(stream: IO[bytes]) -> Iterator[str]:
    """The text of an XML file in pieces, without document type and without characters that XML forbids.

    Parameters
    ----------
    stream : the file's bytes. Reading errors of a damaged zip member end it as `DamagedXml`.
    """
    raw = _raw_chunks(stream)
    head = b""
    while len(head) < _HEAD_BYTES and (more := next(raw, b"")):
        head += more
    decoder = codecs.getincrementaldecoder(_encoding(head))(errors="replace")
    start = decoder.decode(head).lstrip("\ufeff \t\r\n")
    doctype = _DOCTYPE.match(start)
    if doctype is not None:
        while (cut := _without_doctype(start, doctype)) is None and len(start) < _MAX_DOCTYPE:
            more = next(raw, b"")
            if not more:
                break
            start += decoder.decode(more)
        if cut is None:
            raise DamagedXml("its document type never ends")
        start = cut
    held = ""
    for text in _texts(start, raw, decoder):
        piece = held + text
        # A reference that the border of two pieces cuts waits for its other half.
        at = piece.rfind("&", max(0, len(piece) - _LONGEST_REFERENCE))
        held = piece[at:] if at >= 0 and ";" not in piece[at:] else ""
        yield _allowed(piece[: len(piece) - len(held)])
    if held:
        yield _allowed(held)


def feed_expat(parser: expat.XMLParserType, stream: IO[bytes], on_piece: Callable[[], None] = lambda: None) -> None:
    """Run an expat parser over an XML file; `on_piece` is called after every quarter of a megabyte.

    Raises
    ------
    DamagedXml
        It breaks off, or is no XML from there on; the handlers were called for everything before.
    """
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.buffer_text = True
    try:
        for piece in plain_chunks(stream):
            parser.Parse(piece, False)
            on_piece()
        parser.Parse("", True)
    except expat.ExpatError as error:
        raise DamagedXml(f"line {error.lineno}") from None


def read_elements(stream: IO[bytes], *tags: str) -> Iterator[Element]:
    """The whole elements with one of the tags (local names, in any namespace), one after the other.

    Each is emptied once the next is asked for, so that a large file needs little memory; do not nest them.

    Raises
    ------
    DamagedXml
        It breaks off, or is no XML from there on; all whole elements before were given.
    """
    parser: XMLPullParser[Element] = XMLPullParser(["start", "end"])
    wanted = frozenset(tags)
    path: list[Element] = []
    try:
        for piece in plain_chunks(stream):
            parser.feed(piece)
            yield from _wanted(parser, path, wanted)
        parser.close()
        yield from _wanted(parser, path, wanted)
    except ParseError as error:
        raise DamagedXml(f"line {error.position[0]}") from None


def tag_of(element: Element) -> str:
    """The local name of an element, without its namespace."""
    return element.tag.rpartition("}")[2]


def _wanted(parser: "XMLPullParser[Element]", path: list[Element], wanted: frozenset[str]) -> Iterator[Element]:
    for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
        if event == "start":
            path.append(element)
            continue
        path.pop()
        if tag_of(element) in wanted:
            yield element
        if not any(tag_of(above) in wanted for above in path):
            element.clear()
            if path:
                path[-1].remove(element)


def _raw_chunks(stream: IO[bytes]) -> Iterator[bytes]:
    try:
        while chunk := stream.read(_CHUNK_BYTES):
            yield chunk
    except DAMAGE:
        raise DamagedXml("the zip file is damaged") from None


def _texts(start: str, raw: Iterator[bytes], decoder: codecs.IncrementalDecoder) -> Iterator[str]:
    yield start
    for chunk in raw:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", True)


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if head[1:2] == b"\0":
        return "utf-16-le"
    if head[:1] == b"\0":
        return "utf-16-be"
    stated = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    try:
        name = codecs.lookup(stated[1].decode()).name if stated else "utf-8"
    except LookupError:
        name = "utf-8"
    return name if name in _SAFE_ENCODINGS else "utf-8"


def _without_doctype(text: str, doctype: re.Match[str]) -> str | None:
    """The text with its document type cut out, however broken it is; None when the root element is not among it."""
    root = re.compile(rf"<{re.escape(doctype[2])}(?=[\s/>])").search(text, doctype.end())
    return None if root is None else doctype[1] + text[root.start() :]


def _allowed(text: str) -> str:
    if "&#" in text:
        text = _CONTROL_REFERENCE.sub("", text)
    return text.translate(_CONTROLS) if _ANY_CONTROL.search(text) else text


def _no_doctype(*_: object) -> None:
    raise UnreadableFile(
        what="it holds a second document type, as only a harmful file does",
        where="the XML file",
        remedy="export it again",
    )
