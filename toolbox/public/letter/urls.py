"""The address of the letter."""

from django.urls import path

from toolbox.public.letter.views import Letter

urlpatterns = [path("burgemeester/", Letter.as_view(), name="letter")]
