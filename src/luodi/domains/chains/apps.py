"""App registration."""

from django.apps import AppConfig


class ChainsConfig(AppConfig):
    name = "luodi.domains.chains"
    label = "chains"
    verbose_name = "产业链"
