"""What it takes to use a camera's files against somebody: reviewed, signed, its place published.

行政处罚法 41 asks for it; what it says was written down from memory (`unverified`), so the words
name the article and leave the decision to a person.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from geo_patrol.errors import Finding, finding

ReviewResult = Literal["clear", "unclear"]


@dataclass(frozen=True)
class CameraReview:
    """A certified officer looked through a file that a camera took, before it is used.

    Attributes
    ----------
    evidence_id
        The file, as evidence of an incident.
    camera
        Code or name of the camera; empty where nobody knows.
    result
        ``clear``: true, clear, whole and exact enough to prove something.
    location_published
        Whether the reviewer found that the public was told where the camera stands.
    signature
        Evidence of the same incident that has the reviewer's signature; None without one.
    voided
        Why it does not count; empty if it does.
    """

    id: UUID
    evidence_id: UUID
    at: datetime
    result: ReviewResult
    location_published: bool
    camera: str = ""
    signature: UUID | None = None
    note: str = ""
    voided: str = ""


@dataclass(frozen=True)
class CameraPublication:
    """The public was told where a camera stands; ``text`` says where that can be read."""

    id: UUID
    squad_code: str
    camera: str
    text: str
    since: datetime
    voided: str = ""


def is_published(publications: Sequence[CameraPublication], at: datetime) -> bool:
    """Whether the public knew at a moment, by publications of one camera that are on record."""
    return any(not one.voided and one.since <= at for one in publications)


def doubts_of_use(
    files: Collection[UUID],
    reviews: Sequence[CameraReview],
    *,
    camera: str | None,
    published: bool,
) -> Iterator[Finding]:
    """Yield what is missing before an incident's files from a camera prove anything.

    Of several reviews of a file the last one counts. Other files than the camera's may be among
    an incident's, so one that was reviewed and is clear is enough.

    Parameters
    ----------
    files
        The incident's evidence.
    reviews
        Those of it, voided ones too.
    camera
        Code of the camera that it was, as far as the squad's list knows it.
    published
        Whether its place was published when it happened.
    """
    if not files:
        yield finding("evidence", "cameras.use_no_file")
        return
    counting = latest_reviews(reviews)
    seen = [one for file, one in counting.items() if file in files]
    if not seen:
        yield finding("evidence", "cameras.use_not_reviewed", n=len(files))
    elif all(one.result == "unclear" for one in seen):
        yield finding("evidence", "cameras.use_unclear", n=len(seen))
    else:
        clear = [one for one in seen if one.result == "clear"]
        # A signature may come after the review that names it; until then there is none.
        n_unsigned = sum(one.signature not in files for one in clear)
        if n_unsigned:
            yield finding("evidence", "cameras.use_unsigned", n=n_unsigned)
    if camera is None:
        yield finding("camera", "cameras.use_camera_unknown")
    elif not published:
        said = any(one.location_published for one in seen)
        if said:
            yield finding("camera", "cameras.use_said_published", camera=camera)
        else:
            yield finding("camera", "cameras.use_not_published", camera=camera)


def latest_reviews(reviews: Sequence[CameraReview]) -> dict[UUID, CameraReview]:
    """Return the review that counts for each file: the last that is not voided."""
    ordered = sorted(reviews, key=lambda one: (one.at, str(one.id)))
    return {one.evidence_id: one for one in ordered if not one.voided}
