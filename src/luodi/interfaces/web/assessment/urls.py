"""Addresses of the assessment."""

from django.urls import path

from luodi.interfaces.web.assessment.views import adjustments, notices, ranking, schemes

app_name = "assessment"
urlpatterns = [
    path("", ranking.ranking, name="ranking"),
    path("export/", ranking.export, name="export"),
    path("colours/", ranking.colours, name="colours"),
    path("notices/", notices.notices, name="notices"),
    path("publish/", ranking.publish, name="publish"),
    path("units/<str:code>/", ranking.unit, name="unit"),
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
