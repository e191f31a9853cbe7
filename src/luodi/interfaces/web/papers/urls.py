"""Addresses of papers."""

from django.urls import path

from luodi.interfaces.web.papers import sheets, views

app_name = "papers"
urlpatterns = [
    path("", views.paper_list, name="list"),
    path("new/", views.paper_new, name="new"),
    path("orders/word/", sheets.orders_word, name="orders_word"),
    path("orders/excel/", sheets.orders_excel, name="orders_excel"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/format/", views.set_format, name="format"),
    path("<int:pk>/options/", views.options, name="options"),
    path("<int:pk>/refresh/", views.refresh, name="refresh"),
    path("<int:pk>/issue/", views.issue, name="issue"),
    path("<int:pk>/word/", views.word, name="word"),
    path("<int:pk>/excel/", views.excel, name="excel"),
]
