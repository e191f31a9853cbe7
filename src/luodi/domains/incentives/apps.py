"""App registration."""

from django.apps import AppConfig


class IncentivesConfig(AppConfig):
    name = "luodi.domains.incentives"
    label = "incentives"
    verbose_name = "激励"
