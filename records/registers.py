"""All registers by name, so that the schema is whole wherever the store is opened (登记簿)."""

from records.accounts import Account, DeskSession
from records.acknowledgements import Acknowledgement, Reading
from records.alerts import Alert, AlertRung
from records.ballots import BallotCount, SittingVote
from records.calibrations import Calibration, ReferenceCase
from records.cards import IssuedCard
from records.cases import Case, CaseList
from records.clocks import Clock
from records.committee_rolls import CommitteeRoll
from records.conflicts import Conflict
from records.dissents import Dissent
from records.hashing import LedgerHash
from records.held_messages import HeldMessage
from records.ledger import LedgerEntry
from records.notices import Delivery, Notice
from records.papers import WrittenPaper
from records.papers_due import PapersWrittenTo
from records.people import Address, Person, Post
from records.proceedings import Proceeding
from records.reads import FileRead
from records.reporters import Reporter, ReporterRequest
from records.rosters import Absence, Declined, Duty
from records.rule_sets import RuleSet
from records.sealed_tree import LedgerBlock
from records.seals import LedgerSeal
from records.seasons import Review, Season, Special
from records.sent_messages import SentMessage
from records.sittings import Sitting, SittingMatter, SittingMove

__all__ = [
    "Absence",
    "Account",
    "Acknowledgement",
    "Address",
    "Alert",
    "AlertRung",
    "BallotCount",
    "Calibration",
    "Case",
    "CaseList",
    "Clock",
    "CommitteeRoll",
    "Conflict",
    "Declined",
    "Delivery",
    "DeskSession",
    "Dissent",
    "Duty",
    "FileRead",
    "HeldMessage",
    "IssuedCard",
    "LedgerBlock",
    "LedgerEntry",
    "LedgerHash",
    "LedgerSeal",
    "Notice",
    "PapersWrittenTo",
    "Person",
    "Post",
    "Proceeding",
    "Reading",
    "ReferenceCase",
    "Reporter",
    "ReporterRequest",
    "Review",
    "RuleSet",
    "Season",
    "SentMessage",
    "Sitting",
    "SittingMatter",
    "SittingMove",
    "SittingVote",
    "Special",
    "WrittenPaper",
]
