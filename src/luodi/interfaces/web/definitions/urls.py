"""Address of the definitions."""

from django.urls import path

from luodi.interfaces.web.definitions import views

app_name = "definitions"
urlpatterns = [path("", views.definition_list, name="list")]
