"""案件质量评查 (case quality review), from the draw to the archived result.

Read it as a table, one row per lawful step. The states and the acts are named in `quality_review_terms.py`, the time
limits in `quality_review_clocks.py`; the guards stand in `quality_review_readers.py`, `…_judge.py`, `…_hearing.py`,
`…_committee.py` and `…_grades.py`. Every authority is registered in `config/law/`; every time limit is a parameter in
`config/parameters/quality_review.yaml`. A review never changes a judgment and never finds liability.
"""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Role
from state_machines.procedure import Procedure
from state_machines.quality_review import committee, grades, hearing, judge, readers, standard
from state_machines.quality_review.clocks import Clock
from state_machines.quality_review.letters import LETTERS
from state_machines.quality_review.terms import Act, Known, Paper, State
from state_machines.steps import OwnMatter, Step

PLAN_2022 = law("plan_2022")
LOCAL = law("local_review")
OTHERS = law("peer_review_rules")
ORGANIC = law("court_organic_law")
JUDGES = law("judges_law")
STANDARD = law("jilin_review_standard")

OFFICE, REVIEWER, JUDGE, CHIEF = Role.TRIAL_MANAGEMENT, Role.REVIEWER, Role.JUDGE, Role.DIVISION_CHIEF
COMMITTEE, COURT_COMMITTEE = Role.REVIEW_COMMITTEE, Role.ADJUDICATION_COMMITTEE
CAUSE = (Known.EXEMPTION, Known.EXEMPTION_REASONS, Known.FAULT)
"""改判原因: what is said of a reversed case."""
BEFORE_THE_OPINION = (State.SELECTED, State.FILE_IN, State.ASSIGNED, State.SCORED)
AFTER_THE_GRADE = (State.CONFIRMED, State.RECTIFYING, State.CLOSED)

CORRECTION_REFUSED = grades.CORRECTIONS.unless

# fmt: off
_STEPS = (
    # the file, and who reads it
    #    act                   from              to                who may take it          on what authority
    Step(Act.HAND_IN_FILE,     State.SELECTED,   State.FILE_IN,    Role.DIVISION,           LOCAL["调卷"],
         asks=(Known.FILE_COMPLETE,), may=(Known.SELF_GRADE,), unless=(readers.file_incomplete, standard.unknown_self_grade), within=Clock.HANDOVER, papers=(Paper.HANDOVER_SLIP,), tells=(OFFICE,)),
    Step(Act.EXTEND_HANDOVER,  State.SELECTED,   None,             OFFICE,                  LOCAL["调卷"],
         asks=(Known.GOOD_REASON,), extends=(Clock.HANDOVER,), tells=(Role.DIVISION,)),
    Step(Act.REPORT_WITHHELD,  State.SELECTED,   State.COMMITTEE,  OFFICE,                  OTHERS["巩义"],
         asks=(Known.JUDGE_STATEMENT, Known.REASONS), unless=(readers.handover_running,), papers=(Paper.NOTICE,), tells=(JUDGE, CHIEF)),
    Step(Act.WITHDRAW,         State.SELECTED,   State.WITHDRAWN,  OFFICE,                  LOCAL["替换"],
         asks=(Known.REASONS,), tells=(JUDGE,)),
    Step(Act.WITHDRAW,         State.FILE_IN,    State.WITHDRAWN,  OFFICE,                  LOCAL["替换"],
         asks=(Known.REASONS,), tells=(JUDGE,)),
    Step(Act.WITHDRAW,         State.ASSIGNED,   State.WITHDRAWN,  OFFICE,                  LOCAL["替换"],
         asks=(Known.REASONS,), tells=(JUDGE, REVIEWER)),
    Step(Act.ASSIGN,           State.FILE_IN,    State.ASSIGNED,   OFFICE,                  LOCAL["分配"],
         asks=(Known.READERS,), may=(Known.READERS_NEEDED,), unless=(readers.too_few_readers, readers.reader_sat_on_the_case, readers.reader_of_the_same_division,
         readers.reader_of_the_same_court, readers.reader_in_conflict, readers.reader_stepped_aside), within=Clock.ASSIGNMENT, papers=(Paper.REVIEW_CARD,), tells=(REVIEWER,)),
    Step(Act.STEP_ASIDE,       State.ASSIGNED,   State.FILE_IN,    (REVIEWER, JUDGE, OFFICE), LOCAL["回避"],
         asks=(Known.STEPPED_ASIDE, Known.REASONS), unless=(readers.not_a_reader, judge.not_the_judge_concerned), papers=(Paper.RECUSAL,), tells=(OFFICE,)),

    # the judge's own analysis of a reversed case; the reviewers do not read it before their own sheet is in
    *(Step(Act.SELF_ANALYSE,   state,            None,             JUDGE,                   OTHERS["旌德"],
           asks=(Known.ANALYSIS,), may=(Known.REVERSAL_ACCEPTED, Known.FILES),
           unless=(judge.not_the_judge_concerned, judge.analysis_not_owed, judge.analysis_in_already, judge.analysis_late_unexplained, judge.analysis_names_others),
           within=Clock.SELF_ANALYSIS, papers=(Paper.ANALYSIS,), tells=(OFFICE,))
      for state in BEFORE_THE_OPINION),
    *(Step(Act.LET_ANALYSIS_LAPSE, state,        None,             Role.CALENDAR,           LOCAL["分析"],
           within=Clock.SELF_ANALYSIS, marks=((Known.ANALYSIS_LAPSED, True),), tells=(JUDGE, OFFICE))
      for state in BEFORE_THE_OPINION),

    # two readers, back to back
    Step(Act.SUBMIT_SHEET,     State.ASSIGNED,   None,             REVIEWER,                LOCAL["评分"],
         asks=(Known.SHEETS,), unless=(readers.sheet_of_another, readers.sheet_in_already, readers.conflict_declared), within=Clock.SCORING, papers=(Paper.REVIEW_CARD,)),
    Step(Act.CLOSE_SCORING,    State.ASSIGNED,   State.SCORED,     OFFICE,                  LOCAL["评分"],
         asks=(Known.SCORED_GRADE,), may=(Known.SCORE, Known.DIVERGENCE), unless=(readers.sheets_missing,)),
    Step(Act.CALL_THIRD,       State.SCORED,     State.ASSIGNED,   OFFICE,                  LOCAL["分歧"],
         asks=(Known.READERS,), may=(Known.READERS_NEEDED,), unless=(readers.sheets_agree, readers.third_reader_missing, readers.reader_sat_on_the_case, readers.reader_of_the_same_division,
         readers.reader_of_the_same_court, readers.reader_in_conflict, readers.reader_stepped_aside), within=Clock.THIRD, papers=(Paper.REVIEW_CARD,), tells=(REVIEWER,)),
    Step(Act.FORM_OPINION,     State.SCORED,     State.PRELIM,     (REVIEWER, OFFICE),      OTHERS["开阳第10条"],
         asks=(Known.GRADE, Known.GRADE_REASONS), may=(Known.DISCUSSED, Known.PANEL_HEARD, Known.CLUE, *CAUSE),
         unless=(readers.stranger_to_the_case, readers.sheets_diverge, judge.analysis_outstanding, grades.unknown_grade, standard.reversal_unexplained, standard.better_than_the_worst_finding,
         grades.unqualified_undiscussed, grades.panel_not_heard), within=Clock.OPINION, papers=(Paper.OPINION,)),

    # the judge's side
    Step(Act.FEED_BACK,        State.PRELIM,     State.FED_BACK,   OFFICE,                  LOCAL["反馈"],
         within=Clock.FEEDBACK, papers=(Paper.FEEDBACK,), tells=(JUDGE, CHIEF)),
    Step(Act.SUSPEND_OBJECTION, State.FED_BACK,  None,             OFFICE,                  LOCAL["异议"],
         asks=(Known.REASONS,), marks=((Known.OBJECTION_HELD, True),), suspends=(Clock.OBJECTION,), tells=(JUDGE,)),
    Step(Act.RESUME_OBJECTION, State.FED_BACK,   None,             OFFICE,                  LOCAL["异议"],
         asks=(Known.REASONS,), within=Clock.SUSPENSION, marks=((Known.OBJECTION_HELD, False),), resumes=(Clock.OBJECTION,), tells=(JUDGE,)),
    Step(Act.AGREE,            State.FED_BACK,   State.READY,      JUDGE,                   LOCAL["反馈"],
         unless=(judge.not_the_judge_concerned,), within=Clock.OBJECTION, papers=(Paper.FEEDBACK,), tells=(OFFICE,)),
    Step(Act.LET_LAPSE,        State.FED_BACK,   State.READY,      Role.CALENDAR,           LOCAL["异议"],
         within=Clock.OBJECTION, marks=((Known.OBJECTION_LAPSED, True),), tells=(JUDGE, OFFICE)),
    Step(Act.OBJECT,           State.FED_BACK,   State.OBJECTED,   JUDGE,                   OTHERS["开阳第11条"],
         asks=(Known.OBJECTION,), may=(Known.EVIDENCE, Known.FILES, Known.HEARING_ASKED), unless=(judge.not_the_judge_concerned,), within=Clock.OBJECTION,
         papers=(Paper.OBJECTION,), tells=(OFFICE, CHIEF)),
    Step(Act.OBJECT_LATE,      State.READY,      None,             JUDGE,                   LOCAL["逾期异议"],
         asks=(Known.OBJECTION, Known.LATE_GROUND), may=(Known.EVIDENCE, Known.FILES, Known.HEARING_ASKED),
         unless=(judge.not_the_judge_concerned, judge.not_lapsed, judge.late_settled), papers=(Paper.OBJECTION,), tells=(OFFICE, CHIEF)),
    Step(Act.ADMIT_LATE,       State.READY,      State.OBJECTED,   OFFICE,                  LOCAL["逾期异议"],
         asks=(Known.REASONS,), unless=(judge.no_late_objection,), within=Clock.ADMISSION, marks=((Known.LATE_DECIDED, True),), papers=(Paper.NOTICE,), tells=(JUDGE, CHIEF)),
    Step(Act.REFUSE_LATE,      State.READY,      None,             OFFICE,                  LOCAL["逾期异议"],
         asks=(Known.REASONS,), unless=(judge.no_late_objection,), within=Clock.ADMISSION, marks=((Known.LATE_DECIDED, True),), papers=(Paper.NOTICE,), tells=(JUDGE, CHIEF)),
    Step(Act.WITHDRAW_OBJECTION, State.OBJECTED, State.READY,      JUDGE,                   LOCAL["异议"],
         asks=(Known.REASONS,), unless=(judge.not_the_judge_concerned,), tells=(OFFICE, CHIEF, Role.RE_REVIEWER)),
    Step(Act.ADD_EVIDENCE,     State.OBJECTED,   None,             JUDGE,                   LOCAL["证据"],
         asks=(Known.EVIDENCE,), may=(Known.FILES,), unless=(judge.not_the_judge_concerned,), tells=(OFFICE, Role.RE_REVIEWER)),
    Step(Act.CALL_HEARING,     State.OBJECTED,   State.HEARING,    CHIEF,                   OTHERS["开阳第11条"],
         asks=(Known.REASONS, Known.HEARING_AT, Known.HEARING_PLACE, Known.HEARING_GROUP),
         unless=(hearing.heard_already, hearing.hearing_group_too_small, hearing.hearing_member_involved, hearing.hearing_notice_too_short),
         within=Clock.HEARING_CALL, papers=(Paper.HEARING_NOTICE,), tells=(JUDGE, Role.HEARING_GROUP, OFFICE)),
    Step(Act.DECLINE_HEARING,  State.OBJECTED,   None,             CHIEF,                   LOCAL["听证"],
         asks=(Known.HEARING_DECLINED,), unless=(hearing.hearing_not_asked,), within=Clock.HEARING_CALL, papers=(Paper.NOTICE,), tells=(JUDGE, OFFICE)),
    Step(Act.POSTPONE_HEARING, State.HEARING,    None,             OFFICE,                  LOCAL["听证"],
         asks=(Known.REASONS, Known.HEARING_AT, Known.HEARING_PLACE), unless=(hearing.hearing_notice_too_short,), extends=(Clock.HEARING,),
         papers=(Paper.HEARING_NOTICE,), tells=(JUDGE, CHIEF, Role.HEARING_GROUP)),
    Step(Act.REPORT_HEARING,   State.HEARING,    State.OBJECTED,   Role.HEARING_GROUP,      LOCAL["听证"],
         asks=(Known.HEARING,), may=(Known.FILES,), unless=(hearing.not_of_the_hearing_group, hearing.hearing_to_come, hearing.judge_absent_unheard), within=Clock.HEARING, papers=(Paper.HEARING_RECORD,), tells=(OFFICE,)),
    Step(Act.APPOINT_SECOND,   State.OBJECTED,   None,             OFFICE,                  LOCAL["复评"],
         asks=(Known.SECOND_READERS,), unless=(hearing.second_was_first, hearing.second_sat_on_the_case, hearing.second_of_the_same_division,
         hearing.second_of_the_same_court, hearing.second_in_conflict), within=Clock.APPOINTMENT, tells=(Role.RE_REVIEWER,)),
    Step(Act.SECOND_ASIDE,     State.OBJECTED,   None,             (Role.RE_REVIEWER, JUDGE, OFFICE), LOCAL["回避"],
         asks=(Known.STEPPED_ASIDE, Known.REASONS), unless=(hearing.not_a_second_reader, judge.not_the_judge_concerned), papers=(Paper.RECUSAL,), tells=(OFFICE,)),
    Step(Act.DECIDE_OBJECTION, State.OBJECTED,   State.READY,      Role.RE_REVIEWER,        OTHERS["邵东"],
         asks=(Known.UPHELD, Known.GRADE, Known.ANSWER), may=CAUSE,
         unless=(hearing.not_appointed, grades.unknown_grade, judge.point_unanswered, judge.upheld_at_odds, judge.worse_for_objecting, standard.reversal_unexplained),
         within=Clock.RE_REVIEW,
         papers=(Paper.SECOND_OPINION,), tells=(JUDGE, CHIEF, OFFICE)),

    # who has the last word
    Step(Act.CONFIRM,          State.READY,      State.CONFIRMED,  COMMITTEE,               OTHERS["彭州"],
         may=(Known.ATTENDANCE,), unless=(committee.member_sat_on_the_case, committee.for_the_court_committee, standard.excellent_unsettled, judge.late_objection_unsettled), within=Clock.CONFIRMATION, papers=(Paper.RESOLUTION,), tells=(JUDGE, CHIEF)),
    Step(Act.REFER,            State.READY,      State.COMMITTEE,  OFFICE,                  LOCAL["审委会"],
         unless=(committee.not_for_the_court_committee, judge.late_objection_unsettled), within=Clock.REFERRAL, tells=(JUDGE, CHIEF, COURT_COMMITTEE)),
    Step(Act.POSTPONE_MEETING, State.READY,      None,             OFFICE,                  LOCAL["评委会"],
         asks=(Known.REASONS,), extends=(Clock.CONFIRMATION,), tells=(JUDGE,)),
    Step(Act.POSTPONE_MEETING, State.COMMITTEE,  None,             OFFICE,                  LOCAL["审委会"],
         asks=(Known.REASONS,), extends=(Clock.DECISION,), tells=(JUDGE, CHIEF)),
    Step(Act.DECIDE,           State.COMMITTEE,  State.CONFIRMED,  COURT_COMMITTEE,         ORGANIC[38],
         asks=(Known.GRADE, Known.GRADE_REASONS, Known.ATTENDANCE), may=(Known.JUDGE_STATEMENT, Known.CHIEF_STATEMENT, Known.CLUE, *CAUSE),
         unless=(committee.member_sat_on_the_case, committee.no_quorum, grades.unknown_grade, standard.reversal_unexplained, committee.judge_not_heard, committee.chief_not_heard, committee.worse_though_accepted),
         within=Clock.DECISION, papers=(Paper.MINUTES,), tells=(JUDGE, CHIEF)),
    Step(Act.DISPUTE_REVERSAL, State.COMMITTEE,  State.DISPUTE_UP, COURT_COMMITTEE,         OTHERS["临沂"],
         asks=(Known.REASONS, Known.ATTENDANCE), may=(Known.FILES,), unless=(committee.not_reversed, committee.disputed_already, committee.member_sat_on_the_case, committee.no_quorum),
         within=Clock.DECISION, papers=(Paper.CONSULTATION,), tells=(Role.HIGHER_COURT, JUDGE, OFFICE)),
    Step(Act.EXTEND_REPLY,     State.DISPUTE_UP, None,             Role.HIGHER_COURT,       LOCAL["上报"],
         asks=(Known.REASONS,), extends=(Clock.REPLY,), tells=(OFFICE, JUDGE)),
    Step(Act.REPLY_TO_DISPUTE, State.DISPUTE_UP, State.COMMITTEE,  Role.HIGHER_COURT,       OTHERS["临沂"],
         asks=(Known.DISPUTE_ACCEPTED, Known.REASONS), may=(Known.SUPERVISION_HINT,), unless=(committee.accepted_without_a_way,), within=Clock.REPLY,
         papers=(Paper.CONSULTATION,), tells=(COURT_COMMITTEE, JUDGE, OFFICE)),

    # the grade was told in writing: the judge may have it reconsidered, once
    *(Step(Act.APPLY_AGAIN,    state,            None,             JUDGE,                   JUDGES[43],
           asks=(Known.APPLICATION,), may=(Known.EVIDENCE, Known.FILES), unless=(judge.not_the_judge_concerned, judge.applied_already, judge.remedy_lapsed),
           within=Clock.REMEDY, papers=(Paper.OBJECTION,), tells=(OFFICE, CHIEF))
      for state in AFTER_THE_GRADE),
    *(Step(Act.LET_REMEDY_LAPSE, state,          None,             Role.CALENDAR,           LOCAL["复核"],
           within=Clock.REMEDY, marks=((Known.REMEDY_LAPSED, True),))
      for state in AFTER_THE_GRADE),
    *(Step(Act.DECIDE_AGAIN,   state,            None,             (COMMITTEE, COURT_COMMITTEE), LOCAL["复核"],
           asks=(Known.APPLICATION_UPHELD, Known.GRADE, Known.APPLICATION_ANSWER), may=(Known.ATTENDANCE, *CAUSE),
           unless=(judge.no_application, judge.not_the_deciding_body, committee.member_sat_on_the_case, committee.no_quorum, grades.unknown_grade,
           judge.application_unanswered, judge.worse_for_applying, standard.reversal_unexplained, standard.excellent_past_the_list), within=Clock.RECONSIDERATION, papers=(Paper.RECONSIDERATION,), tells=(JUDGE, CHIEF, OFFICE))
      for state in AFTER_THE_GRADE),

    # 优秀 competes for the places of the round
    Step(Act.LIST_EXCELLENT,   State.READY,      State.NOMINATED,  OFFICE,                  LOCAL["优秀比例"],
         unless=(committee.for_the_court_committee, standard.not_for_the_list, judge.late_objection_unsettled), within=Clock.CONFIRMATION, tells=(JUDGE,)),
    Step(Act.AWARD_EXCELLENT,  State.NOMINATED,  State.CONFIRMED,  COMMITTEE,               LOCAL["优秀比例"],
         asks=(Known.PLACE,), may=(Known.ATTENDANCE, Known.GRADE_REASONS), unless=(committee.member_sat_on_the_case, standard.beyond_the_places), within=standard.EXCELLENT_PERIOD, papers=(Paper.RESOLUTION,), tells=(JUDGE, CHIEF)),
    Step(Act.PASS_OVER,        State.NOMINATED,  State.CONFIRMED,  COMMITTEE,               LOCAL["优秀比例"],
         asks=(Known.PLACE, Known.GRADE, Known.GRADE_REASONS), may=(Known.ATTENDANCE,), unless=(committee.member_sat_on_the_case, standard.within_the_places, standard.passed_over_for_worse),
         within=standard.EXCELLENT_PERIOD, papers=(Paper.RESOLUTION,), tells=(JUDGE, CHIEF)),

    # what follows
    Step(Act.ORDER_MENDING,    State.CONFIRMED,  State.RECTIFYING, OFFICE,                  LOCAL["整改"],
         asks=(Known.TO_MEND,), unless=(judge.application_undecided,), within=Clock.FOLLOW_UP, papers=(Paper.RECTIFICATION,), tells=(JUDGE, CHIEF, Role.DIVISION)),
    Step(Act.CLOSE,            State.CONFIRMED,  State.CLOSED,     OFFICE,                  LOCAL["整改"],
         unless=(judge.application_undecided, grades.defects_open), within=Clock.FOLLOW_UP, tells=(JUDGE,)),
    Step(Act.REPORT_MENDED,    State.RECTIFYING, None,             Role.DIVISION,           OTHERS["九里"],
         asks=(Known.MEASURES,), within=Clock.RECTIFICATION, papers=(Paper.RECTIFICATION,), tells=(OFFICE,)),
    Step(Act.SEND_BACK,        State.RECTIFYING, None,             OFFICE,                  LOCAL["整改"],
         asks=(Known.SENT_BACK,), unless=(grades.nothing_reported,), within=Clock.CHECKING, tells=(CHIEF, Role.DIVISION)),
    Step(Act.CHECK,            State.RECTIFYING, State.CLOSED,     OFFICE,                  OTHERS["九里"],
         asks=(Known.CHECK_RESULT,), unless=(grades.nothing_reported,), within=Clock.CHECKING, papers=(Paper.CLEARANCE,), tells=(JUDGE, CHIEF)),
    *(Step(Act.HAND_OVER_CLUE, state,            None,             Role.PRESIDENT,          LOCAL["线索"],
           asks=(Known.CLUE_TRANSFER,), unless=(grades.clue_item_outside_48, grades.clue_settled), within=Clock.CLUE, papers=(Paper.CLUE,), tells=(Role.INSPECTION, OFFICE))
      for state in AFTER_THE_GRADE),
    *(Step(Act.DISMISS_CLUE,   state,            None,             Role.PRESIDENT,          LOCAL["线索"],
           asks=(Known.CLUE_DISMISSED,), unless=(grades.clue_settled,), within=Clock.CLUE, tells=(OFFICE,))
      for state in AFTER_THE_GRADE),
    Step(Act.SUGGEST_RETRIAL,  State.CONFIRMED,  None,             Role.PRESIDENT,          ORGANIC[37],
         asks=(Known.RETRIAL_REASONS,), papers=(Paper.RETRIAL,), tells=(COURT_COMMITTEE,)),
    *(Step(Act.TELL_INSPECTION, state,           None,             OFFICE,                  STANDARD["移送督察"],
           asks=(Known.INSPECTION_NOTE,), unless=(standard.not_for_inspection, standard.inspection_told), within=standard.INSPECTION_PERIOD,
           papers=(Paper.INSPECTION_SLIP,), tells=(Role.INSPECTION, JUDGE))
      for state in AFTER_THE_GRADE),
    Step(Act.ARCHIVE,          State.CLOSED,     State.ARCHIVED,   OFFICE,                  OTHERS["正阳"],
         unless=(grades.clue_open, standard.inspection_untold, judge.application_undecided, judge.remedy_running), within=Clock.ARCHIVING, papers=(Paper.RESULT_CARD,), tells=(JUDGE, Role.PERSONNEL)),

    # an error in the record is put right by a step, never by an edit
    *(Step(Act.RECTIFY,        state,            None,             OFFICE,                  LOCAL["更正"],
           asks=(Known.CORRECTION, Known.REASONS), unless=CORRECTION_REFUSED, computes=grades.CORRECTIONS.computes, tells=(JUDGE,))
      for state in State if state not in (State.ARCHIVED, State.WITHDRAWN)),
)
# fmt: on

QUALITY_REVIEW = Procedure(
    "quality_review",
    "案件质量评查",
    "case quality review",
    State,
    _STEPS,
    initial=State.SELECTED,
    authority=PLAN_2022[14],
    final=(State.ARCHIVED, State.WITHDRAWN),
    opening_tells=(Role.DIVISION, JUDGE),
    named={
        JUDGE: Known.JUDGE,
        REVIEWER: Known.READERS,
        Role.RE_REVIEWER: Known.SECOND_READERS,
        Role.HEARING_GROUP: Known.HEARING_GROUP,
    },
    discharged={
        REVIEWER: lambda facts: {sheet["reader"] for sheet in facts.get(Known.SHEETS.code) or ()},
        Role.RE_REVIEWER: lambda facts: facts.get(Known.STEPPED_ASIDE.code) or (),
    },
    of_the_case=(JUDGE, CHIEF, Role.DIVISION, Role.PERSONNEL),
    letters=LETTERS,
    concerned=OwnMatter(
        {Known.JUDGE: (JUDGE, Role.DIVISION), Known.BENCH: (JUDGE, Role.DIVISION)}, LOCAL["本案人员"]
    ),
    silences={
        Act.CLOSE_SCORING: Words(
            "评分不先行告知，初步意见形成后一并书面反馈",
            "scores are told to nobody: the preliminary opinion is fed back in writing",
        ),
        Act.FORM_OPINION: Words("由随后的反馈步骤书面告知", "the step of feeding back tells it, in writing"),
    },
)
