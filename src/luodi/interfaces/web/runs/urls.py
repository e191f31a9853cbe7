"""Addresses of background jobs."""

from django.urls import path

from luodi.interfaces.web.runs import views

app_name = "runs"
urlpatterns = [path("", views.run_list, name="list")]
