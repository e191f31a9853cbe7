"""The bare page behind the same server, with no middleware at all."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.config.settings")

import django  # the settings must be named first

django.setup()

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import path  # noqa: E402

from bench.bare import page  # noqa: E402

settings.MIDDLEWARE = []
settings.ROOT_URLCONF = __name__
urlpatterns = [path("projects/", page)]
application = get_wsgi_application()
