"""Addresses for readers without an account: their cookie is sent to these and to what is below them, and no further."""

from django.urls import path

from publishing.releases.previews.reading.views import contents, entrance, item

urlpatterns = [
    path("", entrance),
    path("lezen", contents),
    path("lezen/<str:collection>", item),
    path("lezen/<str:collection>/<str:public_id>", item),
]
