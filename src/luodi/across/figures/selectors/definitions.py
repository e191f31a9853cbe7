"""口径说明: the catalogue in words."""

from dataclasses import asdict, dataclass

from luodi.across.figures.rules.catalogue import CATALOGUE, chosen
from luodi.across.figures.rules.figure import Figure

FAMILIES = {"S": "签约", "P": "推进", "C": "资金", "F": "外资", "T": "结构", "A": "活动", "G": "治理服务"}


@dataclass(frozen=True)
class Definition:
    """One figure in words: what it is, how it is counted, which window, which sources."""

    code: str
    name: str
    family: str
    unit: str
    digits: int
    text: str
    window: str
    sources: str
    takes_calibre: bool

    def to_json(self) -> dict[str, object]:
        """Plain values under the names above."""
        return asdict(self)


def definitions() -> list[Definition]:
    """Every figure of the catalogue, in its order."""
    return [_definition(figure) for figure in CATALOGUE]


def definition(code: str) -> list[Definition]:
    """The entries of one code; BusinessError for an unknown one."""
    return [_definition(figure) for figure in chosen([code])]


def _definition(figure: Figure) -> Definition:
    return Definition(
        figure.code,
        figure.name,
        FAMILIES.get(figure.code[0], ""),
        figure.unit,
        figure.digits,
        figure.definition,
        figure.window_text,
        figure.sources,
        figure.takes_calibre,
    )
