import pytest

from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible


def test_an_error_carries_its_sentence_and_its_code() -> None:
    error = BusinessError("该项目缺少用地批复，不能转入开工阶段", code="lifecycle.gate")

    assert (error.message, error.code, str(error)) == (
        "该项目缺少用地批复，不能转入开工阶段",
        "lifecycle.gate",
        "该项目缺少用地批复，不能转入开工阶段",
    )


@pytest.mark.parametrize(("error", "code"), [(NotPermitted(), "access.denied"), (NotVisible(), "access.not_visible")])
def test_refused_access_is_a_business_error_with_a_sentence_of_its_own(error: BusinessError, code: str) -> None:
    assert isinstance(error, BusinessError)
    assert error.code == code
    assert error.message.startswith(("您没有", "没有找到"))


def test_refused_access_may_say_more() -> None:
    error = NotPermitted("只有产业链牵头部门可以认领线索", code="leads.claim")

    assert (error.message, error.code) == ("只有产业链牵头部门可以认领线索", "leads.claim")
