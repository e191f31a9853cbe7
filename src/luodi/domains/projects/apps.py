"""App registration."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "luodi.domains.projects"
    label = "projects"
    verbose_name = "项目"
