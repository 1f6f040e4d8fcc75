import pytest

from twitchwise.web.forms import SentForm, is_own_address


@pytest.mark.parametrize("text", ["//elsewhere", "https://elsewhere", "/\\elsewhere", "javascript:x", "", "/a\nb"])
def test_an_address_that_leads_elsewhere_is_none_of_ours(text: str) -> None:
    assert not is_own_address(text)
    assert SentForm(fields={"then": (text,)}).address("then") == ""


def test_the_first_value_that_says_something_counts() -> None:
    assert SentForm(fields={"site": ("", "tongue")}).get("site") == "tongue"
