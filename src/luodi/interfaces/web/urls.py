"""Addresses of all pages, one line per area."""

from django.urls import include, path

AREAS = "luodi.interfaces.web"

urlpatterns = [
    path("", include(f"{AREAS}.home.urls")),
    path("search/", include(f"{AREAS}.search.urls")),
    path("notices/", include(f"{AREAS}.notices.urls")),
    path("channels/", include(f"{AREAS}.channels.urls")),
    path("runs/", include(f"{AREAS}.runs.urls")),
    path("projects/", include(f"{AREAS}.projects.urls")),
    path("site/", include(f"{AREAS}.site.urls")),
    path("gates/", include(f"{AREAS}.gates.urls")),
    path("duties/", include(f"{AREAS}.duties.urls")),
    path("approvals/", include(f"{AREAS}.approvals.urls")),
    path("intake/", include(f"{AREAS}.intake.urls")),
    path("issues/", include(f"{AREAS}.issues.urls")),
    path("confirm/", include(f"{AREAS}.issues.confirm_urls")),
    path("orders/", include(f"{AREAS}.orders.urls")),
    path("meetings/", include(f"{AREAS}.meetings.urls")),
    path("inspections/", include(f"{AREAS}.inspections.urls")),
    path("investors/", include(f"{AREAS}.investors.urls")),
    path("chains/", include(f"{AREAS}.chains.urls")),
    path("targets/", include(f"{AREAS}.targets.urls")),
    path("figures/", include(f"{AREAS}.figures.urls")),
    path("screen/", include(f"{AREAS}.screen.urls")),
    path("assessment/", include(f"{AREAS}.assessment.urls")),
    path("closing/", include(f"{AREAS}.closing.urls")),
    path("definitions/", include(f"{AREAS}.definitions.urls")),
    path("views/", include(f"{AREAS}.bookmarks.urls")),
    path("milestones/", include(f"{AREAS}.milestones.urls")),
    path("wall/", include(f"{AREAS}.wall.urls")),
    path("clocks/", include(f"{AREAS}.clocks.urls")),
    path("dispatch/", include(f"{AREAS}.dispatch.urls")),
    path("papers/", include(f"{AREAS}.papers.urls")),
    path("rates/", include(f"{AREAS}.rates.urls")),
    path("units/", include(f"{AREAS}.units.urls")),
    path("workdays/", include(f"{AREAS}.workdays.urls")),
    path("users/", include(f"{AREAS}.users.urls")),
    path("roles/", include(f"{AREAS}.roles.urls")),
    path("audit/", include(f"{AREAS}.audit.urls")),
]
