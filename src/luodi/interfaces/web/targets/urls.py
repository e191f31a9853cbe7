"""Addresses of targets."""

from django.urls import path

from luodi.interfaces.web.targets import views

app_name = "targets"
urlpatterns = [path("", views.target_list, name="list"), path("new/", views.target_new, name="new")]
