"""A chain of consequences on the screen (责任链条页): as indented sentences, as a mermaid graph, as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rules.labels import Language, Words, in_language

if TYPE_CHECKING:
    from flows.chain_graph import Chain, Consequence, Node

_GONE = Words("（已不存在）", " (no longer stands)")
_STANDS = Words("", "")


def as_text(chain: Chain) -> Iterator[Words]:
    """Each matter under the one it came from; one that comes from two stands under the first and is named at the other."""
    yield Words(
        "“{subject}”：{n}个事项，{c}项后果",
        "“{subject}”: {n} matters, {c} consequences",
        subject=chain.subject,
        n=len(chain.nodes),
        c=sum(len(node.consequences) for node in chain.nodes),
    )
    nodes = {node.ref: node for node in chain.nodes}
    below = {ref: [other for one, other in chain.lines if one == ref] for ref in nodes}
    reached = {other for _, other in chain.lines}
    told: set[str] = set()

    def branch(ref: str, depth: int) -> Iterator[Words]:
        yield _matter(nodes[ref], depth, again=ref in told)
        if ref in told:
            return
        told.add(ref)
        for each in nodes[ref].consequences:
            yield _consequence(each, depth)
        for other in below[ref]:
            yield from branch(other, depth + 1)

    for ref in nodes:
        if ref not in reached:
            yield from branch(ref, 0)
    for ref in nodes:  # What only follows from itself in a ring.
        if ref not in told:
            yield from branch(ref, 0)


def _matter(node: Node, depth: int, *, again: bool) -> Words:
    indent = Words("　　" * depth, "    " * depth)
    name = node.link or node.procedure
    if again:
        return Words("{i}└ {ref}（见上）", "{i}└ {ref} (see above)", i=indent, ref=node.ref)
    return Words(
        "{i}{mark}{since}　{name}　{ref}{case}：{state}　{authority}",
        "{i}{mark}{since}  {name}  {ref}{case}: {state}  {authority}",
        i=indent,
        mark="└ " if depth else "",
        since=node.since.isoformat(),
        name=name,
        ref=node.ref,
        case=Words(f"　{node.case_no}", f"  {node.case_no}") if node.case_no and not node.link else _STANDS,
        state=node.state,
        authority=_cited(node.authority),
    )


def _consequence(each: Consequence, depth: int) -> Words:
    return Words(
        "{i}　　· {on}　{kind}：{words}{gone}　{authority}",
        "{i}    · {on}  {kind}: {words}{gone}  {authority}",
        i=Words("　　" * depth, "    " * depth),
        on=each.on.isoformat(),
        kind=each.kind,
        words=each.words,
        gone=_STANDS if each.stands else _GONE,
        authority=_cited(each.authority),
    )


def _cited(authority: Any) -> Words:
    return Words(authority.to("zh").replace("{", "（"), authority.to("en").replace("{", "("))


def as_mermaid(chain: Chain, language: Language) -> str:
    """A flowchart: matters are boxes, handovers are slanted, consequences are rounded, what no longer stands is dashed."""
    names = {node.ref: f"m{number}" for number, node in enumerate(chain.nodes, 1)}
    lines = ["flowchart TD"]
    for node in chain.nodes:
        name = names[node.ref]
        title = in_language(node.link or node.procedure, language)
        text = _label(title, node.ref, f"{node.since.isoformat()} {node.state.to(language)}")
        lines.append(f'  {name}[/"{text}"/]' if node.link else f'  {name}["{text}"]')
        for number, each in enumerate(node.consequences, 1):
            said = _label(
                each.kind.to(language),
                each.words.to(language),
                f"{each.on.isoformat()} {each.authority.to(language)}",
            )
            lines.append(f'  {name}c{number}("{said}")')
            lines.append(f"  {name} {'---' if each.stands else '-.-'} {name}c{number}")
    lines += [f"  {names[one]} --> {names[other]}" for one, other in chain.lines]
    return "\n".join(lines)


def _label(*parts: Any) -> str:
    """Text that mermaid takes as text and as nothing else."""
    return "<br/>".join(
        str(part).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;") for part in parts
    )


def as_data(chain: Chain) -> dict[str, Any]:
    return {
        "subject": chain.subject,
        "matters": [
            {
                "ref": node.ref,
                "procedure": node.procedure,
                "handover": node.link,
                "state": node.state,
                "case_no": node.case_no,
                "since": node.since.isoformat(),
                "authority": node.authority.code,
                "consequences": [
                    {
                        "kind": each.kind,
                        "what": each.words,
                        "on": each.on.isoformat(),
                        "authority": each.authority.code,
                        "stands": each.stands,
                    }
                    for each in node.consequences
                ],
            }
            for node in chain.nodes
        ],
        "lines": [list(line) for line in chain.lines],
    }
