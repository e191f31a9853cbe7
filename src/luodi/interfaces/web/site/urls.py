"""Addresses on site."""

from django.urls import path

from luodi.interfaces.web.site import views

app_name = "site"

urlpatterns = [
    path("", views.site_list, name="list"),
    path("worker.js", views.worker, name="worker"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/photo/", views.photo, name="photo"),
    path("<int:pk>/issue/", views.issue, name="issue"),
]
