"""The body map of the pages: every site a real control in its place, over our own drawing; the list is its twin."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from twitchwise.body import Side, Site, all_sites
from twitchwise.charts.body_insets import INSET_HEIGHT, INSET_WIDTH, Inset, inset_drawing, inset_of
from twitchwise.charts.body_outline import BODY_HEIGHT, BODY_WIDTH, View, outline_path, place_of, view_of

__all__ = ["MapDot", "MapView", "body_map_css", "map_views", "sites_by_region"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDot:
    """One site in one picture.

    Parameters
    ----------
    site : which.
    css : class that puts it in its place.
    is_chosen : ticked when the page is drawn.
    words : what is known of it, said after its name; empty for nothing.
    """

    site: Site
    css: str
    is_chosen: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """One picture: front, back, face, hands or feet.

    Parameters
    ----------
    id : name of the picture.
    drawing : SVG of ours.
    left, right : which of the person's sides is on that side of the picture.
    dots : its sites.
    """

    id: str
    drawing: Markup
    left: Side
    right: Side
    dots: tuple[MapDot, ...]


def map_views(
    chosen: Collection[Site] = (), words: Mapping[Site, str] | None = None, *, among: Collection[Site] | None = None
) -> tuple[MapView, ...]:
    """The five pictures with their sites.

    Parameters
    ----------
    chosen : sites that are ticked.
    words : what is known of a site.
    among : the sites to offer; None for all. A picture without any is left out.
    """
    offered = [site for site in all_sites() if among is None or site in among]
    views = []
    for id_ in (*View, *Inset):
        dots = tuple(
            MapDot(site=site, css=f"at-{site.id}", is_chosen=site in chosen, words=(words or {}).get(site, ""))
            for site in offered
            if _picture_of(site) == id_.value
        )
        is_turned = id_ in {View.FRONT, Inset.FACE, Inset.FEET}
        left, right = (Side.RIGHT, Side.LEFT) if is_turned else (Side.LEFT, Side.RIGHT)
        if dots:
            views.append(MapView(id=id_.value, drawing=_drawing(id_.value), left=left, right=right, dots=dots))
    return tuple(views)


def sites_by_region(among: Collection[Site] | None = None) -> Mapping[str, tuple[Site, ...]]:
    """The list that is the map's twin: the sites of each region, from head to foot."""
    found: dict[str, list[Site]] = {}
    for site in all_sites():
        if among is None or site in among:
            found.setdefault(site.muscle.region.value, []).append(site)
    return {region: tuple(sites) for region, sites in found.items()}


@cache
def body_map_css() -> str:
    """The places of all sites as style rules: a page may hold no style of its own."""
    rules = []
    for site in all_sites():
        inset = inset_of(site)
        if inset is None:
            point, width, height = place_of(site), BODY_WIDTH, BODY_HEIGHT
        else:
            point, width, height = inset.point, INSET_WIDTH, INSET_HEIGHT
        rules.append(f".at-{site.id}{{left:{100 * point.x / width:.2f}%;top:{100 * point.y / height:.2f}%}}")
    return "\n".join(rules) + "\n"


def _picture_of(site: Site) -> str:
    inset = inset_of(site)
    return view_of(site).value if inset is None else inset.inset.value


@cache
def _drawing(picture: str) -> Markup:
    is_inset = picture in set(Inset)
    width, height = (INSET_WIDTH, INSET_HEIGHT) if is_inset else (BODY_WIDTH, BODY_HEIGHT)
    paths = inset_drawing(Inset(picture)) if is_inset else (outline_path(),)
    drawn = "".join(f'<path d="{path}" class="outline"/>' for path in paths)
    # Safe: drawn by ourselves out of numbers.
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    return Markup(f'<svg {size} aria-hidden="true">{drawn}</svg>')
