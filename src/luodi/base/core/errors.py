"""The errors of the product: a sentence that says what the person can do, and a dotted code that never changes."""


class BusinessError(Exception):
    """A rule refuses the act. Faces answer it with 409 (422 in forms) and show `message` as it stands."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return self.message


class NotPermitted(BusinessError):
    """The person sees the thing but lacks the right (403)."""

    def __init__(
        self, message: str = "您没有进行此项操作的权限，请联系系统管理员授权", *, code: str = "access.denied"
    ) -> None:
        super().__init__(message, code=code)


class NotVisible(BusinessError):
    """The thing does not exist within the person's scope (404); it is never said whether it exists elsewhere."""

    def __init__(
        self, message: str = "没有找到该记录，或不在您的查看范围内", *, code: str = "access.not_visible"
    ) -> None:
        super().__init__(message, code=code)
