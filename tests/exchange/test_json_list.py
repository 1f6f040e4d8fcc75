import pytest

from twitchwise.errors import UnreadableFile
from twitchwise.exchange.json_list import read_json_list


def test_a_list_that_breaks_off_gives_its_whole_records() -> None:
    found = read_json_list('[{"a": "1"}, {"a": 2.5}, {"a": "th', "x.json")
    assert found.is_cut
    assert [record.number("a") for record in found.records] == [1.0, 2.5]
    whole = read_json_list('[{"a": "1"}, 7, {"a": true}]', "x.json")
    assert not whole.is_cut
    assert [(record.text("a"), record.number("a")) for record in whole.records] == [("1", 1.0), ("", None)]


@pytest.mark.parametrize("text", ["", "{}", "nothing", '"[1]"'])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match="no list of records"):
        read_json_list(text, "x.json")


def test_brackets_without_end_do_no_harm() -> None:
    assert read_json_list("[" * 100_000, "x.json").records == ()
