"""Migration operations, for what Django's own make slow."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Constraints, indexes and triggers that are added at once, to tables which are there.

    One after the other, each makes Django build the models of its table's neighbourhood anew: four fifths of the time
    that a new database takes. None of them looks at another, so they are stated first and then carried out.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        """Take operations of which none needs to see another's state."""
        self.operations = list(operations)

    @property
    def reversible(self) -> bool:  # type: ignore[override]  # what Django has as an attribute follows from the parts here
        """Tell whether each of them can be undone."""
        return all(operation.reversible for operation in self.operations)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return what writes the operation down in a migration file."""
        return (self.__class__.__qualname__, [self.operations], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """State them all; whoever next asks for the models has them built once."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Carry them out in their order."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Undo them, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Return a line for the migration's output."""
        return f"{len(self.operations)} constraints, indexes and triggers"
