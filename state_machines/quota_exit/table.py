"""员额退出 (exit from the quota): put forward, verified, the judge heard, agreed and approved; in effect on the day of approval.

Read it as a table, one row per lawful step. The words stand in `quota_exit_terms.py`, the time limits in `…_clocks.py`, the guards
in `…_grounds.py`, `…_proofs.py`, `…_bars.py`, `…_decision.py`, `…_effect.py`, `…_review.py` and `…_formalities.py`. Nobody leaves
for a place in a ranking, without the proof that the ground asks for, or while a supervision case is open; from the day of the
approval no case is assigned and nothing signed, and the exit is not registered while one open case is unaccounted for.
"""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.quota_exit import ExitCategory
from rules.roles import Role
from state_machines.papers_served import rightly_served, served_on
from state_machines.procedure import Procedure
from state_machines.quota_exit import bars, decision, effect, formalities, grounds, proofs, review
from state_machines.quota_exit.clocks import Clock
from state_machines.quota_exit.letters import LETTERS
from state_machines.quota_exit.terms import Act, Known, Paper, State
from state_machines.steps import OwnMatter, Step

PLAN_2022 = law("plan_2022")
LOCAL = law("local_quota_exit")
EXIT = law("quota_exit_2020")
JUDGES = law("judges_law")
PROTECTION = law("protection_of_judges_2017")

JUDGE, PERSONNEL, PARTY_GROUP, PRESIDENT = (
    Role.JUDGE_CONCERNED,
    Role.PERSONNEL,
    Role.PARTY_GROUP,
    Role.PRESIDENT,
)
COURT_OFFICE, HIGH_COURT = Role.TRIAL_MANAGEMENT, Role.HIGH_COURT
COMMISSION = (Role.INSPECTION, Role.SUPERVISION_COMMISSION)
LIMITS_OF = {
    State.TRIGGERED: (Clock.OPENING,),
    State.VERIFYING: (Clock.VERIFICATION,),
    State.VERIFIED: (Clock.STATEMENT,),
    State.HEARD: (Clock.PARTY_GROUP,),
    State.RESOLVED: (Clock.REPORT,),
    State.REPORTED: (Clock.APPROVAL,),
}
"""The states before the approval, and what an open supervision case holds in each."""
BEFORE_APPROVAL = tuple(LIMITS_OF)
IN_EFFECT = (
    State.APPROVED, State.DECIDED, State.NOTIFIED, State.REVIEW, State.REVIEWED, State.FORMALITIES,
)  # fmt: skip
"""The powers have ended; cases are handed over in each of these, whatever remedy is open."""
PROOF_FACTS = (
    Known.ASSESSMENTS, Known.CASELOAD, Known.SANCTION, Known.OPINION, Known.ABSENCE, Known.FAMILY, Known.KINSHIP,
    Known.OTHER_BASIS, Known.SOURCE,
)  # fmt: skip
GROUNDS = (
    grounds.unknown_ground,
    grounds.source_missing,
    grounds.source_rewritten,
    grounds.not_in_force,
    grounds.event_to_come,
    grounds.proof_missing,
    *proofs.PROOFS,
)
"""What any ground must stand up to, when put forward and when verified."""
OF = {category: grounds.of_another_category(category) for category in ExitCategory}
CASES = (Known.CASES_COUNT,)

# fmt: off
_STEPS = (
    # put forward: a request, an event, a proposal
    #    act                    from               to                  who may take it   on what authority
    Step(Act.REQUEST,           State.TRIGGERED,   State.VERIFYING,    JUDGE,            EXIT[4],
         asks=(Known.REQUEST,), may=(Known.GOOD_REASON,), unless=(bars.not_the_judge_concerned, grounds.unknown_ground, OF[ExitCategory.ON_REQUEST], *bars.BARS, bars.request_while_inquired, bars.too_early, *GROUNDS[1:]),
         within=Clock.OPENING, computes=decision.PUT_FORWARD, papers=(Paper.REQUEST,), tells=(PERSONNEL,)),
    Step(Act.REPORT_EVENT,      State.TRIGGERED,   State.VERIFYING,    PERSONNEL,        EXIT[5],
         may=(Known.SOURCE, Known.SANCTION), unless=(grounds.unknown_ground, OF[ExitCategory.NATURAL], *bars.BARS, *GROUNDS[1:]),
         within=Clock.OPENING, computes=decision.PUT_FORWARD, papers=(Paper.EVENT,), tells=(JUDGE,)),
    Step(Act.PROPOSE,           State.TRIGGERED,   State.VERIFYING,    PERSONNEL,        EXIT["应当退出"],
         asks=(Known.REASONS,), may=(Known.RESTS_ON, *PROOF_FACTS), unless=(bars.rests_on_a_ranking, grounds.unknown_ground, OF[ExitCategory.MANDATORY], *bars.BARS, *GROUNDS[1:]),
         within=Clock.OPENING, computes=decision.PUT_FORWARD, papers=(Paper.PROPOSAL,), tells=(JUDGE, Role.ASSESSMENT_COMMITTEE)),

    # verified, heard
    Step(Act.RECORD_FINDING,    State.VERIFYING,   None,               Role.ASSESSMENT_COMMITTEE, JUDGES[38],
         asks=(Known.FINDING,), unless=(*bars.BARS, proofs.not_for_the_committee, proofs.wrongly_composed), papers=(Paper.FINDING,), tells=(JUDGE, PERSONNEL)),
    Step(Act.VERIFY,            State.VERIFYING,   State.VERIFIED,     PERSONNEL,        LOCAL["核查"],
         asks=(Known.VERIFICATION, *CASES), may=(Known.OPEN_CASES, *PROOF_FACTS), unless=(*bars.BARS, *GROUNDS, proofs.finding_missing, effect.cases_at_odds),
         within=Clock.VERIFICATION, papers=(Paper.VERIFICATION,), tells=(JUDGE,)),
    Step(Act.STATE_OPINION,     State.VERIFIED,    State.HEARD,        JUDGE,            EXIT["听取意见"],
         asks=(Known.STATEMENT,), unless=(bars.not_the_judge_concerned,), within=Clock.STATEMENT, papers=(Paper.TALK,), tells=(PERSONNEL, PARTY_GROUP)),
    Step(Act.LET_STATEMENT_LAPSE, State.VERIFIED,  State.HEARD,        Role.CALENDAR,    LOCAL["听取意见"],
         within=Clock.STATEMENT, marks=((Known.STATEMENT_LAPSED, True),), tells=(JUDGE, PERSONNEL, PARTY_GROUP)),
    Step(Act.PASS_HEARING,      State.VERIFIED,    State.HEARD,        PERSONNEL,        LOCAL["死亡"],
         asks=(Known.REASONS,), unless=(decision.can_be_heard,), tells=(PARTY_GROUP,)),

    # agreed, reported level by level, approved
    Step(Act.RESOLVE,           State.HEARD,       State.RESOLVED,     PARTY_GROUP,      EXIT["层报"],
         asks=(Known.MINUTES,), may=(Known.ANSWERS, Known.CIRCUMSTANCES), unless=(*bars.BARS, decision.statement_unanswered, decision.circumstances_missing, bars.important_case_open),
         within=Clock.PARTY_GROUP, papers=(Paper.MINUTES,), tells=(PERSONNEL,)),
    Step(Act.DECLINE,           State.HEARD,       State.REFUSED,      PARTY_GROUP,      LOCAL["不予批准"],
         asks=(Known.REASONS, Known.MINUTES), may=(Known.ANSWERS,), unless=(decision.not_declinable, decision.statement_unanswered), within=Clock.PARTY_GROUP, papers=(Paper.REFUSAL,), tells=(JUDGE, PERSONNEL)),
    Step(Act.REPORT_UP,         State.RESOLVED,    State.REPORTED,     PERSONNEL,        EXIT["层报"],
         unless=(*bars.BARS, decision.filed_only), within=Clock.REPORT, papers=(Paper.REPORT,), tells=(HIGH_COURT, Role.HIGHER_COURT)),
    Step(Act.FILE_NATURAL,      State.RESOLVED,    State.APPROVED,     PERSONNEL,        EXIT["备案"],
         asks=(Known.APPROVAL,), unless=(*bars.BARS, decision.needs_approval), within=Clock.REPORT, marks=((Known.POWERS_ENDED, False), (Known.HANDED_OVER, False)), computes=decision.IN_EFFECT,
         papers=(Paper.FILING,), tells=(HIGH_COURT, COURT_OFFICE, PARTY_GROUP)),
    Step(Act.PASS_ON,           State.REPORTED,    None,               Role.HIGHER_COURT, LOCAL["审批"],
         asks=(Known.HIGHER_OPINION,), unless=(decision.no_level_between,), tells=(HIGH_COURT, PERSONNEL)),
    Step(Act.APPROVE,           State.REPORTED,    State.APPROVED,     HIGH_COURT,       EXIT["层报"],
         asks=(Known.APPROVAL,), unless=(*bars.BARS, decision.level_skipped), within=Clock.APPROVAL, marks=((Known.POWERS_ENDED, False), (Known.HANDED_OVER, False)), computes=decision.IN_EFFECT,
         papers=(Paper.APPROVAL,), tells=(JUDGE, COURT_OFFICE, PERSONNEL, PARTY_GROUP)),
    Step(Act.DISAPPROVE,        State.REPORTED,    State.REFUSED,      HIGH_COURT,       LOCAL["不予批准"],
         asks=(Known.REASONS,), unless=(decision.level_skipped,), within=Clock.APPROVAL, papers=(Paper.REFUSAL,), tells=(JUDGE, PERSONNEL, PARTY_GROUP)),
    Step(Act.SEND_BACK,         State.REPORTED,    State.VERIFYING,    HIGH_COURT,       LOCAL["审批"],
         asks=(Known.REASONS,), within=Clock.APPROVAL, tells=(PERSONNEL, JUDGE)),

    # in effect on the day of approval: powers, cases, decision, service
    Step(Act.END_POWERS,        State.APPROVED,    None,               COURT_OFFICE,     LOCAL["生效"],
         asks=(Known.POWERS, *CASES), may=(Known.OPEN_CASES, Known.CLOSED_SINCE), unless=(effect.powers_ended_already, effect.cases_at_odds, effect.case_forgotten), within=Clock.POWERS,
         marks=((Known.POWERS_ENDED, True),), computes=effect.LISTED, papers=(Paper.POWERS,), tells=(JUDGE, PERSONNEL)),
    *(Step(Act.HAND_OVER,       state,             None,               COURT_OFFICE,     LOCAL["移交"],
           asks=(Known.HANDOVER,), unless=effect.HANDED_RIGHTLY, within=Clock.HANDOVER, marks=((Known.HANDED_OVER, True),), papers=(Paper.HANDOVER,), tells=(JUDGE, PERSONNEL))
      for state in IN_EFFECT),
    Step(Act.DECIDE,            State.APPROVED,    State.DECIDED,      PRESIDENT,        PROTECTION["书面理由"],
         asks=(Known.REASONS, Known.BASIS, Known.REMEDIES_TOLD), unless=(effect.powers_not_ended, decision.remedies_untold), within=Clock.DECISION, papers=(Paper.DECISION,), tells=(PERSONNEL,)),
    Step(Act.SERVE,             State.DECIDED,     State.NOTIFIED,     PERSONNEL,        LOCAL["送达"],
         asks=(Known.SERVICE,), unless=(rightly_served(Known.SERVICE),), within=Clock.SERVICE, computes=((Known.SERVED_ON, served_on(Known.SERVICE)),), papers=(Paper.SERVICE,), tells=(JUDGE, PARTY_GROUP)),

    # review by the court's own party group
    Step(Act.ASK_REVIEW,        State.NOTIFIED,    State.REVIEW,       JUDGE,            EXIT["复核"],
         asks=(Known.APPLICATION,), unless=(bars.not_the_judge_concerned, review.not_reviewable), within=Clock.REVIEW, papers=(Paper.APPLICATION,), tells=(PARTY_GROUP, PERSONNEL)),
    Step(Act.LET_REVIEW_LAPSE,  State.NOTIFIED,    State.FORMALITIES,  Role.CALENDAR,    EXIT["复核"],
         within=Clock.REVIEW, tells=(JUDGE, PERSONNEL)),
    Step(Act.GO_ON,             State.NOTIFIED,    State.FORMALITIES,  PERSONNEL,        LOCAL["死亡"],
         asks=(Known.REASONS,), unless=(review.still_reviewable,), within=Clock.GOING_ON, tells=(PARTY_GROUP,)),
    Step(Act.WITHDRAW_REVIEW,   State.REVIEW,      State.FORMALITIES,  JUDGE,            LOCAL["撤回"],
         asks=(Known.REASONS,), unless=(bars.not_the_judge_concerned,), tells=(PARTY_GROUP, PERSONNEL)),
    Step(Act.DECIDE_REVIEW,     State.REVIEW,      State.REVIEWED,     PARTY_GROUP,      LOCAL["复核"],
         asks=(Known.REVIEW_RESULT, Known.APPLICATION_ANSWER), may=(Known.NEW_GROUND,), unless=(review.result_at_odds, review.change_unnamed, review.heavier_for_asking, review.point_unanswered),
         within=Clock.REVIEW_DECISION, papers=(Paper.REVIEW_DECISION,), tells=(PERSONNEL, HIGH_COURT)),
    Step(Act.CONFIRM_CHANGE,    State.REVIEWED,    None,               HIGH_COURT,       LOCAL["复核"],
         asks=(Known.CHANGE_CONFIRMED, Known.APPROVAL), unless=(review.nothing_to_confirm,), within=Clock.CHANGE, computes=review.ANSWERED, papers=(Paper.APPROVAL,), tells=(PERSONNEL, PARTY_GROUP)),
    Step(Act.SERVE_RESULT,      State.REVIEWED,    State.FORMALITIES,  PERSONNEL,        LOCAL["送达"],
         asks=(Known.RESULT_SERVICE,), unless=(review.change_unconfirmed, review.revoked, rightly_served(Known.RESULT_SERVICE)), within=Clock.RESULT, papers=(Paper.SERVICE,), tells=(JUDGE, PARTY_GROUP)),
    Step(Act.RESTORE,           State.REVIEWED,    State.RESTORED,     PARTY_GROUP,      JUDGES[65],
         asks=(Known.REASONS,), unless=(review.change_unconfirmed, review.not_revoked), within=Clock.RESULT, papers=(Paper.RESTORATION,), tells=(JUDGE, COURT_OFFICE, PERSONNEL)),

    # formalities: filing, removal, registration
    Step(Act.FILE,              State.FORMALITIES, None,               PERSONNEL,        EXIT["备案"],
         asks=(Known.FILED,), papers=(Paper.FILING,), tells=(HIGH_COURT,)),
    Step(Act.ASK_REMOVAL,       State.FORMALITIES, None,               PRESIDENT,        JUDGES[20],
         asks=(Known.REASONS,), unless=(formalities.removal_not_needed,), marks=((Known.REMOVAL_ASKED, True),), papers=(Paper.REMOVAL,), tells=(Role.PEOPLES_CONGRESS, PERSONNEL)),
    Step(Act.RECORD_REMOVAL,    State.FORMALITIES, None,               PERSONNEL,        JUDGES[18],
         asks=(Known.REMOVED_ON,), unless=(formalities.removal_not_asked, formalities.removal_to_come), tells=(JUDGE, PARTY_GROUP)),
    Step(Act.REGISTER,          State.FORMALITIES, State.EXITED,       PERSONNEL,        EXIT["手续"],
         unless=(formalities.not_filed, formalities.removal_open, formalities.cases_left), within=Clock.FORMALITIES, papers=(Paper.REGISTRATION,), tells=(JUDGE, HIGH_COURT, PARTY_GROUP, COURT_OFFICE)),
    *(Step(Act.CORRECT,         state,             State.RESTORED,     PARTY_GROUP,      JUDGES[65],
           asks=(Known.CORRECTION, Known.REASONS, Known.APPROVAL), papers=(Paper.RESTORATION,), tells=(JUDGE, COURT_OFFICE, PERSONNEL, HIGH_COURT))
      for state in (State.FORMALITIES, State.EXITED)),

    # coming back
    Step(Act.FIND_ELIGIBLE,     State.EXITED,      State.ELIGIBLE,     PERSONNEL,        EXIT["再次入额"],
         may=(Known.CAUSE_ENDED,), unless=(formalities.barred_by_statute, formalities.not_eligible), tells=(JUDGE,)),
    Step(Act.REENTER,           State.ELIGIBLE,    State.REENTERED,    PERSONNEL,        EXIT["再次入额"],
         asks=(Known.SELECTION,), tells=(JUDGE, COURT_OFFICE, HIGH_COURT)),
    *(Step(Act.ARCHIVE,         state,             State.ARCHIVED,     PERSONNEL,        LOCAL["手续"],
           asks=(Known.REASONS,), tells=(JUDGE,))
      for state in (State.EXITED, State.ELIGIBLE)),

    # side ways, before the approval
    *(Step(Act.WITHDRAW,        state,             State.WITHDRAWN,    JUDGE,            LOCAL["撤回"],
           asks=(Known.REASONS,), unless=(bars.not_the_judge_concerned, OF[ExitCategory.ON_REQUEST]), tells=(PERSONNEL, PARTY_GROUP))
      for state in BEFORE_APPROVAL[1:]),
    *(Step(Act.DROP,            state,             State.DROPPED,      (PERSONNEL, PARTY_GROUP), LOCAL["情形消失"],
           asks=(Known.REASONS,), tells=(JUDGE, PARTY_GROUP, PERSONNEL))
      for state in BEFORE_APPROVAL),
    *(Step(Act.RECORD_DEATH,    state,             State.HEARD,        PERSONNEL,        LOCAL["死亡"],
           asks=(Known.DIED_ON, Known.SOURCE), unless=(decision.death_to_come, bars.hold_not_lifted), computes=decision.DIED, papers=(Paper.EVENT,), tells=(PARTY_GROUP,))
      for state in BEFORE_APPROVAL),
    *(Step(Act.OPEN_HOLD,       state,             None,               COMMISSION,       LOCAL["暂缓"],
           asks=(Known.REASONS,), unless=(bars.held_already,), marks=((Known.HELD, True),), suspends=limits, tells=(PERSONNEL, PARTY_GROUP))
      for state, limits in LIMITS_OF.items()),
    *(Step(Act.LIFT_HOLD,       state,             None,               COMMISSION,       LOCAL["暂缓"],
           asks=(Known.CONSENT,), unless=(bars.not_held,), within=Clock.HOLD, marks=((Known.HELD, False),), resumes=limits, tells=(PERSONNEL, PARTY_GROUP))
      for state, limits in LIMITS_OF.items()),
)
# fmt: on

_OPEN_ENDED = Words(
    "是否、何时再次参加遴选由本人和遴选决定，法律没有期限",
    "whether and when to be selected again is for the judge and the selection: the law sets no limit",
)

QUOTA_EXIT = Procedure(
    "quota_exit",
    "员额退出",
    "exit from the quota",
    State,
    _STEPS,
    initial=State.TRIGGERED,
    authority=PLAN_2022[15],
    final=(
        State.REENTERED, State.REFUSED, State.WITHDRAWN, State.DROPPED, State.RESTORED, State.ARCHIVED,
    ),
    no_limit={State.EXITED: _OPEN_ENDED, State.ELIGIBLE: _OPEN_ENDED},
    opening_tells=(PERSONNEL,),
    named={JUDGE: Known.JUDGE},
    of_the_case=(
        JUDGE, PERSONNEL, PARTY_GROUP, PRESIDENT, COURT_OFFICE, Role.ASSESSMENT_COMMITTEE, Role.INSPECTION, Role.PEOPLES_CONGRESS,
    ),
    letters=LETTERS,
    concerned=OwnMatter({Known.JUDGE: (JUDGE,)}, LOCAL["本人"]),
)  # fmt: skip
