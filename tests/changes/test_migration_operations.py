"""Operations stated together do what they do one by one."""

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations import AddConstraint, AddIndex, CreateModel, RunSQL
from django.db.migrations.state import ProjectState

from changes.migration_operations import Together

POSITIVE = AddConstraint("stone", models.CheckConstraint(condition=models.Q(weight__gt=0), name="stone_weighs"))
BY_WEIGHT = AddIndex("stone", models.Index(fields=["weight"], name="stone_by_weight"))


@pytest.fixture
def stones(db):
    """The state of a project with one table, which is there."""
    create = CreateModel("Stone", [("id", models.BigAutoField(primary_key=True)), ("weight", models.IntegerField())])
    state = ProjectState()
    create.state_forwards("changes", state)
    with connection.schema_editor() as editor:
        create.database_forwards("changes", editor, ProjectState(), state)
    return state


def applied(operation, before: ProjectState) -> ProjectState:
    """Return the state after the operation, which was carried out."""
    after = before.clone()
    operation.state_forwards("changes", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("changes", editor, before, after)
    return after


def constraints() -> set[str]:
    """Return the names that these tests gave to constraints and indexes of the table."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "changes_stone")
    return {name for name in found if name.startswith("stone_")}


def test_together_carries_out_each_operation(stones):
    after = applied(Together([POSITIVE, BY_WEIGHT]), stones)

    stone = after.apps.get_model("changes", "Stone")
    assert constraints() == {"stone_weighs", "stone_by_weight"}
    with pytest.raises(IntegrityError, match="stone_weighs"), transaction.atomic():
        stone.objects.create(weight=0)


def test_together_states_what_its_operations_state(stones):
    stones.apps  # noqa: B018  built before, as in the middle of a migration
    one_by_one = stones.clone()
    for operation in (POSITIVE, BY_WEIGHT):
        operation.state_forwards("changes", one_by_one)
    at_once = stones.clone()

    Together([POSITIVE, BY_WEIGHT]).state_forwards("changes", at_once)

    assert at_once.models == one_by_one.models


def test_together_is_undone(stones):
    operation = Together([POSITIVE, BY_WEIGHT])
    after = applied(operation, stones)

    with connection.schema_editor() as editor:
        operation.database_backwards("changes", editor, after, stones)

    assert operation.reversible
    assert constraints() == set()


def test_together_with_a_part_that_cannot_be_undone_cannot_be_undone():
    assert not Together([POSITIVE, RunSQL("SELECT 1")]).reversible
