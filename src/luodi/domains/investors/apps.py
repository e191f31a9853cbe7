"""App registration."""

from django.apps import AppConfig


class InvestorsConfig(AppConfig):
    name = "luodi.domains.investors"
    label = "investors"
    verbose_name = "客商与活动"
