"""The five single boards 单项榜 (domain/06 §4.8.6, R43) with the figures by which they can be told so far."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SingleBoard:
    """A board: its name, what is measured, the figure from 1 January on, and its unit."""

    name: str
    measure: str
    figure: str
    unit: str


SINGLE_BOARDS: Final = (
    SingleBoard("招大引强", "亿元以上签约项目数", "S04", "个"),
    SingleBoard("招新引优", "500强、独角兽、上市公司投资项目数", "S10", "个"),
    SingleBoard("项目开工", "新开工项目数", "P01", "个"),
    SingleBoard("资金到位", "实际到位资金", "C01", "亿元"),
    SingleBoard("利用外资", "外资项目引进数", "F08", "个"),
)
