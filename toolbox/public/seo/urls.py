"""Addresses that are fixed by convention, and the pictures."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path

from toolbox.public.seo import views
from toolbox.public.seo.sitemaps import SITEMAPS

urlpatterns = [
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots_txt, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    path("beeld/icoon-<int:size>.png", views.icon, name="icon"),
    path("beeld/<address:slug>.png", views.picture, name="picture"),
    path(".well-known/api-catalog", views.api_catalog, name="api-catalog"),
]
