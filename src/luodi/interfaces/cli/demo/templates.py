"""Templates of the demonstration district: the monthly bulletin as the bureau prints it, papers of May, June and of each unit."""

from datetime import date
from typing import Final

from luodi.across.reports.selectors.starters import starter_file
from luodi.across.reports.services import draft_paper, issue_paper
from luodi.across.reports.services.template_batches import ask_batch, run_batch
from luodi.across.reports.services.templates import make_paper, upload_template, use_template
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli.demo.ground import morning

_UPLOADED_ON: Final = date(2023, 7, 4)
_PRINTED_ON: Final = date(2023, 7, 6)
_BULLETINS: Final = (("2023-05", date(2023, 6, 6)), ("2023-06", date(2023, 7, 6)))
_KIND: Final = "RP02"
_PERIOD: Final = "2023-06"


def print_june() -> None:
    """The template that the product offers, taken in and put in use; the bulletins of May and June, and one for each unit; the
    product's own bulletins of both months. The two of each sort can be compared.
    """
    actor, root = orgs.users().get(username="statistics"), orgs.root_unit()
    name, content = starter_file(actor, _KIND)
    template = upload_template(
        content,
        file_name=name,
        kind=_KIND,
        name="每月通报（局办公室版）",
        note="按起步模板，未改",
        actor=actor,
        at=morning(_UPLOADED_ON),
    )
    use_template(template, actor=actor, at=morning(_UPLOADED_ON))
    for period in ("2023-05", _PERIOD):
        make_paper(template, period=period, unit=root, actor=actor, at=morning(_PRINTED_ON))
    run_batch(ask_batch(template, period=_PERIOD, unit=root, actor=actor, at=morning(_PRINTED_ON)))
    for period, day in _BULLETINS:
        paper = draft_paper(_KIND, period=period, unit=root, actor=actor, at=morning(day))
        issue_paper(paper, actor=actor, at=morning(day))
