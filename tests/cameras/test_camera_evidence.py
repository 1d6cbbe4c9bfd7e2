"""What a camera's files lack before they may be used."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from geo_patrol.cameras.evidence import (
    CameraPublication,
    CameraReview,
    doubts_of_use,
    is_published,
    latest_reviews,
)

AT = datetime(2022, 10, 9, 1, tzinfo=UTC)
FILE, OTHER, SIGNATURE = UUID(int=1), UUID(int=2), UUID(int=3)


def review(result: Any = "clear", **changes: Any) -> CameraReview:
    told = {"location_published": True, "signature": SIGNATURE, "camera": "CH-C01"}
    made = {"id": uuid4(), "evidence_id": FILE, "at": AT, **told, **changes}
    return CameraReview(result=result, **made)


def keys(
    files: Any, reviews: Any, camera: str | None = "CH-C01", published: bool = True
) -> list[str]:
    kept = {*files, SIGNATURE} if files else files
    found = doubts_of_use(kept, reviews, camera=camera, published=published)
    return [one.key.removeprefix("cameras.use_") for one in found]


def test_a_clear_signed_file_of_a_published_camera_lacks_nothing() -> None:
    assert keys({FILE, OTHER}, [review()]) == []


def test_what_is_missing_is_said_one_by_one() -> None:
    assert keys(set(), []) == ["no_file"]
    assert keys({FILE}, []) == ["not_reviewed"]
    assert keys({FILE}, [review("unclear")]) == ["unclear"]
    assert keys({FILE}, [review(signature=None)]) == ["unsigned"]
    assert keys({FILE}, [review()], camera=None) == ["camera_unknown"]
    assert keys({FILE}, [review()], published=False) == ["said_published"]
    unsaid = review(location_published=False)
    assert keys({FILE}, [unsaid], published=False) == ["not_published"]
    assert keys({FILE}, [], published=False) == ["not_reviewed", "not_published"]


def test_a_signature_counts_from_when_it_is_there() -> None:
    [early] = doubts_of_use({FILE}, [review()], camera="CH-C01", published=True)
    assert early.key == "cameras.use_unsigned"
    assert keys({FILE}, [review()]) == []


def test_a_review_of_another_incidents_file_is_none() -> None:
    assert keys({OTHER}, [review()]) == ["not_reviewed"]


def test_one_clear_file_is_enough() -> None:
    unclear = review("unclear", evidence_id=OTHER)
    assert keys({FILE, OTHER}, [review(), unclear]) == []


def test_the_last_review_that_counts_is_the_one_that_counts() -> None:
    first, second = review("unclear"), review("clear", at=AT + timedelta(hours=1))
    assert latest_reviews([second, first]) == {FILE: second}
    voided = review("unclear", at=AT + timedelta(hours=2), voided="看错了文件")
    assert latest_reviews([voided, second, first]) == {FILE: second}
    assert latest_reviews([voided]) == {}


def test_the_public_knew_from_the_publication_on() -> None:
    one = CameraPublication(uuid4(), "reservoir", "CH-C01", "县政府网站", AT)
    void = CameraPublication(
        uuid4(), "reservoir", "CH-C01", "公告栏", AT - timedelta(days=9), "没有贴出"
    )
    assert is_published([one], AT)
    assert not is_published([one, void], AT - timedelta(seconds=1))
    assert not is_published([], AT)
