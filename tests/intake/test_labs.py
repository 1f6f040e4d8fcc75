import math

import pytest

from twitchwise.intake.labs import LabBasis, LabLevel, analyte_name, judge_lab, known_units, plain_unit
from twitchwise.intake.model import Analyte, Lab, Sex

_ATOMIC_WEIGHTS = {
    Analyte.CALCIUM: 40.078,
    Analyte.MAGNESIUM: 24.305,
    Analyte.POTASSIUM: 39.098,
    Analyte.SODIUM: 22.990,
}
_CHARGES = {Analyte.CALCIUM: 2, Analyte.MAGNESIUM: 2, Analyte.POTASSIUM: 1, Analyte.SODIUM: 1}
_COBALAMIN = 1355.4


@pytest.mark.parametrize("analyte", list(_ATOMIC_WEIGHTS))
def test_the_factors_follow_from_the_atomic_weights(analyte: Analyte) -> None:
    usual = {Analyte.CALCIUM: 2.4, Analyte.MAGNESIUM: 0.85, Analyte.POTASSIUM: 4.2, Analyte.SODIUM: 140.0}[analyte]
    in_mg_dl = usual * _ATOMIC_WEIGHTS[analyte] / 10
    assert judge_lab(Lab(analyte=analyte, value=in_mg_dl, unit="mg/dL")).value == pytest.approx(usual, rel=2e-3)
    in_meq = usual * _CHARGES[analyte]
    assert judge_lab(Lab(analyte=analyte, value=in_meq, unit="mEq/L")).value == pytest.approx(usual, rel=1e-6)


def test_vitamin_b12_is_converted_by_its_molar_mass() -> None:
    judged = judge_lab(Lab(analyte=Analyte.B12, value=300.0, unit="pg/ml"))
    assert judged.value == pytest.approx(300.0 / _COBALAMIN * 1000, rel=1e-3)
    assert judged.level is LabLevel.NORMAL


def test_the_range_of_the_laboratory_goes_first() -> None:
    lab = Lab(analyte=Analyte.POTASSIUM, value=3.4, unit="mmol/l", low=3.3, high=4.9)
    judged = judge_lab(lab)
    assert (judged.level, judged.basis) == (LabLevel.NORMAL, LabBasis.OWN_RANGE)
    assert judge_lab(Lab(analyte=Analyte.POTASSIUM, value=3.4, unit="mmol/l")).level is LabLevel.LOW


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "level"),
    [
        (Analyte.CALCIUM, 1.7, "mmol/l", LabLevel.LOW),
        (Analyte.CALCIUM, 9.5, "mg/dl", LabLevel.NORMAL),
        (Analyte.CALCIUM, 6.1, "mg/dl", LabLevel.LOW),
        (Analyte.MAGNESIUM, 0.4, "mmol/l", LabLevel.LOW),
        (Analyte.POTASSIUM, 2.1, "mEq/L", LabLevel.LOW),
        (Analyte.SODIUM, 121, "mmol/L", LabLevel.LOW),
        (Analyte.TSH, 0.01, "µIU/mL", LabLevel.LOW),
        (Analyte.TSH, 12, "mIU/l", LabLevel.HIGH),
        (Analyte.CK, 15000, "U/L", LabLevel.HIGH),
        (Analyte.CK, 2.0, "µkat/l", LabLevel.NORMAL),
        (Analyte.B12, 90, "pmol/l", LabLevel.LOW),
    ],
)
def test_a_value_is_judged_by_the_usual_range(analyte: Analyte, value: float, unit: str, level: LabLevel) -> None:
    judged = judge_lab(Lab(analyte=analyte, value=value, unit=unit))
    assert (judged.level, judged.basis) == (level, LabBasis.USUAL_RANGE)
    assert judged.problem is None


def test_how_far_above_the_range_a_value_lies_is_told() -> None:
    assert judge_lab(Lab(analyte=Analyte.CK, value=1000, unit="U/l"), Sex.MALE).times_upper_limit == pytest.approx(5.0)
    own = Lab(analyte=Analyte.CK, value=1000, unit="", high=250)
    assert judge_lab(own).times_upper_limit == pytest.approx(4.0)


def test_a_value_without_a_unit_cannot_be_judged_unless_its_range_is_there() -> None:
    judged = judge_lab(Lab(analyte=Analyte.TSH, value=1.2))
    assert judged.level is LabLevel.CANNOT_JUDGE
    assert judged.problem is not None
    assert "without a unit" in str(judged.problem)
    assert judge_lab(Lab(analyte=Analyte.TSH, value=1.2, low=0.4, high=4.0)).level is LabLevel.NORMAL


def test_an_unknown_unit_is_named() -> None:
    judged = judge_lab(Lab(analyte=Analyte.CK, value=90, unit="furlongs"))
    assert judged.level is LabLevel.CANNOT_JUDGE
    assert "furlongs" in str(judged.problem)


def test_a_value_that_can_hardly_be_is_asked_about() -> None:
    judged = judge_lab(Lab(analyte=Analyte.CALCIUM, value=2.4, unit="mg/dl"))
    assert judged.level is LabLevel.CANNOT_JUDGE
    assert "mmol/l" in str(judged.problem)
    for odd in (-1.0, math.inf, math.nan):
        assert judge_lab(Lab(analyte=Analyte.CALCIUM, value=odd, unit="mmol/l")).level is LabLevel.CANNOT_JUDGE


def test_a_low_calcium_is_not_missed_where_it_could_be_ionised_calcium() -> None:
    judged = judge_lab(Lab(analyte=Analyte.CALCIUM, value=1.2, unit="mmol/l"))
    assert judged.level is LabLevel.LOW
    assert "ionised" in str(judged.problem)
    own = Lab(analyte=Analyte.CALCIUM, value=0.6, unit="mmol/l", low=1.15, high=1.3)
    assert judge_lab(own).level is LabLevel.LOW
    assert judge_lab(Lab(analyte=Analyte.CALCIUM, value=1.2, unit="mmol/l", low=1.15, high=1.3)).problem is None


def test_a_range_that_runs_backwards_is_asked_about() -> None:
    judged = judge_lab(Lab(analyte=Analyte.POTASSIUM, value=4.0, unit="mmol/l", low=5.0, high=3.5))
    assert judged.level is LabLevel.CANNOT_JUDGE


def test_the_ways_to_write_a_unit_are_one() -> None:
    assert plain_unit(" µIU / mL ") == plain_unit("μIU/ml") == plain_unit("mcIU/mL") == "uiu/ml"


@pytest.mark.parametrize("analyte", Analyte)
def test_every_analyte_has_a_name_and_units(analyte: Analyte) -> None:
    assert analyte_name(analyte)
    assert all(plain_unit(unit) == unit for unit in known_units(analyte))
