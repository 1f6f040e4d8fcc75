"""The lag profile: how many times as many twitches on the same day and 1, 2 and 3 days after an exposure."""

from twitchwise.charts.chart import CLEAR, WIDE_PX, Chart, describe_chart, layer
from twitchwise.triggers.find import Trigger
from twitchwise.triggers.table import say_outcome

__all__ = ["draw_lag_profile"]

_DAYS = ("same day", "1 day later", "2 days later", "3 days later")
_DAYS_SHORT = ("same day", "1 day", "2 days", "3 days")
_TICKS = (0.0625, 0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
_LEAST_DOMAIN = (0.45, 2.2)  # half and twice are always on the axis, so that small effects look small
_AIR = 1.12
_MARGIN_PX = 78
_RIGHT_PX = 16
_WIDEST_PX = 460  # four points need no more
_HEIGHT_PX = 165
_ROOMY_PX = 400


def draw_lag_profile(trigger: Trigger, *, width: int = WIDE_PX) -> Chart | None:
    """Rate ratio and its range for each lag on a logarithmic axis; None when it was too early to say anything.

    Parameters
    ----------
    trigger : what was found.
    width : of the whole chart, px; it uses no more than it needs.
    """
    if not trigger.lag_profile:
        return None
    names = _DAYS if width >= _ROOMY_PX else _DAYS_SHORT
    points: list[dict[str, object]] = [
        {
            "lag": names[weight.lag_days],
            "ratio": weight.rate_ratio.value,
            "low": weight.rate_ratio.low,
            "high": weight.rate_ratio.high,
            "text": f"{weight.rate_ratio.value:.2f}",
        }
        for weight in trigger.lag_profile
    ]
    ratios = [weight.rate_ratio for weight in trigger.lag_profile]
    low = min(_LEAST_DOMAIN[0], min(ratio.low for ratio in ratios) / _AIR)
    high = max(_LEAST_DOMAIN[1], max(ratio.high for ratio in ratios) * _AIR)
    x = {
        "field": "lag",
        "type": "nominal",
        "scale": {"domain": [names[weight.lag_days] for weight in trigger.lag_profile]},
        "axis": {
            "title": None if names is _DAYS else "days later",
            "labelAngle": 0,
            "ticks": False,
            "domain": False,
            "grid": False,
            "labelPadding": 6,
        },
    }
    y = {
        "field": "ratio",
        "type": "quantitative",
        "scale": {"type": "log", "base": 2, "domain": [low, high], "nice": False},
        "axis": {
            "title": None,
            "values": [tick for tick in _TICKS if low <= tick <= high],
            "labelExpr": "datum.value === 1 ? 'no change' : format(datum.value, '~g') + ' times'",
            "minExtent": _MARGIN_PX - 6,
        },
    }
    alt_text = _say(trigger)
    view: dict[str, object] = {
        "width": min(width, _WIDEST_PX) - _MARGIN_PX - _RIGHT_PX,
        "height": _HEIGHT_PX,
        "layer": [
            layer(
                [{"ratio": 1.0}],
                {"type": "rule", "strokeDash": [4, 3], "opacity": 0.8, "strokeWidth": 1.2},
                y=y,
            ),
            layer(
                points,
                {"type": "rule", "color": CLEAR, "opacity": 1, "strokeWidth": 2.5},
                x=x,
                y={**y, "field": "low"},
                y2={"field": "high"},
            ),
            layer(points, {"type": "point", "color": CLEAR, "filled": True, "opacity": 1, "size": 80}, x=x, y=y),
            *(
                layer(
                    [p for p, ratio in zip(points, ratios, strict=True) if (ratio.value >= 1) == is_above],
                    {"type": "text", "align": "left", "dx": 8, "dy": -7 if is_above else 9},
                    x=x,
                    y=y,
                    text={"field": "text", "type": "nominal"},
                )
                for is_above in (True, False)  # away from the line of no change
            ),
        ],
    }
    return Chart(
        description=describe_chart(view, alt_text=alt_text),
        alt_text=alt_text,
        title=f"{trigger.exposure[:1].upper()}{trigger.exposure[1:]}: when {say_outcome(trigger.outcome)} twitches",
    )


def _say(trigger: Trigger) -> str:
    level = f"{100 * trigger.lag_profile[0].rate_ratio.level:.0f} %"
    parts = [
        f"{_DAYS[weight.lag_days]} {weight.rate_ratio.value:.2f} ({weight.rate_ratio.low:.2f} to "
        f"{weight.rate_ratio.high:.2f})"
        for weight in trigger.lag_profile
    ]
    return (
        f"How many times as many twitches of {say_outcome(trigger.outcome)} with {trigger.exposure} as without, by "
        f"days later, with {level} ranges: {'; '.join(parts)}. 1 is no change."
    )
