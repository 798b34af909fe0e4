"""What one row of another publisher's label must satisfy."""

import pytest

from claims.models import LabelMapping
from tests.factories import make_outlet
from tests.rules import accepted, refused

pytestmark = pytest.mark.django_db


def test_label_is_given():
    outlet = make_outlet()

    with accepted("label_mapping_label_given"):
        LabelMapping.objects.create(publisher=outlet, label="False")
    with refused("label_mapping_label_given"):
        LabelMapping.objects.create(publisher=outlet, label="")


def test_label_is_mapped_once_for_a_publisher_however_it_is_written():
    outlet = make_outlet()
    LabelMapping.objects.create(publisher=outlet, label="Half True")

    with accepted("label_mapping_once"):
        LabelMapping.objects.create(publisher=make_outlet(), label="half true")
    with refused("label_mapping_once"):
        LabelMapping.objects.create(publisher=outlet, label="half true")
