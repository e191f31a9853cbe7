"""A browser without a screen, signed in as whoever the test names."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from luodi.base.orgs.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """`signed_in(user)`; `part=True` asks as htmx does."""

    def sign_in(user: "User", *, part: bool = False) -> Client:
        client = Client(headers={"HX-Request": "true"} if part else {})
        client.force_login(user, backend=BACKEND)
        return client

    return sign_in
