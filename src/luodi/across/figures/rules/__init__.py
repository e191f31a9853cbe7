"""What is measured and how: conditions, measures, the catalogue of figures and its definitions."""

from luodi.across.figures.rules.catalogue import BY_CODE, CATALOGUE, chosen
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import CALIBRE_TEXT, Calibre, Cohort, Formula

__all__ = ["BY_CODE", "CALIBRE_TEXT", "CATALOGUE", "Calibre", "Cohort", "Figure", "Formula", "chosen"]
