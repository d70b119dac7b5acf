"""What the letters of a pre-review quote, and what they advise (通知的内容).

The judge is told what is held against him, who inquires, who sits and what was found; never who reported, how anybody
voted, or that the supervision commission was told. A fact that is not for all is marked at its definition.
"""

from __future__ import annotations

from typing import Any

from rules.committee_findings import Finding
from rules.exemptions import answer_name
from rules.labels import Labelled, Words
from rules.partial_dates import partial_date
from rules.roles import Role
from state_machines.disciplinary_prereview.corrections import CORRECTIONS
from state_machines.disciplinary_prereview.terms import Act, Conclusion, Known, Question, Source
from state_machines.files_handed_in import names_of
from state_machines.letters import Letters
from state_machines.moments import told
from state_machines.papers_served import service_told
from state_machines.points import answered, numbered
from state_machines.steps import Fact

_CHARGE = (Known.SOURCE, Known.ITEM, Known.CONDUCT, Known.ACTED_ON)
_MEETING = (Known.MEETING_AT, Known.MEETING_PLACE, Known.CHAIR, Known.MEMBERS, Known.MATERIALS)
_END = (Known.CONCLUSION, Known.EXEMPTION, Known.EXEMPTION_GROUND, Known.EXEMPTION_REASONS, Known.REASONS)
_ANSWERED = (Known.REASONS, Known.OBJECTION_ANSWER, Known.COURT_ANSWER)

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    Act.ADMIT_LEAD: (*_CHARGE, Known.REPORTER),
    Act.ROUTE_AWAY: (Known.ITEM, Known.ROUTE, Known.ROUTE_BASIS, Known.REASONS),
    Act.JOIN: (Known.INTO, Known.REASONS),
    Act.TAKE_IN: (Known.TAKEN_IN,),
    Act.PROPOSE: (Known.CASE_SEEN, Known.OPINION_REASONS, Known.EXEMPTION, Known.EXEMPTION_REASONS),
    Act.CLOSE_INITIAL: _END,
    Act.CLOSE_UNFOUNDED: _END,
    Act.CLOSE_REFUSED: _END,
    Act.START_INQUIRY: _CHARGE,
    Act.APPOINT_INQUIRERS: (Known.INQUIRERS,),
    Act.ASK_RECUSAL: (Known.RECUSAL_OF, Known.RECUSAL_GROUND),
    Act.DECIDE_INQUIRER: (Known.RECUSAL_OF, Known.RECUSAL_GRANTED, Known.REASONS),
    Act.DECIDE_RECUSAL: (Known.RECUSAL_OF, Known.RECUSAL_GRANTED, Known.REASONS),
    Act.STATE_AND_DEFEND: (Known.STATEMENT, Known.EVIDENCE),
    Act.ADD_EVIDENCE: (Known.EVIDENCE,),
    Act.RECORD_SILENCE: (Known.SILENCE,),
    Act.EXTEND_INQUIRY: (Known.REASONS,),
    Act.REPORT: (
        Known.REPORT,
        Known.FACTS_FOUND,
        Known.ANSWERS,
        Known.WRONG_RESULT,
        Known.SERIOUS,
        Known.LIABILITY,
    ),
    Act.RETURN_INQUIRY: (Known.REASONS,),
    Act.SUBMIT: (Known.QUESTION, Known.REPORT, Known.ANSWERS),
    Act.REFUSE_ACCEPTANCE: (Known.REASONS,),
    Act.RESUBMIT: (Known.SUPPLEMENT,),
    Act.CALL_MEETING: _MEETING,
    Act.POSTPONE_MEETING: (*_MEETING, Known.REASONS),
    Act.SERVE_COURT: (Known.FINDING, Known.OPINION_TEXT),
    Act.SERVE_JUDGE: (Known.FINDING, Known.OPINION_TEXT, Known.SERVICE),
    Act.OBJECT: (Known.OBJECTION, Known.EVIDENCE),
    Act.OBJECT_AS_COURT: (Known.COURT_OBJECTION,),
    Act.WAIVE: (Known.FINDING, Known.WAIVERS),
    Act.LET_LAPSE: (Known.FINDING,),
    Act.DISMISS_OBJECTION: (Known.FINDING, *_ANSWERED),
    Act.UPHOLD_OBJECTION: _ANSWERED,
    **dict.fromkeys((Act.SUSPEND, Act.SUSPEND_DELIBERATION), (Known.SUSPENSION, Known.REASONS)),
    **dict.fromkeys((Act.RESUME, Act.RESUME_DELIBERATION), (Known.REASONS,)),
    Act.WITHDRAW: (Known.REASONS,),
    Act.TRANSFER: (Known.ITEM, Known.ROUTE_BASIS, Known.TRANSFER_GROUND),
    Act.TAKE_BACK: (Known.SUPERVISION_RESULT,),
    Act.CLOSE_TRANSFERRED: (Known.SUPERVISION_RESULT,),
    Act.RECTIFY: (Known.REPLACED, Known.REASONS),
    Act.TERMINATE: (Known.TERMINATION, Known.REASONS, Known.OTHERS_GO_ON),
}

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.ADMIT_LEAD: Words("属于法官法第46条第四、五项的，受理初查", "take it up if it is within art. 46(4) or (5)"),
    Act.ROUTE_AWAY: Words("不属于的，按规定转往有权机关，不因转出而结案", "send it the way it must go if it is not"),
    Act.PROPOSE: Words("先审查是否有免责情形，在期限内向院长提出初步意见", "look at the exemptions first, and report to the president in time"),
    Act.CLOSE_INITIAL: Words("不应当追责的，写明免责情形或者查否理由后了结", "close it, naming the exemption or why it is unfounded"),
    Act.START_INQUIRY: Words("可能应当追责的，启动追责并告知当事法官", "start the inquiry if there may be a case, and the judge is told"),
    Act.APPOINT_INQUIRERS: Words("指定两名以上与本案无涉的调查人员", "appoint two inquirers or more who had no part in the case"),
    Act.ASK_RECUSAL: Words(
        "认为调查人员或者委员应当回避的，书面写明其代码和理由；决定之前不得继续",
        "if an inquirer or a member should step aside, say who and why, in writing; nothing goes on until it is decided"),
    **dict.fromkeys((Act.DECIDE_INQUIRER, Act.DECIDE_RECUSAL), Words("在期限内书面决定是否回避，说明理由", "decide in writing in time, with reasons")),
    Act.STATE_AND_DEFEND: Words(
        "可以陈述、举证、辩解，一点一条；调查报告对每一点都应当说明是否采纳及理由，不会因申辩而加重",
        "you may state, prove and defend, point by point; the report says of each point whether it is adopted and why, and nothing becomes heavier for it"),
    Act.ADD_EVIDENCE: Words("作出审查意见之前可以补充证据", "until the opinion is given you may add evidence"),
    Act.REPORT: Words(
        "查明事实，听取当事法官意见并逐点说明采纳与否，在期限内提交调查报告",
        "find the facts, hear the judge, answer each point, and report in time"),
    Act.RETURN_INQUIRY: Words("事实尚未查明的，退回补充调查", "return it if the facts are not found"),
    Act.CLOSE_UNFOUNDED: Words("不需要提请的，说明理由后了结", "close it with reasons if it need not be submitted"),
    Act.SUBMIT: Words("事实查明、需要认定故意或者重大过失的，提请惩戒委员会审议", "submit it if the facts are found and intent or gross negligence is to be determined"),
    Act.ACCEPT: Words("审查范围和材料，在期限内受理", "check scope and file, and accept it in time"),
    Act.REFUSE_ACCEPTANCE: Words("不符合的，说明理由，不予受理", "refuse it with reasons if it does not do"),
    Act.RESUBMIT: Words("补充后再次提请", "supplement and submit again"),
    Act.CLOSE_REFUSED: Words("不再提请的，写明理由后了结", "close it with reasons if it is not submitted again"),
    Act.CALL_MEETING: Words("定下时间、地点，提前告知当事法官时间、组成人员和权利", "fix time and place, and tell the judge in advance the time, the members and the rights"),
    Act.FORM_OPINION: Words("听取举证和陈述后表决，达到多数的形成审查意见", "hear, vote, and form the opinion the majority reached"),
    Act.FIND_NO_MAJORITY: Words("四种意见均未达到多数的，如实记录", "record it if no finding reached the majority"),
    Act.SERVE_COURT: Words("送达提请法院，登记收到之日", "serve the court and record the day of receipt"),
    Act.SERVE_JUDGE: Words("送达当事法官，登记方式和收到之日", "serve the judge and record how and when"),
    Act.OBJECT: Words(
        "对审查意见有异议的，在期限内向惩戒委员会书面提出，一点一条写明理由；每一点都应当得到答复，不会因异议而加重",
        "if you disagree with the opinion, object to the committee in writing in time, point by point; each point is answered, and the finding never becomes heavier for it"),
    Act.OBJECT_AS_COURT: Words("法院有异议的，在期限内书面提出，逐点写明理由", "the court may object in writing in time, point by point"),
    Act.WAIVE: Words("期满无异议的自动确定；双方书面表示不提异议的，可以登记确定", "it becomes final by itself; where both waive in writing, record that"),
    Act.DISMISS_OBJECTION: Words("异议不成立的，逐点答复", "dismiss the objection, answering each point"),
    Act.UPHOLD_OBJECTION: Words("异议成立的，逐点答复，重新审议", "uphold it, answering each point, and deliberate anew"),
    **dict.fromkeys((Act.RESUME, Act.RESUME_DELIBERATION), Words("中止情形消除的，及时恢复办理", "resume when the ground is gone")),
}
"""How each act is done, for who may do it."""

COUNSEL: dict[tuple[Labelled, Role], Words] = {
    (Act.START_INQUIRY, Role.JUDGE_CONCERNED): Words(
        "陈述、举证、辩解，查阅认定的事实；认为调查人员应当回避的，提出申请；可以请求法官权益保障委员会协助",
        "state, prove and defend; ask for the recusal of an inquirer; turn to the duty-protection committee"),
    (Act.APPOINT_INQUIRERS, Role.JUDGE_CONCERNED): Words("认为调查人员应当回避的，书面申请并说明理由", "ask in writing for the recusal of an inquirer, with reasons"),
    (Act.RETURN_INQUIRY, Role.JUDGE_CONCERNED): Words("补充陈述和证据", "add to your statement and evidence"),
    (Act.SUBMIT, Role.JUDGE_CONCERNED): Words("向惩戒委员会补充证据，到会陈述", "add evidence, and speak before the committee"),
    (Act.CALL_MEETING, Role.JUDGE_CONCERNED): Words(
        "申请委员回避；到会陈述、举证、辩解，不能到会的提交书面意见；举证责任在法院",
        "ask for a member's recusal; attend, state, prove and defend, or write; the burden of proof is on the court"),
    **dict.fromkeys(((Act.CALL_MEETING, Role.COMMITTEE_MEMBER), (Act.POSTPONE_MEETING, Role.COMMITTEE_MEMBER)), Words(
        "取用审议材料：zelian sitting materials --by 本人代码 --save 文件夹，或者向惩戒工作办公室领取；应当回避的，请即说明",
        "take the material: zelian sitting materials --by YOUR-CODE --save FOLDER, or fetch it from the discipline office; say so at once if you must step aside")),
    (Act.POSTPONE_MEETING, Role.JUDGE_CONCERNED): Words("按改期的时间到会，或者提交书面意见", "attend on the new day, or write"),
    (Act.LET_JUDGE_LAPSE, Role.JUDGE_CONCERNED): Words("等候意见确定；法院作出决定之前，还可以陈述申辩", "wait: before the court decides you are heard again"),
    (Act.DISMISS_OBJECTION, Role.JUDGE_CONCERNED): Words("法院作出决定之前陈述申辩；对决定不服的，申请复核或者申诉", "be heard before the court decides; its decision may be reconsidered or appealed"),
    (Act.CLOSE_INITIAL, Role.JUDGE_CONCERNED): Words("不实举报造成影响的，请求澄清", "ask for clearance if a false report did harm"),
    (Act.CLOSE_UNFOUNDED, Role.JUDGE_CONCERNED): Words("不实举报造成影响的，请求澄清", "ask for clearance if a false report did harm"),
}
# fmt: on


def _codes(items: Any) -> Words:
    return Words("、".join(items), ", ".join(items))


def _as_known(text: Any) -> Words:
    found = partial_date(str(text))
    return found.words if found else Words("{text}", "{text}", text=text)


LETTERS = Letters(
    QUOTES,
    ADVICE,
    labels={
        Known.FINDING.code: Finding,
        Known.SOURCE.code: Source,
        Known.QUESTION.code: Question,
        Known.CONCLUSION.code: Conclusion,
    },
    counsel=COUNSEL,
    forms={
        Known.STATEMENT.code: numbered,
        Known.ANSWERS.code: answered,
        Known.OBJECTION.code: numbered,
        Known.COURT_OBJECTION.code: numbered,
        Known.OBJECTION_ANSWER.code: answered,
        Known.COURT_ANSWER.code: answered,
        Known.MEETING_AT.code: told,
        Known.MATERIALS.code: names_of,
        Known.REPLACED.code: CORRECTIONS.told,
        Known.MEMBERS.code: _codes,
        Known.INQUIRERS.code: _codes,
        Known.EXEMPTION.code: answer_name,
        Known.SERVICE.code: service_told,
        Known.ACTED_ON.code: _as_known,
        Known.LIABILITY.code: lambda found: Words(found["zh"], found["en"]),
    },
    desk=Role.INSPECTION,
)
