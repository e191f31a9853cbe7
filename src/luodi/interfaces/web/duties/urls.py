"""Addresses of responsibility over all projects."""

from django.urls import path

from luodi.interfaces.web.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.duty_list, name="list"),
    path("export/", views.duty_export, name="export"),
    path("visits/", views.visit_list, name="visits"),
    path("visits/export/", views.visit_export, name="visits_export"),
    path("sets/", views.set_list, name="sets"),
    path("sets/<str:code>/new/", views.set_revise, name="set_revise"),
    path("handover/", views.handover_list, name="handover"),
    path("handover/<int:pk>/", views.handover_pack, name="pack"),
    path("handover/<int:pk>/word/", views.handover_word, name="pack_word"),
    path("handover/<int:pk>/act/", views.handover_act, name="hand_over"),
]
