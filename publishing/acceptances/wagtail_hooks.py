"""What acceptances tell rounds, which cannot import them."""

from wagtail import hooks

from publishing.acceptances.services import open_findings

hooks.register("open_findings", open_findings)
