"""The daily mail to somebody: whether they want it, and up to when it told what came in for them."""

from django.conf import settings
from django.db import models


class Digest(models.Model):
    """The mail of one person (ochtendmail). Who has no row wants it, and was told nothing yet."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="voor"
    )
    wanted = models.BooleanField(
        "Stuur mij een ochtendmail",
        default=True,
        help_text="Alleen op dagen waarop er iets voor jou bijkwam: een item, of een opmerking die jou noemt.",
    )
    told_until = models.DateTimeField("verteld tot", null=True)

    class Meta:
        verbose_name = "ochtendmail"
        verbose_name_plural = "ochtendmails"
        default_permissions = ()

    def __str__(self) -> str:
        return f"ochtendmail voor {self.person}"
