"""App registration."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "luodi.base.orgs"
    label = "orgs"
    verbose_name = "组织与权限"
