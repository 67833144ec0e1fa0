"""What a freeze gave, as the commands print it."""

import json

from publishing.releases.findings import line
from publishing.releases.freeze import FreezeResult


def freeze_as_json(result: FreezeResult) -> str:
    """Return the candidate, for programs."""
    release = result.release
    return json.dumps(
        {
            "number": release.number,
            "digest": release.digest,
            "referenceDate": release.reference_date.isoformat(),
            "counts": release.counts,
            "written": result.written,
            "findings": release.latest_freeze.findings,
        },
        ensure_ascii=False,
        indent=2,
    )


def freeze_as_text(result: FreezeResult) -> str:
    """Return the candidate in lines, for people."""
    release = result.release
    lines = [
        f"Kandidaat {release.number}, ijkdatum {release.reference_date:%d-%m-%Y}",
        f"Vingerafdruk {release.digest}",
        ", ".join(f"{count} {kind}" for kind, count in release.counts.items()) or "Er staat nog niets klaar.",
        f"{result.written} documenten zijn nieuw geschreven.",
    ]
    for one in release.latest_freeze.findings:
        word = "Blokkeert" if one["level"] == "blocking" else "Let op"
        lines.append(f"{word}: {line(one)}")
    return "\n".join(lines)
