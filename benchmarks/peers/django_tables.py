"""Django without a project: settings, the database, and the two tables both Django peers add rows to."""

from __future__ import annotations

import sys

import django
from django.conf import settings

settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sys.argv[1],
            "OPTIONS": {"transaction_mode": "IMMEDIATE"},
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[],
    USE_TZ=True,
)
django.setup()

from django.db import models  # Django wants its settings first.


class Audit(models.Model):
    review = models.IntegerField()
    number = models.IntegerField()
    previous = models.TextField()
    digest = models.TextField()
    record = models.TextField()

    class Meta:
        app_label, db_table, managed = "bench", "audit", False


class Outbox(models.Model):
    review = models.IntegerField()
    number = models.IntegerField()
    recipient = models.TextField()
    body = models.TextField()
    sent_at = models.TextField(null=True)

    class Meta:
        app_label, db_table, managed = "bench", "outbox", False
