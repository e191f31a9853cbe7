"""Addresses of meetings."""

from django.urls import path

from luodi.interfaces.web.meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.meeting_list, name="list"),
    path("new/", views.meeting_new, name="new"),
    path("<int:pk>/", views.meeting_detail, name="detail"),
    path("<int:pk>/act/", views.meeting_act, name="act"),
    path("<int:pk>/decisions/", views.decision_new, name="decision"),
    path("<int:pk>/decisions/<int:decision_pk>/order/", views.decision_order, name="order"),
    path("<int:pk>/decisions/<int:decision_pk>/withdraw/", views.decision_withdraw, name="withdraw"),
    path("<int:pk>/word/", views.word, name="word"),
]
