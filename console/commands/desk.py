"""zelian desk: the desk in a browser (网上办事窗口), for the people of a court or as a sample to look at."""

from __future__ import annotations

import socket
from contextlib import suppress

import typer

from console.desks import Desk
from console.speech import said, say
from rules.errors import Fault, FaultyInput
from rules.labels import Words

app = Desk(Words("网上办事窗口：开启、示例", "the desk in a browser: serve it, or a sample of it"))
HOST = typer.Option("127.0.0.1", "--host", help=said("监听的地址", "the address to listen at"))
PORT = typer.Option(8600, "--port", help=said("监听的端口", "the port to listen at"))


@app.command("serve", help=said("开启网上办事窗口，直到 Ctrl-C", "serve the desk in a browser, until Ctrl-C"))
def serve(host: str = HOST, port: int = PORT) -> None:
    from console.office import office

    office()  # What is wrong with the settings or the database is said before anybody is told to come.
    keep_open(host, port)


@app.command(
    "sample",
    help=said(
        "在示例省份的在办季度上试用：列出示例账户并开启",
        "try it on a sample quarter under way: print accounts, and serve",
    ),
)
def sample(host: str = HOST, port: int = PORT) -> None:
    from console.sample.desk import set_up

    for line in set_up():
        say(line)
    keep_open(host, port)


def keep_open(host: str, port: int) -> None:
    """Serve until Ctrl-C.

    Raises:
        FaultyInput: nobody can listen at that place.
    """
    import uvicorn

    from console.web.app import desk

    with _place(host, port) as place:
        say(
            Words(
                "网上办事窗口：http://{host}:{port}　按 Ctrl-C 结束",
                "the desk: http://{host}:{port}  Ctrl-C ends it",
                host=host,
                port=place.getsockname()[1],
            )
        )
        server = uvicorn.Server(
            uvicorn.Config(desk(), log_level="warning", server_header=False, access_log=False, ws="none")
        )
        with suppress(KeyboardInterrupt):
            server.run(sockets=[place])
    say(Words("窗口已关闭", "the desk is closed"))


def _place(host: str, port: int) -> socket.socket:
    """Listen there ourselves, so that what is wrong is said in words."""
    where = Words("{host}:{port}", "{host}:{port}", host=host, port=port)
    try:
        return socket.create_server((host, port))
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise FaultyInput(
            [
                Fault(
                    where,
                    Words("不能监听（{why}）", "cannot be listened at ({why})", why=why),
                    Words(
                        "请换一个端口或者地址：--port、--host", "take another port or address: --port, --host"
                    ),
                )
            ]
        ) from None
