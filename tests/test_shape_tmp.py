import pytest, json
from tests.factories import content
from cms.content.models import *
from datetime import date
from decimal import Decimal
@pytest.mark.django_db
def test_x():
    d=content.domain(1); i=content.intervention(age_from=Decimal("1.5"), sectors=["vmbo"]); e=content.practice_example(consent_until=date(2026,1,1))
    r=content.recommendation(d, interventions={i:"<p>x</p>"}, practice_examples=(e,))
    r.substantiations=[Substantiation(text="a",url="https://x.example")]
    r.save_revision(); i.save_revision(); e.save_revision()
    for x in (r,i,e):
        x.refresh_from_db(); print(json.dumps(x.latest_revision.content,indent=1))
