"""The address of proofreading."""

from django.urls import path

from luodi.interfaces.web.proofreading import views

app_name = "proofreading"
urlpatterns = [path("", views.check, name="check")]
