"""Every table says which of its fields hold personal data (PERSONAL_DATA, empty if none), so that none is forgotten."""

import pytest
from django.db import models

from tests.architecture.source import product_models


@pytest.mark.parametrize("model", product_models(), ids=lambda model: model._meta.label)
def test_a_model_says_which_fields_are_personal(model: type[models.Model]) -> None:
    said = vars(model).get("PERSONAL_DATA")

    assert isinstance(said, tuple), f"{model.__name__} needs PERSONAL_DATA: ClassVar[tuple[str, ...]]"
    assert set(said) <= {field.name for field in model._meta.get_fields()}


@pytest.mark.parametrize("model", product_models(), ids=lambda model: model._meta.label)
def test_fields_that_name_a_person_are_said_to_be_personal(model: type[models.Model]) -> None:
    telling = {"phone", "contact_phone", "mobile", "email", "id_number", "contact"}

    assert telling & {field.name for field in model._meta.get_fields()} <= set(vars(model)["PERSONAL_DATA"])
