import itertools

import pytest
import segno

from twitchwise.errors import InputError
from twitchwise.web.home_network import home_address, qr_lines


@pytest.mark.parametrize("address", ["192.168.178.23", "10.0.0.5", "172.16.9.1", "169.254.7.7"])
def test_an_address_of_a_home_network_is_taken(address: str) -> None:
    assert home_address(address) == address
    assert home_address(found=lambda: address) == address


@pytest.mark.parametrize("address", ["8.8.8.8", "127.0.0.1", "0.0.0.0", "224.0.0.1", "nonsense", "::1", "100.64.0.1"])
def test_an_address_that_others_or_nobody_could_reach_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="--address"):
        home_address(address)


def test_what_is_no_address_is_not_called_a_missing_network() -> None:
    with pytest.raises(InputError, match="nonsense: this is no address"):
        home_address("nonsense")


def test_without_a_network_it_says_so() -> None:
    with pytest.raises(InputError, match="no home network"):
        home_address(found=lambda: "")


def test_the_picture_is_the_code_of_the_address() -> None:
    address = "http://192.168.178.23:8765/"
    upper = {"█": 0, "▄": 1, "▀": 0, " ": 1}
    lower = {"█": 0, "▄": 0, "▀": 1, " ": 1}
    rows = itertools.chain.from_iterable(
        ([upper[dot] for dot in line], [lower[dot] for dot in line]) for line in qr_lines(address).splitlines()
    )
    wanted = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=2)]
    assert list(rows)[: len(wanted)] == wanted
