"""zelian notices channels, zelian notices test: what channels there are, and whether one works (送达渠道)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from console.commands.notices import app
from console.office import now, office
from console.speech import complain, language, said, say, table
from rules.errors import Fault, FaultyInput
from rules.labels import Words

if TYPE_CHECKING:
    from notifiers.channels import Delivery
    from notifiers.route_book import Channel

YES, NO = Words("是", "yes"), Words("否", "no")


@app.command(
    "channels",
    help=said(
        "各渠道：密钥是否齐全、是否出法院专网、是否加密、告知谁",
        "every channel: are its secrets set, does it leave the network, is it encrypted, who is told by it",
    ),
)
def channels() -> None:
    from notifiers.network import in_clear
    from notifiers.readers import missing, told_by

    book, secrets = office().routes, dict(office().secrets)
    table(
        Words("通知渠道", "channels"),
        (
            Words("渠道", "channel"),
            Words("名称", "name"),
            Words("密钥", "secrets"),
            Words("出法院专网", "leaves the network"),
            Words("加密", "encrypted"),
            Words("只发短文", "short form"),
            Words("告知", "who is told by it"),
        ),
        [
            (
                name,
                Words(channel.zh, channel.en),
                _secrets(missing(channel, secrets)),
                YES if channel.outside else NO,
                _encrypted(channel, clear=in_clear(channel.url)),
                YES if channel.short else NO,
                _listed(told_by(book, name)),
            )
            for name, channel in book.channels.items()
        ],
    )
    say(
        Words(
            "试一个渠道：zelian notices test --channel 渠道 --to 人员代码或者地址",
            "to try one: zelian notices test --channel CHANNEL --to PERSON-OR-ADDRESS",
        )
    )


@app.command(
    "test",
    help=said(
        "试一个渠道：发一条测试消息，显示往来内容（密钥已遮盖）；0 已接收，1 未送达",
        "try a channel: send a test message and show what went over the wire, masked; 0 taken, 1 not",
    ),
)
def try_channel(
    channel: str = typer.Option(
        ..., "--channel", help=said("渠道，见 zelian notices channels", "the channel")
    ),
    to: str = typer.Option(
        "", "--to", help=said("人员代码（用其登记的地址），或者直接写地址", "a person's code, or an address")
    ),
) -> None:
    from flows.sending import send
    from notifiers.channels import check_channel
    from notifiers.routes import Routed
    from notifiers.trial import trial

    at = now()
    found = _found(channel)
    person, target = _addressee(found, to)
    check_channel(found.url_for(person, target), office().secrets)
    message = trial(at, language())
    routed = Routed(
        person, found, found.url_for(person, target), target or person, Words("渠道测试", "a test")
    )
    result = send(office(), routed, message, f"test:{found.name}:{at.isoformat()}", at)
    _show(found, result)
    raise typer.Exit(0 if result.ok else 1)


def _found(channel: str) -> Channel:
    known = office().routes.channels
    for each in known.values():
        if channel in (each.name, each.zh, each.en):
            return each
    raise FaultyInput(
        [
            Fault(
                Words("渠道“{channel}”", "channel “{channel}”", channel=channel),
                Words("没有登记", "is not known"),
                Words("可以写：{known}", "there are: {known}", known="、".join(known)),
            )
        ]
    )


def _addressee(channel: Channel, to: str) -> tuple[str, str]:
    """The person and the address: that on the register for a person's code, what was written otherwise."""
    from flows.addresses import address_of

    if not channel.needs_address and "{person}" not in channel.url:
        return to or "zelian", ""
    target = address_of(office(), to, channel.register) if to else ""
    if to and (target or not channel.needs_address):
        return to, target
    if to and not _is_known(to):
        return "zelian", to
    raise FaultyInput(
        [
            Fault(
                Words(
                    "渠道“{channel}”的收件人{to}",
                    "recipient {to} of channel “{channel}”",
                    channel=channel.to(language()),
                    to=Words("“{code}”", "“{code}”", code=to) if to else "",
                ),
                Words("没有登记这一渠道的地址", "has no address for this channel")
                if to
                else Words("没有写明", "is not named"),
                Words("用 --to 写人员代码或者地址", "name a person's code or an address by --to"),
            )
        ]
    )


def _is_known(person: str) -> bool:
    from flows.addresses import is_on_register

    return is_on_register(office(), person)


def _show(channel: Channel, result: Delivery) -> None:
    for line in result.wire:
        say(line)
    verdict = Words(
        "{channel}（{url}）：{outcome}",
        "{channel} ({url}): {outcome}",
        channel=channel.to(language()),
        url=result.channel,
        outcome=result.detail,
    )
    if result.ok:
        say(verdict)
        return
    complain(verdict)
    complain(
        Words("原因消除以后可以再试", "it may be tried again once that is mended")
        if result.retry
        else Words(
            "再试也不会成功，请改正地址或者内容", "trying again is no use: mend the address or the text"
        )
    )


def _secrets(names: list[str]) -> Words:
    if not names:
        return Words("齐全", "set")
    return Words("缺：{names}", "missing: {names}", names=Words("、".join(names), ", ".join(names)))


def _encrypted(channel: Channel, *, clear: bool) -> Words:
    if channel.url.startswith("mailbox:"):
        return Words("本机", "on this machine")
    return NO if clear else YES


def _listed(who: list[Words]) -> Words:
    if not who:
        return Words("未启用", "not in use")
    return Words("、".join(each.to("zh") for each in who), ", ".join(each.to("en") for each in who))
