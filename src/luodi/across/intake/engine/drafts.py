"""A row on its way: what it says, what is wrong with it, what became of it; turned into the frozen answer at the end."""

from dataclasses import dataclass, field, fields
from typing import Final, Literal

from luodi.across.intake.engine.columns import Column
from luodi.across.intake.engine.model import (
    CapitalEntry,
    DuplicateOf,
    Issue,
    Outcome,
    ParsedRow,
    Question,
    RowRef,
    Says,
    SkipReason,
)
from luodi.across.intake.engine.tables import Table
from luodi.across.intake.rules.issues import ALWAYS_REJECTING, MILD, REJECTING, sentence

SAYS_FIELDS: Final = frozenset(spec.name for spec in fields(Says)) - {"capital", "capital_in_question"}


@dataclass(slots=True, eq=False)
class Draft:
    """One row below a header. `values` holds fields of `Says` by name; `keys` are what duplicates are found by."""

    sheet: str
    row: int
    block: int = 0
    outcome: Outcome = "import"
    reason: SkipReason | str = ""
    text: str = ""
    values: dict[str, object] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    capital: list[CapitalEntry] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    extras: dict[str, str] = field(default_factory=dict)
    duplicate: DuplicateOf | None = None
    merged_into: RowRef | None = None
    continues: "Draft | None" = None
    project: int | None = None
    is_hidden: bool = False
    table: Table | None = None
    stated: dict[str, str] = field(default_factory=dict)
    """Doubtful fields as they were written."""
    said: Says | None = None
    capital_columns: list[Column] = field(default_factory=list)
    """The column of each entry of `capital`."""

    @property
    def ref(self) -> RowRef:
        """Its place in the file."""
        return RowRef(self.sheet, self.row)

    def text_of(self, name: str) -> str:
        """A text field as read ("" if the row does not tell it)."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def complain(
        self, code: str, column: Column | None, value: str, *, decides: bool = False, name: str = "", **words: object
    ) -> None:
        """Notes a fault; where the cell decides the row (`decides`) a rejecting code turns the row away."""
        is_rejection = code in ALWAYS_REJECTING or (decides and code in REJECTING)
        self.issues.append(
            Issue(
                row=self.row,
                column=column.label if column else name,
                column_index=column.index if column else 0,
                field=(column.name or "") if column else "",
                value=value,
                code=code,
                message=sentence(code, value=value, **words),
                is_rejection=is_rejection,
            )
        )

    def doubt(self, name: str, stated: str, code: str) -> None:
        """A value that must not be used before a person has decided."""
        self.questions.append(Question(name, stated, code))

    def is_doubted(self, name: str) -> bool:
        """Was this field doubted?"""
        return any(question.field == name for question in self.questions)

    @property
    def is_rejected(self) -> bool:
        """Does one of its faults turn the row away?"""
        return any(issue.is_rejection for issue in self.issues)

    def settle(self) -> None:
        """The outcome that follows from its faults, unless something else was decided."""
        if self.outcome not in ("import", "flag", "merge"):
            return
        if self.is_rejected:
            self.outcome = "reject"
        elif self.outcome == "import" and any(not _is_mild(issue) for issue in self.issues):
            self.outcome = "flag"

    def says(self) -> Says:
        """What the row says, frozen (once its outcome is settled it does not change)."""
        if self.said is None:
            self.said = self._said()
        return self.said

    def _said(self) -> Says:
        values = {name: value for name, value in self.values.items() if name in SAYS_FIELDS and value is not None}
        countable = tuple(entry for entry in self.capital if not entry.question)
        doubtful = tuple(entry for entry in self.capital if entry.question)
        return Says(**values, capital=countable, capital_in_question=doubtful)  # type: ignore[arg-type]  # names were checked

    def frozen(self) -> ParsedRow:
        """The row as the outside sees it."""
        is_read = self.outcome != "skip"
        return ParsedRow(
            row=self.row,
            outcome=self.outcome,
            reason=self.reason,  # type: ignore[arg-type]  # only set from SkipReason
            says=self.says() if is_read else None,
            issues=tuple(self.issues),
            extras=self.extras,
            duplicate=self.duplicate,
            merged_into=self.merged_into,
            project=self.project,
            text=self.text,
            is_hidden=self.is_hidden,
            block=self.block,
        )


def _is_mild(issue: Issue) -> bool:
    """A remark on a value that is kept as it is (a foreign payment without a rate is not: it waits)."""
    return issue.code in MILD and not (
        issue.code == "currency.rate_missing" and not issue.field.startswith("total_investment")
    )


def skipped(draft: Draft, reason: Literal["summary", "text"]) -> Draft:
    """The draft of a row that is read and not imported."""
    if draft.outcome != "skip":
        draft.outcome, draft.reason = "skip", reason
    return draft
