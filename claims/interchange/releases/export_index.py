"""The index of the releases in a storage: one small object, in the place of which two machines never write both."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any, cast

from django.core.cache import cache

from claims.interchange.releases.exports import ReleaseError, talking
from claims.interchange.releases.object_storage import ObjectStorage

INDEX, FORMAT = "index.json", 1
CACHED_AS, FRESH = "releases:index", 30  # seconds for which the site may show what was there before
Described = dict[str, dict[str, Any]]  # a release's files by name, each with its size and hash
OVERTAKEN = "Another machine changed the releases meanwhile. Begin again when it is done."


@dataclass
class Index:
    """Which releases there are, with their files, and which objects are no part of one (any more)."""

    releases: dict[str, Described] = field(default_factory=dict)
    leaving: list[str] = field(default_factory=list)
    by: str = ""  # who wrote it: of two machines that write the same only one has written it
    mark: str = field(default="", compare=False)  # of this state, as the storage names it

    def as_json(self) -> str:
        """Return the index as it is stored."""
        described = {"format": FORMAT, "releases": self.releases, "leaving": self.leaving, "by": self.by}
        return json.dumps(described, indent=1) + "\n"


class StoredIndex:
    """The index in its storage, which this process writes only in the place of what it has read."""

    def __init__(self, storage: ObjectStorage) -> None:
        """Take where it is."""
        self.storage = storage
        self.held = Index()
        self._by = secrets.token_hex(8)
        self._seen: Index | None = None

    def shown(self) -> Index:
        """Return the index as it was within the last half minute."""
        seen: Index = self._seen or cast(Index, cache.get_or_set(CACHED_AS, self.read, FRESH))
        self._seen = seen
        return seen

    def read(self) -> Index:
        """Return the index as it is."""
        with talking():
            content, mark = self.storage.marked(INDEX)
        found = json.loads(content) if content else {"releases": {}, "leaving": []}
        return Index(found["releases"], found["leaving"], found.get("by", ""), mark)

    def hold(self) -> Index:
        """Return the index as it is; if another machine changes it from now on, `write` refuses.

        It is written as it was, to find out at once whether the storage can be written.
        """
        self.held = self.read()
        self._replace(self.held)
        return self.held

    def write(self, index: Index) -> None:
        """Put the index in the place of the one that is held; raises `ReleaseError` if another is there."""
        index.by = self._by
        self._replace(index)

    def verify(self) -> None:
        """Raise `ReleaseError` if the index is not the one that is held any more."""
        if self.read() != self.held:
            raise ReleaseError(OVERTAKEN)

    def _replace(self, index: Index) -> None:
        self.verify()  # a storage that knows no conditions would write over anything
        with talking():
            index.mark = self._put(index)
        cache.delete(CACHED_AS)
        self.held = self._seen = index

    def _put(self, index: Index) -> str:
        try:
            return self.storage.replace(INDEX, index.as_json().encode(), mark=self.held.mark)
        except (FileExistsError, FileNotFoundError) as error:
            now = self.read()
            if now != index:
                raise ReleaseError(OVERTAKEN) from error
            return now.mark  # it was this process: the first answer was lost, and the client asked again
