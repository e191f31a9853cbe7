"""What stands around the text of a paper, as the standard writes it."""

from datetime import date

import pytest

from luodi.across.reports.rules.formats import PaperFormat, checked_format
from luodi.base.core.errors import BusinessError


def test_words_are_made_tidy() -> None:
    wanted = PaperFormat(
        " 松汀区招商投资局 ",
        date(2023, 7, 5),
        number="松招办[2023] 5号",
        recipients="区委、区政府：",
        copies_to="抄送：区委办公室。",
        secrecy=" 内部资料 注意保存",
        urgency="特急",
    )

    assert checked_format(wanted) == PaperFormat(
        "松汀区招商投资局",
        date(2023, 7, 5),
        number="松招办〔2023〕5号",
        recipients="区委、区政府",
        copies_to="区委办公室",
        secrecy="内部资料 注意保存",
        urgency="特急",
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (PaperFormat(""), "请填写发文机关署名"),
        (PaperFormat("局", number="5号文"), "发文字号应写作"),
        (PaperFormat("局", number="松招办〔2023〕05号"), "序号不编虚位"),
        (PaperFormat("局", secrecy="绝密"), "本系统是非涉密系统，不得起草、存储国家秘密文稿"),
        (PaperFormat("局", secrecy="秘密★1年"), "请在涉密计算机上办理"),
        (PaperFormat("局", secrecy="机 密"), "涉密"),
        (PaperFormat("局", urgency="很急"), "紧急程度只有"),
        (PaperFormat("局", signer="长" * 41), "签发人最多40个字"),
    ],
)
def test_what_is_against_the_standard_is_refused_with_how_it_is_written(wrong: PaperFormat, message: str) -> None:
    with pytest.raises(BusinessError, match=message) as refused:
        checked_format(wrong)
    assert refused.value.code == "reports.format"
