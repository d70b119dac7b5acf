"""The pages of `docs/procedures/`: each procedure with its steps, its drawing, and what stands behind each word."""

from __future__ import annotations

from rules.parameters import rule_book
from state_machines.contents import citations_of, clocks_of, guards_of, lengths_of
from state_machines.printing import as_mermaid, as_table, markdown
from state_machines.procedure import Procedure
from state_machines.register import PROCEDURES

_NOTICE = "本页由 `make docs` 根据 `state_machines/` 和 `config/` 写成，不要手改。This page is generated."


def pages() -> dict[str, str]:
    """Every page by its file name; the same code and configuration give the same bytes."""
    return {
        "README.md": _index(),
        **{f"{each.code}.md": page(each) for each in PROCEDURES.values()},
    }


def page(procedure: Procedure) -> str:
    """One procedure on one page, in Chinese: its steps, its drawing, and what stands behind each word of them."""
    parts = [
        f"# {procedure.zh} · {procedure.en}\n\n{_NOTICE}",
        f"依据：{procedure.authority.to('zh')}。{procedure.authority.point_zh}。",
        f"## 步骤\n\n{as_table(procedure)}",
        f"## 流程\n\n```mermaid\n{as_mermaid(procedure)}```",
        f"## 期限\n\n{_limits(procedure)}",
    ]
    if procedure.no_limit:
        rows = [(state.zh, words.to("zh")) for state, words in procedure.no_limit.items()]
        parts.append(f"## 没有期限的状态\n\n{markdown(('状态', '说明'), rows)}")
    if guards_of(procedure):
        guards = [(guard.zh, citation.to("zh")) for guard, citation in guards_of(procedure)]
        parts.append(f"## 不得办理的情形\n\n{markdown(('情形', '依据'), guards)}")
    cited = [(each.to("zh"), each.point_zh, each.provenance.zh) for each in citations_of(procedure)]
    parts.append(f"## 依据\n\n{markdown(('条文', '要旨', '出处'), cited)}")
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _index() -> str:
    rows = [
        (
            f"[{each.zh}]({each.code}.md)",
            each.en,
            str(len(each.states)),
            str(len(each.steps)),
            each.authority.to("zh"),
        )
        for each in PROCEDURES.values()
    ]
    table = markdown(("程序", "procedure", "状态", "步骤", "依据"), rows)
    return f"# 程序 · Procedures\n\n{_NOTICE}\n\n{table}"


def _limits(procedure: Procedure) -> str:
    book = rule_book()
    rows = [
        (
            clock.zh,
            "；".join(
                f"{value.shown('zh')}（{value.since.isoformat()}起，{value.provenance.zh}）"
                for key in lengths_of(clock)
                for value in book.history(key)
            ),
            clock.late.zh,
            clock.authority.to("zh"),
            "、".join(f"`{key}`" for key in lengths_of(clock)),
        )
        for clock in clocks_of(procedure)
    ]
    return markdown(("期限", "长度", "逾期", "依据", "参数"), rows)
