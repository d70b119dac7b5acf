"""All registers by name, so that the schema is whole wherever the store is opened (登记簿)."""

from records.calibrations import Calibration, ReferenceCase
from records.cards import IssuedCard
from records.cases import Case, CaseList
from records.clocks import Clock
from records.conflicts import Conflict
from records.ledger import LedgerEntry
from records.notices import Delivery, Notice
from records.papers import WrittenPaper
from records.people import Address, Person, Post
from records.proceedings import Proceeding
from records.reads import FileRead
from records.rule_sets import RuleSet
from records.seasons import Review, Season, Special

__all__ = [
    "Address",
    "Calibration",
    "Case",
    "CaseList",
    "Clock",
    "Conflict",
    "Delivery",
    "FileRead",
    "IssuedCard",
    "LedgerEntry",
    "Notice",
    "Person",
    "Post",
    "Proceeding",
    "ReferenceCase",
    "Review",
    "RuleSet",
    "Season",
    "Special",
    "WrittenPaper",
]
