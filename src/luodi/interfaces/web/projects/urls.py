"""Addresses of projects."""

from django.urls import path

from luodi.interfaces.web.projects import views

app_name = "projects"
urlpatterns = [
    path("", views.project_list, name="list"),
    path("export/", views.project_export, name="export"),
    path("new/", views.project_new, name="new"),
    path("<int:pk>/", views.overview, name="detail"),
    path("<int:pk>/edit/", views.project_edit, name="edit"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/progress/new/", views.event_new, name="event_new"),
    path("<int:pk>/contact/", views.contact_reveal, name="reveal"),
    path("<int:pk>/shares/", views.shares, name="shares"),
    path("<int:pk>/shares/new/", views.shares_new, name="shares_new"),
    path("<int:pk>/progress/<int:event_pk>/evidence/", views.event_evidence, name="event_evidence"),
    path("<int:pk>/capital/<int:record_pk>/evidence/", views.capital_evidence, name="capital_evidence"),
    path("<int:pk>/progress/<int:event_pk>/reverse/", views.event_reverse, name="event_reverse"),
    path("<int:pk>/capital/", views.capital, name="capital"),
    path("<int:pk>/capital/new/", views.capital_new, name="capital_new"),
    path("<int:pk>/capital/<int:record_pk>/reverse/", views.capital_reverse, name="capital_reverse"),
    path("<int:pk>/files/", views.files, name="files"),
    path("<int:pk>/files/<int:file_pk>/", views.file_download, name="file"),
    path("<int:pk>/history/", views.history, name="history"),
]
