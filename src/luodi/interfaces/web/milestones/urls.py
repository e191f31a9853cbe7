"""Addresses of milestones, returns and templates."""

from django.urls import path

from luodi.interfaces.web.milestones import views

app_name = "milestones"
urlpatterns = [
    path("", views.milestone_list, name="list"),
    path("export/", views.milestone_export, name="export"),
    path("returns/", views.return_list, name="returns"),
    path("returns/export/", views.return_export, name="returns_export"),
    path("templates/", views.template_list, name="templates"),
    path("templates/<slug:kind>/", views.template_edit, name="template_edit"),
]
