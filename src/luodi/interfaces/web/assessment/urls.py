"""Addresses of the assessment."""

from django.urls import path

from luodi.interfaces.web.assessment.views import (
    adjustments,
    appeals,
    boards,
    notices,
    ranking,
    rounds,
    schemes,
    supposing,
)

app_name = "assessment"
urlpatterns = [
    path("", ranking.ranking, name="ranking"),
    path("export/", ranking.export, name="export"),
    path("colours/", ranking.colours, name="colours"),
    path("boards/", boards.boards, name="boards"),
    path("notices/", notices.notices, name="notices"),
    path("publish/", ranking.publish, name="publish"),
    path("units/<str:code>/", ranking.unit, name="unit"),
    path("units/<str:code>/supposing/", supposing.supposing, name="supposing"),
    path("rounds/", rounds.round_list, name="rounds"),
    path("rounds/new/", rounds.round_new, name="round_new"),
    path("rounds/<int:pk>/", rounds.round_detail, name="round"),
    path("rounds/<int:pk>/export/", rounds.round_export, name="round_export"),
    path("rounds/<int:pk>/steps/<str:act>/", rounds.round_step, name="round_step"),
    path("rounds/<int:pk>/units/<str:code>/", rounds.round_unit, name="round_unit"),
    path("rounds/<int:pk>/units/<str:code>/confirm/", appeals.confirm, name="round_confirm"),
    path("rounds/<int:pk>/units/<str:code>/appeal/", appeals.appeal_new, name="appeal_new"),
    path("rounds/<int:pk>/appeals/<int:appeal_pk>/", appeals.appeal, name="appeal"),
    path("rounds/<int:pk>/appeals/<int:appeal_pk>/answer/", appeals.appeal_answer, name="appeal_answer"),
    path("rounds/<int:pk>/appeals/<int:appeal_pk>/files/<int:file_pk>/", appeals.appeal_file, name="appeal_file"),
    path("rounds/<int:pk>/samples/<int:item_pk>/", appeals.finding, name="finding"),
    path("schemes/", schemes.scheme_list, name="schemes"),
    path("schemes/new/", schemes.scheme_new, name="scheme_new"),
    path("schemes/<int:pk>/", schemes.scheme_detail, name="scheme"),
    path("schemes/<int:pk>/edit/", schemes.scheme_edit, name="scheme_edit"),
    path("schemes/<int:pk>/revise/", schemes.scheme_revise, name="scheme_revise"),
    path("schemes/<int:pk>/adopt/", schemes.scheme_adopt, name="scheme_adopt"),
    path("schemes/<int:pk>/discard/", schemes.scheme_discard, name="scheme_discard"),
    path("adjustments/", adjustments.adjustment_list, name="adjustments"),
    path("adjustments/new/", adjustments.adjustment_new, name="adjustment_new"),
    path("adjustments/<int:pk>/reverse/", adjustments.adjustment_reverse, name="adjustment_reverse"),
    path("adjustments/<int:pk>/files/<int:file_pk>/", adjustments.adjustment_file, name="adjustment_file"),
    path("marks/new/", adjustments.mark_new, name="mark_new"),
]
