"""Tables of triggers: found and falsely reported, nobody's triggers, whether probabilities and intervals hold."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.tables import Table, number
from bench.triggers_effort import Effort
from bench.triggers_rules import PCMCI, RULES, has_tigramite
from bench.triggers_scoring import Examined, Score, ask_pcmci, examine_people, reported, score, spread_of
from twitchwise.simulate.person_world import WORLDS, WorldName

__all__ = [
    "BINS",
    "calibration_tables",
    "coverage_tables",
    "null_tables",
    "power_tables",
]

BINS = (
    (0.0, 0.02),
    (0.02, 0.05),
    (0.05, 0.1),
    (0.1, 0.3),
    (0.3, 0.5),
    (0.5, 0.7),
    (0.7, 0.9),
    (0.9, 0.97),
    (0.97, 1.0),
)
_LEVELS = (0.5, 0.8, 0.9, 0.95)
_STRENGTHS = ((0.0, 0.3), (0.3, 0.45), (0.45, 0.6), (0.6, 9.0))
_COLUMNS = (
    "rule",
    "people",
    "with a false one",
    "false per person",
    "false among reported",
    "true found",
    "own training",
)
_NO_TIGRAMITE = "PCMCI was not run: tigramite is not installed (group `bench`)."


def power_tables(effort: Effort) -> list[Table]:
    """What is found and what is falsely reported, in 120, 84 and 60 days, and in 240."""
    return [
        _side_by_side("120 days", WorldName.BASE, effort.people, effort.pcmci_people),
        _side_by_side("84 days, the length of an investigation", WorldName.DAYS_84, effort.people, 0),
        _side_by_side("60 days", WorldName.DAYS_60, effort.people, 0),
        _by_length(effort),
        _people_helped(effort),
    ]


def null_tables(effort: Effort) -> list[Table]:
    """People whose twitching nothing sets off: every report is false."""
    rows = []
    for label, name in [
        ("states without memory", WorldName.NULL_AR0),
        ("AR 0.6", WorldName.NULL_AR06),
        ("AR 0.8, stronger", WorldName.NULL_AR08),
    ]:
        people = examine_people(WORLDS[name], effort.null_people, others=True)
        for rule, result in _scores(people, (0.9, 0.95)):
            rows.append((label, rule, _percent(result.people_with_false), number(result.false_per_person)))
        if has_tigramite():
            asked = ask_pcmci(WORLDS[name], n := min(effort.pcmci_people, effort.null_people))
            result = score([each.truth for each in people[:n]], asked)
            rows.append((label, PCMCI.name, _percent(result.people_with_false), number(result.false_per_person)))
    return [
        Table(
            title="Nothing is a trigger",
            columns=("day-to-day states", "rule", "people with a false one", "false per person"),
            rows=rows,
            before=f"{effort.null_people} people of 120 days each; 48 possible pairs a person.",
            after=() if has_tigramite() else (_NO_TIGRAMITE,),
        )
    ]


def calibration_tables(effort: Effort) -> list[Table]:
    """Whether a stated probability means what it says, when triggers are rare, usual and common."""
    tables = []
    for label, name in [
        ("half as many triggers as usual", WorldName.FEW_TRIGGERS),
        ("the usual number", WorldName.BASE),
        ("about twice as many", WorldName.MANY_TRIGGERS),
        ("the usual number, in all muscles or in none", WorldName.BODY_WIDE),
    ]:
        world = WORLDS[name]
        people = examine_people(world, effort.people, others=name is WorldName.BASE)
        stated = _flat([each.answers.probability for each in people])
        acts = _flat([each.truth.acts for each in people]) > 0
        rows = [_calibration_row(f"{low:g}-{high:g}", stated, acts, low, high) for low, high in BINS]
        rows.append(_calibration_row("0.9 and above", stated, acts, 0.9, 1.0))
        shares = f"own training {world.own_load_share:g}, other exposures {world.other_share:g}"
        tables.append(
            Table(
                title=f"Stated and true: {label}",
                columns=("stated", "pairs", "mean stated", "truly a trigger", "difference"),
                rows=rows,
                before=f"{effort.people} people of 120 days; probability of being a trigger: {shares}.",
            )
        )
    return tables


def coverage_tables(effort: Effort) -> list[Table]:
    """How often the 90 % interval of a rate ratio holds the true one."""
    rows = []
    for label, name in [("120 days", WorldName.BASE), ("84 days", WorldName.DAYS_84), ("60 days", WorldName.DAYS_60)]:
        people = examine_people(WORLDS[name], effort.people, others=True)
        low, high = _flat([e.answers.low for e in people]), _flat([e.answers.high for e in people])
        true = _flat([e.answers.step * e.truth.slope for e in people])
        acts = _flat([e.truth.acts for e in people]) > 0
        likely = np.nan_to_num(_flat([e.answers.probability for e in people])) > 0.9
        rare = _flat([np.repeat(e.counts_per_day[:, None], e.truth.acts.shape[1], axis=1) for e in people]) < 1.0
        known = np.isfinite(low)
        for what, chosen in [
            ("reported", likely),
            ("reported, under one twitch a day", likely & rare),
            ("every true trigger", acts & known),
        ]:
            rows.append((label, what, *_coverage(low[chosen], high[chosen], true[chosen])))
    return [
        Table(
            title="90 % intervals of the rate ratio",
            columns=("diary", "pairs", "n", "hold the truth", "truth below", "truth above", "median high / low"),
            rows=rows,
            before=(
                f"{effort.people} people each. The true ratio compares the same two kinds of days as the stated one;"
                " it is 1 for a false report."
            ),
        )
    ]


def _side_by_side(title: str, name: WorldName, n_people: int, n_pcmci: int) -> Table:
    people = examine_people(WORLDS[name], n_people, others=True)
    truths = [each.truth for each in people]
    rows = [_score_row(rule, result) for rule, result in _scores(people, _LEVELS)]
    after = []
    if n_pcmci and has_tigramite():
        n = min(n_pcmci, n_people)
        ours = score(truths[:n], reported(people[:n]))
        rows.append(_score_row(PCMCI.name, score(truths[:n], ask_pcmci(WORLDS[name], n))))
        rows.append(_score_row("**twitchwise, above 0.90**, the same people", ours))
    elif n_pcmci:
        after.append(_NO_TIGRAMITE)
    acts = np.array([truth.acts for truth in truths])
    ours_reported = np.array(reported(people))
    false, hits = (ours_reported & ~acts).sum(axis=(1, 2)), (ours_reported & acts).sum(axis=(1, 2))
    false_range = spread_of(false, ours_reported.sum(axis=(1, 2)))
    power_range = spread_of(hits, acts.sum(axis=(1, 2)))
    never = sum(int(truth.never_happened.sum()) for truth in truths)
    too_early = np.array([np.isnan(each.answers.probability) for each in people])
    after += [
        f"Above 0.90: false among reported {_range(false_range)}, true found {_range(power_range)} (95 % intervals).",
        f"{int(acts.sum())} true triggers among {acts.size} pairs. {never} more could not act, because the exposure"
        f" never changed in the diary. Of {int(too_early.sum())} pairs it is too early to say anything;"
        f" {int((too_early & acts).sum())} of them are true, and count as not found.",
    ]
    return Table(
        title=title, columns=_COLUMNS, rows=rows, before=f"{n_people} people, 15 % of days missing.", after=after
    )


def _by_length(effort: Effort) -> Table:
    rows = []
    for label, name, n_people, others in [
        ("60 days", WorldName.DAYS_60, effort.people, True),
        ("84 days", WorldName.DAYS_84, effort.people, True),
        ("120 days", WorldName.BASE, effort.people, True),
        ("120 days, 40 % missing", WorldName.MISSING_40, effort.spoilt_people, True),
        ("240 days", WorldName.DAYS_240, effort.longest_people, False),
    ]:
        people = examine_people(WORLDS[name], n_people, others=others)
        acts = np.array([each.truth.acts for each in people])
        effect = np.array([each.truth.effect_per_sd for each in people])
        found = np.array(reported(people))
        result = score([each.truth for each in people], reported(people))
        cells = []
        for low, high in _STRENGTHS:
            chosen = acts & (effect >= low) & (effect < high)
            cells.append(_percent(float(found[chosen].mean()) if chosen.any() else float("nan")))
        rows.append((label, str(n_people), _percent(result.power), *cells, _percent(result.false_share, 1)))
    labels = tuple(f"{low:g}-{high:g}" if high < 9 else f"over {low:g}" for low, high in _STRENGTHS)
    return Table(
        title="How many days",
        columns=("diary", "people", "true found", *labels, "false among reported"),
        rows=rows,
        before="Reported above 0.90. Middle columns: true triggers by what they add to the log rate (SD over days).",
    )


def _people_helped(effort: Effort) -> Table:
    rows = []
    for label, name in [("60 days", WorldName.DAYS_60), ("84 days", WorldName.DAYS_84), ("120 days", WorldName.BASE)]:
        people = examine_people(WORLDS[name], effort.people, others=True)
        acts = np.array([each.truth.acts for each in people])
        found = np.array(reported(people))
        some = acts.any(axis=(1, 2))
        right = (found & acts).any(axis=(1, 2))[some].mean()
        wrong = (found & ~acts).any(axis=(1, 2)).mean()
        nothing = (~found.any(axis=(1, 2))).mean()
        rows.append((label, *(number(20 * float(share), 1) for share in (right, nothing, wrong))))
    return Table(
        title="Of 20 such people",
        columns=("diary", "a true trigger is found in", "nothing is found in", "something false is said to"),
        rows=rows,
        before="People with at least one true trigger (the first column), and all people; reported above 0.90.",
    )


def _scores(people: Sequence[Examined], levels: Sequence[float]) -> list[tuple[str, Score]]:
    truths = [each.truth for each in people]
    scores = [(rule.name, score(truths, [each.others[i] for each in people])) for i, rule in enumerate(RULES)]
    return scores + [(f"**twitchwise, above {level:.2f}**", score(truths, reported(people, level))) for level in levels]


def _score_row(rule: str, result: Score) -> tuple[str, ...]:
    return (
        rule,
        str(result.n_people),
        _percent(result.people_with_false),
        number(result.false_per_person),
        _percent(result.false_share, 1),
        _percent(result.power),
        _percent(result.own_power),
    )


def _calibration_row(
    label: str, stated: NDArray[np.float64], acts: NDArray[np.bool_], low: float, high: float
) -> tuple[str, ...]:
    chosen = (stated >= low) & ((stated < high) | (high == 1.0))
    n = int(chosen.sum())
    if not n:
        return label, "0", "", "", ""
    mean, true = float(stated[chosen].mean()), float(acts[chosen].mean())
    return label, str(n), number(mean, 3), number(true, 3), f"{true - mean:+.3f}"


def _coverage(low: NDArray[np.float64], high: NDArray[np.float64], true: NDArray[np.float64]) -> tuple[str, ...]:
    if not low.size:
        return "0", "", "", "", ""
    below, above = float((true < low).mean()), float((true > high).mean())
    width = float(np.exp(np.median(high - low)))
    return (
        str(low.size),
        _percent(1 - below - above, 1),
        _percent(below, 1),
        _percent(above, 1),
        number(width, 1),
    )


def _flat(arrays: Sequence[NDArray[np.float64] | NDArray[np.bool_]]) -> NDArray[np.float64]:
    return np.concatenate([array.ravel() for array in arrays]).astype(float)


def _percent(share: float, digits: int = 0) -> str:
    return "" if np.isnan(share) else f"{100 * share:.{digits}f} %"


def _range(ends: tuple[float, float]) -> str:
    return f"{100 * ends[0]:.1f}-{100 * ends[1]:.1f} %"
