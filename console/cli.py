"""zelian 责链: the command line. One noun of the court a command, one module a noun, loaded when it is asked for."""

from __future__ import annotations

import sys
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any
from zoneinfo import ZoneInfo

import typer
from typer.core import TyperCommand

from console.desks import Desk, Errands, InOurWords
from console.misuse import MISUSE, explain_misuse
from console.refusals import MISUSED, answer
from console.speech import ENGLISH, choose, complain, language
from rules.labels import Words
from rules.written import is_whole_text

ABOUT = Words(
    "责链：季度百起案件质量评查，从案件名册到评查通报",
    "Zelian: the quarterly hundred-case quality review, from case list to circular",
)

SPEAK_ENGLISH = Words("用英文", "speak English")

# fmt: off
COMMANDS: dict[str, tuple[str, Words]] = {
    # name       module                           what it is for
    "review":     ("console.commands.review",     Words("一键评查：示例全程，或者本院清单", "the main job: a whole sample quarter, or your own lists")),
    "cases":      ("console.commands.cases",      Words("案件：导入结案清单", "cases: take in case lists")),
    "people":     ("console.commands.people",     Words("人员：评查员、任职、地址、利害关系", "people: reviewers, posts, addresses, conflicts")),
    "season":     ("console.commands.season",     Words("季度评查：立项、抽取、评查、通报", "the quarterly round: plan, draw, review, circular")),
    "proceeding": ("console.commands.proceeding", Words("事项：查看、办理", "proceedings: look, and act")),
    "lead":       ("console.commands.lead",       Words("线索：登记、转入惩戒决定", "leads: register, and go on to the decision")),
    "assess":     ("console.commands.assess",     Words("年度考核：登记、核实材料、在办", "annual assessment: register, take the material, under way")),
    "exit":       ("console.commands.exit",       Words("员额退出：登记、在办、退额情形", "exit from the quota: register, under way, grounds")),
    "protect":    ("console.commands.protect",    Words("履职保护：澄清、干预、安全、维权、免责，定期报告", "protection: clearing, interference, safety, petitions, exemption, reports")),
    "chain":      ("console.commands.chain",      Words("责任链条：从事实到后果、衔接总表、核对、清理影响", "the chain: from fact to consequence, handovers, checks, undoing")),
    "sitting":    ("console.commands.sitting",    Words("审议会议：名册、议程、到会、表决、核验单", "sittings: roll, agenda, attendance, votes, proof sheets")),
    "reporter":   ("console.commands.reporter",   Words("举报人身份：申请知悉、决定、查看", "who reported: ask, decide, look")),
    "papers":     ("console.commands.papers",     Words("文书：模板、检查、制发", "papers: templates, checks, writing")),
    "notices":    ("console.commands.notices",    Words("通知：待送、送达记录", "notices: waiting, sent, failed")),
    "ledger":     ("console.commands.ledger",     Words("台账：核验、封存、证明、导出、副署", "the ledger: verify, seal, prove, export, countersign")),
    "tick":       ("console.commands.tick",       Words("推进一次：到期、流转、送达", "one tick: deadlines, progress, delivery")),
    "serve":      ("console.commands.serve",      Words("常驻服务：按时推进", "keep running: ticks on time")),
    "desk":       ("console.commands.desk",       Words("网上办事窗口：开启、示例", "the desk in a browser: serve it, or a sample")),
    "account":    ("console.commands.account",    Words("账户：开设、重置、锁定、列出", "accounts of the desk: open, reset, lock, list")),
    "doctor":     ("console.commands.doctor",     Words("巡检：逐项核对在办数据", "check-up: hold live data against what must be so")),
    "backup":     ("console.commands.backup",     Words("备份：数据库和附卷文件", "back up database and files")),
    "restore":    ("console.commands.restore",    Words("恢复：把备份写到空处并核验", "restore a backup into an empty place")),
    "rehearse":   ("console.commands.rehearse",   Words("推演：如果这样办会怎样", "rehearse: what happens if")),
    "procedures": ("console.commands.procedures", Words("程序：步骤、依据、期限", "procedures: steps, authorities, time limits")),
    "law":        ("console.commands.law",        Words("法律与参数：现行值、沿革、出处", "law and parameters: values, history, provenance")),
    "standards":  ("console.commands.standards",  Words("评查标准：某日生效的评查表和免责情形", "standards: sheets and exemptions in force on a day")),
    "discipline": ("console.commands.discipline", Words("惩戒：登记簿、统计、责任分工、表决核验、救济途径", "discipline: register, figures, who may answer, votes checked, remedies")),
    "clock":      ("console.commands.clock",      Words("期限：届满日怎么算出来", "time limits: how a due date comes about")),
}
# fmt: on
"""The commands in the order of the help. A module that is not there yet does not disturb the others."""


class Counter(Errands):
    """The counter (服务台) where all desks are found. It loads a desk when somebody goes there, and answers for it."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is Typer's
        return [name for name in COMMANDS if _is_there(name)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature is Typer's
        return Signpost(cmd_name) if _is_there(cmd_name) else None

    def main(self, *asked: Any, **rest: Any) -> Any:
        """Do what is asked, and end with an exit code; nobody at a desk ever sees a traceback."""
        given = asked[0] if asked else rest.pop("args", None)
        args = list(sys.argv[1:] if given is None else given)
        choose("en" if ENGLISH in args else None)
        # The counter was built before anybody knew in which language it would be asked.
        option: Any = self.params[0]
        self.help, option.help = ABOUT.to(language()), SPEAK_ENGLISH.to(language())
        if not all(map(is_whole_text, args)):
            complain(Words("命令有误：含有残缺的字符，不能辨认", "not a command: it holds broken characters"))
            sys.exit(MISUSED)
        rest |= {"prog_name": "zelian", "standalone_mode": False}
        try:
            code = super().main([word for word in args if word != ENGLISH], **rest)
        except MISUSE as error:
            explain_misuse(error)
            sys.exit(MISUSED)
        except typer.Abort:
            complain(Words("已取消，什么也没有改变", "cancelled; nothing was changed"))
            sys.exit(1)
        except Exception as error:  # noqa: BLE001 - the last door: everything ends in a sentence
            sys.exit(answer(error, datetime.now(ZoneInfo("Asia/Shanghai"))))
        sys.exit(code if isinstance(code, int) else 0)


class Signpost(InOurWords, TyperCommand):
    """The name of a desk and what it is for; whoever goes there finds the desk itself."""

    def __init__(self, name: str) -> None:
        super().__init__(name, callback=None, help=COMMANDS[name][1].to(language()))

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        return desk_of(self.name or "").make_context(info_name, args, parent=parent, **extra)


def desk_of(name: str) -> Any:
    """The desk of that name with all its errands."""
    module, _ = COMMANDS[name]
    desk = import_module(module).app
    for more in _further(module):
        import_module(more)
    return typer.main.get_command(desk)


def _further(module: str) -> list[str]:
    """The modules that add errands to that desk: for `season.py` all that are called `season_….py`."""
    package, _, name = module.rpartition(".")
    places = import_module(package).__path__
    found = {each.name for each in iter_modules(places) if each.name.startswith(f"{name}_")}
    return [f"{package}.{each}" for each in sorted(found)]


def _is_there(name: str) -> bool:
    return name in COMMANDS and find_spec(COMMANDS[name][0]) is not None


app = Desk(ABOUT, cls=Counter, name="zelian")


@app.callback()
def _counter(
    # Stands here to be seen in the help: `Counter.main` reads it, wherever on the line it stands.
    english: bool = typer.Option(False, ENGLISH, help=str(SPEAK_ENGLISH)),
) -> None:
    pass


def main() -> None:
    """Serve one command of the shell."""
    app()


if __name__ == "__main__":
    main()
