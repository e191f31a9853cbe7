"""Accounts are made by an administrator of the unit tree: nobody signs up by himself."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone

from luodi.base.core.text import normalise
from luodi.base.orgs import services


class ClosedAccountAdapter(DefaultAccountAdapter):
    """allauth's adapter with sign-up closed, passwords set by the product's own verb."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def set_password(self, user: Any, password: str) -> None:  # noqa: ANN401 - allauth's signature
        """The owner's new password: rules, audit row, and the end of a temporary one."""
        services.set_password(user, password=password, actor=user, at=timezone.now())


def lockout_name(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """Under which name failed sign-ins are counted: every spelling that reaches one account is one name.

    Names are found without regard to case; full-width letters and invisible signs are other spellings of the same try.
    """
    given = credentials or {}
    name = given.get("username") or given.get("login") or request.POST.get("login", "")
    return normalise(name).casefold()[:150]
