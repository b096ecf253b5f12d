"""The editors' desk as one admin site: its groups, who may come in, and search that keeps up."""

from contextlib import nullcontext
from functools import partial, wraps

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from toolbox.editorial.signin.views import leads_to_a_page, must_set_up, set_up
from toolbox.editorial.site import kept
from toolbox.editorial.site.words import DeskWords
from toolbox.editorial.writing import writing

# The tables as editors think of them, not by the app that holds them.
GROUPS = [
    ("Tools", ["Tool", "Placement", "Owner", "Reference", "Erratum", "Collection", "Worry"]),
    ("Nazicht", ["Report", "Experience", "LinkCheck", "Revision"]),
    ("Lijsten om op te filteren", ["Format", "TargetGroup", "Audience", "Keyword"]),
    ("Zoeken", ["ThesaurusGroup", "WordForm"]),
    ("Thema’s en cyclus", ["Fiche", "Step"]),
    ("Figuren", ["Figure", "Outcome", "Situation", "SituationElement", "StartFactor", "UnreachedGroup"]),
    ("Over zorgzame buurten en de toolbox", ["Section", "Pillar", "BuildingBlock", "Resource", "ReadingGuide"]),
]
OTHERS = "Beheer"


class ToolboxAdminSite(AdminSite):
    """The editors' desk."""

    site_header = "Toolbox Zorgzame Buurten"
    site_title = "Redactie"
    index_title = "Redactie"
    site_url = "/"

    @property
    def login_form(self):
        from toolbox.editorial.signin.forms import SignInForm  # needs the user model

        return SignInForm

    def has_permission(self, request):
        """Staff with a second step, where that is asked for."""
        return super().has_permission(request) and (not settings.SECOND_FACTOR or request.user.is_verified())

    def login(self, request, extra_context=None):
        """Who gave a right password and has no second step yet, sets it up first. A bad `next` leads to the index."""
        if request.user.is_authenticated and must_set_up(request.user):
            return redirect("admin:second_step")
        response = super().login(request, extra_context)
        if response.status_code == 302 and not leads_to_a_page(response.url):
            return redirect("admin:index")
        return response

    def get_urls(self):
        from toolbox.editorial.usage import views as usage  # needs the models, and the site is made before them

        return [
            path("tweede-stap/", partial(set_up, site=self), name="second_step"),
            path("wat-lezers-zoeken/", self.admin_view(partial(usage.usage, site=self)), name="usage"),
            path(
                "wat-lezers-zoeken/vraag/", self.admin_view(partial(usage.question, site=self)), name="usage_question"
            ),
            path("mail/", self.admin_view(self.choose_mail), name="mail"),
            *super().get_urls(),
        ]

    def i18n_javascript(self, request, extra_context=None):
        """What the scripts of the admin say."""
        return DeskWords.as_view()(request)

    def choose_mail(self, request):
        from toolbox.editorial.mail.views import choose_mail  # needs the models

        return choose_mail(request, self)

    def index(self, request, extra_context=None):
        from toolbox.editorial import dashboard  # needs the admin classes, which are registered here

        shown = {
            "attention": dashboard.attention_for(request.user),
            "coming": dashboard.coming_for(request.user),
            "usage": dashboard.usage_for(request.user),
            "sends_mail": bool(settings.EMAIL_URL),
        }
        return super().index(request, {**shown, **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        """The tables in the groups above; what no group names stands under the last one."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        tables = {table["object_name"]: table for app in apps for table in app["models"]}
        grouped = [(title, [tables.pop(name) for name in names if name in tables]) for title, names in GROUPS]
        grouped.append((OTHERS, list(tables.values())))
        return [
            {
                "name": title,
                "app_label": f"groep-{number}",
                "app_url": f"#groep-{number}",
                "has_module_perms": True,
                "models": models,
            }
            for number, (title, models) in enumerate(grouped)
            if models
        ]

    def admin_view(self, view, cacheable=False):
        """A page of the desk. What an editor changes, in whatever way, is in the search index at the same moment."""
        return self.keeping_what_was_typed(
            super().admin_view(self.refusing_rubbish(in_step_with_search(view)), cacheable)
        )

    def keeping_what_was_typed(self, page):
        """`page`, where who sends a form and is signed out by now, signs in at the same address and sends it again."""

        @wraps(page)
        def inner(request, *args, **kwargs):
            is_lost = request.method == "POST" and not self.has_permission(request)
            if not is_lost or request.path == reverse("admin:logout"):
                return page(request, *args, **kwargs)
            sent = kept.typed(request)
            if kept.FIELD not in request.POST:  # this is what was typed, and not yet a try to sign in
                request.method = "GET"
            response = self.login(request, {"kept_name": kept.FIELD, "kept": kept.as_field(sent)})
            return kept.offer(request, sent) if response.status_code == 302 and sent else response

        return inner

    def refusing_rubbish(self, view):
        """`view`, with a 400 for what is rubbish: a filter that no list has, a number that SQLite cannot hold."""

        @wraps(view)
        def inner(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except DisallowedModelAdminLookup:
                context = {**self.each_context(request), "title": "Deze filter kennen we niet"}
                return TemplateResponse(request, "admin/unknown_filter.html", context, status=400)
            except OverflowError as error:
                raise BadRequest from error

        return inner


def in_step_with_search(view):
    """`view`, one at a time, with the search index brought up to date inside the transaction of what it changes.

    A view that waits for other sites or reads a file says so with `takes_long`: within a transaction nobody else could
    save, for as long as it does.
    """
    takes_long = getattr(view, "takes_long", False)

    @wraps(view)
    def inner(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        from toolbox.search.index import state  # needs the models, and the site is made before them

        with nullcontext() if takes_long else writing():
            response = view(request, *args, **kwargs)
            state.catch_up()
        return response

    return inner
