import json

from tests.twitches.built_labels import labels_of
from twitchwise.report.review_json import score_text
from twitchwise.twitches.review_score import score_labels
from twitchwise.twitches.reviewers import compare_reviewers


def test_the_object_holds_scores_agreements_and_what_they_cannot_know() -> None:
    first, second = labels_of("aaarr"), labels_of("aarru", reviewer="ben")
    found = json.loads(score_text((score_labels(first), score_labels(second)), (compare_reviewers(first, second),)))
    assert found["scores"][0]["strict"]["precision"]["value"] == 0.6
    assert found["scores"][1]["unsure"] == 1
    assert found["agreements"][0]["both_reject"] == 1
    assert found["cannot_know"]
    assert found["sources"]
    assert "disease" in found["caution"]
    assert found["red_flags"]["now"]


def test_what_is_not_known_has_a_reason() -> None:
    found = json.loads(score_text((score_labels(labels_of("u")),), (compare_reviewers(labels_of("u"), ()),)))
    assert found["scores"][0]["strict"]["precision"] == {"reason": "no counted event was accepted or rejected"}
    assert found["agreements"] == [{"reason": "there are not two reviewers"}]
