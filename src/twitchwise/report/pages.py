"""Filling page templates: one self-contained file each, everything escaped, nothing fetched."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from twitchwise.evidence.lookup import cite
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.report.figures import say_number
from twitchwise.report.version import package_version

__all__ = ["fill_page"]


def fill_page(template: str, **content: object) -> str:
    """The HTML of a page, with the red-flag card and the version that every page carries.

    Parameters
    ----------
    template : file name in the folder of templates.
    content : what the template names; text is escaped, only `Markup` is not.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["digits"] = say_number
    card = red_flag_card()
    return environment.get_template(template).render(
        card=card,
        card_sources=[cite(source) for source in card.sources],
        version=package_version(),
        **content,
    )
