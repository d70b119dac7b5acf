"""校准卷 (reader calibration): a settled case among a reader's cards, to test the standard and not the case.

The reader must not be able to tell it from any other card. So the steps a reader sees are those of the quality
review in name, authority, time limit and letter, and what is read goes no further than a comparison: the old case, its
judge and the figures of the round hear nothing of it.
"""

from __future__ import annotations

from rules.labels import Labelled, Words
from rules.law import law
from rules.roles import Role
from state_machines.letters import Letters
from state_machines.procedure import Procedure
from state_machines.quality_review import readers
from state_machines.quality_review.clocks import Clock
from state_machines.quality_review.letters import ADVICE
from state_machines.quality_review.terms import Act as ReviewAct
from state_machines.quality_review.terms import Known, Paper
from state_machines.steps import Fact, Kind, OwnMatter, Step

LOCAL = law("local_review")
OFFICE, REVIEWER = Role.TRIAL_MANAGEMENT, Role.REVIEWER


class State(Labelled):
    """Where a calibration card stands (校准卷状态)."""

    CHOSEN = "chosen", "已选定", "chosen"
    ASSIGNED = "assigned", "评查中", "being reviewed"
    READ = "read", "评查表已交回", "sheet handed in"
    COMPARED = "compared", "已与参考等次比对", "compared with the reference"
    SET_ASIDE = "set_aside", "因回避作废", "set aside for a conflict"
    LAPSED = "lapsed", "未交回", "never handed in"


class Act(Labelled):
    """What is done with a calibration card (步骤)."""

    ASSIGN = ReviewAct.ASSIGN.value, ReviewAct.ASSIGN.zh, ReviewAct.ASSIGN.en
    SUBMIT_SHEET = ReviewAct.SUBMIT_SHEET.value, ReviewAct.SUBMIT_SHEET.zh, ReviewAct.SUBMIT_SHEET.en
    STEP_ASIDE = ReviewAct.STEP_ASIDE.value, ReviewAct.STEP_ASIDE.zh, ReviewAct.STEP_ASIDE.en
    COMPARE = "compare", "与参考等次比对", "compare with the reference"
    LAPSE = "lapse", "注销未交回的校准卷", "write off a calibration card"


REFERENCE = Fact("reference", "参考等次及评分", "reference grade and score", Kind.RECORD)
GAP = Fact("gap", "与参考评分的差", "points above the reference", Kind.NUMBER, computed=True)
SAME_GRADE = Fact("same_grade", "等次是否一致", "is the grade the reference's", Kind.YES_NO, computed=True)

# fmt: off
_STEPS = (
    #    act                from             to               who may take it     on what authority
    Step(Act.ASSIGN,        State.CHOSEN,    State.ASSIGNED,  OFFICE,             LOCAL["分配"],
         asks=(Known.READERS,), unless=(readers.reader_sat_on_the_case, readers.reader_of_the_same_division, readers.reader_of_the_same_court,
         readers.reader_in_conflict), papers=(Paper.REVIEW_CARD,), tells=(REVIEWER,)),
    Step(Act.SUBMIT_SHEET,  State.ASSIGNED,  State.READ,      REVIEWER,           LOCAL["评分"],
         asks=(Known.SHEETS,), unless=(readers.sheet_of_another, readers.sheet_in_already, readers.conflict_declared), within=Clock.SCORING),
    Step(Act.STEP_ASIDE,    State.ASSIGNED,  State.SET_ASIDE, (REVIEWER, OFFICE), LOCAL["回避"],
         asks=(Known.STEPPED_ASIDE, Known.REASONS), unless=(readers.not_a_reader,), tells=(OFFICE,)),
    Step(Act.COMPARE,       State.READ,      State.COMPARED,  OFFICE,             LOCAL["校准卷"],
         asks=(GAP, SAME_GRADE)),
    # A late card is taken like any other, as long as the round is open: nothing may tell it from the rest.
    Step(Act.LAPSE,         State.ASSIGNED,  State.LAPSED,    OFFICE,             LOCAL["校准卷"],
         asks=(Known.REASONS,)),
)
# fmt: on

READER_CALIBRATION = Procedure(
    "reader_calibration",
    "校准卷",
    "reader calibration",
    State,
    _STEPS,
    initial=State.CHOSEN,
    authority=LOCAL["校准卷"],
    no_limit={
        State.CHOSEN: Words("随即分配", "assigned at once"),
        State.READ: Words("随即比对", "compared at once"),
    },
    final=(State.COMPARED, State.SET_ASIDE, State.LAPSED),
    named={REVIEWER: Known.READERS},
    concerned=OwnMatter({Known.READERS: (REVIEWER,)}, LOCAL["校准卷"]),
    silences=dict.fromkeys(
        (State.CHOSEN, Act.SUBMIT_SHEET, Act.COMPARE, Act.LAPSE),
        Words(
            "校准卷不得与其他评查卡有别，不另行告知",
            "nothing may tell a calibration card from the others: nobody is told",
        ),
    ),
    letters=Letters(
        advice={Act.SUBMIT_SHEET: ADVICE[ReviewAct.SUBMIT_SHEET]},
        blind=(REVIEWER,),
        known_as=Words("案件质量评查", "case quality review"),
    ),
)
