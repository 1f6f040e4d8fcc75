"""What lies beside the tables for whoever opens the folder: what this is, and when a doctor should look."""

from twitchwise.evidence.red_flags import red_flag_card

__all__ = ["about_text"]

_WHAT_IT_IS = """\
This folder holds a diary of muscle twitching as tables. Each kind of entry has its own file. The file columns.csv says
what each column means.

An empty cell means that nobody knows. It never means zero. A day without a row in days.csv was not asked about.

A text that begins with =, +, -, @ or an apostrophe has one more apostrophe in front, so that no spreadsheet takes it
for a formula. "twitchwise import" reads this folder and takes it off again.

This is no diagnosis. How often, where and how many twitches does not tell a harmless cause from a disease.
"""
_HEADINGS = ("Call emergency help now:", "See a doctor within days:", "See a doctor within weeks:")


def about_text() -> str:
    """The text of the file."""
    card = red_flag_card()
    lines = [_WHAT_IT_IS]
    for heading, points in zip(_HEADINGS, (card.now, card.days, card.weeks), strict=True):
        lines += [heading, *(f"- {point}" for point in points), ""]
    return "\n".join([*lines, card.calm, ""])
