"""Address of the search."""

from django.urls import path

from luodi.interfaces.web.search import views

app_name = "search"
urlpatterns = [path("", views.index, name="index")]
