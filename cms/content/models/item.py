"""What every content item shares: an identity of its own, apart from its primary key and its title."""

import uuid

from django.db import models
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from cms.content.preview import RenderedPreview


class Identified(models.Model):
    """An item that releases can follow over the years, whatever its title, primary key or place becomes."""

    uid = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class SnippetItem(
    RenderedPreview, DraftStateMixin, RevisionMixin, LockableMixin, PreviewableMixin, index.Indexed, Identified
):
    """A content item that is not a page: it has drafts, a history and a preview, and is *klaar* or not."""

    class Meta:
        abstract = True
