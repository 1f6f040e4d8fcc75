from pathlib import Path

from twitchwise.causes.loading import causes_library
from twitchwise.causes.reference import reference_text

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_of_weights_is_the_one_of_the_program() -> None:
    stale = "write it again with `python -m twitchwise.causes.reference > docs/causes-weights.md`"
    assert (DOCS / "causes-weights.md").read_text(encoding="utf-8") == reference_text(), stale


def test_every_cause_and_every_fact_behind_a_weight_stands_on_it() -> None:
    page = reference_text()
    for cause in causes_library().causes:
        assert f"`{cause.id}`" in page
        assert all(f"`fact {fact}`" in page for weight in cause.weights for fact in weight.facts)
