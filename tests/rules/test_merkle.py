"""The tree over all entries: the published answers of RFC 6962, and no proof that says more than is so."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.hashing import HashName, hashing
from rules.merkle import Growth, Tree

TREE = Tree(hashing(HashName.SHA256).raw)
LEAVES = [bytes.fromhex(leaf) for leaf in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
"""The eight test leaves of the reference implementation of RFC 6962."""
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 8): ("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"),
    (5, 8): ("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
    (1, 5): ("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
}  # fmt: skip
CONSISTENCY = {
    (1, 1): (),
    (1, 8): INCLUSION[0, 8],
    (6, 8): ("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    (2, 5): ("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
    (6, 7): ("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
}  # fmt: skip
"""The known answers of the same implementation."""


def _nodes(leaves):
    levels = TREE.levels(list(map(TREE.leaf, leaves)))
    return lambda level, place: levels[level][place]


def _raw(hexes):
    return [bytes.fromhex(each) for each in hexes]


def _plainly(leaves):
    """The root by the very words of RFC 9162 2.1.1."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return hashlib.sha256(b"\x01" + _plainly(leaves[:left]) + _plainly(leaves[left:])).digest()


# --- known answers --------------------------------------------------------------------------------------------------


def test_the_roots_of_the_eight_leaves_are_those_published():
    nodes, growth = _nodes(LEAVES), Growth(TREE)

    assert TREE.root(nodes, 0).hex() == growth.root().hex() == EMPTY
    for size, root in enumerate(ROOTS, 1):
        growth.add(TREE.leaf(LEAVES[size - 1]))
        assert TREE.root(nodes, size).hex() == growth.root().hex() == root


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_the_proofs_of_inclusion_are_those_published(index, size):
    path = TREE.inclusion(_nodes(LEAVES), index, size)

    assert path == _raw(INCLUSION[index, size])
    assert TREE.includes(bytes.fromhex(ROOTS[size - 1]), size, TREE.leaf(LEAVES[index]), index, path)


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_the_proofs_of_consistency_are_those_published(old, new):
    path = TREE.consistency(_nodes(LEAVES), old, new)

    assert path == _raw(CONSISTENCY[old, new])
    assert TREE.continues(old, bytes.fromhex(ROOTS[old - 1]), new, bytes.fromhex(ROOTS[new - 1]), path)


# --- every size -----------------------------------------------------------------------------------------------------

entries = st.lists(st.binary(max_size=4), min_size=1, max_size=70)


@given(entries)
def test_a_tree_made_at_once_and_one_that_grew_have_the_root_of_the_rfc(leaves):
    growth = Growth(TREE)
    for leaf in leaves:
        growth.add(TREE.leaf(leaf))

    assert TREE.root(_nodes(leaves), len(leaves)) == growth.root() == _plainly(leaves)


@given(entries, st.data())
def test_each_entry_of_each_size_has_a_proof_that_holds_there_and_nowhere_else(leaves, data):
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    nodes, leaf = _nodes(leaves), TREE.leaf(leaves[index])

    path = TREE.inclusion(nodes, index, size)

    assert len(path) <= (size - 1).bit_length()
    assert TREE.includes(TREE.root(nodes, size), size, leaf, index, path)
    others = [place for place in range(size) if place != index and leaves[place] != leaves[index]]
    assert not any(TREE.includes(TREE.root(nodes, size), size, TREE.leaf(leaves[o]), o, path) for o in others)
    assert not any(TREE.includes(TREE.root(nodes, size), size, leaf, place, path) for place in others)


@given(entries, st.data())
def test_each_size_has_a_proof_that_every_later_one_begins_with_it(leaves, data):
    new = data.draw(st.integers(1, len(leaves)))
    old = data.draw(st.integers(0, new))
    nodes = _nodes(leaves)

    path = TREE.consistency(nodes, old, new)

    assert TREE.continues(old, TREE.root(nodes, old), new, TREE.root(nodes, new), path)


@given(entries, st.data())
def test_a_history_that_was_rewritten_has_no_proof(leaves, data):
    new = data.draw(st.integers(1, len(leaves)))
    old = data.draw(st.integers(1, new))
    changed = data.draw(st.integers(0, old - 1))
    rewritten = [*leaves[:changed], leaves[changed] + b"!", *leaves[changed + 1 :]]
    true, false = _nodes(leaves), _nodes(rewritten)

    for path in (TREE.consistency(true, old, new), TREE.consistency(false, old, new)):
        assert not TREE.continues(old, TREE.root(true, old), new, TREE.root(false, new), path)


# --- a lying prover (the class of GHSA-672p-m5jq-mrh8: a verifier that believes too much) ---------------------------


def _lies(path):
    """The path bent in every way a prover could try."""
    wrong = bytes(32)
    yield from ([*path, wrong], [wrong, *path], [*path, b""], [b"", *path])
    if path:
        yield from (
            [*path, *path],
            path[:-1],
            path[1:],
            [*path[:-1], path[-1][:-1]],
            [*path[:-1], path[-1] + b"\x00"],
            [],
        )
        yield from ([*path[:n], wrong, *path[n:]] for n in range(len(path)))
        yield from (
            [*path[:n], bytes([path[n][0] ^ 1]) + path[n][1:], *path[n + 1 :]] for n in range(len(path))
        )
    for one, other in pairwise(range(len(path))):
        swapped = list(path)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        if swapped != path:
            yield swapped


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 8, 13])
def test_no_bent_proof_of_inclusion_is_believed(size):
    leaves = [bytes([number]) for number in range(size)]
    nodes, root = _nodes(leaves), _plainly(leaves)
    for index in range(size):
        leaf, path = TREE.leaf(leaves[index]), TREE.inclusion(nodes, index, size)

        assert not any(TREE.includes(root, size, leaf, index, lie) for lie in _lies(path))
        assert not any(
            TREE.includes(root, size, leaf, place, path) for place in range(-2, size + 3) if place != index
        )
        assert not TREE.includes(root, 0, leaf, index, path)
        assert not TREE.includes(root, size, root, index, path) or size == 1
        assert not TREE.includes(root[:-1], size, leaf, index, path)
        assert not TREE.includes(root, size, b"", index, path)
        for other in (size * 2 + 1, size * 4, -size):
            assert not TREE.includes(root, other, leaf, index, path)


def test_a_node_never_passes_for_a_leaf():
    """The second preimage: two entries' hashes handed in as one entry."""
    leaves = [b"a", b"b", b"c", b"d"]
    nodes, root = _nodes(leaves), _plainly(leaves)
    fake_entry = nodes(0, 0) + nodes(0, 1)

    assert TREE.includes(root, 2, nodes(1, 0), 0, [nodes(1, 1)]), "the arithmetic as such fits a smaller tree"
    assert not TREE.includes(root, 2, TREE.leaf(fake_entry), 0, [nodes(1, 1)]), "but no entry has that hash"


@pytest.mark.parametrize(
    ("old", "new"), [(1, 2), (2, 3), (3, 7), (4, 8), (6, 8), (7, 8), (7, 13), (8, 13), (1, 13)]
)
def test_no_bent_proof_of_consistency_is_believed(old, new):
    leaves = [bytes([number]) for number in range(new)]
    nodes = _nodes(leaves)
    before, after, path = TREE.root(nodes, old), TREE.root(nodes, new), TREE.consistency(nodes, old, new)

    assert not any(TREE.continues(old, before, new, after, lie) for lie in _lies(path))
    for size in {*range(-1, new + 3)} - {old}:
        assert not TREE.continues(size, before, new, after, path)
    for size in (0, old, old - 1, new * 2 + 1, new * 4):
        assert not TREE.continues(old, before, size, after, path)
    assert not TREE.continues(old, after, new, before, path)
    assert not TREE.continues(new, after, old, before, path)
    assert not TREE.continues(old, bytes(32), new, after, path)
    assert not TREE.continues(old, before, new, bytes(32), path)


def test_the_empty_tree_proves_nothing_but_itself():
    empty, root = bytes.fromhex(EMPTY), bytes.fromhex(ROOTS[0])

    assert TREE.continues(0, empty, 0, empty, [])
    assert TREE.continues(0, empty, 1, root, [])
    assert not TREE.continues(0, root, 1, root, [])
    assert not TREE.continues(0, empty, 1, root, [empty])
    assert not TREE.continues(1, empty, 1, root, [])
    assert not TREE.continues(1, root, 1, root, [root])
    assert not TREE.continues(1, root, 0, empty, [])
    assert not TREE.includes(empty, 0, empty, 0, [])


def test_the_tree_over_sm3_is_made_in_the_same_way():
    other = Tree(hashing(HashName.SM3).raw)
    one, two = (other.leaf(leaf) for leaf in (b"1", b"2"))
    growth = Growth(other)
    growth.add(one)
    growth.add(two)

    assert growth.root() == hashlib.new("sm3", b"\x01" + one + two).digest()
    assert growth.root() != TREE.node(one, two)
