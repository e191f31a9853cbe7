"""App registration."""

from django.apps import AppConfig


class BookmarksConfig(AppConfig):
    name = "luodi.base.bookmarks"
    label = "bookmarks"
    verbose_name = "常用视图"
