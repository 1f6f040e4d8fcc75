from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.report.card_json import card_object


def test_the_object_holds_the_whole_card_with_its_sources() -> None:
    card, found = red_flag_card(), card_object()
    assert found.keys() == {"now", "days", "weeks", "calm", "sources"}
    assert found["now"] == list(card.now)
    assert found["calm"] == card.calm
    assert found["sources"]
