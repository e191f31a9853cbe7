"""What is asked of a password is said in Chinese."""

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize("password", ["short", "12345", "luodi", "password12", "1234567890123"])
def test_every_refusal_is_a_chinese_sentence(password: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)

    for message in refused.value.messages:
        assert not any(word in message for word in ("password", "character")), message


def test_the_length_is_named() -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password("Xq7#kd2")

    assert refused.value.messages == ["密码太短，至少要 10 个字符。"]
    assert "至少 10 个字符。" in password_validators_help_texts()
