"""App registration."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "luodi.interfaces.web"
    label = "web"
    verbose_name = "网页"
