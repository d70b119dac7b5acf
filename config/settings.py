"""What one installation is set to (设置): read from the environment (``ZELIAN_…``) and from a file ``zelian.env``.

Read by console and flows only; everything below them is given what it needs. A field's title is what a clerk reads
in Chinese, its description the same in English: the READMEs print both.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting has a default that works on one machine without a server."""

    model_config = SettingsConfigDict(env_prefix="ZELIAN_", env_file="zelian.env", extra="ignore")

    home: Path = Field(
        default=Path("var"),
        title="本机全部数据所在的文件夹：数据库、文书、信箱、日志",
        description="the folder that holds everything of this installation: database, papers, mailboxes, logs",
    )
    database: str = Field(
        default="",
        title="数据库，如 postgresql+psycopg://user@host/name；不填为 home 中的一个 SQLite 文件",
        description="the database, as postgresql+psycopg://user@host/name; empty: an SQLite file in home",
    )
    court: str = Field(
        default="吉林省高级人民法院",
        title="组织评查的法院",
        description="the court that runs the rounds",
    )
    court_directory: Path | None = Field(
        default=None,
        title="本院自定的 parameters、calendar、score_sheets、exit_grounds、templates，优先于系统自带的",
        description="the court's own parameters, calendar, score_sheets, exit_grounds and templates, which stand before ours",
    )
    fonts: Path | None = Field(
        default=None,
        title="本院字体文件夹（如仿宋_GB2312、方正小标宋），PDF优先用其中的字体；不填为 home 中的 fonts",
        description="the court's own fonts, taken first for PDFs; empty: the folder fonts in home",
    )
    routes_file: Path | None = Field(
        default=None,
        title="本院自定的通知渠道（格式同 config/routes.yaml）",
        description="the court's own routes of notices, in the form of config/routes.yaml",
    )
    secrets_file: Path | None = Field(
        default=None,
        title="通知渠道的密钥（YAML，每行 name: value），只许值守账户读取；也可用环境变量 ZELIAN_SECRET_NAME",
        description="the secrets of channels (YAML, name: value), readable by the service only; or ZELIAN_SECRET_NAME",
    )
    ledger_hash: Literal["", "sha256", "sm3"] = Field(
        default="",
        title="台账摘要算法：sha256 或 sm3（国密）；建库时定下，此后不能改。不填：照本库原有的，新库为 sha256",
        description="digests of the ledger: sha256 or sm3; settled when the database is made; empty: as it is, new ones sha256",
    )
    ledger_key: Path | None = Field(
        default=None,
        title="台账封存的签名私钥（zelian ledger key 生成），只许值守账户读取；不填为 home 中的 ledger.key",
        description="the private key that signs seals (made by zelian ledger key); empty: ledger.key in home",
    )
    ledger_trusted_keys: Path | None = Field(
        default=None,
        title="可信公钥（每行一个）：其他法院的，和本院换下的；不填为 home 中的 ledger-trusted.keys",
        description="public keys trusted, one a line: other courts', and our former ones; empty: ledger-trusted.keys in home",
    )
    reporter_key: Path | None = Field(
        default=None,
        title="举报人身份的密钥文件（32字节，base64url），只许值守账户读取，并另行备份；不填则不加密保存",
        description="the key under which it is kept who reported (32 bytes, base64url), backed up apart; empty: not encrypted",
    )
    papers_after_acts: bool = Field(
        default=True,
        title="惩戒步骤办理后，例行办理时自动写出应当制作的文书；false 则由办理人自己写出",
        description="the routine writes the papers that an act of discipline calls for; false: whoever acts writes them",
    )
    desk_address: str = Field(
        default="",
        title="办理页面的网址（院内网），提醒中的签收链接由此生成；不填则通知中没有链接",
        description="the address of the desk's pages inside the court's network, for links in reminders; empty: no links",
    )
    law_library: Path | None = Field(
        default=None,
        title="法律全文库（JSONL，每行一条），本院如有",
        description="full texts of laws (JSONL, one article a line), if the court has them",
    )
    desk_https: bool = Field(
        default=False,
        title="网上办事窗口由反向代理以 https 提供（登录凭证只经 https 发送）",
        description="the desk in a browser is served over https by a proxy: the sign-in goes over https only",
    )
    language: Literal["zh", "en"] = Field(
        default="zh",
        title="用语：zh 中文，en 英文",
        description="the language spoken: zh or en",
    )
    operator: str = Field(
        default="office",
        title="没有用 --by 写明时，本机办理人的代码",
        description="the code of the person at this desk, where --by names no other",
    )

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.home / 'zelian.db'}"

    @property
    def fonts_folder(self) -> Path:
        return self.fonts or self.home / "fonts"

    @property
    def key_file(self) -> Path:
        return self.ledger_key or self.home / "ledger.key"

    @property
    def trusted_keys_file(self) -> Path:
        return self.ledger_trusted_keys or self.home / "ledger-trusted.keys"

    @property
    def papers(self) -> Path:
        return self.home / "papers"

    @property
    def mailbox(self) -> Path:
        return self.home / "mailbox"
