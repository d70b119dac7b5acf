"""The tree over all entries (默克尔树, RFC 9162 2.1): one root for everything, short proofs for one entry or one growth.

A leaf is hashed with 0x00 before it and a node with 0x01, so that neither passes for the other. Whoever makes a
proof names nodes by level and place (`Nodes`): level 0 are the leaf hashes, place 0 is the first from the left, and
only complete subtrees are ever asked for. Whoever checks one needs no tree at all, and believes nothing he was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rules.hashing import LENGTH

Nodes = Callable[[int, int], bytes]
"""The hash of the complete subtree at a level and a place."""


class Tree:
    """The tree of RFC 9162 over one hash."""

    __slots__ = ("hash",)

    def __init__(self, hash_: Callable[[bytes], bytes]) -> None:
        self.hash = hash_

    def leaf(self, entry: bytes) -> bytes:
        return self.hash(b"\x00" + entry)

    def node(self, left: bytes, right: bytes) -> bytes:
        return self.hash(b"\x01" + left + right)

    def levels(self, leaves: Sequence[bytes]) -> list[list[bytes]]:
        """All complete nodes over leaf hashes that begin at a place the tree divides at, from the leaves up."""
        hash_, found = self.hash, [list(leaves)]
        while len(below := found[-1]) > 1:
            pairs = zip(below[::2], below[1::2], strict=False)
            found.append([hash_(b"\x01" + left + right) for left, right in pairs])
        return found

    def root(self, nodes: Nodes, size: int) -> bytes:
        """The root of the first `size` leaves."""
        return self.subtree(nodes, 0, size) if size else self.hash(b"")

    def subtree(self, nodes: Nodes, first: int, end: int) -> bytes:
        """The hash over the leaves from `first` up to, not including, `end`."""
        size = end - first
        if size & (size - 1) == 0:
            return nodes(size.bit_length() - 1, first // size)
        middle = first + _left(size)
        return self.node(self.subtree(nodes, first, middle), self.subtree(nodes, middle, end))

    # --- proofs, made -----------------------------------------------------------------------------------------------

    def inclusion(self, nodes: Nodes, index: int, size: int) -> list[bytes]:
        """The hashes that lead from the leaf at `index` to the root of the first `size` leaves."""
        path, first, end = [], 0, size
        while end - first > 1:
            middle = first + _left(end - first)
            if index < middle:
                path.append(self.subtree(nodes, middle, end))
                end = middle
            else:
                path.append(self.subtree(nodes, first, middle))
                first = middle
        return path[::-1]

    def consistency(self, nodes: Nodes, old: int, new: int) -> list[bytes]:
        """The hashes that show that the first `old` leaves are the same in the tree of the first `new`."""
        if old in (0, new):
            return []
        path, first, end = [], 0, new
        while end != old:
            middle = first + _left(end - first)
            if old <= middle:
                path.append(self.subtree(nodes, middle, end))
                end = middle
            else:
                path.append(self.subtree(nodes, first, middle))
                first = middle
        if first:
            path.append(self.subtree(nodes, first, end))
        return path[::-1]

    # --- proofs, checked --------------------------------------------------------------------------------------------

    def includes(self, root: bytes, size: int, leaf: bytes, index: int, path: Sequence[bytes]) -> bool:
        """Whether the leaf hash stands at `index` in the tree of that size and root (RFC 9162 2.1.3.2)."""
        if not 0 <= index < size or not _are_hashes([root, leaf, *path]):
            return False
        place, last, reached = index, size - 1, leaf
        for step in path:
            if last == 0:
                return False
            if place & 1 or place == last:
                reached = self.node(step, reached)
                while place and not place & 1:
                    place, last = place >> 1, last >> 1
            else:
                reached = self.node(reached, step)
            place, last = place >> 1, last >> 1
        return last == 0 and reached == root

    def continues(self, old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
        """Whether the tree of size `new` begins with the tree of size `old` (RFC 9162 2.1.4.2)."""
        if not 0 <= old <= new or not _are_hashes([old_root, new_root, *path]):
            return False
        if old in (0, new):
            return not path and old_root == (new_root if old else self.hash(b""))
        steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
        if not path or not steps:
            return False
        place, last = old - 1, new - 1
        while place & 1:
            place, last = place >> 1, last >> 1
        before = after = steps[0]
        for step in steps[1:]:
            if last == 0:
                return False
            if place & 1 or place == last:
                before, after = self.node(step, before), self.node(step, after)
                while place and not place & 1:
                    place, last = place >> 1, last >> 1
            else:
                after = self.node(after, step)
            place, last = place >> 1, last >> 1
        return last == 0 and before == old_root and after == new_root


class Growth:
    """A tree that grows leaf by leaf and remembers nothing but its complete subtrees, from the largest down."""

    __slots__ = ("_hash", "_tree", "peaks", "size")

    def __init__(self, tree: Tree) -> None:
        self._tree, self._hash = tree, tree.hash
        self.peaks: list[bytes] = []
        self.size = 0

    def add(self, leaf: bytes) -> list[bytes]:
        """Add a leaf hash. Returns the nodes it completes, from the leaf itself up."""
        hash_, peaks, place = self._hash, self.peaks, self.size
        done = [leaf]
        while place & 1:
            leaf = hash_(b"\x01" + peaks.pop() + leaf)
            done.append(leaf)
            place >>= 1
        peaks.append(leaf)
        self.size += 1
        return done

    def add_levels(self, levels: Sequence[Sequence[bytes]]) -> list[bytes]:
        """Add a complete subtree, whose place the tree divides at. Returns the nodes it completes, from its root up."""
        height, node, place = len(levels) - 1, levels[-1][0], self.size >> (len(levels) - 1)
        done = [node]
        while place & 1:
            node = self._tree.node(self.peaks.pop(), node)
            done.append(node)
            place >>= 1
        self.peaks.append(node)
        self.size += 1 << height
        return done

    def root(self) -> bytes:
        if not self.peaks:
            return self._hash(b"")
        reached = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            reached = self._tree.node(peak, reached)
        return reached


def _left(size: int) -> int:
    """The largest power of two below `size`: how many leaves stand left of where the tree divides."""
    return 1 << ((size - 1).bit_length() - 1)


def _are_hashes(given: Iterable[object]) -> bool:
    return all(isinstance(each, bytes) and len(each) == LENGTH for each in given)
