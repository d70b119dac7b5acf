"""What every matter of protection has on record (保护事项的共同事实): whose it is, of which court, and where it came from.

The reference of what it came from and, in clearing, the list of those who heard the accusation are kept for what follows
later: undoing what an unfounded accusation left behind, and handing matters over.
"""

from __future__ import annotations

from state_machines.steps import Fact, Kind

CASE_NO = Fact("case_no", "案号", "case number", Kind.CODE)
COURT = Fact("court", "法院", "court")
ORGANISER = Fact("organiser", "上级法院", "higher court")
DIVISION = Fact("division", "庭室", "division")
JUDGE = Fact("judge", "当事法官", "judge concerned", Kind.CODE)
SOURCE_REF = Fact("source_ref", "来源编号", "reference of the source", Kind.CODE)
REASONS = Fact("reasons", "理由", "reasons")
RESULT = Fact("result", "办理结果", "result")
