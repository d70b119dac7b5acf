"""专业审查前置 (disciplinary pre-review), from the lead to the committee's final opinion.

Read it as a table, one row per lawful step. The states and the acts are named in `disciplinary_prereview_terms.py`, the
time limits in `…_clocks.py`; the guards stand in `…_lead.py`, `…_inquiry.py`, `…_committee.py`, `…_vote.py` and
`…_ends.py`. The committee finds
and does not punish: what the court decides on its opinion is another procedure (`discipline_decision.py`).
"""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Role
from state_machines.disciplinary_prereview import committee, ends, inquiry, lead, vote
from state_machines.disciplinary_prereview.clocks import Clock
from state_machines.disciplinary_prereview.corrections import RECTIFYING
from state_machines.disciplinary_prereview.letters import LETTERS
from state_machines.disciplinary_prereview.terminations import others_forgotten, unknown_termination
from state_machines.disciplinary_prereview.terms import Act, Known, Paper, State
from state_machines.files_handed_in import taking_files
from state_machines.papers_served import rightly_served, served_on
from state_machines.procedure import Procedure
from state_machines.steps import OwnMatter, Step

PLAN_2022 = law("plan_2022")
LOCAL = law("local_discipline")
JUDGES = law("judges_law")
RESPONSIBILITY = law("judicial_responsibility_2015")
OPINION_2016 = law("discipline_opinion_2016")
CIVIL_SERVANTS = law("civil_servants_law")
SANCTIONS = law("government_sanctions_law")

INTAKE = (Role.TRIAL_SUPERVISION, Role.TRIAL_MANAGEMENT)
INSPECTORS = (Role.INSPECTION, Role.INTERNAL_DISCIPLINE)
PRESIDENT, JUDGE, OFFICE = Role.PRESIDENT, Role.JUDGE_CONCERNED, Role.DISCIPLINE_OFFICE
CHAIR, COMMITTEE, MEMBER = Role.COMMITTEE_CHAIR, Role.DISCIPLINE_COMMITTEE, Role.COMMITTEE_MEMBER
EXEMPT = (Known.EXEMPTION, Known.EXEMPTION_REASONS, Known.BY_RETRIAL, Known.FALSE_REPORT)
AT_THE_COURT = (State.LEAD, State.INITIAL_REVIEW, State.INQUIRY, State.PRESIDENT_DECISION, State.NOT_ACCEPTED)
BEFORE_THE_COMMITTEE = (State.SUBMITTED, State.ACCEPTED, State.DELIBERATION, State.NO_MAJORITY)
OPINION_OUT = (State.OPINION_ISSUED, State.OBJECTION_WINDOW, State.OBJECTION_REVIEW)
OBJECTING = (State.OBJECTION_WINDOW, State.OBJECTION_REVIEW)
SUSPENSIONS = (
    (State.INQUIRY, PRESIDENT, Act.SUSPEND, Act.RESUME),
    (State.ACCEPTED, (CHAIR, OFFICE), Act.SUSPEND_DELIBERATION, Act.RESUME_DELIBERATION),
    (State.DELIBERATION, (CHAIR, OFFICE), Act.SUSPEND_DELIBERATION, Act.RESUME_DELIBERATION),
)
"""Where a matter may be suspended (中止), and by whom."""
LIMITS_OF = {
    State.INQUIRY: (Clock.INQUIRY, Clock.APPOINTMENT, Clock.RECUSAL),
    State.ACCEPTED: (Clock.CALLING,),
    State.DELIBERATION: (Clock.DELIBERATION, Clock.RECUSAL),
}
"""What a suspension holds in each state where one is possible (中止)."""

# fmt: off
_STEPS = (
    # the lead, and where it must go
    #    act                   from              to                who may take it          on what authority
    Step(Act.ADMIT_LEAD,       State.LEAD,       State.INITIAL_REVIEW, INTAKE,              RESPONSIBILITY[34],
         may=(Known.ITEM, Known.CONDUCT, Known.ACTED_ON, Known.BENCH, Known.OTHERS), unless=(lead.not_a_judge, lead.outside_competence), within=Clock.INTAKE, papers=(Paper.LEAD_FORM,), tells=(PRESIDENT,)),
    Step(Act.ROUTE_AWAY,       State.LEAD,       State.ROUTED,     INTAKE,                  LOCAL["分流"],
         asks=(Known.ROUTE, Known.REASONS), may=(Known.ITEM,), unless=(lead.within_competence,), within=Clock.INTAKE, computes=lead.ROUTED, papers=(Paper.ROUTING_LETTER,), tells=INSPECTORS),
    *(Step(Act.JOIN,           state,            State.JOINED,     INTAKE,                  LOCAL["线索"],
           asks=(Known.INTO, Known.REASONS), unless=(lead.joined_to_itself,), papers=(Paper.JOINDER,), tells=(Role.INSPECTION,))
      for state in (State.LEAD, State.INITIAL_REVIEW)),
    *(Step(Act.TAKE_IN,        state,            None,             INTAKE,                  LOCAL["线索"],
           asks=(Known.TAKEN_IN,), papers=(Paper.JOINDER,), tells=(Role.INSPECTION,))
      for state in (State.LEAD, State.INITIAL_REVIEW, State.INQUIRY)),

    # initial review: the departments propose, the president decides
    Step(Act.PROPOSE,          State.INITIAL_REVIEW, None,         INTAKE,                  RESPONSIBILITY[34],
         asks=(Known.CASE_SEEN, Known.OPINION_REASONS), may=(Known.EXEMPTION, Known.EXEMPTION_REASONS), computes=lead.EXEMPTED, unless=(lead.unknown_exemption,), within=Clock.INITIAL, papers=(Paper.INITIAL_OPINION,), tells=(PRESIDENT,)),
    Step(Act.CLOSE_INITIAL,    State.INITIAL_REVIEW, State.CLOSED, PRESIDENT,               RESPONSIBILITY[28],
         asks=(Known.CONCLUSION, Known.REASONS), may=EXEMPT, computes=lead.EXEMPTED, unless=(lead.not_proposed, lead.unknown_exemption, lead.closed_without_ground), within=Clock.APPROVAL,
         papers=(Paper.INITIAL_CLOSURE,), tells=(JUDGE, *INTAKE, Role.DUTY_PROTECTION)),
    Step(Act.START_INQUIRY,    State.INITIAL_REVIEW, State.INQUIRY, PRESIDENT,              RESPONSIBILITY[34],
         may=(Known.DIFFERS,), unless=(lead.not_proposed, lead.started_without_case), within=Clock.APPROVAL, papers=(Paper.START_NOTICE,), tells=(JUDGE, *INSPECTORS)),

    # inquiry: two or more, and the judge is heard
    Step(Act.APPOINT_INQUIRERS, State.INQUIRY,   None,             INSPECTORS,              LOCAL["调查"],
         asks=(Known.INQUIRERS,), unless=(ends.suspended, inquiry.inquirer_involved, inquiry.too_few_inquirers), within=Clock.APPOINTMENT, papers=(Paper.INQUIRERS,), tells=(JUDGE,)),
    Step(Act.ASK_RECUSAL,      State.INQUIRY,    None,             JUDGE,                   JUDGES[49],
         asks=(Known.RECUSAL_OF, Known.RECUSAL_GROUND), computes=inquiry.RECUSAL_ASKED, unless=(inquiry.not_the_judge_concerned, ends.suspended, inquiry.recusal_pending, inquiry.nobody_to_recuse),
         papers=(Paper.RECUSAL_REQUEST,), tells=(PRESIDENT, Role.INSPECTION)),
    Step(Act.DECIDE_INQUIRER,  State.INQUIRY,    None,             PRESIDENT,               SANCTIONS[48],
         asks=(Known.RECUSAL_GRANTED, Known.REASONS), unless=(ends.suspended, inquiry.no_recusal), within=Clock.RECUSAL, computes=inquiry.RECUSAL_DECIDED,
         papers=(Paper.RECUSAL_DECISION,), tells=(JUDGE, Role.INSPECTION)),
    Step(Act.STATE_AND_DEFEND, State.INQUIRY,    None,             JUDGE,                   JUDGES[49],
         asks=(Known.STATEMENT,), may=(Known.EVIDENCE,), unless=(inquiry.not_the_judge_concerned, inquiry.stated_already), papers=(Paper.STATEMENT,), tells=INSPECTORS),
    *(Step(Act.ADD_EVIDENCE,   state,            None,             JUDGE,                   JUDGES[49],
           asks=(Known.EVIDENCE,), unless=(inquiry.not_the_judge_concerned,), tells=(*INSPECTORS, OFFICE))
      for state in (State.INQUIRY, State.SUBMITTED, State.ACCEPTED, State.DELIBERATION)),
    Step(Act.RECORD_SILENCE,   State.INQUIRY,    None,             INSPECTORS,              RESPONSIBILITY[35],
         asks=(Known.SILENCE,), unless=(inquiry.silence_contradicted,), papers=(Paper.STATEMENT,), tells=(JUDGE,)),
    Step(Act.EXTEND_INQUIRY,   State.INQUIRY,    None,             PRESIDENT,               LOCAL["调查"],
         asks=(Known.REASONS,), unless=(ends.suspended, inquiry.extended_too_long), extends=(Clock.INQUIRY,), marks=((Known.EXTENDED, True),), tells=(JUDGE, *INSPECTORS)),
    Step(Act.REPORT,           State.INQUIRY,    State.PRESIDENT_DECISION, INSPECTORS,      RESPONSIBILITY[35],
         asks=(Known.REPORT, Known.FACTS_FOUND), may=(Known.ANSWERS, Known.WRONG_RESULT, Known.WRONG_OPERATIVE_PART, Known.SERIOUS, Known.LIABILITY_KIND, Known.FAULT, Known.ACTED_ON),
         computes=lead.LIABILITY, unless=(lead.unknown_liability, ends.suspended, inquiry.recusal_pending, inquiry.too_few_inquirers, inquiry.judge_unheard, inquiry.statement_unanswered),
         within=Clock.INQUIRY, papers=(Paper.INQUIRY_REPORT,), tells=(PRESIDENT,)),
    Step(Act.RETURN_INQUIRY,   State.PRESIDENT_DECISION, State.INQUIRY, PRESIDENT,          LOCAL["院长决定"],
         asks=(Known.REASONS,), within=Clock.SUBMISSION, tells=(JUDGE, *INSPECTORS)),
    Step(Act.CLOSE_UNFOUNDED,  State.PRESIDENT_DECISION, State.CLOSED, PRESIDENT,           RESPONSIBILITY[28],
         asks=(Known.CONCLUSION, Known.REASONS), may=EXEMPT, computes=lead.EXEMPTED, unless=(lead.unknown_exemption, lead.closed_without_ground), within=Clock.SUBMISSION,
         papers=(Paper.INITIAL_CLOSURE,), tells=(JUDGE, *INSPECTORS, Role.DUTY_PROTECTION)),
    Step(Act.SUBMIT,           State.PRESIDENT_DECISION, State.SUBMITTED, PRESIDENT,        OPINION_2016["提请"],
         asks=(Known.QUESTION,), unless=(lead.outside_competence, inquiry.facts_not_found, inquiry.nothing_to_determine), within=Clock.SUBMISSION, papers=(Paper.SUBMISSION,), tells=(JUDGE, OFFICE)),

    # before the committee
    Step(Act.ACCEPT,           State.SUBMITTED,  State.ACCEPTED,   OFFICE,                  JUDGES[48],
         asks=(Known.FILE_COMPLETE,), unless=(lead.not_a_judge, lead.outside_competence, committee.file_incomplete), within=Clock.ACCEPTANCE, papers=(Paper.ACCEPTANCE,), tells=(JUDGE, PRESIDENT, CHAIR)),
    Step(Act.REFUSE_ACCEPTANCE, State.SUBMITTED, State.NOT_ACCEPTED, OFFICE,                LOCAL["受理"],
         asks=(Known.REASONS,), within=Clock.ACCEPTANCE, papers=(Paper.REFUSAL,), tells=(JUDGE, PRESIDENT)),
    *(Step(Act.RESUBMIT,       state,            State.SUBMITTED,  PRESIDENT,               LOCAL["再次提请"],
           asks=(Known.SUPPLEMENT,), within=Clock.RESUBMISSION, computes=vote.HEARD_ANEW, papers=(Paper.SUPPLEMENT, Paper.SUBMISSION), tells=(JUDGE, OFFICE))
      for state in (State.NOT_ACCEPTED, State.NO_MAJORITY)),
    Step(Act.CLOSE_REFUSED,    State.NOT_ACCEPTED, State.CLOSED,   PRESIDENT,               LOCAL["受理"],
         asks=(Known.CONCLUSION, Known.REASONS), may=EXEMPT, computes=lead.EXEMPTED, unless=(lead.unknown_exemption, lead.closed_without_ground), within=Clock.RESUBMISSION,
         papers=(Paper.INITIAL_CLOSURE,), tells=(JUDGE, *INSPECTORS, Role.DUTY_PROTECTION)),
    Step(Act.CALL_MEETING,     State.ACCEPTED,   State.DELIBERATION, CHAIR,                 LOCAL["会议"],
         asks=(Known.MEETING_AT, Known.MEETING_PLACE, Known.CHAIR, Known.MEMBERS, Known.RIGHTS_TOLD), may=(Known.MATERIALS,),
         unless=(ends.suspended, committee.rights_untold, committee.chair_not_a_member, committee.notice_too_short), within=Clock.CALLING, papers=(Paper.MEETING_NOTICE, Paper.RIGHTS), tells=(JUDGE, PRESIDENT, MEMBER)),
    Step(Act.ASK_RECUSAL,      State.DELIBERATION, None,           JUDGE,                   JUDGES[49],
         asks=(Known.RECUSAL_OF, Known.RECUSAL_GROUND), computes=inquiry.RECUSAL_ASKED, unless=(inquiry.not_the_judge_concerned, ends.suspended, inquiry.recusal_pending, inquiry.nobody_to_recuse),
         papers=(Paper.RECUSAL_REQUEST,), tells=(CHAIR, OFFICE)),
    Step(Act.DECIDE_RECUSAL,   State.DELIBERATION, None,           (CHAIR, COMMITTEE),      LOCAL["回避决定"],
         asks=(Known.RECUSAL_GRANTED, Known.REASONS), unless=(ends.suspended, inquiry.no_recusal, inquiry.wrong_decider), within=Clock.RECUSAL, computes=inquiry.RECUSAL_DECIDED,
         papers=(Paper.RECUSAL_DECISION,), tells=(JUDGE, OFFICE)),
    Step(Act.POSTPONE_MEETING, State.DELIBERATION, None,           (CHAIR, OFFICE),         LOCAL["回避不足"],
         asks=(Known.REASONS, Known.MEETING_AT, Known.MEETING_PLACE), may=(Known.MATERIALS,), unless=(ends.suspended, committee.notice_too_short), extends=(Clock.DELIBERATION,), papers=(Paper.MEETING_NOTICE,), tells=(JUDGE, PRESIDENT, MEMBER)),
    Step(Act.HEAR,             State.DELIBERATION, None,           OFFICE,                  OPINION_2016["举证"],
         asks=(Known.HEARING,), unless=(ends.suspended, inquiry.recusal_pending, committee.meeting_to_come, committee.court_did_not_prove, committee.judge_not_heard_at_meeting), papers=(Paper.MEETING_RECORD,)),
    Step(Act.FORM_OPINION,     State.DELIBERATION, State.OPINION_ISSUED, COMMITTEE,         JUDGES[48],
         asks=(Known.VOTE, Known.SHEET, Known.OPINION_TEXT), unless=(ends.suspended, inquiry.recusal_pending, committee.not_heard, vote.recused_voted, vote.member_involved, vote.no_quorum, vote.void, vote.no_majority, vote.heavier_for_objecting),
         within=Clock.DELIBERATION, computes=vote.FINDING, papers=(Paper.OPINION, Paper.PROOF_SHEET)),
    Step(Act.FIND_NO_MAJORITY, State.DELIBERATION, State.NO_MAJORITY, COMMITTEE,            LOCAL["再次提请"],
         asks=(Known.VOTE, Known.SHEET), unless=(ends.suspended, inquiry.recusal_pending, committee.not_heard, vote.recused_voted, vote.member_involved, vote.no_quorum, vote.void, vote.majority_reached), within=Clock.DELIBERATION, computes=vote.SHEET,
         papers=(Paper.MINUTES, Paper.PROOF_SHEET), tells=(PRESIDENT, JUDGE)),

    # the opinion is served, and may be objected to
    Step(Act.SERVE_COURT,      State.OPINION_ISSUED, None,         OFFICE,                  OPINION_2016["异议"],
         asks=(Known.SERVICE_COURT,), unless=(rightly_served(Known.SERVICE_COURT),), within=Clock.SERVICE, computes=((Known.COURT_SERVED_ON, served_on(Known.SERVICE_COURT)),), papers=(Paper.SERVICE,), tells=(PRESIDENT,)),
    Step(Act.SERVE_JUDGE,      State.OPINION_ISSUED, State.OBJECTION_WINDOW, OFFICE,        JUDGES[50],
         asks=(Known.SERVICE,), unless=(committee.court_unserved, rightly_served(Known.SERVICE)), within=Clock.SERVICE, computes=((Known.SERVED_ON, served_on(Known.SERVICE)),), papers=(Paper.SERVICE,), tells=(JUDGE, PRESIDENT)),
    *(Step(Act.OBJECT,         state,            State.OBJECTION_REVIEW, JUDGE,             JUDGES[50],
           asks=(Known.OBJECTION,), may=(Known.EVIDENCE,), unless=(inquiry.not_the_judge_concerned, committee.judge_objected), within=Clock.OBJECTION, papers=(Paper.OBJECTION,), tells=(OFFICE, PRESIDENT))
      for state in OBJECTING),
    *(Step(Act.OBJECT_AS_COURT, state,           State.OBJECTION_REVIEW, PRESIDENT,         OPINION_2016["异议"],
           asks=(Known.COURT_OBJECTION,), unless=(committee.court_objected,), within=Clock.COURT_OBJECTION, papers=(Paper.OBJECTION,), tells=(OFFICE, JUDGE))
      for state in OBJECTING),
    *(Step(Act.LET_JUDGE_LAPSE, state,           None,             Role.CALENDAR,           JUDGES[50],
           within=Clock.OBJECTION, marks=((Known.JUDGE_SILENT, True),), tells=(JUDGE,))
      for state in OBJECTING),
    *(Step(Act.LET_COURT_LAPSE, state,           None,             Role.CALENDAR,           OPINION_2016["异议"],
           within=Clock.COURT_OBJECTION, marks=((Known.COURT_SILENT, True),), tells=(PRESIDENT,))
      for state in OBJECTING),
    Step(Act.WAIVE,            State.OBJECTION_WINDOW, State.OPINION_FINAL, OFFICE,         LOCAL["异议审查"],
         asks=(Known.WAIVERS,), within=Clock.WINDOW, tells=(JUDGE, PRESIDENT)),
    Step(Act.LET_LAPSE,        State.OBJECTION_WINDOW, State.OPINION_FINAL, Role.CALENDAR,  JUDGES[50],
         within=Clock.WINDOW, tells=(JUDGE, PRESIDENT, OFFICE)),
    Step(Act.DISMISS_OBJECTION, State.OBJECTION_REVIEW, State.OPINION_FINAL, COMMITTEE,     JUDGES[50],
         asks=(Known.REASONS,), may=(Known.OBJECTION_ANSWER, Known.COURT_ANSWER), unless=(committee.other_window_open, committee.objection_unanswered), within=Clock.EXAMINATION,
         papers=(Paper.OBJECTION_DECISION,), tells=(JUDGE, PRESIDENT, OFFICE)),
    Step(Act.UPHOLD_OBJECTION, State.OBJECTION_REVIEW, State.ACCEPTED, COMMITTEE,           JUDGES[50],
         asks=(Known.REASONS,), may=(Known.OBJECTION_ANSWER, Known.COURT_ANSWER), unless=(committee.other_window_open, committee.objection_unanswered), within=Clock.EXAMINATION, computes=vote.HEARD_ANEW,
         papers=(Paper.OBJECTION_DECISION,), tells=(JUDGE, PRESIDENT, CHAIR)),

    # side ways
    *(Step(suspend,            state,            None,             who,                     LOCAL["中止"],
           asks=(Known.SUSPENSION, Known.REASONS), may=(Known.HEALTH, Known.HEALTH_FILES), unless=(ends.suspended, ends.unknown_suspension), marks=((Known.HELD, True),), suspends=LIMITS_OF[state], papers=(Paper.SUSPENSION,), tells=(JUDGE, PRESIDENT, Role.INSPECTION))
      for state, who, suspend, _ in SUSPENSIONS),
    *(Step(resume,             state,            None,             who,                     LOCAL["中止"],
           asks=(Known.REASONS,), unless=(ends.not_suspended,), within=Clock.SUSPENSION, marks=((Known.HELD, False),), resumes=LIMITS_OF[state], papers=(Paper.RESUMPTION,), tells=(JUDGE, PRESIDENT, Role.INSPECTION))
      for state, who, _, resume in SUSPENSIONS),
    *(Step(Act.WITHDRAW,       state,            State.WITHDRAWN,  PRESIDENT,               LOCAL["撤回"],
           asks=(Known.REASONS,), papers=(Paper.WITHDRAWAL,), tells=(JUDGE, OFFICE, Role.INSPECTION))
      for state in BEFORE_THE_COMMITTEE),
    *(Step(Act.TRANSFER,       state,            State.TRANSFERRED, (PRESIDENT, *INSPECTORS), CIVIL_SERVANTS[57],
           asks=(Known.TRANSFER_GROUND,), computes=lead.TRANSFERRED, marks=((Known.HELD, False),), papers=(Paper.TRANSFER,), tells=(Role.SUPERVISION_COMMISSION, Role.INSPECTION))
      for state in (*AT_THE_COURT, *BEFORE_THE_COMMITTEE, *OPINION_OUT)),
    Step(Act.TAKE_BACK,        State.TRANSFERRED, State.INQUIRY,   PRESIDENT,               LOCAL["监察先后"],
         asks=(Known.SUPERVISION_RESULT,), unless=(ends.ended_by_transfer,), tells=(JUDGE, *INSPECTORS)),
    Step(Act.CLOSE_TRANSFERRED, State.TRANSFERRED, State.CLOSED,   PRESIDENT,               LOCAL["监察先后"],
         asks=(Known.SUPERVISION_RESULT,), tells=(Role.INSPECTION,)),
    *(Step(Act.TERMINATE,      state,            State.TERMINATED, (PRESIDENT, OFFICE),     SANCTIONS[27],
           asks=(Known.TERMINATION, Known.REASONS), may=(Known.OTHERS_GO_ON,), unless=(unknown_termination, others_forgotten), papers=(Paper.TERMINATION,), tells=(PRESIDENT, Role.INSPECTION, OFFICE))
      for state in (*AT_THE_COURT, *BEFORE_THE_COMMITTEE, *OPINION_OUT, State.TRANSFERRED)),
)
# fmt: on

DISCIPLINARY_PREREVIEW = Procedure(
    "disciplinary_prereview",
    "专业审查前置",
    "disciplinary pre-review",
    State,
    tuple(taking_files((*_STEPS, *RECTIFYING), never=(Act.FORM_OPINION, Act.FIND_NO_MAJORITY))),
    initial=State.LEAD,
    authority=PLAN_2022[15],
    no_limit={State.TRANSFERRED: ends.WITH_THE_SUPERVISION},
    final=(
        State.OPINION_FINAL,
        State.ROUTED,
        State.JOINED,
        State.WITHDRAWN,
        State.TERMINATED,
        State.CLOSED,
    ),
    opening_tells=INTAKE,
    named={JUDGE: Known.JUDGE, MEMBER: Known.MEMBERS},
    aside=Known.RECUSED,
    of_the_case=(
        JUDGE,
        PRESIDENT,
        *INTAKE,
        *INSPECTORS,
        Role.PARTY_GROUP,
        Role.PERSONNEL,
        Role.DUTY_PROTECTION,
    ),
    letters=LETTERS,
    concerned=OwnMatter(dict.fromkeys((Known.JUDGE, Known.BENCH, Known.OTHERS), (JUDGE,)), LOCAL["本案人员"]),
    silences={
        Act.FORM_OPINION: Words(
            "审查意见由随后的送达步骤书面告知", "the opinion is told in writing by the step of serving it"
        )
    },
)
