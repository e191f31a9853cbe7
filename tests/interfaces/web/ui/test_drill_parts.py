"""Every part of a drill-down has its Chinese word, on the page and on the command line alike."""

from luodi.across.figures.engine.drill import DENOMINATOR, NUMERATOR, PREVIOUS
from luodi.interfaces.cli.commands import figures as cli
from luodi.interfaces.web.figures.tables import PARTS


def test_page_and_command_line_name_every_part_of_the_engine_alike() -> None:
    assert set(PARTS) == {NUMERATOR, DENOMINATOR, PREVIOUS}
    assert vars(cli)["_PARTS"] == PARTS
