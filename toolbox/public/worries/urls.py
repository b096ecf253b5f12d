"""The addresses under /vragen/."""

from toolbox.public.reading.urls import list_and_detail
from toolbox.public.worries.views import WorryDetail, WorryList

worries = list_and_detail("vragen", WorryList, WorryDetail)
