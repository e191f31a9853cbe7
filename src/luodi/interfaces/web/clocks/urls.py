"""Addresses of clocks."""

from django.urls import path

from luodi.interfaces.web.clocks import views

app_name = "clocks"
urlpatterns = [
    path("", views.clock_list, name="list"),
    path("export/", views.clock_export, name="export"),
    path("proposals/", views.proposal_list, name="proposals"),
    path("proposals/<int:pk>/", views.proposal_answer, name="answer"),
    path("pauses/", views.pause_list, name="pauses"),
    path("terms/", views.term_list, name="terms"),
    path("terms/<slug:code>/", views.term_set, name="term_set"),
]
