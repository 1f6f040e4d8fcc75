"""The chart library that the drawing package carries, for charts that a page can zoom; no copy of it lies here."""

import threading
from functools import cache
from importlib.metadata import version

from fastapi import APIRouter, Response

__all__ = ["chart_library_address", "router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_VEGA_LITE = "5.21"  # as for the drawings
_PUTTING_TOGETHER = threading.Lock()


@router.get("/static/charts/vega.js")
def send_chart_library() -> Response:
    """The library as one module; it is put together at the first request, which takes a second or two."""
    with _PUTTING_TOGETHER:
        return Response(_library(), media_type="text/javascript")


@cache
def chart_library_address() -> str:
    """Its address, which changes with the package."""
    return f"/static/charts/vega.js?v={version('vl-convert-python')}"


@cache
def _library() -> str:
    import vl_convert

    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=_VEGA_LITE)
