"""Addresses of inspections."""

from django.urls import path

from luodi.interfaces.web.inspections.views import plans, visits

app_name = "inspections"
urlpatterns = [
    path("", plans.plan_list, name="list"),
    path("new/", plans.plan_new, name="new"),
    path("<int:pk>/", plans.plan_detail, name="detail"),
    path("<int:pk>/act/", plans.plan_act, name="act"),
    path("<int:pk>/visits/new/", visits.visit_new, name="visit_new"),
    path("visits/<int:pk>/", visits.visit_detail, name="visit"),
    path("visits/<int:pk>/findings/new/", visits.finding_new, name="finding_new"),
    path("visits/<int:pk>/marks/", visits.mark_new, name="mark"),
    path("visits/<int:pk>/files/<int:file_pk>/", visits.file_download, name="file"),
    path("findings/", visits.finding_list, name="findings"),
    path("findings/<int:pk>/", visits.finding_detail, name="finding"),
]
