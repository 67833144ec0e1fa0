"""A dry run: what a delivery would change on a target. Nothing is written, here or there."""

from dataclasses import dataclass
from datetime import datetime

from exporters.targets.contents import contents_for
from exporters.targets.models import Target
from exporters.targets.outside import look_at
from exporters.targets.places import place_of
from publishing.releases.models import Release


@dataclass(frozen=True, kw_only=True)
class Differences:
    """Names of files, each list in order. ``changed`` says what others did on the target."""

    new: list[str]
    replaced: list[str]
    removed: list[str]
    equal: list[str]
    changed: list[str]
    size: int  # bytes of what is new or replaced

    @property
    def is_nothing(self) -> bool:
        """Whether everything lies there already."""
        return not (self.new or self.replaced or self.removed)


def differences_at(target: Target, release: Release, *, at: datetime) -> Differences:
    """Return what delivering ``release`` would change for readers of ``target``; raise TargetError."""
    with contents_for(target, release, at=at, make=False) as contents:
        found = look_at(target, place_of(target))
        wanted = {one.name: one.sha256 for one in contents.files}
        new = sorted(wanted.keys() - found.lying.keys())
        replaced = sorted(name for name in wanted.keys() & found.lying.keys() if wanted[name] != found.lying[name])
        return Differences(
            new=new,
            replaced=replaced,
            removed=sorted(found.lying.keys() - wanted.keys()),
            equal=sorted(wanted.keys() & found.lying.keys() - set(replaced)),
            changed=found.changed,
            size=sum(one.size for one in contents.files if one.name in {*new, *replaced}),
        )
