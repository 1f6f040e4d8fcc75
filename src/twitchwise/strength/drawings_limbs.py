"""The drawings of which a hand, a foot or a face fills the frame."""

from twitchwise.strength.drawings_model import Drawing, Panel, Path, Round

__all__ = ["LIMB_DRAWINGS"]

_FLOOR: Path = ((4, 86), (96, 86))
_TABLE: Path = ((4, 74), (96, 74))
_TABLE_LEG: Path = ((88, 74), (88, 94))

_SHIN: Path = ((34, 14), (34, 70))
_FOOT_TAPS = Drawing(
    start=Panel(body=(_SHIN, ((34, 70), (28, 84), (76, 84), (40, 68))), things=(_FLOOR,)),
    start_text="heel on the floor, foot flat",
    end=Panel(
        body=(_SHIN, ((34, 70), (29, 84), (72, 62), (40, 66))),
        things=(_FLOOR,),
        moves=(((82, 84), (82, 62)), ((90, 62), (90, 84))),
    ),
    end_text="forefoot up and down, heel stays",
)
_FOREARM: Path = ((4, 62), (34, 56))
_GRIP = Drawing(
    start=Panel(
        body=(_FOREARM, ((34, 56), (50, 46), (70, 40)), ((34, 56), (52, 56), (74, 52)), ((34, 58), (54, 68), (72, 66))),
        things=(((62, 30), (62, 84)), ((76, 30), (76, 84)), ((62, 30), (76, 30)), ((62, 84), (76, 84))),
        rounds=(Round(69, 20, 9),),
    ),
    start_text="elbow at a right angle, hold the device",
    end=Panel(
        body=(
            _FOREARM,
            ((34, 56), (52, 44), (74, 44), (70, 50)),
            ((34, 56), (54, 54), (76, 54), (72, 60)),
            ((34, 58), (54, 64), (76, 64), (72, 70)),
        ),
        things=(((62, 30), (62, 84)), ((76, 30), (76, 84)), ((62, 30), (76, 30)), ((62, 84), (76, 84))),
        rounds=(Round(69, 20, 9),),
        moves=(((92, 57), (82, 57)), ((69, 20), (74, 15))),
    ),
    end_text="squeeze three seconds, breathe out",
)
_BOTTLE: Path = ((46, 34), (46, 48), (37, 58), (37, 95), (63, 95), (63, 58), (54, 48), (54, 34), (46, 34))
_PINCH_AND_CARRY = Drawing(
    start=Panel(
        body=(((4, 64), (30, 58)), ((30, 58), (40, 44), (58, 50)), ((30, 58), (44, 63), (58, 54))),
        things=(((54, 36), (86, 32), (88, 66), (56, 70), (54, 36)),),
        moves=(((80, 50), (98, 48)),),
    ),
    start_text="pinch a sheet, pull with the other hand",
    end=Panel(
        body=(((50, 2), (50, 26)), ((50, 26), (42, 34), (43, 46)), ((50, 26), (58, 34), (57, 46))),
        things=(_BOTTLE,),
        moves=(((82, 56), (82, 76)),),
    ),
    end_text="a full bottle by its neck, ten seconds",
)
_SCALE: tuple[Path, ...] = (((52, 66), (86, 66)), ((56, 66), (54, 74)), ((82, 66), (84, 74)))
_PINCH = Drawing(
    start=Panel(
        body=(((4, 70), (36, 66)), ((36, 66), (52, 50), (66, 54), (68, 62)), ((36, 66), (46, 64), (50, 70), (40, 72))),
        things=(_TABLE, _TABLE_LEG, *_SCALE),
    ),
    start_text="forearm on the table, thumb on the scale",
    end=Panel(
        body=(((4, 70), (36, 66)), ((36, 66), (54, 54), (68, 56), (69, 66)), ((36, 66), (46, 64), (50, 70), (40, 72))),
        things=(_TABLE, _TABLE_LEG, *_SCALE),
        moves=(((70, 32), (70, 50)),),
    ),
    end_text="press straight down, three seconds",
)
_FLAT_HAND: tuple[Path, ...] = (((4, 66), (36, 68)), ((36, 68), (52, 72), (66, 72)), ((36, 68), (46, 74)))
_FINGER_TAPPING = Drawing(
    start=Panel(
        body=(*_FLAT_HAND, ((36, 68), (54, 66), (72, 72))),
        things=(_TABLE, _TABLE_LEG, ((68, 73), (90, 73))),
    ),
    start_text="palm flat on the table",
    end=Panel(
        body=(*_FLAT_HAND, ((36, 68), (54, 58), (74, 52))),
        things=(_TABLE, _TABLE_LEG, ((68, 73), (90, 73))),
        moves=(((80, 70), (80, 52)), ((88, 52), (88, 70))),
    ),
    end_text="only the index finger, as fast as you can",
)
_JAR: tuple[Path, ...] = (((40, 46), (40, 88), (72, 88), (72, 46)),)
_HAND_TASKS = Drawing(
    start=Panel(
        body=(((8, 22), (30, 30)), ((30, 30), (42, 30), (44, 40)), ((30, 30), (46, 22), (72, 32), (70, 42))),
        things=(*_JAR, ((38, 46), (74, 46)), ((40, 36), (72, 36)), ((38, 46), (40, 36)), ((74, 46), (72, 36))),
        moves=(((52, 12), (66, 12), (82, 22)),),
    ),
    start_text="a jar, last week: as before or harder?",
    end=Panel(
        body=(((6, 70), (26, 64)), ((26, 64), (36, 56), (44, 60)), ((26, 64), (38, 66), (44, 60))),
        things=(((44, 60), (74, 60)), ((66, 60), (66, 68)), ((74, 60), (74, 70)), ((60, 14), (60, 44))),
        rounds=(Round(48, 60, 6), Round(60, 20, 3), Round(60, 36, 3)),
        moves=(((82, 52), (90, 62), (84, 74)),),
    ),
    end_text="a key and buttons: the same question",
)
_FACE = Round(44, 46, 30)
_EYE: Path = ((52, 38), (56, 38))
_NECK: tuple[Path, ...] = (((36, 76), (34, 96)), ((56, 74), (58, 96)))
_PA_TA_KA = Drawing(
    start=Panel(body=(_EYE, *_NECK, ((58, 60), (70, 60))), heads=(_FACE,)),
    start_text="breathe in, lips closed",
    end=Panel(
        body=(_EYE, *_NECK, ((72, 54), (60, 60), (70, 66))),
        heads=(_FACE,),
        moves=(((78, 52), (94, 44)), ((78, 60), (96, 60)), ((78, 68), (94, 76))),
    ),
    end_text="pa-ta-ka, pa-ta-ka, as fast as is clear",
)
_BREATH_COUNT = Drawing(
    start=Panel(
        body=(
            ((50, 40), (50, 56)),
            ((34, 60), (66, 60)),
            ((34, 60), (28, 76), (32, 94)),
            ((66, 60), (72, 76), (68, 94)),
        ),
        heads=(Round(50, 26, 14),),
        moves=(((88, 20), (70, 28)),),
    ),
    start_text="upright, breathe in as deep as you can",
    end=Panel(
        body=(
            ((50, 40), (50, 56)),
            ((36, 62), (64, 62)),
            ((36, 62), (34, 78), (36, 94)),
            ((64, 62), (66, 78), (64, 94)),
        ),
        heads=(Round(50, 26, 14),),
        moves=(((70, 28), (82, 24)), ((70, 34), (90, 36)), ((68, 40), (82, 48))),
    ),
    end_text="count aloud until the breath is used up",
)
_FRONT = Round(50, 48, 34)
_EYES: tuple[Path, ...] = (((36, 36), (40, 36)), ((60, 36), (64, 36)))
_MOUTH: Path = ((36, 62), (50, 66), (64, 62))
_TONGUE = Drawing(
    start=Panel(body=(*_EYES, _MOUTH, ((44, 65), (45, 78), (50, 80), (55, 78), (56, 65))), heads=(_FRONT,)),
    start_text="straight out, five seconds",
    end=Panel(
        body=(*_EYES, _MOUTH, ((54, 65), (62, 76), (68, 74), (68, 68), (63, 62))),
        heads=(_FRONT,),
        moves=(((50, 90), (72, 90)), ((50, 90), (28, 90))),
    ),
    end_text="from corner to corner, into each cheek",
)

LIMB_DRAWINGS: dict[str, Drawing] = {
    "foot-taps": _FOOT_TAPS,
    "grip": _GRIP,
    "pinch": _PINCH,
    "pinch-and-carry": _PINCH_AND_CARRY,
    "finger-tapping": _FINGER_TAPPING,
    "hand-tasks": _HAND_TASKS,
    "pa-ta-ka": _PA_TA_KA,
    "breath-count": _BREATH_COUNT,
    "tongue": _TONGUE,
}
"""By id of the test, or what an act of the first sitting says of its drawing."""
