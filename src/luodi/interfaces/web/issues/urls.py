"""Addresses of problems."""

from django.urls import path

from luodi.interfaces.web.issues.views import pages_inside as views

app_name = "issues"
urlpatterns = [
    path("", views.issue_list, name="list"),
    path("export/", views.export, name="export"),
    path("new/", views.issue_new, name="new"),
    path("<int:pk>/", views.issue_detail, name="detail"),
    path("<int:pk>/act/", views.issue_act, name="act"),
    path("<int:pk>/ask/", views.issue_ask, name="ask"),
    path("<int:pk>/files/<int:file_pk>/", views.file_download, name="file"),
]
