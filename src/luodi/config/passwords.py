"""The rule of a password's length in our words: Django's own sentence has lost its Chinese translation."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LengthValidator(MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        """What is said of a shorter one."""
        return f"密码太短，至少要 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        """What is said beforehand."""
        return f"至少 {self.min_length} 个字符。"
