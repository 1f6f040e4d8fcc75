import pytest

from twitchwise.web.forms import SentForm, is_own_address

_ELSEWHERE = ["//elsewhere", "https://elsewhere", "/\\elsewhere", "/a\\b", "javascript:x", "", "/a\nb"]


@pytest.mark.parametrize("text", _ELSEWHERE)
def test_an_address_that_leads_elsewhere_is_none_of_ours(text: str) -> None:
    assert not is_own_address(text)
    assert SentForm(fields={"then": (text,)}).address("then") == ""


def test_the_first_value_that_says_something_counts() -> None:
    assert SentForm(fields={"site": ("", "tongue")}).get("site") == "tongue"
