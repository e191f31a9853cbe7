"""Who uploads a ledger has filed its facts: hard rule 1 of domain/10 holds for imports too."""

from datetime import date
from pathlib import Path

import pytest

from luodi.across.intake.services import ImportOptions, import_file
from luodi.base.approvals.models import Slip
from luodi.domains.projects import services
from luodi.domains.projects.models import Project, StageEvent
from tests.across.intake.ledgers import numbered, write_ledger
from tests.factories import AT, statistics_office, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_who_uploads_a_ledger_cannot_recognise_what_it_says(tmp_path: Path) -> None:
    office = statistics_office()
    header = ["项目名称", "投资方", "总投资（亿元）", "签约时间"]
    path = write_ledger(tmp_path / "台账.xlsx", {"台账": [header, [*numbered(1), 1.5, "2023-02-01"]]})
    import_file(path, unit=unit("QJ"), options=ImportOptions(as_of=date(2023, 6, 30)), actor=office, at=AT)
    slip = Slip.objects.get()
    colleague = user("r05", name="项目科")
    services.decide(slip, "verify", actor=colleague, at=AT)

    assert (slip.filed_by, StageEvent.objects.get().recorded_by) == (office, office)
    with refused("approvals.same_person"):
        services.decide(slip, "recognise", actor=office, at=AT)
    services.decide(slip, "recognise", actor=colleague, at=AT)
    assert Project.objects.get().stage == "ST40"
