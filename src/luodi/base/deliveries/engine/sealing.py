"""Secrets kept in the database: sealed with a key made of the instance's own, so that a copy of the tables tells nothing."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


class Unsealable(Exception):
    """The instance's key is not the one with which the secret was sealed."""


def sealed(text: str, key: str) -> str:
    """The text under the key; an empty one stays empty."""
    return _lock(key).encrypt(text.encode()).decode() if text else ""


def unsealed(text: str, key: str) -> str:
    """The secret in clear; Unsealable with another key."""
    if not text:
        return ""
    try:
        return _lock(key).decrypt(text.encode()).decode()
    except InvalidToken:
        raise Unsealable from None


def _lock(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"luodi.deliveries\n{key}".encode()).digest()))
