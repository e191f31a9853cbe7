"""The columns of the project list, out of the one field table."""

from typing import Any, Final

from luodi.base.core.text import masked_contacts, masked_phone
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.interfaces.web.ui import badges, formats, query
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column, spec_column

DEFAULT_SORT: Final = "-code"


def amount(project: Any, name: str) -> object:  # noqa: ANN401 - pages know no models
    """Money of a field in 万元; of a project in another currency with that currency's name."""
    value = getattr(project, name)
    return value if project.currency == "CNY" else formats.money_in(value, project.currency)


def href(project: Any) -> str:  # noqa: ANN401 - pages know no models
    """Address of a project."""
    return query.of_row("projects:detail", project.pk)


def marks(project: Any) -> list[badges.Badge]:  # noqa: ANN401 - pages know no models
    """Stage and, when it is not the normal way, side status."""
    return [mark for mark in (badges.stage(project.stage), badges.side_status(project.side_status)) if mark]


COLUMNS: Final[tuple[Column[Any], ...]] = (
    Column("name", PROJECT_FIELDS["name"].label, lambda row: row.name, is_title=True, href=href, sort="name"),
    Column("code", PROJECT_FIELDS["code"].label, lambda row: row.code, Kind.CODE, sort="pk"),
    spec_column(PROJECT_FIELDS["investor"], lambda row: row.investor),
    spec_column(PROJECT_FIELDS["uscc"], lambda row: row.investor.uscc if row.investor else ""),
    spec_column(PROJECT_FIELDS["unit"], lambda row: row.unit.label, sort="unit__path"),
    spec_column(PROJECT_FIELDS["kind"], lambda row: row.get_kind_display()),
    spec_column(PROJECT_FIELDS["chain"], lambda row: row.chain, sort="chain__code"),
    spec_column(PROJECT_FIELDS["sector_code"], lambda row: row.sector_code),
    spec_column(
        PROJECT_FIELDS["total_investment_in_wan"],
        lambda row: amount(row, "total_investment_in_wan"),
        sort="total_investment_in_wan",
    ),
    Column(
        "contract_in_wan",
        "合同额",
        lambda row: row.contract_in_wan,
        Kind.MONEY,
        "万元",
        sort="contract_in_wan",
        is_shown=False,
    ),
    Column("stage", "阶段与状态", marks, Kind.BADGE, sort="stage"),
    spec_column(PROJECT_FIELDS["signed_on"], lambda row: row.signed_on, sort="signed_on"),
    Column("landed_on", "落地日期", lambda row: row.landed_on, Kind.DATE, sort="landed_on", is_shown=False),
    spec_column(PROJECT_FIELDS["started_on"], lambda row: row.started_on, sort="started_on"),
    spec_column(PROJECT_FIELDS["completed_on"], lambda row: row.completed_on, sort="completed_on"),
    spec_column(PROJECT_FIELDS["produced_on"], lambda row: row.produced_on, sort="produced_on"),
    spec_column(PROJECT_FIELDS["planned_start_on"], lambda row: row.planned_start_on, sort="planned_start_on"),
    spec_column(PROJECT_FIELDS["capital_in_wan"], lambda row: row.capital_in_wan, sort="capital_in_wan"),
    spec_column(PROJECT_FIELDS["place"], lambda row: row.place),
    spec_column(PROJECT_FIELDS["leader"], lambda row: row.leader),
    spec_column(PROJECT_FIELDS["owner"], lambda row: row.owner),
    spec_column(PROJECT_FIELDS["contact_phone"], lambda row: masked_phone(row.contact_phone)),
    spec_column(PROJECT_FIELDS["remark"], lambda row: masked_contacts(row.remark)),
)
