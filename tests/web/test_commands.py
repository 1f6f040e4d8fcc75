import pytest

from twitchwise.web.commands import in_pages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"twitchwise report" makes one page.', 'The page "Doctor" makes one page.'),
        (
            "It takes two minutes: twitchwise calm ask. Stop at any time.",
            'It takes two minutes: the page "Calm". Stop at any time.',
        ),
        ('None yet; "twitchwise import" reads files.', 'None yet; the page "Import" reads files.'),
        ('end it with "twitchwise calm pause --end"', 'end it with the page "Calm"'),
        ("the version of twitchwise that wrote it", "the version of twitchwise that wrote it"),
    ],
)
def test_a_command_becomes_the_page_that_does_it(text: str, expected: str) -> None:
    assert in_pages(text) == expected
