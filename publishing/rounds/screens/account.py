"""On everybody's own account page: whether they want the morning's mail."""

from typing import Any

from django import forms
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from publishing.rounds.models import Digest
from publishing.rounds.screens.home import VIEW


class DigestForm(forms.ModelForm):
    """Whether somebody wants the mail."""

    class Meta:
        model = Digest
        fields = ("wanted",)


class DigestPanel(BaseSettingsPanel):
    """The choice, under *Meldingen*."""

    name = "ochtendmail"
    title = "Ochtendmail"
    tab = notifications_tab
    order = 100
    form_class = DigestForm
    form_object = "user"

    def is_active(self) -> bool:
        """Whether they have a role: nobody else is mailed."""
        return bool(self.user.has_perm(VIEW))

    def get_form(self) -> Any:
        """Return the form on the person's own row, which need not be there yet."""
        digest = Digest.objects.filter(person=self.user).first() or Digest(person=self.user)
        sent = self.request.POST if self.request.method == "POST" else None
        return self.form_class(sent, instance=digest, prefix=self.name)
