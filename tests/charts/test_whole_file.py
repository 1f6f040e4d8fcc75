from pathlib import Path

import pytest

from twitchwise.charts.whole_file import draft_in, remove_drafts, whole_file, write_whole
from twitchwise.errors import InputError


def test_the_file_appears_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "page.html", "caf\u00e9\n")
    assert (tmp_path / "new" / "page.html").read_bytes() == b"caf\xc3\xa9\n"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["page.html"]


def test_work_that_fails_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old")

    def fail_half_way() -> None:
        with whole_file(path) as draft:
            draft.write_text("half")
            assert draft.suffix == path.suffix
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]


def test_a_folder_that_is_a_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(InputError, match="cannot be written") as caught:
        write_whole(tmp_path / "taken" / "page.html", "text")
    assert "\n" not in str(caught.value)


def test_drafts_can_be_removed_from_outside_the_block_that_writes_them(tmp_path: Path) -> None:
    with draft_in(tmp_path, "folder") as folder, draft_in(tmp_path, "page.html") as file:
        folder.mkdir()
        (folder / "part").touch()
        file.touch()
        remove_drafts()
        assert list(tmp_path.iterdir()) == []
