"""An office's Word file as a template: read once, judged, asked what it needs, filled as often as wanted."""

from collections.abc import Sequence

from luodi.across.reports.engine.compose import Material
from luodi.across.reports.engine.office.filling import Filled, Manner, fill
from luodi.across.reports.engine.office.judging import Needs, Vocabulary, judge, needs_of
from luodi.across.reports.engine.office.nodes import Fault
from luodi.across.reports.engine.office.opening import opened
from luodi.across.reports.engine.office.seeing import SeenBlock, seen
from luodi.across.reports.engine.office.tree import read


class OfficeTemplate:
    """One file. BusinessError `reports.template_file` when it cannot be opened. Not to be shared by threads."""

    def __init__(self, content: bytes) -> None:
        self._document = opened(content)
        self._stories, self._faults, self._marks = read(self._document)

    def faults(self, vocabulary: Vocabulary) -> Sequence[Fault]:
        """Everything that is wrong with it; none when papers can be made from it."""
        return judge(self._stories, self._faults, self._marks, vocabulary)

    @property
    def needs(self) -> Needs:
        """What must be taken from the ledger for it."""
        return needs_of(self._stories)

    def fill(self, material: Material, manner: Manner) -> Filled:
        """The paper. BusinessError `reports.template_rows`."""
        return fill(self._document, self._stories, material, manner)


def blocks_of(content: bytes) -> list[SeenBlock]:
    """A made paper as the page shows it."""
    return list(seen(opened(content, is_made=True)))
