"""The drawings in which the whole person is seen."""

from twitchwise.strength.drawings_model import Drawing, Panel, Path, Round

__all__ = ["WHOLE_DRAWINGS"]

_FLOOR: Path = ((4, 93), (96, 93))
_WALL: Path = ((84, 8), (84, 93))
_CHAIR: tuple[Path, ...] = (((22, 30), (22, 93)), ((22, 62), (46, 62)), ((44, 62), (44, 93)))
_STEP: Path = ((52, 93), (52, 78), (96, 78))
_STAIRS: Path = ((4, 93), (30, 93), (30, 84), (52, 84), (52, 75), (70, 75), (70, 66), (96, 66))
_RAIL: Path = ((22, 66), (84, 40))


def _head(x: float, y: float) -> tuple[Round, ...]:
    return (Round(x, y, 8),)


def _raised(path: Path, by: float) -> Path:
    return tuple((x, y - by) for x, y in path)


_ON_ONE_LEG: tuple[Path, ...] = (
    ((56, 24), (56, 54)),  # trunk
    ((56, 30), (68, 38), (83, 34)),  # arm to the wall
    ((56, 54), (58, 70), (44, 80)),  # the other leg, bent
)
_HEEL_RAISE = Drawing(
    start=Panel(
        body=(*_ON_ONE_LEG, ((56, 54), (56, 73), (56, 89), (66, 91.5))),
        heads=_head(56, 16),
        things=(_FLOOR, _WALL),
    ),
    start_text="one foot flat, fingertips on the wall",
    end=Panel(
        body=(*(_raised(path, 9) for path in _ON_ONE_LEG), ((56, 45), (57, 64), (58, 80), (66, 91.5))),
        heads=_head(56, 10),
        things=(_FLOOR, _WALL),
        moves=(((28, 90), (28, 72)),),
    ),
    end_text="heel as high as it goes, knee straight",
)
_MARK: Path = ((22, 89), (44, 89))
_HEEL_RAISE_HEIGHT = Drawing(
    start=Panel(body=_HEEL_RAISE.start.body, heads=_HEEL_RAISE.start.heads, things=(_FLOOR, _WALL, _MARK)),
    start_text="heel down: mark the height of the ankle",
    end=Panel(
        body=_HEEL_RAISE.end.body,
        heads=_HEEL_RAISE.end.heads,
        things=(_FLOOR, _WALL, _MARK, _raised(_MARK, 12)),
        moves=(((16, 89), (16, 77)),),
    ),
    end_text="heel up: mark again, measure between",
)


def _walker(feet: tuple[Path, Path]) -> tuple[Path, ...]:
    return (((48, 24), (48, 54)), ((48, 30), (40, 40), (46, 48)), ((48, 30), (58, 39), (60, 48)), *feet)


_HEEL_WALK = Drawing(
    start=Panel(
        body=_walker((((48, 54), (46, 73), (40, 91), (49, 91.5)), ((48, 54), (54, 72), (62, 91), (71, 91.5)))),
        heads=_head(48, 16),
        things=(_FLOOR,),
    ),
    start_text="beside a wall, somebody with you",
    end=Panel(
        body=_walker((((48, 54), (46, 73), (40, 91), (48, 83)), ((48, 54), (54, 72), (62, 91), (70, 83)))),
        heads=_head(48, 16),
        things=(_FLOOR,),
        moves=(((72, 91), (74, 80)), ((78, 40), (92, 40))),
    ),
    end_text="ten steps, both forefeet off the floor",
)
_TOE_WALK = Drawing(
    start=_HEEL_WALK.start,
    start_text=_HEEL_WALK.start_text,
    end=Panel(
        body=tuple(
            _raised(path, 7)
            for path in _walker(
                (((48, 54), (46, 73), (38, 91), (47, 98.5)), ((48, 54), (54, 72), (60, 91), (69, 98.5)))
            )
        ),
        heads=_head(48, 9),
        things=(_FLOOR,),
        moves=(((28, 91), (28, 80)), ((78, 40), (92, 40))),
    ),
    end_text="ten steps, both heels high",
)
_SEATED_BODY: tuple[Path, ...] = (
    ((32, 32), (32, 60)),
    ((32, 40), (43, 48), (34, 42)),  # arms crossed
    ((32, 60), (54, 60), (54, 89), (63, 91.5)),
)
_CHAIR_STAND = Drawing(
    start=Panel(body=_SEATED_BODY, heads=_head(32, 24), things=(_FLOOR, *_CHAIR)),
    start_text="sit, arms crossed, feet flat",
    end=Panel(
        body=(((54, 24), (54, 56)), ((54, 32), (65, 40), (56, 34)), ((54, 56), (55, 73), (54, 89), (63, 91.5))),
        heads=_head(54, 16),
        things=(_FLOOR, *_CHAIR),
        moves=(((76, 70), (76, 40)),),
    ),
    end_text="stand up fully, sit down again",
)
_SINGLE_LEG_RISE = Drawing(
    start=Panel(
        body=(
            ((44, 32), (42, 60)),
            ((44, 38), (50, 46), (48, 54)),
            ((42, 60), (60, 62), (58, 76), (67, 76.5)),
            ((42, 60), (36, 76), (28, 90), (37, 91.5)),
        ),
        heads=_head(45, 24),
        things=(((4, 93), (52, 93)), _STEP, ((74, 78), (74, 36), (96, 30))),
    ),
    start_text="one whole foot on the step",
    end=Panel(
        body=(
            ((60, 16), (60, 44)),
            ((60, 22), (66, 30), (64, 38)),
            ((60, 44), (60, 60), (59, 76), (68, 76.5)),
            ((60, 44), (52, 58), (46, 71), (54, 74)),
        ),
        heads=_head(60, 9),
        things=(((4, 93), (52, 93)), _STEP, ((74, 78), (74, 36), (96, 30))),
        moves=(((22, 74), (22, 48)),),
    ),
    end_text="leg straight; the other foot only follows",
)
_CLIMBER: tuple[Path, ...] = (
    ((14, 49), (14, 70)),
    ((14, 53), (18, 60), (23, 63)),
    ((14, 70), (13, 80), (11, 91), (16, 91.5)),
    ((14, 70), (17, 80), (17, 91), (22, 91.5)),
)
_STAIRS_DRAWING = Drawing(
    start=Panel(body=_CLIMBER, heads=(Round(14, 43, 6),), things=(_STAIRS, _RAIL)),
    start_text="both feet at the foot of the stairs",
    end=Panel(
        body=tuple(tuple((x + 72, y - 27) for x, y in path) for path in _CLIMBER),
        heads=(Round(86, 16, 6),),
        things=(_STAIRS, _RAIL),
        moves=(((12, 76), (26, 70), (48, 60), (68, 50)),),
    ),
    end_text="both feet on top; do not run",
)
_WALK = Drawing(
    start=Panel(
        body=_walker((((48, 54), (42, 72), (34, 89), (42, 91.5)), ((48, 54), (56, 71), (62, 89), (71, 91.5)))),
        heads=_head(48, 16),
        things=(_FLOOR, ((78, 84), (78, 97))),
    ),
    start_text="two metres before the first mark",
    end=Panel(
        body=_walker((((48, 54), (42, 72), (34, 89), (42, 91.5)), ((48, 54), (56, 71), (62, 89), (71, 91.5)))),
        heads=_head(48, 16),
        things=(_FLOOR, ((18, 84), (18, 97))),
        moves=(((74, 40), (92, 40)),),
    ),
    end_text="past the second mark at usual pace",
)
_PUSH_UPS = Drawing(
    start=Panel(
        body=(((30, 52), (62, 68), (92, 90), (92, 82)), ((30, 52), (29, 72), (29, 91))),
        heads=_head(22, 46),
        things=(_FLOOR,),
    ),
    start_text="arms straight, body in one line",
    end=Panel(
        body=(((30, 78), (62, 84), (92, 91), (92, 83)), ((30, 78), (42, 78), (31, 91))),
        heads=_head(21, 74),
        things=(_FLOOR,),
        moves=(((58, 40), (58, 62)),),
    ),
    end_text="elbows at a right angle, then up again",
)
_PLANK = Drawing(
    start=Panel(
        body=(((30, 74), (62, 80), (92, 90), (92, 82)), ((30, 74), (31, 91), (16, 91))),
        heads=_head(20, 68),
        things=(_FLOOR,),
    ),
    start_text="forearms and toes, one line",
    end=Panel(
        body=(((30, 74), (60, 90), (92, 90), (92, 82)), ((30, 74), (31, 91), (16, 91))),
        heads=_head(20, 68),
        things=(_FLOOR, ((30, 74), (92, 88))),
        moves=(((62, 66), (62, 82)),),
    ),
    end_text="it ends when the hips sink",
)
_SIT_UPS = Drawing(
    start=Panel(
        body=(((28, 88), (58, 89)), ((32, 87), (42, 80), (32, 81)), ((58, 89), (74, 68), (86, 91), (94, 91.5))),
        heads=_head(18, 85),
        things=(_FLOOR,),
    ),
    start_text="on the back, knees bent, arms crossed",
    end=Panel(
        body=(((58, 58), (56, 88)), ((58, 64), (70, 68), (58, 70)), ((56, 88), (74, 68), (86, 91), (94, 91.5))),
        heads=_head(58, 49),
        things=(_FLOOR,),
        moves=(((24, 72), (30, 54), (44, 42)),),
    ),
    end_text="up until the elbows touch the thighs",
)
_ARM_HOLD = Drawing(
    start=Panel(
        body=(
            ((32, 32), (32, 60)),
            ((32, 38), (34, 50), (36, 62)),
            ((32, 60), (54, 60), (54, 89), (63, 91.5)),
        ),
        heads=_head(32, 24),
        things=(_FLOOR, *_CHAIR, ((36, 62), (36, 74))),
    ),
    start_text="sit upright, a bottle in each hand",
    end=Panel(
        body=(((32, 32), (32, 60)), ((32, 38), (48, 38), (64, 38)), ((32, 60), (54, 60), (54, 89), (63, 91.5))),
        heads=_head(32, 24),
        things=(_FLOOR, *_CHAIR, ((66, 31), (66, 45))),
        moves=(((80, 38), (80, 54)),),
    ),
    end_text="both at shoulder height, until one sinks",
)
_FRONT_LEGS: tuple[Path, ...] = (
    ((50, 56), (44, 74), (43, 91), (38, 92)),
    ((50, 56), (56, 74), (57, 91), (62, 92)),
)
_ARMS_UP = Drawing(
    start=Panel(
        body=(
            ((50, 32), (50, 56)),
            ((50, 36), (37, 22), (39, 4)),
            ((50, 36), (63, 22), (61, 4)),
            *_FRONT_LEGS,
        ),
        heads=_head(50, 24),
        things=(_FLOOR,),
    ),
    start_text="both arms over the head",
    end=Panel(
        body=(((40, 24), (40, 56)), ((40, 32), (58, 32), (74, 32)), ((40, 56), (40, 73), (40, 89), (49, 91.5))),
        heads=_head(40, 16),
        things=(_FLOOR,),
        moves=(((84, 34), (84, 52)),),
    ),
    end_text="then to the front, ten seconds: does one sink?",
)

WHOLE_DRAWINGS: dict[str, Drawing] = {
    "heel-raise": _HEEL_RAISE,
    "heel-raise-height": _HEEL_RAISE_HEIGHT,
    "heel-walk": _HEEL_WALK,
    "toe-walk": _TOE_WALK,
    "single-leg-rise": _SINGLE_LEG_RISE,
    "chair-stand": _CHAIR_STAND,
    "rise": _CHAIR_STAND,
    "stairs": _STAIRS_DRAWING,
    "walk": _WALK,
    "push-ups": _PUSH_UPS,
    "arm-hold": _ARM_HOLD,
    "arms-up": _ARMS_UP,
    "plank": _PLANK,
    "sit-ups": _SIT_UPS,
}
"""By id of the test or name of the act."""
