"""The key that phones seal their unsent work to: public, the same again, with whose it is."""

from uuid import uuid4

from api_world import World

from geo_patrol.outbox import is_claim_of, key_of, outbox_key

PATH = "/api/v1/outbox-key"


def test_it_is_the_public_half_of_a_key_under_the_master_key(world: World) -> None:
    answer = world.member("officer").get(PATH)
    assert answer.status_code == 200
    told = answer.json()
    keyring = world.app.state.services.keys
    assert told["public_jwk"] == outbox_key(keyring, 1).public_jwk
    assert told["id"] == told["public_jwk"]["kid"]
    assert key_of(keyring, told["id"]).public_jwk == told["public_jwk"]
    assert "d" not in told["public_jwk"]


def test_everybody_gets_the_same_key_and_a_claim_of_their_own(world: World) -> None:
    officer = world.officer("auxiliary")
    mine = world.signed_in(officer).get(PATH).json()
    other = world.member("officer").get(PATH).json()
    assert mine["public_jwk"] == other["public_jwk"]
    key = world.app.state.services.keys.claims_key
    assert is_claim_of(key, mine["claim"], officer.id, mine["id"])
    assert not is_claim_of(key, other["claim"], officer.id, mine["id"])
    assert not is_claim_of(key, mine["claim"], uuid4(), mine["id"])


def test_a_higher_number_in_the_settings_is_another_key(world: World) -> None:
    services = world.app.state.services
    before = world.member("officer").get(PATH).json()
    former = services.settings
    services.settings = former.model_copy(update={"outbox_key_number": 2})
    try:
        after = world.member("officer").get(PATH).json()
    finally:
        services.settings = former
    assert after["id"] != before["id"]
    assert key_of(services.keys, before["id"]).public_jwk == before["public_jwk"]
    assert key_of(services.keys, after["id"]).public_jwk == after["public_jwk"]
