"""Labels that drift."""

import pytest

from cms.wording.labels import Drift, DriftKind, drift_between, drifts


def test_one_letter_more_is_a_drift_in_spelling() -> None:
    assert drift_between("Thuisituatie", "Thuissituatie") == Drift("Thuisituatie", "Thuissituatie", DriftKind.SPELLING)


def test_another_capital_is_a_drift_in_capitals() -> None:
    drift = drift_between("Mentaal kapitaal", "Mentaal Kapitaal")
    assert drift is not None
    assert drift.kind is DriftKind.CAPITALS


@pytest.mark.parametrize(("left", "right"), [("Samenwerking", "Schoolklimaat"), ("Gebouw", "Gebouw"), ("A", "B")])
def test_equal_labels_and_other_names_do_not_drift(left: str, right: str) -> None:
    assert drift_between(left, right) is None


def test_each_label_of_a_list_is_compared_with_its_nearest_in_the_other() -> None:
    left = ["Schoolklimaat", "Thuisituatie", "Relatie met klasgenoten"]
    right = ["Relatie met klasgenoten", "Thuissituatie", "Schoolklimaat"]
    assert [(drift.left, drift.right) for drift in drifts(left, right)] == [("Thuisituatie", "Thuissituatie")]
    assert drifts(["Gebouw"], []) == ()
