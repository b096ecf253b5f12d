"""All addresses of the site. They are Dutch and stable: others link to them."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from toolbox.public.catalogue import views
from toolbox.public.collections.urls import collections
from toolbox.public.news.views import Changes
from toolbox.public.previews.views import ShowPreview
from toolbox.public.printing.views import PrintedCatalogue
from toolbox.public.reading.urls import background_pages, cycle_pages, fiche_pages, list_and_detail, signpost_pages
from toolbox.public.reports.urls import reports
from toolbox.public.unsubscribe.views import Unsubscribe
from toolbox.public.worries.urls import worries

tools = list_and_detail("toolbox", views.ToolList, views.ToolDetail)
owners = list_and_detail("eigenaars", views.OwnerList, views.OwnerDetail)
target_groups = list_and_detail("doelgroepen", views.TargetGroupList, views.TargetGroupDetail)

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("zoeken/", views.Search.as_view(), name="search"),
    path("zoeken/suggesties/", views.Suggestions.as_view(), name="suggestions"),
    path("tools/", include(tools)),
    path("fiches/", include(fiche_pages)),
    path("cyclus/", include(cycle_pages)),
    path("eigenaars/", include(owners)),
    path("doelgroepen/", include(target_groups)),
    path("nieuw/", Changes.as_view(), name="changes"),
    path("collecties/", include(collections)),
    path("vragen/", include(worries)),
    path("wegwijzers/", include(signpost_pages)),
    path("voorbeeld/<str:token>/", ShowPreview.as_view(), name="preview"),
    path("voorbeeld/<str:token>", ShowPreview.as_view()),
    path("voorbeeld/<str:token>/<int:number>/", ShowPreview.as_view(), name="preview-page"),
    path("voorbeeld/<str:token>/<int:number>", ShowPreview.as_view()),
    path("post/afmelden/<str:token>/", Unsubscribe.as_view(), name="unsubscribe"),
    path("post/afmelden/<str:token>", Unsubscribe.as_view()),
    path("melden/", include(reports)),
    path("over/bron-en-errata/", views.ErratumList.as_view(), name="errata"),
    path("over/", include(background_pages)),
    path("afdrukken/", PrintedCatalogue.as_view(), name="catalogue"),
    path("api/v1/", include("toolbox.opendata.api.urls")),
    path("stijlgids/", views.StyleGuide.as_view(), name="style_guide"),
    path("", include("toolbox.public.seo.urls")),
    path("", include("toolbox.public.selection.urls")),
    path("", include("toolbox.public.letter.urls")),
    path("", include("toolbox.public.offline.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
]

handler400 = "toolbox.public.errors.bad_request"
handler403 = "toolbox.public.errors.permission_denied"
handler404 = "toolbox.public.errors.page_not_found"
handler500 = "toolbox.public.errors.server_error"
