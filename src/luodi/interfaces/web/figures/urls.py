"""Addresses of figures."""

from django.urls import path

from luodi.interfaces.web.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.board, name="board"),
    path("export/", views.board_export, name="export"),
    path("trend/", views.trend, name="trend"),
    path("partition/", views.partition, name="partition"),
    path("<str:code>/", views.drill, name="drill"),
    path("<str:code>/export/", views.drill_export, name="drill_export"),
]
