"""Addresses of verification and recognition."""

from django.urls import path

from luodi.interfaces.web.approvals import many, views

app_name = "approvals"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("filed/", views.filed, name="filed"),
    path("decide/", many.decide_many, name="decide_many"),
    path("<int:pk>/", views.slip, name="slip"),
    path("<int:pk>/beside/", views.beside, name="beside"),
    path("<int:pk>/papers/<int:file_pk>/", views.paper, name="paper"),
    path("<int:pk>/decide/", views.decide, name="decide"),
]
