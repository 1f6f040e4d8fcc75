from hypothesis import given
from hypothesis import strategies as st

from twitchwise.charts.names import folded


@given(st.text(), st.integers(min_value=8, max_value=20))
def test_a_name_has_at_most_two_lines_that_fit(name: str, letters: int) -> None:
    lines = folded(name, letters=letters).split("\n")
    assert len(lines) <= 2
    assert all(len(line) <= letters for line in lines)
