"""What the page of a release shows of a comparison: the change list, or why it is not there (yet)."""

from collections.abc import Mapping
from typing import Any

from django.utils.http import urlencode

from cms.accounts.sent import key_in
from publishing.attempts.tasks import nudge
from publishing.releases.changes import Comparison
from publishing.releases.channels import live_channel
from publishing.releases.comparing.choosing import NOTHING, base_named, others
from publishing.releases.comparing.filters import Filters
from publishing.releases.comparing.listing import change_page
from publishing.releases.comparing.records import comparison_of, is_small, stored_comparison
from publishing.releases.comparing.screens.waiting import progress_between
from publishing.releases.comparing.sentences import counts_sentence, level_sentences, setting_sentences
from publishing.releases.comparing.work import COMPARE, subject_of
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Release

_LISTED = 50  # recognitions that are told of above the list
_STEPS = {
    "up": ("Niveau omhoog", "omhoog"),
    "down": ("Niveau omlaag", "omlaag"),
    "new": ("Nieuwe erkenning van een interventie die er al in stond", ""),
    "ended": ("Erkenning die niet meer meetelt", ""),
}


def comparison_panel(release: Release, query: Mapping[str, str]) -> dict[str, Any]:
    """Return what the template shows; ``query`` holds the parameters of the address.

    What is small is compared at once. What is large is compared by a worker, while the page asks how far it is.
    """
    asked = query.get("met", "")
    try:
        base = base_named(asked, of=release)
        shown: dict[str, Any] = {"base": base, "base_is_live": base is not None and base == live_channel().current}
        comparison = comparison_now(old=base, new=release)
        if comparison is None:
            shown["comparing"] = progress_between(base, release)
        else:
            shown |= _listed(comparison, base, release, query)
    except ReleaseError as error:
        return {"compare_problem": str(error), "bases": list(others(release)), "asked": asked}
    value = base.digest if base else NOTHING
    return {**shown, "comparison": comparison, "bases": list(others(release)), "asked": value}


def comparison_now(*, old: Release | None, new: Release) -> Comparison | None:
    """Return the comparison, None when a worker was asked to make it. Raise TamperedError."""
    if is_small(old=old, new=new):
        return comparison_of(old=old, new=new)
    found = stored_comparison(old=old, new=new)
    if found is None:
        nudge(COMPARE.kind, subject_of(old, new))  # whoever looks again, asks again
    return found


def _listed(comparison: Comparison, base: Release | None, release: Release, query: Mapping[str, str]) -> dict[str, Any]:
    filters = Filters.read(query)
    page = key_in(query.get("p", "")) or 1
    met = {"met": base.digest if base else NOTHING}
    return {
        "shown": change_page(comparison, filters, old=base, new=release, page=page),
        "steps": _steps(comparison, met),
        "domains": [
            (one, counts_sentence(one.counts), f"?{urlencode({**met, 'domein': one.id})}#wijzigingen")
            for one in comparison.domains
        ],
        "settings_changed": list(setting_sentences(comparison.settings)),
        "summary": counts_sentence(comparison.counts),
        "kept": urlencode({**met, **filters.parameters()}),
        "met": urlencode(met),
        "is_filtered": bool(filters.parameters()),
    }


def _steps(comparison: Comparison, met: dict[str, str]) -> list[dict[str, Any]]:
    """Return what became of recognitions, the rises and falls first, as far as a person reads on."""
    told: dict[str, list[tuple[str, str]]] = {what: [] for what in _STEPS}
    for change in comparison.changes:
        for one, sentence in level_sentences(change) if change.change == "changed" else ():
            if one.what in told and len(told[one.what]) < _LISTED:
                told[one.what].append((change.title, sentence))
    return [
        {
            "what": what,
            "title": title,
            "count": comparison.levels[what],
            "lines": told[what],
            "left": comparison.levels[what] - len(told[what]),
            "address": f"?{urlencode({**met, 'wijziging': sort, 'soort': 'interventie'})}#wijzigingen",
        }
        for what, (title, sort) in _STEPS.items()
        if comparison.levels[what]
    ]
