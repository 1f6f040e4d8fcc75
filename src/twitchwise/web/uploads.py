"""A form with files in it, written to disk as it arrives: however large they are, little of it is held in memory."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from io import BufferedWriter
from pathlib import Path
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool

from twitchwise.desk.full_disk import full_disk
from twitchwise.desk.job import plain_file_name
from twitchwise.errors import InputError
from twitchwise.web.refusal import refusal

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

__all__ = ["Upload", "take_uploads"]

_WRITE_BYTES = 1 << 20
_FIELDS_MOST = 60
_FIELD_BYTES_MOST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What a form brought.

    Parameters
    ----------
    names : of the files, each in the folder it was written to.
    fields : the other fields, each with its last value that is not empty.
    """

    names: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Of the first file."""
        return self.names[0]

    def field(self, name: str) -> str:
        """A field's value; empty when it was not sent, or sent empty."""
        return dict(self.fields).get(name, "")


async def take_uploads(
    stream: AsyncIterator[bytes], content_type: str, next_folder: Callable[[], Path], *, most: int = 1
) -> Upload:
    """Takes a form as it arrives, each file into a folder of its own.

    The stream is always read to its end, also when nothing can be kept: a browser that is still sending would not show
    the answer.

    Parameters
    ----------
    stream : the body of the request.
    content_type : its header.
    next_folder : an empty folder for the next file; asked for only when there is one.
    most : files that are taken. Where it is one, the first that is not empty counts; of several an empty one counts
        too, so that it can be told which it was.

    Raises
    ------
    InputError
        It is no such form, it brings no file or too many, the only one is empty, or the disk is full.
    """
    kind, options = parse_options_header(content_type)
    sink = _Sink(next_folder, most)
    problem = None if kind == b"multipart/form-data" and options.get(b"boundary") else _damaged()
    parser = MultipartParser(options.get(b"boundary", b"-"), sink.callbacks())
    try:
        async for piece in stream:
            if problem is not None or not piece:
                continue
            try:
                parser.write(piece)
                if sink.n_pending >= _WRITE_BYTES:
                    await run_in_threadpool(sink.write)
            except FormParserError:
                problem = _damaged()
            except InputError as error:
                problem = error
            except OSError as error:
                problem = _unwritable(error)
        if problem is None:
            problem = await run_in_threadpool(sink.finish)
    finally:
        sink.close()
    if problem is not None:
        raise problem
    return Upload(names=tuple(sink.kept), fields=tuple(sink.fields.items()))


class _Sink:
    """What the parser calls, part by part."""

    def __init__(self, next_folder: Callable[[], Path], most: int) -> None:
        self.fields: dict[str, str] = {}
        self.kept: list[str] = []
        self.n_pending = 0
        self._next_folder = next_folder
        self._most = most
        self._has_more = False
        self._file: BufferedWriter | None = None
        self._n_begun = 0
        self._pending: list[tuple[int, bytes]] = []  # each with the number of its file
        self._header, self._value = b"", b""
        self._name = ""
        self._file_name: str | None = None
        self._text = b""
        self._n_fields = 0
        self._is_kept = False
        self._is_whole = False

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin_part,
            "on_part_data": self._take,
            "on_part_end": self._end_part,
            "on_header_begin": self._begin_header,
            "on_header_field": self._take_header,
            "on_header_value": self._take_value,
            "on_header_end": self._end_header,
            "on_end": self._end,
        }

    def write(self) -> None:
        """Brings to disk what waits in memory."""
        for number, piece in self._pending:
            if self._file is None or number > self._n_begun:
                self.close()
                self._file = (self._next_folder() / self.kept[number - 1]).open("wb")
                self._n_begun = number
            self._file.write(piece)
        self._pending.clear()
        self.n_pending = 0

    def finish(self) -> InputError | None:
        """Writes the rest; what is wrong with the whole."""
        if not self._is_whole:
            return refusal("upload.cut")
        if self._has_more:
            return refusal("upload.too_many", most=self._most)
        if not self.kept:
            return refusal("upload.no_file")
        try:
            self.write()
            if self._file is not None:
                self._file.flush()
        except InputError as error:
            return error
        except OSError as error:
            return _unwritable(error)
        return None

    def close(self) -> None:
        """Lets the file go."""
        if self._file is not None:
            try:
                self._file.close()
            except OSError:
                self._file = None

    def _begin_part(self) -> None:
        self._name, self._file_name, self._text = "", None, b""
        self._n_fields += 1
        if self._n_fields > _FIELDS_MOST:
            raise FormParserError("too many fields")

    def _begin_header(self) -> None:
        self._header, self._value = b"", b""

    def _take_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _take_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, options = parse_options_header(self._value)
            self._name = options.get(b"name", b"").decode(errors="replace")
            given = options.get(b"filename")
            self._file_name = None if given is None else given.decode(errors="replace")

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self._file_name is None:
            self._text += data[start:end]
            if len(self._text) > _FIELD_BYTES_MOST:
                raise FormParserError("a field is too long")
        elif end > start:
            self._keep(self._file_name, data[start:end])

    def _keep(self, name: str, piece: bytes) -> None:
        if not self._is_kept:
            if len(self.kept) == self._most:
                self._has_more = self._most > 1
                return
            self.kept.append(plain_file_name(name))
            self._is_kept = True
        self._pending.append((len(self.kept), piece))
        self.n_pending += len(piece)

    def _end_part(self) -> None:
        if self._file_name is None:
            text = self._text.decode(errors="replace").strip()
            if text:
                self.fields[self._name] = text
        elif self._file_name and self._most > 1 and not self._is_kept:
            self._keep(self._file_name, b"")
        self._is_kept = False

    def _end(self) -> None:
        self._is_whole = True


def _damaged() -> InputError:
    return refusal("upload.damaged")


def _unwritable(error: OSError) -> InputError:
    return full_disk(error) or refusal("upload.unwritable")
