"""The papers, site checks and photos of a project as its tab of documents shows them."""

from dataclasses import dataclass
from typing import Any

from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules.documents import CheckConclusion, Conclusion
from luodi.interfaces.web.ui import badges, formats


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper: what it is and says, and whether it stands."""

    row: Any
    says: str
    state: badges.Badge
    is_past: bool


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything that proves the project's steps beside the evidence of its facts."""

    documents: list[PaperLine]
    checks: list[tuple[Any, badges.Badge]]
    photos: list[Any]


def of_project(project: Any) -> Papers:  # noqa: ANN401 - pages know no models
    """Papers by kind, checks and photos latest first."""
    checks = reversed(projects.site_checks([project.pk]))
    return Papers(
        [_line(row) for row in projects.documents(project)],
        [(row, _check(row.conclusion)) for row in checks],
        list(projects.site_photos([project.pk])),
    )


def _line(row: Any) -> PaperLine:  # noqa: ANN401 - pages know no models
    successor = getattr(row, "superseded_by", None)
    said = [
        f"结论：{Conclusion(row.conclusion).label}" if row.conclusion else "",
        f"金额 {formats.money(row.amount_in_wan)}" if row.amount_in_wan is not None else "",
        f"载明代码 {row.party_code}" if row.party_code else "",
        "含资金承诺" if row.commits_money else "",
        f"有效期至 {formats.day(row.valid_until)}" if row.valid_until else "",
        row.note,
    ]
    if successor is None:
        state = badges.Badge("有效", "good")
    else:
        state = badges.Badge("已作废" if successor.is_withdrawal else "已被取代")
    return PaperLine(row, "；".join(part for part in said if part), state, successor is not None)


def _check(conclusion: str) -> badges.Badge:
    is_met = conclusion == CheckConclusion.MEETS
    return badges.Badge(CheckConclusion(conclusion).label, "good" if is_met else "bad")
