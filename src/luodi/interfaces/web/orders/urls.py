"""Addresses of the three orders."""

from django.urls import path

from luodi.interfaces.web.orders.views import acts, lists, papers

app_name = "orders"
urlpatterns = [
    path("", lists.order_list, name="list"),
    path("export/", lists.export, name="export"),
    path("overview/", lists.overview, name="overview"),
    path("new/", acts.order_new, name="new"),
    path("<int:pk>/", acts.order_detail, name="detail"),
    path("<int:pk>/paper/", papers.order_word, name="paper"),
    path("<int:pk>/edit/", acts.order_edit, name="edit"),
    path("<int:pk>/issue/", acts.order_issue, name="issue"),
    path("<int:pk>/act/", acts.order_act, name="act"),
    path("<int:pk>/confirmation/", acts.confirmation, name="confirmation"),
    path("<int:pk>/files/<int:file_pk>/", acts.file_download, name="file"),
]
