"""Writing of units, accounts, roles and the calendar."""

from luodi.base.orgs.services.access import (
    end_grant,
    grant_role,
    install_roles,
    make_service_account,
    set_active,
)
from luodi.base.orgs.services.accounts import (
    Temporary,
    decide_reset,
    issue_temporary,
    make_user,
    request_reset,
    require_resettable,
    set_password,
)
from luodi.base.orgs.services.addresses import set_own_address
from luodi.base.orgs.services.setup import Installed, NewAccount, install_instance
from luodi.base.orgs.services.units import (
    change_unit,
    install_root,
    make_person,
    make_unit,
    merge_units,
    seed_calendar,
    set_calendar_day,
)

__all__ = [
    "Installed",
    "NewAccount",
    "Temporary",
    "change_unit",
    "decide_reset",
    "end_grant",
    "grant_role",
    "install_instance",
    "install_roles",
    "install_root",
    "issue_temporary",
    "make_person",
    "make_service_account",
    "make_unit",
    "make_user",
    "merge_units",
    "request_reset",
    "require_resettable",
    "seed_calendar",
    "set_active",
    "set_calendar_day",
    "set_own_address",
    "set_password",
]
