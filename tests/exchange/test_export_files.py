import io
import zipfile
from pathlib import Path

import pytest

from twitchwise.errors import UnreadableFile
from twitchwise.exchange.export_files import EXPORT_LIMITS, ExportFiles


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_file_a_folder_and_a_zip_are_read_alike(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.csv").write_bytes(b"1,2\n")
    archive = zipped(tmp_path / "e.zip", {"deep/a.csv": b"1,2\n"})
    for path in (folder, archive):
        with ExportFiles(path) as files:
            (file,) = files.named(r"A\.csv")
            assert (file.path, files.read(file), files.head_text(file)) == ("deep/a.csv", b"1,2\n", "1,2\n")
            with files.on_disk(file) as real:
                assert real.read_bytes() == b"1,2\n"
    assert not real.exists()
    with ExportFiles(folder / "deep" / "a.csv") as files:
        assert files.read(files.files[0]) == b"1,2\n"


def test_a_zip_in_a_zip_is_let_be(tmp_path: Path) -> None:
    with ExportFiles(zipped(tmp_path / "e.zip", {"a.csv": b"x", "more.zip": b"PK"})) as files:
        assert [file.name for file in files.files] == ["a.csv", "more.zip"]


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "C:\\a.csv", "x/../../a.csv"])
def test_a_name_that_climbs_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match="points outside"):
        ExportFiles(zipped(tmp_path / "e.zip", {name: b"1"}))


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="times its size"):
        ExportFiles(zipped(tmp_path / "e.zip", {"export.xml": bytes(64 << 20)}))


def test_a_flood_of_members_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "e.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for i in range(EXPORT_LIMITS.max_members + 1):
            archive.writestr(str(i), b"")
    with pytest.raises(UnreadableFile, match="more than 50000 files"):
        ExportFiles(path)


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("x")
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "a.csv").write_text("1")
    (folder / "link.csv").symlink_to(tmp_path / "secret" / "key")
    (folder / "deep").symlink_to(tmp_path / "secret")
    with ExportFiles(folder) as files:
        assert [file.path for file in files.files] == ["a.csv"]


@pytest.mark.parametrize("kind", ["missing", "empty", "empty folder"])
def test_nothing_there_is_one_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.csv"
    if kind == "empty":
        path.touch()
    elif kind == "empty folder":
        path.mkdir()
    with pytest.raises(UnreadableFile, match=r"^a\.csv: [^.]+\.$"):
        ExportFiles(path)


def test_a_damaged_zip_is_one_sentence(tmp_path: Path) -> None:
    data = zipped(tmp_path / "e.zip", {"a.csv": bytes(range(256)) * 9}).read_bytes()
    path = tmp_path / "cut.zip"
    for length in range(4, len(data), 11):
        path.write_bytes(data[:length])
        with pytest.raises(UnreadableFile, match="damaged or cut off"):
            ExportFiles(path)


def test_a_damaged_member_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "e.zip", {"a.csv": bytes(range(256)) * 9})
    data = bytearray(path.read_bytes())
    data[60:80] = bytes(20)
    path.write_bytes(data)
    with ExportFiles(path) as files, pytest.raises(UnreadableFile, match=r"a\.csv inside it is damaged"):
        files.read(files.files[0])


def test_a_binary_file_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(io.BytesIO(bytes([0, 1, 2, 3, 200, 255] * 50)).read())
    with ExportFiles(path) as files:
        assert files.head_text(files.files[0]) == ""
