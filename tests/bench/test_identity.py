from bench.identity import adjusted_rand


def test_the_same_grouping_under_other_names_agrees_fully() -> None:
    assert adjusted_rand([0, 0, 1, 1, 2], [3, 3, 1, 1, 0]) == 1.0


def test_the_adjusted_rand_index_of_a_worked_example() -> None:
    # pairs together in both 2, in rows 6, in columns 5, of 15: chance 2, most 5.5
    first, second = [0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]
    assert abs(adjusted_rand(first, second) - (2 - 6 * 3 / 15) / ((6 + 3) / 2 - 6 * 3 / 15)) < 1e-12
