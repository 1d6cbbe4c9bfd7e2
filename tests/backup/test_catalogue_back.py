"""The office's terms come back with a snapshot, and are known again."""

from contextlib import closing
from dataclasses import replace

from backup_world import NOW, World, put_back

from geo_patrol.incidents.catalogue import built_in
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.catalogue import current, put_term


def test_terms_come_back_and_the_audit_holds(world: World, empty_url: str) -> None:
    rod = replace(built_in().gear["rod"], zh="鱼竿", retired=True)
    put_term(world.store, SYSTEM, rod, now=NOW)
    assert put_back(empty_url, world, world.back_up()).findings == ()
    with closing(open_store(empty_url, exclusive=True)) as restored:
        assert verify(restored).sound
        with restored.reader() as session:
            assert current(session).gear["rod"] == rod
        assert not put_term(restored, SYSTEM, rod, now=NOW).changed
