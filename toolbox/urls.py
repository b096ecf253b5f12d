"""All addresses of the site. They are Dutch and stable: others link to them."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from buurtanalyse.urls import about, cycle, signposts
from toolbox import views
from toolbox.collections.urls import collections
from toolbox.exports.views import ExportedFicheList, ExportedStepList
from toolbox.news.views import Changes
from toolbox.paper.views import Catalogue
from toolbox.reports.urls import reports

tools = (
    [
        path("", views.ToolList.as_view(), name="list"),
        path("<slug:slug>/", views.ToolDetail.as_view(), name="detail"),
    ],
    "toolbox",
)
owners = (
    [
        path("", views.OwnerList.as_view(), name="list"),
        path("<slug:slug>/", views.OwnerDetail.as_view(), name="detail"),
    ],
    "eigenaars",
)
target_groups = (
    [
        path("", views.TargetGroupList.as_view(), name="list"),
        path("<slug:slug>/", views.TargetGroupDetail.as_view(), name="detail"),
    ],
    "doelgroepen",
)

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("zoeken/", views.Search.as_view(), name="search"),
    path("zoeken/suggesties/", views.Suggestions.as_view(), name="suggestions"),
    path("tools/", include(tools)),
    path("fiches/", ExportedFicheList.as_view()),
    path("fiches/", include("fiches.urls")),
    path("cyclus/", ExportedStepList.as_view()),
    path("cyclus/", include(cycle)),
    path("eigenaars/", include(owners)),
    path("doelgroepen/", include(target_groups)),
    path("nieuw/", Changes.as_view(), name="changes"),
    path("collecties/", include(collections)),
    path("wegwijzers/", include(signposts)),
    path("melden/", include(reports)),
    path("over/bron-en-errata/", views.ErratumList.as_view(), name="errata"),
    path("over/", include(about)),
    path("afdrukken/", Catalogue.as_view(), name="catalogue"),
    path("api/v1/", include("toolbox.api.urls")),
    path("stijlgids/", views.StyleGuide.as_view(), name="style_guide"),
    path("", include("toolbox.web.urls")),
    path("", include("toolbox.selection.urls")),
    path("", include("toolbox.offline.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
]

handler400 = "toolbox.errors.bad_request"
handler403 = "toolbox.errors.permission_denied"
handler404 = "toolbox.errors.page_not_found"
handler500 = "toolbox.errors.server_error"
