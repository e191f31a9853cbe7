"""App registration."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "luodi.across.insight"
    label = "insight"
    verbose_name = "看板"
