import struct
import zipfile
from pathlib import Path

import pytest

from twitchwise.errors import UnreadableFile
from twitchwise.recordings.archive import Archive


def packed(folder: Path, members: dict[str, bytes], *, level: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", level) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_members_are_listed_by_name_and_read_whole_or_in_part(tmp_path: Path) -> None:
    path = packed(tmp_path, {"walk/Accelerometer.csv": b"time\n1\n", "walk/meta/device.csv": b"x"})
    with Archive(path) as archive:
        table, device = archive.members
        assert (table.name, table.folder) == ("Accelerometer.csv", "walk")
        assert (device.name, device.folder) == ("device.csv", "meta")
        assert archive.read(table) == b"time\n1\n"
        assert archive.read(table, n_bytes=4) == b"time"


def test_paths_that_climb_out_are_only_names(tmp_path: Path) -> None:
    path = packed(tmp_path, {"../../etc/passwd.csv": b"1", "C:\\windows\\a.csv": b"2", "__MACOSX/._a.csv": b"3"})
    with Archive(path) as archive:
        assert [member.name for member in archive.members] == ["passwd.csv", "a.csv"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.csv": b"0" * (40 << 20)})
    assert path.stat().st_size < 100_000
    with pytest.raises(UnreadableFile, match="times its size"):
        Archive(path)


def test_a_member_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.csv": b"1,2\n" * 5000})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24  # declared size in the central directory
    data[at : at + 4] = struct.pack("<I", 100)
    path.write_bytes(data)
    with Archive(path) as archive, pytest.raises(UnreadableFile, match="damaged or cut off"):
        archive.read(archive.members[0])


@pytest.mark.parametrize("name", ["inner.zip", "deep/INNER.ZIP", "a.tar.gz"])
def test_an_archive_in_an_archive_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match="holds another archive"):
        Archive(packed(tmp_path, {name: b"PK\x03\x04"}))


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.csv": b"1,2\n"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="encrypted"):
        Archive(path)


def test_an_unusual_compression_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="unusual compression"):
        Archive(packed(tmp_path, {"a.csv": b"1,2\n"}, level=zipfile.ZIP_LZMA))


def test_an_empty_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is empty"):
        Archive(packed(tmp_path, {}))


def test_an_empty_member_is_named(tmp_path: Path) -> None:
    with (
        Archive(packed(tmp_path, {"Accelerometer.csv": b""})) as archive,
        pytest.raises(UnreadableFile, match=r"Accelerometer\.csv inside it is empty"),
    ):
        archive.read(archive.members[0])


def test_a_flood_of_members_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="more than 1000 files"):
        Archive(packed(tmp_path, {f"{i}.csv": b"1" for i in range(1001)}, level=zipfile.ZIP_STORED))


def test_an_archive_cut_anywhere_is_one_sentence(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.csv": bytes(range(256)) * 4})
    data = path.read_bytes()
    for length in range(0, len(data), 7):
        path.write_bytes(data[:length])
        with pytest.raises(UnreadableFile, match=r"a\.zip: the zip file is damaged or cut off; .+\.$"):
            Archive(path)
