from datetime import date

import pytest

from twitchwise.errors import InputError
from twitchwise.intake.model import Analyte, Lab
from twitchwise.intake.typed_labs import typed_labs

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "lab"),
    [
        ("calcium 2.31 mmol/l", Lab(analyte=Analyte.CALCIUM, value=2.31, unit="mmol/l")),
        ("Ca 2,31 mmol/l (2,2-2,6)", Lab(analyte=Analyte.CALCIUM, value=2.31, unit="mmol/l", low=2.2, high=2.6)),
        ("TSH 1.4", Lab(analyte=Analyte.TSH, value=1.4)),
        ("TSH <0.01 mU/l (0.4 - 4.0)", Lab(analyte=Analyte.TSH, value=0.01, unit="mu/l", low=0.4, high=4.0)),
        ("CK: 310 U/l (<190)", Lab(analyte=Analyte.CK, value=310.0, unit="u/l", high=190.0)),
        ("vitamin B12 250 pg/ml", Lab(analyte=Analyte.B12, value=250.0, unit="pg/ml")),
        ("B12 250 pg/ml (>200)", Lab(analyte=Analyte.B12, value=250.0, unit="pg/ml", low=200.0)),
        (
            "potassium 3.4 mmol/l (3.5-5.1) 2026-09-02",
            Lab(analyte=Analyte.POTASSIUM, value=3.4, unit="mmol/l", low=3.5, high=5.1, on=date(2026, 9, 2)),
        ),
        (
            "potassium 3.4 mmol/l 3 weeks ago",
            Lab(analyte=Analyte.POTASSIUM, value=3.4, unit="mmol/l", on=date(2026, 11, 1)),
        ),
    ],
)
def test_a_value_is_read_with_its_unit_range_and_day(text: str, lab: Lab) -> None:
    assert typed_labs(text, answered_on=DAY, where="labs") == (lab,)


def test_several_values_stand_in_one_line() -> None:
    found = typed_labs("K 3,4 mmol/l (3,5-5,1), Na 139 mmol/l; Mg 0.8", answered_on=DAY, where="labs")
    assert [lab.analyte for lab in found] == [Analyte.POTASSIUM, Analyte.SODIUM, Analyte.MAGNESIUM]
    assert [lab.value for lab in found] == [3.4, 139.0, 0.8]


@pytest.mark.parametrize(
    "text", ["iron 5", "calcium", "calcium high", "2.3 mmol/l", "calcium 2.3 mmol/l (usual)", "calcium 2.3 (2)"]
)
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="labs"):
        typed_labs(text, answered_on=DAY, where="labs")
