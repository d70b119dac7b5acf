"""What an account is for (账户类别): working on matters, keeping accounts, or auditing; never two of these (三员分立)."""

from __future__ import annotations

from rules.labels import Labelled


class Duty(Labelled):
    """What somebody who signs in may be there for. In which offices a person acts, the register says on the day."""

    PERSON = "person", "办案人员", "person of a court"
    ADMINISTRATOR = "administrator", "账户管理员", "account administrator"
    AUDITOR = "auditor", "安全审计员", "security auditor"
