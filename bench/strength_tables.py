"""Tables of strength that need many people: false alarms, true falls, and what is excluded."""

from dataclasses import replace

from bench.strength_effort import Effort
from bench.strength_people import Cohort, Purpose, cohorts
from bench.strength_rules import RULES
from bench.strength_scoring import (
    Heard,
    excluded_week,
    fall_week,
    percent_within,
    repeat_week,
    rule_week,
    week_by_which,
)
from bench.tables import Table, number
from twitchwise.body import Side
from twitchwise.simulate.strength_person_world import (
    REGION_TESTS,
    STRENGTH_WORLDS,
    SimulatedTest,
    StrengthWorld,
    StrengthWorldName,
    synthetic_region,
)

__all__ = ["SYNTHETIC", "excluded_tables", "fall_tables", "healthy_tables", "weak_tables"]

_REGIONS = tuple(REGION_TESTS)
_TEST_REGION = "both-legs"
_HALF_YEAR, _YEAR = 26.0, 52.0
_FALLS = (1.0, 1.9, 2.7, 6.0)

SYNTHETIC: dict[str, tuple[SimulatedTest, ...]] = {
    "three tests of 6, 6, 8 %": synthetic_region(6.0, 6.0, 8.0),
    "three tests of 5, 8, 10 %": synthetic_region(5.0, 8.0, 10.0),
    "three tests of 8, 10, 14 %": synthetic_region(8.0, 10.0, 14.0),
}
_RISE_HEIGHT = SimulatedTest(
    test="heel-raise-height",
    side=Side.RIGHT,
    region="right-leg",
    error_percent=6.6,
    published_percent=6.6,
    first_score=9.0,
)
_ROWS: dict[str, tuple[SimulatedTest, ...]] = {
    **SYNTHETIC,
    "right leg: heel raises 14, foot taps 9*, rise 10*": REGION_TESTS["right-leg"],
    "right leg, height of the heel raise (6.6) instead": (_RISE_HEIGHT, *REGION_TESTS["right-leg"][1:]),
    "both legs: chair 8.1, stairs 6.5, walk 5.3": REGION_TESTS["both-legs"],
    "right hand: grip 6, tapping 9, pinch 9*": REGION_TESTS["right-hand"],
    "right hand without pinch": REGION_TESTS["right-hand"][:2],
    "arms and shoulders: push-ups 9*, hold 12*": REGION_TESTS["arms-shoulders"],
    "trunk: plank 12*, sit-ups 10*": REGION_TESTS["trunk"],
    "speech and breath: pa-ta-ka 4.5, count 9*": REGION_TESTS["speech-breath"],
}
_STARRED = "*: no published error; the engine learns it and listens after eight own sessions."


def healthy_tables(effort: Effort) -> list[Table]:
    """How often people without any true fall are alarmed."""
    battery, regions, tests = [], [], []
    for name, world in STRENGTH_WORLDS.items():
        people = cohorts(world, effort.people, Purpose.BENCH)
        fall, repeat = fall_week(people, _REGIONS), repeat_week(people, _REGIONS)
        peers = [rule_week(people, rule, _REGIONS) for rule in RULES]
        battery.append(
            (
                name.value,
                _percent(fall, _HALF_YEAR),
                _percent(fall, _YEAR),
                _percent(repeat, _YEAR),
                *(f"{_percent(peer, _HALF_YEAR)} / {_percent(peer, _YEAR)}" for peer in peers),
            )
        )
        if name in (StrengthWorldName.HEALTHY, StrengthWorldName.REGULAR):
            regions.append((name.value, *(_percent(fall_week(people, (region,)), _YEAR) for region in _REGIONS)))
        if name is StrengthWorldName.REGULAR:
            tests = _one_test_rows(effort)
    return [
        Table(
            title="Whole battery, 21 tests and sides in eight regions, nobody truly declining",
            before=f"{effort.people} people a row; share with at least one alarm within 26 and 52 weeks, %. In worlds "
            "with an event, every marked session is left out of every rule; 'unmarked' is the same person who notes "
            "nothing.",
            columns=("world", "a fall, 26", "a fall, 52", "a repeat, 52", *(f"{rule}, 26 / 52" for rule in RULES)),
            rows=battery,
            after=("'Regular' is 'healthy' without missed weeks.",),
        ),
        Table(
            title="A fall within 52 weeks, by region",
            before=f"{effort.people} healthy people, %.",
            columns=("world", *_REGIONS),
            rows=regions,
        ),
        Table(
            title="One test of 6 %, healthy people without missed weeks",
            before=f"{effort.people} people; alarmed within 12, 26 and 52 weeks, %. One test never shows a fall, it "
            "asks for a repeat.",
            columns=("rule", "12", "26", "52"),
            rows=tests,
        ),
    ]


def fall_tables(effort: Effort) -> list[Table]:
    """When a true fall is seen."""
    tables = []
    for missed, title in ((0.0, "every week kept"), (0.1, "one week in ten missed")):
        rows = []
        for name, tests in _ROWS.items():
            region = tests[0].region
            world = replace(StrengthWorld(), tests=tests, missed_share=missed)
            healthy = fall_week(cohorts(world, effort.people, Purpose.BENCH), (region,))
            cells = [_percent(healthy, _YEAR)]
            for fall in _FALLS:
                heard = fall_week(cohorts(world.declining(region, fall), effort.people, Purpose.BENCH), (region,))
                cells.append(_weeks(heard))
                if fall == 2.7:
                    cells.append(f"{_percent(heard, _HALF_YEAR)} / {_percent(heard, _YEAR)}")
            rows.append((name, *cells))
        tables.append(
            Table(
                title=f"True fall in one region, {title}",
                before=f"{effort.people} people a cell. Median week / week by which 80 % are seen; the first session "
                "is week 1; >52: not within the year.",
                columns=(
                    "region and true errors, %",
                    "healthy, 52 weeks, %",
                    "1.0 % a month",
                    "1.9 %",
                    "2.7 %",
                    "2.7 %: seen by 26 / 52, %",
                    "6 %",
                ),
                rows=rows,
                after=(_STARRED,),
            )
        )
    return [*tables, _peer_table(effort)]


def excluded_tables(effort: Effort) -> list[Table]:
    """How soon a fall is called unlikely, and how often wrongly."""
    wrong, when = [], []
    for name, tests in _ROWS.items():
        region = tests[0].region
        cells, weeks = [], []
        for world_name in (StrengthWorldName.HEALTHY, StrengthWorldName.REGULAR, StrengthWorldName.SLOW_LEARNER):
            world = replace(STRENGTH_WORLDS[world_name], tests=tests)
            truly = cohorts(world.declining(region, 2.7), effort.people, Purpose.BENCH)
            cells.append(_percent(excluded_week(truly, region), _YEAR))
            if world_name is not StrengthWorldName.SLOW_LEARNER:
                steady = cohorts(world, effort.people, Purpose.BENCH)
                weeks += [_weeks(excluded_week(steady, region, rate)) for rate in (2.7, 1.9)]
        faster = cohorts(
            replace(STRENGTH_WORLDS[StrengthWorldName.SLOW_LEARNER], tests=tests).declining(region, 6.0),
            effort.people,
            Purpose.BENCH,
        )
        wrong.append((name, *cells, _percent(excluded_week(faster, region), _YEAR)))
        when.append((name, *weeks))
    one = _one_test_excluded(effort)
    return [
        Table(
            title="'A fall faster than 2.7 % a month is unlikely', said to people who truly fall",
            before=f"{effort.people} people a cell; share told so at any session of the year while no fall was "
            "said, %.",
            columns=(
                "region and true errors, %",
                "at 2.7 %",
                "no missed weeks",
                "slow learners",
                "at 6 %, slow learners",
            ),
            rows=[*wrong, one],
            after=(_STARRED, "Slow learners gain 10 % by practice, half of it by the third session, with a long tail."),
        ),
        Table(
            title="When steady people hear it",
            before=f"{effort.people} people a cell; median week / week by which 80 % have.",
            columns=(
                "region and true errors, %",
                "2.7 %, one week in ten missed",
                "1.9 %",
                "2.7 %, every week kept",
                "1.9 %",
            ),
            rows=when,
        ),
    ]


def weak_tables(effort: Effort) -> list[Table]:
    """Who is already weak when they start: the trend does not see it."""
    rows = []
    for percent in (0.0, 15.0, 25.0, 40.0):
        world = replace(StrengthWorld(), weak_region="right-hand" if percent else None, weak_percent=percent)
        people = cohorts(world, effort.people, Purpose.BENCH)
        rows.append(
            (
                f"{percent:.0f} %",
                _percent(fall_week(people, ("right-hand",)), _HALF_YEAR),
                _percent(fall_week(people, ("right-hand",)), _YEAR),
                _percent(excluded_week(people, "right-hand"), _YEAR),
                _ratio_share(people, 20.0),
            )
        )
    return [
        Table(
            title="Right hand already weak at the first session, and no further fall",
            before=f"{effort.people} people a row, %. The trend compares people with themselves, so a loss from before "
            "is invisible to it: that is what the screen of the first sitting is for.",
            columns=(
                "missing at the start",
                "a fall, 26",
                "a fall, 52",
                "told that it is steady, 52",
                "grip differs by over 20 % in the first four sessions",
            ),
            rows=rows,
            after=("Without weakness the grip of the two hands differs by an SD of about 12 %, as in 1359 people.",),
        )
    ]


def _one_test_rows(effort: Effort) -> list[tuple[str, ...]]:
    world = replace(STRENGTH_WORLDS[StrengthWorldName.REGULAR], tests=synthetic_region(6.0))
    people = cohorts(world, effort.people, Purpose.BENCH)
    heard = {rule: rule_week(people, rule, (_TEST_REGION,)) for rule in RULES}
    heard["trend: a repeat"] = repeat_week(people, (_TEST_REGION,))
    return [(rule, *(_percent(each, weeks) for weeks in (12.0, 26.0, 52.0))) for rule, each in heard.items()]


def _one_test_excluded(effort: Effort) -> tuple[str, ...]:
    cells = []
    for name in (StrengthWorldName.HEALTHY, StrengthWorldName.REGULAR, StrengthWorldName.SLOW_LEARNER):
        world = replace(STRENGTH_WORLDS[name], tests=synthetic_region(6.0))
        people = cohorts(world.declining(_TEST_REGION, 2.7), effort.people, Purpose.BENCH)
        cells.append(_percent(excluded_week(people, _TEST_REGION), _YEAR))
    people = cohorts(world.declining(_TEST_REGION, 6.0), effort.people, Purpose.BENCH)
    return ("one test of 6 % alone", *cells, _percent(excluded_week(people, _TEST_REGION), _YEAR))


def _peer_table(effort: Effort) -> Table:
    rows = []
    for name, tests in SYNTHETIC.items():
        world = replace(StrengthWorld(), tests=tests, missed_share=0.0)
        healthy = cohorts(world, effort.people, Purpose.BENCH)
        falling = cohorts(world.declining(_TEST_REGION, 2.7), effort.people, Purpose.BENCH)
        here = (_TEST_REGION,)
        false, true = fall_week(healthy, here), fall_week(falling, here)
        rows.append((name, "trend, two tests agree", _percent(false, _YEAR), _weeks(true)))
        for rule in RULES:
            false, true = rule_week(healthy, rule, here), rule_week(falling, rule, here)
            rows.append((name, rule, _percent(false, _YEAR), _weeks(true)))
    return Table(
        title="The usual rules on the same people, any test of the region",
        before=f"{effort.people} people a cell, one region, every week kept. They are early because they alarm nearly "
        "everybody.",
        columns=("tests", "rule", "healthy alarmed in 52 weeks, %", "2.7 % a month: median / 80 % week"),
        rows=rows,
    )


def _ratio_share(people: list[Cohort], percent: float) -> str:
    """Share whose grip differs between the hands by more than so much in the mean of the first four sessions."""
    beyond, everybody = 0, 0
    for cohort in people:
        tests = cohort.people.world.tests
        left, right = (
            next(i for i, test in enumerate(tests) if test.test == "grip" and test.side is side)
            for side in (Side.LEFT, Side.RIGHT)
        )
        means = cohort.people.scores[:, :, :4].mean(axis=2)
        smaller = means[[left, right]].min(axis=0) / means[[left, right]].max(axis=0)
        everybody += smaller.size
        beyond += int((smaller < 1.0 - percent / 100.0).sum())
    return number(100.0 * beyond / everybody, 1)


def _percent(heard: Heard, weeks: float) -> str:
    return number(percent_within(heard, weeks), 1)


def _weeks(heard: Heard) -> str:
    return " / ".join(_week(week_by_which(heard, share)) for share in (0.5, 0.8))


def _week(week: float) -> str:
    return f"{week:.0f}" if week <= _YEAR else ">52"
