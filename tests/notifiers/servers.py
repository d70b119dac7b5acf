"""Servers on this machine that check what they are sent, and answer as the vendors do: HTTP 200 to a refusal too."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def free_port():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        return closed.getsockname()[1]


def certificate(folder):
    """A certificate of this machine that it signed itself: the file of it, and the context of a server."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return file, context


class Post:
    """A mail server of a court: it knows one person and keeps what it takes."""

    def __init__(self):
        self.taken = []
        self.logins = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if not address.startswith("known"):
            return "550 5.1.1 没有这个用户" if address.startswith("chinese") else "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(envelope.content)
        self.over_tls = session.ssl is not None
        return "250 OK"

    def knows(self, login, password):
        def authenticator(_server, _session, _envelope, _mechanism, given):
            self.logins.append((given.login.decode(), given.password.decode()))
            return AuthResult(success=self.logins[-1] == (login, password), handled=False)

        return authenticator


@contextlib.contextmanager
def running(controller):
    controller.start()
    try:
        yield controller
    finally:
        controller.stop()


def mail_server(context=None, *, implicit=False, login=None):
    """A mail server: open, with STARTTLS, or with TLS from the first byte; with a login where one is given."""
    post = Post()
    options = {}
    if login:
        options = {"authenticator": post.knows(*login), "auth_required": True, "auth_require_tls": True}
    if implicit:
        # aiosmtpd does not see that a connection which began with TLS is safe to log in on.
        options |= {"ssl_context": context, "auth_required": False, "auth_require_tls": False}
    elif context:
        options |= {"tls_context": context, "require_starttls": True}
    return running(Controller(post, hostname="127.0.0.1", port=free_port(), **options))


class Vendor:
    """A vendor's robots: they check the request as the vendor says they do, and answer with the vendor's numbers."""

    KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
    TOKEN = "9f86d081884c7d659a2feaa0c55ad015"
    SIGNING = "SECc0ffee0123456789"
    HOOK = "b3f9cAB1-0001-4d1b-a994-790f21fc8d30"
    CORP, CORP_SECRET = "wwCorp01", "corp-s3cret/+="

    def __init__(self):
        self.asked = []
        self.texts = []
        self.hour = None
        self.pass_ = "PASS-1"

    def answer(self, path, query, body):
        self.asked.append((path, query, body))
        answers = {
            "/cgi-bin/webhook/send": self._wecom,
            "/robot/send": self._dingtalk,
            "/cgi-bin/gettoken": self._pass,
            "/cgi-bin/message/send": self._application,
        }
        if path.startswith("/open-apis/bot/v2/hook/"):
            return self._feishu(path.rpartition("/")[2], body)
        return answers[path](query, body) if path in answers else None

    def _pass(self, query, _body):
        if query != {"corpid": self.CORP, "corpsecret": self.CORP_SECRET}:
            return {"errcode": 40001, "errmsg": f"invalid credential {query['corpsecret']}"}
        return {"errcode": 0, "errmsg": "ok", "access_token": self.pass_, "expires_in": 7200}

    def _wecom(self, query, body):
        if query != {"key": self.KEY}:
            return {"errcode": 93000, "errmsg": "invalid webhook url, hint: [1500000000]"}
        if len(body["text"]["content"].encode()) > 2048:
            return {"errcode": 40058, "errmsg": "content exceed max length"}
        return self._taken(body["msgtype"] == "text", body["text"]["content"])

    def _dingtalk(self, query, body):
        if query.get("access_token") != self.TOKEN:
            return {"errcode": 300001, "errmsg": "token is not exist"}
        stamp = query.get("timestamp", "0")
        signed = hmac.digest(self.SIGNING.encode(), f"{stamp}\n{self.SIGNING}".encode(), hashlib.sha256)
        if query.get("sign") != base64.b64encode(signed).decode() or not self._fresh(int(stamp) / 1000):
            return {"errcode": 310000, "errmsg": "sign not match"}
        return self._taken(body["msgtype"] == "text", body["text"]["content"])

    def _feishu(self, hook, body):
        if hook != self.HOOK:
            return {"code": 19001, "msg": "param invalid: incoming webhook access token invalid", "data": {}}
        stamp = body.get("timestamp", "0")
        signed = hmac.new(f"{stamp}\n{self.SIGNING}".encode(), digestmod=hashlib.sha256).digest()
        if body.get("sign") != base64.b64encode(signed).decode() or not self._fresh(int(stamp)):
            return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour"}
        self.texts.append(body["content"]["text"])
        return {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"}

    def _application(self, query, body):
        if query != {"access_token": self.pass_}:
            return {"errcode": 42001, "errmsg": f"access_token expired {query['access_token']}"}
        if body["touser"] == "gone":
            return {"errcode": 0, "errmsg": "ok", "invaliduser": "gone"}
        if body["touser"] != "known":
            return {"errcode": 81013, "errmsg": "user & party & tag all invalid"}
        return self._taken(body["agentid"] == 1000002 and body["msgtype"] == "text", body["text"]["content"])

    def _taken(self, well_formed, text):
        assert well_formed
        self.texts.append(text)
        return {"errcode": 0, "errmsg": "ok"}

    def _fresh(self, stamp):
        return abs(self.hour.timestamp() - stamp) < 3600


class _Request(BaseHTTPRequestHandler):
    def do_POST(self):
        parts = urlsplit(self.path)
        query = {name: value for name, (value,) in parse_qs(parts.query).items()}
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.raw.append((self.path, self.headers, raw))
        status, text = self.server.answering(parts.path, query, raw)
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        content = text.encode()
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST  # noqa: N815 - as the base class calls it

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def web_server(answering, context=None):
    """A web server that answers `(status, text)` to path, query and content; what it was sent stands in `raw`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Request)
    server.answering, server.raw = answering, []
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.handle_error = lambda *_: None  # a client that does not trust us hangs up
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def vendor_server(vendor):
    def answering(path, query, raw):
        said = vendor.answer(path, query, json.loads(raw) if raw else None)
        return (404, "not found") if said is None else (200, json.dumps(said))

    return web_server(answering)


@contextlib.contextmanager
def raw_server(talk):
    """A server that does with each connection what the test says."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        over = threading.Event()

        def serve():
            while not over.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection, contextlib.suppress(OSError):
                    talk(connection, over)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            over.set()
            with contextlib.suppress(OSError), socket.create_connection(listening.getsockname(), timeout=1):
                pass
            thread.join()
