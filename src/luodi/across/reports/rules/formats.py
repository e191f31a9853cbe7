"""What GB/T 9704-2012 lets an office put around the text of a paper, and how it must be written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.base.core.errors import BusinessError

STATE_SECRETS: Final = ("秘密", "机密", "绝密")
URGENCY: Final = ("加急", "特急")
_BRACKETS: Final = str.maketrans("[]［］【】()（）", "〔〕〔〕〔〕〔〕〔〕")
_NUMBER: Final = re.compile(r"[^\s〔〕]{1,20}〔\d{4}〕[1-9]\d{0,4}号")


@dataclass(frozen=True, slots=True)
class PaperFormat:
    """What is printed around the text. Empty words are not printed; without `dated_on` the day of issue is taken.

    `secrecy` is a remark for the inside (内部资料); papers that are state secrets are not made here.
    """

    issuer: str
    dated_on: date | None = None
    masthead: str = ""
    number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signer: str = ""
    recipients: str = ""
    copies_to: str = ""


LENGTHS: Final[Mapping[str, tuple[str, int]]] = {
    "issuer": ("发文机关署名", 80),
    "masthead": ("发文机关标志", 40),
    "number": ("发文字号", 40),
    "secrecy": ("内部标注", 20),
    "urgency": ("紧急程度", 8),
    "signer": ("签发人", 40),
    "recipients": ("主送机关", 200),
    "copies_to": ("抄送机关", 300),
}


def checked_format(wanted: PaperFormat) -> PaperFormat:
    """The words as they are printed: blanks gone, brackets of the number made 〔〕, a stray colon or stop dropped.

    BusinessError `reports.format` says which word is against the standard and how it is written.
    """
    tidy = {name: " ".join(getattr(wanted, name).split()) for name in LENGTHS}
    for name, (label, limit) in LENGTHS.items():
        if len(tidy[name]) > limit:
            raise BusinessError(f"{label}最多{limit}个字，请精简。", code="reports.format")
    tidy["number"] = "".join(tidy["number"].split()).translate(_BRACKETS)
    tidy["recipients"] = tidy["recipients"].rstrip("：:")
    tidy["copies_to"] = tidy["copies_to"].removeprefix("抄送：").rstrip("。.")
    _require(bool(tidy["issuer"]), "请填写发文机关署名，如“松汀区招商投资局”。")
    number_ok = not tidy["number"] or _NUMBER.fullmatch(tidy["number"]) is not None
    _require(number_ok, "发文字号应写作“机关代字〔年份〕序号号”，如“松招办〔2026〕5号”，序号不编虚位。")
    _require(
        not any(word in "".join(tidy["secrecy"].split()) for word in (*STATE_SECRETS, "★")),
        "本系统是非涉密系统，不得起草、存储国家秘密文稿。标注秘密、机密、绝密的文稿请在涉密计算机上办理；"
        "不涉密的可以标注“内部资料”等字样。",
    )
    _require(tidy["urgency"] in ("", *URGENCY), "紧急程度只有“加急”和“特急”。")
    return PaperFormat(dated_on=wanted.dated_on, **tidy)


def _require(is_met: bool, sentence: str) -> None:
    if not is_met:
        raise BusinessError(sentence, code="reports.format")
