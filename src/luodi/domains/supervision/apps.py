"""App registration."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "luodi.domains.supervision"
    label = "supervision"
    verbose_name = "督办"
