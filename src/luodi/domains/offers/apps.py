"""App registration."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "luodi.domains.offers"
    label = "offers"
    verbose_name = "策划项目"
