"""App registration."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "luodi.base.files"
    label = "files"
    verbose_name = "附件"
