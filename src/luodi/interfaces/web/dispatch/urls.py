"""Addresses of dispatch lists and weekly returns."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from luodi.interfaces.web.dispatch.views import lists, sets, weeks


class Monday(StringConverter):
    """A day in an address."""

    regex = r"\d{4}-\d{2}-\d{2}"


register_converter(Monday, "monday")

app_name = "dispatch"
urlpatterns = [
    path("", lists.version_list, name="list"),
    path("new/", lists.preview, name="new"),
    path("<int:pk>/", lists.detail, name="detail"),
    path("<int:pk>/orders/", lists.orders, name="orders"),
    path("<int:pk>/word/", lists.word, name="word"),
    path("<int:pk>/excel/", lists.excel, name="excel"),
    path("sets/", sets.set_list, name="sets"),
    path("sets/new/", sets.set_new, name="set_new"),
    path("sets/<slug:code>/", sets.set_edit, name="set_edit"),
    path("sets/<slug:code>/drop/", sets.set_drop, name="set_drop"),
    path("weeks/", weeks.week_list, name="weeks"),
    path("weeks/<monday:first_on>/", weeks.week, name="week"),
    path("weeks/<monday:first_on>/paper/", weeks.paper, name="week_paper"),
    path("weeks/<monday:first_on>/units/<str:code>/", weeks.unit_week, name="unit_week"),
]
