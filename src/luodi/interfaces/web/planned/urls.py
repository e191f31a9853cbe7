"""Addresses of planned projects."""

from django.urls import path

from luodi.interfaces.web.planned.views import acts, lists

app_name = "planned"
urlpatterns = [
    path("", lists.planned_list, name="list"),
    path("export/", lists.export, name="export"),
    path("new/", acts.planned_new, name="new"),
    path("<int:pk>/", lists.planned_detail, name="detail"),
    path("<int:pk>/edit/", acts.planned_edit, name="edit"),
    path("<int:pk>/step/", acts.planned_step, name="step"),
    path("<int:pk>/revoke/", acts.planned_revoke, name="revoke"),
    path("<int:pk>/link/", acts.link_new, name="link"),
    path("<int:pk>/links/<int:link_pk>/end/", acts.link_end, name="link_end"),
]
