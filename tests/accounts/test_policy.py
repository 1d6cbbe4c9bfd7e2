"""Which passwords are taken, and what is said of those that are not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.accounts.policy import POLICIES, Profile, check_password, due, prepared
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import LANGUAGES, Language, catalogue

CONTEXT = ("reservoir-leader", "王强", "330624-017", "库区执法队", "Reservoir squad")
NOW = datetime(2022, 10, 31, 4, tzinfo=UTC)


def reasons(password: str, profile: Profile) -> set[str]:
    """Return what is wrong with a password, as the ends of the message keys."""
    try:
        check_password(password, POLICIES[profile], context=CONTEXT)
    except InvalidInput as refused:
        assert refused.key == "accounts.password_refused"
        assert len(refused.findings) == len(set(refused.findings)) > 0
        assert {one.where for one in refused.findings} == {"password"}
        return {one.key.removeprefix("accounts.password.") for one in refused.findings}
    return set()


@pytest.mark.parametrize(
    ("password", "asvs", "mlps"),
    [
        ("correct horse battery staple", set(), {"kinds"}),
        ("Correct horse battery staple 7", set(), set()),
        ("岭根村夜里没有鱼可钓了啊", set(), {"kinds"}),
        ("岭根村夜里没有鱼K7", {"too_short"}, set()),
        ("the reservoir is cold at night", set(), {"kinds"}),
        ("xK7-vq2-mT9", {"too_short"}, set()),
        ("xK7-vq2-mT9-pd", set(), set()),
        ("pR4;", {"too_short", "guessable"}, {"too_short", "guessable"}),
        ("Aa123456789!", {"common"}, {"common"}),
        ("P@ssw0rd2024!", {"common"}, {"common"}),
        ("Qwer2024!@#$", {"common"}, {"common"}),
        ("Zxcvbnm123456!", {"common"}, {"common"}),
        ("1qaz2wsx3edc", {"common"}, {"common", "kinds"}),
        ("Reservoir-Leader-2024", {"context"}, {"context"}),
        ("王强王强王强王强王强王强", {"context", "repeat"}, {"context", "repeat", "kinds"}),
        ("Xunhu@2024!!", {"context"}, {"context"}),
        ("库区执法队33-ABcd", {"context"}, {"context"}),
        ("mmmmmmmmmmmmmmmm", {"repeat"}, {"repeat", "kinds"}),
        ("abcdefghijklmnop", {"sequence"}, {"sequence", "kinds"}),
        ("nbvcxzlkjhgf", {"common", "keyboard"}, {"common", "keyboard", "kinds"}),
        ("thanksgiving", {"words"}, {"words", "kinds"}),
        ("20.08.1988-08", {"date"}, {"date", "kinds"}),
        ("", {"too_short", "guessable"}, {"too_short", "guessable", "kinds"}),
        ("x7" * 513, {"too_long"}, {"too_long"}),
        ("xK7-vq2-mT9-\ud83d", {"unreadable"}, {"unreadable"}),
    ],
    ids=lambda value: ascii(value)[:30] if isinstance(value, str) else "-".join(sorted(value)),
)
def test_each_profile_says_what_it_refuses(password: str, asvs: set[str], mlps: set[str]) -> None:
    assert reasons(password, "asvs") == asvs
    assert reasons(password, "mlps") == mlps


@pytest.mark.parametrize(
    "password", ["Reservoir-Leader-2024", "pR4;", "Aa123456789!", "王强王强王强"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_has_words_and_never_the_password(password: str, language: Language) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_password(password, POLICIES["mlps"], context=CONTEXT)
    said = [refused.value.text(language), *(one.text(language) for one in refused.value.findings)]
    assert all(said)
    assert not any(password in one or "王强" in one for one in said)


def test_a_long_password_of_64_and_more_is_taken() -> None:
    assert (
        reasons("quiet boats leave the northern shore before anybody wakes " * 2, "asvs") == set()
    )
    assert reasons("x7Kq" + "月落乌啼霜满天" * 2 + "-江枫渔火对愁眠" * 100, "asvs") == set()


def test_a_password_may_hold_a_name_if_enough_stands_beside_it() -> None:
    assert reasons("王强 never swims upstream", "asvs") == set()


def test_short_names_do_not_count_as_known_words() -> None:
    check_password("li wq river stone 40 oaks", POLICIES["asvs"], context=["li", "wq", "李"])


def test_the_words_of_one_person_say_nothing_of_another() -> None:
    with pytest.raises(InvalidInput):
        check_password("zhangsanfeng-77", POLICIES["asvs"], context=["zhangsanfeng"])
    check_password("zhangsanfeng-77", POLICIES["asvs"], context=["somebody-else"])


def test_one_text_typed_on_two_keyboards_is_one_password() -> None:
    assert prepared("cafe\u0301 au lait") == prepared("caf\u00e9 au lait")


def test_texts_that_look_different_stay_different() -> None:
    for one, other in (("！", "!"), ("Ａ", "A"), ("a", "A"), (" a", "a"), ("①", "1")):
        assert prepared(one) != prepared(other)


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=90), st.sampled_from(["asvs", "mlps"]))
def test_whatever_is_typed_gets_an_answer(password: str, profile: Profile) -> None:
    assert {f"accounts.password.{name}" for name in reasons(password, profile)} <= set(catalogue())


def test_only_the_profile_that_asks_for_it_has_passwords_expire() -> None:
    old = NOW - timedelta(days=4000)
    assert not due(old, POLICIES["asvs"], NOW)
    assert due(old, POLICIES["mlps"], NOW)
    assert due(NOW - timedelta(days=90), POLICIES["mlps"], NOW)
    assert not due(NOW - timedelta(days=90) + timedelta(seconds=1), POLICIES["mlps"], NOW)
