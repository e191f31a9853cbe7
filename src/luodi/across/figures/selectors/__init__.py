"""Published figures, boards, drill-downs and definitions, scoped by viewer."""

from luodi.across.figures.engine.drill import DrillRow
from luodi.across.figures.engine.values import FigureValue, TargetValue
from luodi.across.figures.selectors.asking import Ask
from luodi.across.figures.selectors.boards import Board, BoardLine, board
from luodi.across.figures.selectors.definitions import Definition, definition, definitions
from luodi.across.figures.selectors.drills import FigureDrill, drill
from luodi.across.figures.selectors.sheets import FigureGroup, FigureSheet, figures

__all__ = [
    "Ask",
    "Board",
    "BoardLine",
    "Definition",
    "DrillRow",
    "FigureDrill",
    "FigureGroup",
    "FigureSheet",
    "FigureValue",
    "TargetValue",
    "board",
    "definition",
    "definitions",
    "drill",
    "figures",
]
