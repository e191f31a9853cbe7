"""Files that are no ledger, in the wizard: the form comes back with one sentence that names the file, nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luodi.across.intake.models import ImportBatch
from tests import factories
from tests.across.intake.bad_files import BadFile, read, refused

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
REFUSED, READ = refused(), read()


def upload(client: Client, bad: BadFile, unit: str = "QJ-E"):
    file = SimpleUploadedFile(bad.name, bad.content)
    return client.post("/intake/new/", {"file": file, "unit": unit, "kind": "auto"})


@pytest.mark.parametrize("bad", REFUSED.values(), ids=REFUSED.keys())
def test_the_form_says_in_one_sentence_what_is_wrong(signed_in: SignIn, bad: BadFile) -> None:
    answer = upload(signed_in(factories.clerk()), bad)

    (sentence,) = answer.context["form"].non_field_errors()
    assert answer.status_code == 422
    assert f"“{bad.name}”没有" in sentence
    assert bad.words in sentence
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize("odd", READ.values(), ids=READ.keys())
def test_what_only_looks_odd_is_read(signed_in: SignIn, odd: BadFile) -> None:
    answer = upload(signed_in(factories.clerk()), odd)

    assert answer.status_code == 302
    assert ImportBatch.objects.get().state == "PREVIEWED"


def test_a_unit_outside_the_persons_scope_cannot_be_chosen(signed_in: SignIn) -> None:
    answer = upload(signed_in(factories.clerk("QJ-E")), READ["a csv in UTF-16"], "QJ-W")

    assert answer.status_code == 422
    assert answer.context["form"].errors["unit"] == ["请从列表中选择归属单位。"]
    assert ImportBatch.objects.count() == 0


def test_a_refused_file_is_not_kept(signed_in: SignIn) -> None:
    upload(signed_in(factories.clerk()), REFUSED["a header alone"])

    kept = [path for path in (Path(settings.LUODI_HOME) / "imports").rglob("*") if path.is_file()]
    assert [path for path in kept if path.read_bytes() == REFUSED["a header alone"].content] == []
