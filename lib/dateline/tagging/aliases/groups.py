"""Groups of names that are one source: why each name is in its group, and which names may not come together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Groups:
    """Names in groups; two names that a list keeps apart never come into one group.

    Args:
        names: All names; each starts as a group of its own.
        apart: Lists of names that are different sources.
    """

    def __init__(self, names: Iterable[str], *, apart: Sequence[Sequence[str]] = ()) -> None:
        self._above = {name: name for name in names}
        self._size = dict.fromkeys(self._above, 1)
        self._listed: dict[str, dict[int, str]] = {name: {} for name in self._above}
        self.reasons: dict[str, str] = {}
        """Why a name was joined to a group; missing for a name that others were joined to."""
        self.lesser: set[str] = set()
        """Names that only stand for a fuller one and are not shown while that is there."""
        for number, listed in enumerate(apart):
            for name in listed:
                self._listed[name][number] = name

    def root(self, name: str) -> str:
        """Return the name that stands for the group."""
        top = name
        while self._above[top] != top:
            top = self._above[top]
        while self._above[name] != top:
            self._above[name], name = top, self._above[name]
        return top

    def join(self, name: str, other: str, *, reason: str, lesser: bool = False) -> bool:
        """Put a name's group and another's together.

        Args:
            name: The name that is joined.
            other: The name that it is joined to.
            reason: Why, in a word.
            lesser: Whether the first only stands for the second, which is fuller.

        Returns:
            False where names in the two groups are kept apart.
        """
        small, large = sorted((self.root(name), self.root(other)), key=lambda root: (self._size[root], root))
        if small != large:
            if self._listed[small].keys() & self._listed[large].keys():
                return False
            self._above[small] = large
            self._size[large] += self._size[small]
            self._listed[large] |= self._listed.pop(small)
            self.reasons.setdefault(name, reason)
            if lesser:
                self.lesser.add(name)
        return True

    def members(self) -> dict[str, list[str]]:
        """Return the names of each group by its root, in the order in which they were given."""
        found: dict[str, list[str]] = {}
        for name in self._above:
            found.setdefault(self.root(name), []).append(name)
        return found
