"""Incidents with persons for tests of workflows, and who asks for them."""

from uuid import UUID, uuid4

from duty_making import EARLY, NOW, VAULT

from geo_patrol.incidents.records import Incident, Outcome
from geo_patrol.personal import Person
from geo_patrol.store.engine import Store
from geo_patrol.store.scope import SYSTEM, Scope, scope_of
from geo_patrol.workflows.persons import NOBODY, Shown, Vault, persons_of
from geo_patrol.workflows.records import put_incident
from geo_patrol.workflows.writing import Written

ANGLER = Person(name="甲", id_number="330624199001010010", plate="浙D·12345")
FRIEND = Person(name="乙", phone="13800000000")
OFFICER = scope_of(UUID(int=5), ["reservoir"], "officer", certified=True)
AUXILIARY = scope_of(UUID(int=6), ["reservoir"], "auxiliary", certified=False)
BRIEFING = scope_of(UUID(int=7), ["reservoir"], "briefing", certified=False)
PARK = scope_of(UUID(int=8), ["park"], "leader", certified=True)


def an_incident(*persons: Person, squad: str = "reservoir") -> Incident:
    """Return an incident with persons."""
    return Incident(
        id=uuid4(),
        squad_code=squad,
        occurred_at=EARLY,
        lon=120.99,
        lat=29.47,
        accuracy_m=5.5,
        placed_by="gps",
        category="angling",
        source="patrol",
        outcomes=(Outcome("persuaded", len(persons)),),
        persons=persons,
    )


def put(
    store: Store, incident: Incident, if_match: int | None = None, vault: Vault = VAULT
) -> Written:
    """Write an incident as the program itself."""
    return put_incident(store, SYSTEM, incident, vault, now=NOW, if_match=if_match)


def shown(store: Store, incident: Incident, scope: Scope = OFFICER, vault: Vault = VAULT) -> Shown:
    """Return an incident's persons as somebody sees them."""
    with store.reader() as session:
        found = persons_of(session, vault, scope, "incident", [incident.id])
    return found.get(incident.id, NOBODY)
