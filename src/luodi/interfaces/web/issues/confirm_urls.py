"""The public address of a company's one answer."""

from django.urls import path

from luodi.interfaces.web.issues.views import public

app_name = "confirm"
urlpatterns = [path("<str:token>/", public.answer, name="answer")]
