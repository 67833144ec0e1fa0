"""Model fields for short lists of words, stored as JSON so that revisions, SQLite and PostgreSQL treat them alike."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models


class ChoiceListField(models.JSONField):
    """Several values of one TextChoices, in the order of the choices: ``["vmbo", "havo"]``."""

    def __init__(self, *, choice_list: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.choice_list = choice_list
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        assert self.choice_list is not None, "only migrations build this field without its choices"
        return forms.MultipleChoiceField(
            choices=self.choice_list.choices,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
        )

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        known = self.choice_list.values if self.choice_list else value
        if unknown := [word for word in value if word not in known]:
            raise ValidationError(f"Onbekende keuze: {', '.join(map(str, unknown))}. Kies uit: {', '.join(known)}.")


class WordListFormField(forms.CharField):
    """Words on one line with commas between them; spaces around a word and doubles are dropped."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a list is this field's value
        if isinstance(value, list):
            return value
        words = [word.strip() for word in str(value or "").split(",")]
        return list(dict.fromkeys(word for word in words if word))

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class WordListField(models.JSONField):
    """Free words, in the order in which they were typed: ``["welbevinden", "schoolstress"]``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return WordListFormField(required=not self.blank, label=self.verbose_name, help_text=self.help_text)
