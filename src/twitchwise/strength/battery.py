"""The battery: every home test of strength, by name and by region."""

import difflib

from twitchwise.errors import UnknownName
from twitchwise.strength.battery_legs import LEG_TESTS
from twitchwise.strength.battery_model import StrengthTest
from twitchwise.strength.battery_upper import UPPER_TESTS
from twitchwise.strength.region import StrengthRegion

__all__ = ["STOP_ON_EVERY_CARD", "find_test", "tests", "tests_of"]

STOP_ON_EVERY_CARD = (
    "Stop at once with chest pain, faintness, unusual breathlessness, sharp pain, or when you lose your balance. "
    "Chest pain, fainting or breathlessness that does not pass within minutes: call the emergency number."
)
"""General clinical teaching: no published stop rules for these tests at home were found."""

_TESTS = (*LEG_TESTS, *UPPER_TESTS)
_LONGEST_QUOTE = 60
_N_NEAR = 3


def tests() -> tuple[StrengthTest, ...]:
    """Every test, from the legs up."""
    return _TESTS


def find_test(name: str) -> StrengthTest:
    """The test with this id or plain name; case, spaces and hyphens do not matter.

    Raises
    ------
    UnknownName
        When there is none; the message names the closest ids.

    Examples
    --------
    >>> find_test("Heel raise").error_percent
    14.0
    """
    wanted = _plain(name)
    if wanted in _BY_NAME:
        return _BY_NAME[wanted]
    near = difflib.get_close_matches(wanted.replace(" ", "-"), [test.id for test in _TESTS], n=_N_NEAR, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else f"the tests are {', '.join(test.id for test in _TESTS)}."
    raise UnknownName(f'There is no test "{name[:_LONGEST_QUOTE]}"; {hint}')


def tests_of(region: StrengthRegion) -> tuple[StrengthTest, ...]:
    """Every test that bears on one region.

    Examples
    --------
    >>> [test.id for test in tests_of(StrengthRegion.TRUNK)]
    ['plank', 'sit-ups']
    """
    return tuple(test for test in _TESTS if region in test.regions)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace(",", " ").split())


_BY_NAME = {_plain(name): test for test in reversed(_TESTS) for name in (test.name, test.id)}
