import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from twitchwise.errors import InputError
from twitchwise.web.uploads import Upload, take_uploads

FORM = "multipart/form-data; boundary=edge"


def part(name: str, content: bytes, file_name: str | None = None) -> bytes:
    file = "" if file_name is None else f'; filename="{file_name}"'
    return f'--edge\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"


def take(body: bytes, folder: Path, content_type: str = FORM, *, size: int = 7) -> Upload:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), size):
            yield body[start : start + size]

    with ThreadPoolExecutor(1) as aside:  # the browser of other tests keeps a loop in this thread
        return aside.submit(asyncio.run, take_uploads(pieces(), content_type, lambda: folder)).result()


def test_a_file_arrives_as_it_was_however_it_was_cut(tmp_path: Path) -> None:
    content = bytes(range(256)) * 40
    body = part("site", b"") + part("file", content, "calf \u00fc.mp4") + part("site", b"left-soleus") + b"--edge--\r\n"
    for size in (1, 13, 100_000):
        folder = tmp_path / str(size)
        folder.mkdir()
        upload = take(body, folder, size=size)
        assert (folder / upload.name).read_bytes() == content
        assert upload.name == "calf \u00fc.mp4"
        assert upload.field("site") == "left-soleus"
        assert upload.field("rate") == ""


def test_of_two_file_fields_the_one_that_was_used_counts(tmp_path: Path) -> None:
    body = part("camera", b"", "") + part("file", b"1,2,3", "calf.csv") + part("more", b"9", "other.csv")
    upload = take(body + b"--edge--\r\n", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [upload.name] == ["calf.csv"]
    assert (tmp_path / "calf.csv").read_bytes() == b"1,2,3"


@pytest.mark.parametrize(
    ("body", "content_type", "said"),
    [
        (part("file", b"1,2", "calf.csv"), FORM, "broke off"),
        (b"", FORM, "broke off"),
        (part("site", b"left-soleus") + b"--edge--\r\n", FORM, "no file was chosen"),
        (part("file", b"", "calf.csv") + b"--edge--\r\n", FORM, "no file was chosen"),
        (b"site=left-soleus", "application/x-www-form-urlencoded", "did not arrive"),
        (b"nonsense" * 20, FORM, "did not arrive"),
        (part("note", b"x" * 5000) + b"--edge--\r\n", FORM, "did not arrive"),
        (part("n", b"1") * 100 + b"--edge--\r\n", FORM, "did not arrive"),
    ],
)
def test_what_is_no_whole_upload_is_refused(body: bytes, content_type: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said):
        take(body, tmp_path, content_type)


def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device that is always full here")
    (tmp_path / "calf.csv").symlink_to(full)
    for n_bytes in (10, 3_000_000):
        with pytest.raises(InputError, match="no room left"):
            take(part("file", b"x" * n_bytes, "calf.csv") + b"--edge--\r\n", tmp_path, size=65_536)


def test_a_folder_that_cannot_be_written_is_said_and_the_stream_read_to_its_end(tmp_path: Path) -> None:
    body = part("file", b"x" * 100, "calf.csv") + b"--edge--\r\n"
    with pytest.raises(InputError, match="cannot be written"):
        take(body, tmp_path / "not there")


def take_several(body: bytes, folder: Path, *, size: int, most: int) -> Upload:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), size):
            yield body[start : start + size]

    places = iter(range(100))

    def next_folder() -> Path:
        place = folder / str(next(places))
        place.mkdir()
        return place

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, take_uploads(pieces(), FORM, next_folder, most=most)).result()


def test_several_files_each_get_a_folder_and_an_empty_one_is_among_them(tmp_path: Path) -> None:
    files = {"a.csv": b"1,2", "empty.csv": b"", "b.zip": bytes(range(256)) * 9000}
    body = b"".join(part("file", content, name) for name, content in files.items()) + b"--edge--\r\n"
    for size in (101, 1_000_000):
        folder = tmp_path / str(size)
        folder.mkdir()
        upload = take_several(body, folder, size=size, most=3)
        assert upload.names == tuple(files)
        for number, (name, content) in enumerate(files.items()):
            assert [path.name for path in (folder / str(number)).iterdir()] == [name]
            assert (folder / str(number) / name).read_bytes() == content


def test_more_files_than_are_taken_are_refused_and_none_is_left_out_in_silence(tmp_path: Path) -> None:
    body = b"".join(part("file", b"1", f"{n}.csv") for n in range(3)) + b"--edge--\r\n"
    with pytest.raises(InputError, match="more than 2 files"):
        take_several(body, tmp_path, size=50, most=2)
