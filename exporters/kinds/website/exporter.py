"""``website``: the public tool as a folder of static files in one zip, for any file server. See docs/website.md."""

from pathlib import Path

from exporters.archive import Archive
from exporters.base import ExportedFile
from exporters.kinds.website.content import content_of
from exporters.kinds.website.pages import Pages, shared_values
from exporters.kinds.website.rendering import rendered
from exporters.kinds.website.scripts import made_files, modules_of, service_worker, static_files
from exporters.kinds.website.words import words
from publishing.store.pack_reader import Pack


class Website:
    """See the module."""

    kind = "website"
    title = "De Wegwijzer als website"
    version = 1
    required = False

    def describe(self, pack: Pack) -> ExportedFile:
        """Return ``wegwijzer-website-2026.1.zip``."""
        return ExportedFile(filename=f"wegwijzer-website-{pack.meta['number']}.zip", media_type="application/zip")

    def write(self, pack: Pack, target: Path) -> None:
        """Write the site; raise ExportError for documents of an unknown shape."""
        with Archive(target) as archive:
            for path, data in sorted(self.files(pack).items()):
                archive.add(path, data)

    def files(self, pack: Pack) -> dict[str, bytes]:
        """Return every file of the site by its path."""
        content = content_of(pack)
        pages = Pages(content)
        files = {**static_files(), **dict(made_files(content, pack, pages.addresses))}
        shared = shared_values(content)
        for page in pages.all():
            values = {**shared, **page.values, "page": page, "root": page.root, "words": words()[page.name]}
            files[page.path] = rendered(f"{page.name}.html", {**values, "modules": modules_of(page.script)})
        files["sw.js"] = service_worker(files, digest=content.digest, version=self.version)
        return files
