from collections.abc import Sequence

import numpy as np
import pytest

from tests.twitches.built_recordings import a_front, a_grid, a_matrix, an_event
from twitchwise.estimate import Estimate
from twitchwise.twitches.front import Front
from twitchwise.twitches.group import Grouping, describe_groups
from twitchwise.twitches.matrix import Layout
from twitchwise.twitches.model import GroupKind
from twitchwise.twitches.shapes import Shapes, Template

_DURATION_S = 60.0


def _channels(n: int) -> Front:
    layout = a_grid(1, n) if n > 1 else Layout(labels=("E1",))
    return a_front(a_matrix(np.zeros((n, 100)), layout=layout))


def _describe(
    labels: Sequence[int], *, front: Front | None = None, agreement: float = 1.0, kept: Sequence[int] | None = None
) -> Grouping:
    events = [an_event(1.0 + i, amplitude=10.0 * (1 + k), index=max(k, 0)) for i, k in enumerate(labels)]
    shapes = Shapes(
        labels=np.array(labels, np.int64),
        templates=tuple(
            Template(pattern=np.zeros((1, 5), np.float32), n=3) for _ in range(max(labels, default=-1) + 1)
        ),
        agreement=agreement,
    )
    which = np.arange(len(labels)) if kept is None else np.array(kept)
    return describe_groups(events, shapes, which, front or _channels(4), (), _DURATION_S, 0.95)


def test_groups_are_told_with_count_rate_and_size() -> None:
    grouping = _describe([0] * 6 + [1] * 4)
    first, second = grouping.groups
    assert (first.id, first.n, first.median_amplitude) == (1, 6, 10.0)
    assert (second.id, second.n, second.median_amplitude) == (2, 4, 20.0)
    assert isinstance(first.rate, Estimate)
    assert first.rate.value == pytest.approx(6.0)
    assert grouping.note


def test_members_can_be_looked_up_both_ways() -> None:
    grouping = _describe([0, 1, 0, 1, 0, 1, 0, -1])
    assert grouping.members(1).tolist() == [0, 2, 4, 6]
    assert grouping.group_of(1) == 2
    assert grouping.group_of(7) is None


@pytest.mark.parametrize(("n", "kind"), [(1, GroupKind.SITE), (15, GroupKind.SITE), (16, GroupKind.PROBABLE_UNIT)])
def test_only_many_electrodes_let_a_group_be_called_a_probable_unit(n: int, kind: GroupKind) -> None:
    (group,) = _describe([0] * 8, front=_channels(n)).groups
    assert group.kind is kind


def test_blocks_of_a_picture_are_sites_however_many() -> None:
    layout = Layout(labels=tuple(str(i) for i in range(30)), components=2)
    (group,) = _describe([0] * 8, front=a_front(a_matrix(np.zeros((60, 10)), layout=layout))).groups
    assert group.kind is GroupKind.SITE


def test_halves_that_disagree_give_no_groups_but_a_reason() -> None:
    grouping = _describe([0] * 6 + [1] * 6, agreement=0.5)
    assert grouping.groups == ()
    assert not grouping.labels.any()
    assert "reliably" in grouping.note


def test_too_many_strangers_give_no_groups_but_a_reason() -> None:
    grouping = _describe([0] * 6 + [-1] * 6)
    assert grouping.groups == ()
    assert "reliably" in grouping.note


def test_a_few_twitches_are_not_sorted() -> None:
    grouping = _describe([0] * 5)
    assert grouping.groups == ()
    assert "few" in grouping.note


def test_only_what_was_kept_counts() -> None:
    (group,) = _describe([0] * 10, kept=range(2, 9)).groups
    assert group.n == 7


def test_a_group_that_lost_all_but_two_is_not_told() -> None:
    grouping = _describe([0] * 8 + [1] * 3, kept=range(10))
    assert [g.n for g in grouping.groups] == [8]
    assert grouping.group_of(8) is None
