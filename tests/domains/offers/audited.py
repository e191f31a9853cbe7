"""One verb for each audit code of planned projects; each gives the actor whom its row must name."""

from collections.abc import Callable
from datetime import date
from typing import Final

from luodi.base.orgs.models import User
from luodi.domains.offers import services
from tests import factories
from tests.domains.offers import making
from tests.factories import AT, clerk

Act = Callable[[], User | None]


def made() -> User:
    """By the county's clerk."""
    making.planned()
    return clerk()


def revised() -> User:
    """By the county's clerk."""
    services.revise_planned(making.planned(), making.values("改名"), reason="更名", actor=clerk(), at=AT)
    return clerk()


def stepped() -> User:
    """Stored by the bureau's section."""
    making.planned(upto="STORE")
    return making.chain_office()


def revoked() -> User:
    """By the bureau's section."""
    services.revoke_planned_step(making.planned(upto="STORE"), reason="误办", actor=making.chain_office(), at=AT)
    return making.chain_office()


def link_filed() -> User:
    """By the county's clerk."""
    making.linked(making.planned(upto="OFFER"), factories.signed_project())
    return clerk()


def link_reversed() -> User:
    """By the county's clerk."""
    link = making.linked(making.planned(upto="OFFER"), factories.signed_project())
    services.reverse_link(link, ends_on=date(2023, 5, 1), reason="认错项目", actor=clerk(), at=AT)
    return clerk()


VERBS: Final[dict[str, Act]] = {
    "offers.planned_made": made,
    "offers.planned_revised": revised,
    "offers.planned_stepped": stepped,
    "offers.step_revoked": revoked,
    "offers.link_filed": link_filed,
    "offers.link_reversed": link_reversed,
}


def something_of_everything() -> None:
    """A row of every kind of fact."""
    subject = making.planned(upto="OFFER", owners=(factories.unit("QJ-W"),))
    making.linked(subject, factories.signed_project())
