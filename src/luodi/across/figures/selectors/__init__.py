"""Published figures, boards, drill-downs and definitions, scoped by viewer."""

from luodi.across.figures.engine.drill import DrillRow
from luodi.across.figures.engine.published import FigureValue, Progress, TargetValue
from luodi.across.figures.selectors.asking import Ask
from luodi.across.figures.selectors.boards import Board, BoardLine, Compared, Comparison, board, comparison
from luodi.across.figures.selectors.corrections import CorrectedFact, corrections
from luodi.across.figures.selectors.definitions import Definition, definition, definitions
from luodi.across.figures.selectors.drills import FactPage, FigureDrill, drill
from luodi.across.figures.selectors.locks import governing, lock_of, locks, newest_locks
from luodi.across.figures.selectors.nation import nation
from luodi.across.figures.selectors.partitions import Partition, PartitionLine, partition
from luodi.across.figures.selectors.sheets import FigureGroup, FigureSheet, figures
from luodi.across.figures.selectors.supposing import Supposed, SupposedFact, answers_supposing, supposing_merger

__all__ = [
    "Ask",
    "Board",
    "BoardLine",
    "Compared",
    "Comparison",
    "CorrectedFact",
    "Definition",
    "DrillRow",
    "FactPage",
    "FigureDrill",
    "FigureGroup",
    "FigureSheet",
    "FigureValue",
    "Partition",
    "PartitionLine",
    "Progress",
    "Supposed",
    "SupposedFact",
    "TargetValue",
    "answers_supposing",
    "board",
    "comparison",
    "corrections",
    "definition",
    "definitions",
    "drill",
    "figures",
    "governing",
    "lock_of",
    "locks",
    "nation",
    "newest_locks",
    "partition",
    "supposing_merger",
]
