"""What each role may write, by table. Whatever else it writes, on any road, is a back door."""

from cms.accounts.roles import Role
from tests.safety.world import GONE, NO_ROLE, NOBODY, SUPERUSER

# Rows that a look at a page may make: they say nothing that was not so, and nobody decides by them.
BY_LOOKING = {
    "comparing_comparisonrecord",  # what was computed for the first who asked (ADR on comparing)
    "wagtailusers_userprofile",  # Wagtail makes the profile of a person when it first reads it
    "wagtailcore_pagesubscription",  # whether a person wants to hear of remarks on a page, no by default
}
# What stands on record of an act, or of a refusal.
ON_RECORD = {"audit_auditevent", "audit_chainhead"}
# A person's own account: name, password, second factor, whether they want mail.
OWN = {"accounts_user", "wagtailcore_modellogentry", "mfa_authenticator", "account_emailaddress", "rounds_digest"}

_COMMENT = {"rounds_comment", "rounds_commentmark", "rounds_mention"}
_PREVIEW = {"previews_access", "previews_use", "previews_revocation"}
_SUBSCRIBER = {"webhooks_subscriber", "webhooks_subscriberkey"}
_ALARM_AND_WORK = {"releases_alarm", "attempts_attempt", "attempts_pausechange", "releases_redelivery"}
_RELEASE = {"asking_askedfreeze", "releases_release", "releases_freeze", "releases_documentbody"}
_APPROVE = {"releases_approval"}
# What follows by itself from an act that the world is told of.
_TOLD = {"attempts_attempt", "releases_outboxentry", "releases_deliveryattempt", "releases_packrecord"}
_ERASE = {
    "redactions_redactionrequest",
    "redactions_redactionrefusal",
    "redactions_redaction",
    "redactions_redactedrelease",
    "redactions_clearance",
    "corrections_correctionchange",  # a text that is erased is emptied there too
}

_WRITING = {
    *(
        f"content_{name}"
        for name in (
            "definition",
            "domainpage",
            "intervention",
            "interventionlink",
            "practiceexample",
            "practicelink",
            "recommendationpage",
            "reference",
            "selectionquestion",
            "step",
            "substantiation",
            "text",
        )
    ),
    "wagtailcore_comment",
    "wagtailcore_commentreply",
    "wagtailcore_modellogentry",
    "wagtailcore_page",
    "wagtailcore_pagelogentry",
    "wagtailcore_pagesubscription",
    "wagtailcore_referenceindex",
    "wagtailcore_revision",
    "wagtailsearch_indexentry",
    "wagtailsearch_indexentry_fts",
    "vetting_observation",  # adding; and its link to an intervention that is deleted is emptied
    "vetting_consultation",
    "vetting_verdict",  # proposing; the link as above
    "vetting_evidence",
    "vetting_merge",
    "sources_importplan",
    "sources_upload",
    "sources_planrow",
    "sources_rejection",
    "links_checkedlink",
    "links_visitedhost",
    "acceptances_acceptedwarning",
    "corrections_correction",
    "corrections_correctionchange",
    "corrections_correctionchanger",
    "corrections_correctiondrop",
    "corrections_carriedover",
    "rounds_rounditem",
}

MAY_WRITE: dict[str, set[str]] = {
    Role.EDITOR: _WRITING | _COMMENT | _PREVIEW | _RELEASE,
    Role.REVIEWER: {
        "rounds_review",
        "rounds_reviewchanger",
        "vetting_verdict",
        "corrections_correctionreview",
        *_ERASE,
        *_TOLD,
        *_COMMENT,
        *_APPROVE,
    },
    Role.PUBLISHER: {
        "rounds_round",
        "rounds_roundreopening",
        "rounds_rounditem",
        "corrections_correctiondrop",
        "notices_notice",
        "notices_noticeending",
        "releases_planning",
        "releases_preparation",
        "releases_publication",
        "releases_channel",
        "releases_releaseevent",
        *_ERASE,
        *_TOLD,
        "targets_delivery",
        *_COMMENT,
        *_PREVIEW,
        *_RELEASE,
        *_APPROVE,
        *_SUBSCRIBER,
        *_ALARM_AND_WORK,
    },
    Role.ADMINISTRATOR: {
        "accounts_user_groups",
        *_TOLD,
        "previews_revocation",
        "targets_target",
        "targets_delivery",
        *_SUBSCRIBER,
        *_ALARM_AND_WORK,
    },
    Role.READER: set(),
    NO_ROLE: set(),
    GONE: set(),
    NOBODY: set(),
}
MAY_WRITE[SUPERUSER] = set().union(*MAY_WRITE.values())


def beyond(who: str, written: frozenset[str]) -> list[str]:
    """Return the tables among ``written`` that are none of the business of ``who``."""
    own = OWN if who not in (NOBODY, GONE) else set()
    return sorted(written - MAY_WRITE[who] - ON_RECORD - BY_LOOKING - own)
