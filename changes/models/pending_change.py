"""What a running transaction has touched; always empty between transactions."""

import pgtrigger
from django.db import models

# One key for the whole program: the change log and the hash chain of verdict events are both written under it.
LOG_LOCK = 7_233_001


class PendingChange(models.Model):
    """An object whose public state may have changed in the transaction that is still running.

    Row triggers insert here; at the end of the transaction the first deferred trigger takes the log's lock,
    compares what was public (the log's last word) with what is public now (the view ``public_<type>``),
    writes the differences to ``Change`` and empties its own rows. No other transaction ever sees one.
    """

    object_type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    transaction = models.BigIntegerField(
        db_default=models.Func(function="changes_txid", output_field=models.BigIntegerField())
    )

    class Meta:
        indexes = [models.Index(fields=["transaction"], name="pending_transaction")]
        triggers = [
            pgtrigger.Trigger(
                name="write_log",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                # The first row's trigger has done the work of all: the others must not search the emptied table.
                func=(
                    "IF NEW.id > COALESCE(NULLIF(current_setting('changes.written_up_to', true), ''), '0')::bigint"
                    " THEN PERFORM changes_write_log(NEW.transaction); END IF; RETURN NULL;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}"
