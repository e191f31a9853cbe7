"""App registration."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "luodi.across.figures"
    label = "figures"
    verbose_name = "指标"
