"""App registration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "luodi.base.notices"
    label = "notices"
    verbose_name = "消息"
