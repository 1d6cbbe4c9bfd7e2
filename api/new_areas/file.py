"""The outline of a new area on its way in: the file as the body, what the area is as the query."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query, Request

from api.boundary_imports.file import MAX_SOURCE, read_file
from geo_patrol.crs import Datum
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.zones import Status
from geo_patrol.zones.new_areas import MAX_SIZE_M, MIN_SIZE_M, AreaPlan

MAX_AREA_NAME = 60


@dataclass(frozen=True)
class SentArea:
    """A file as it was sent, and the area that is to be made of it."""

    data: bytes
    name: str
    plan: AreaPlan


class NewAreaReader:
    """Dependency that reads the file; `api.openapi` documents the body from here."""

    async def __call__(
        self,
        request: Request,
        code: Annotated[
            str, Query(max_length=32, description="Of the area: lower-case letters, digits, - _.")
        ],
        name_zh: Annotated[str, Query(min_length=1, max_length=MAX_AREA_NAME)],
        kind: Annotated[Literal["reservoir", "park"], Query()],
        squad: Annotated[str, Query(max_length=32, description="Code of the squad.")],
        name: Annotated[
            str,
            Query(min_length=1, max_length=200, description="The file's name, with its ending."),
        ],
        name_en: Annotated[
            str, Query(max_length=MAX_AREA_NAME, description="Empty: the Chinese one.")
        ] = "",
        size_m: Annotated[
            float,
            Query(
                ge=MIN_SIZE_M,
                le=MAX_SIZE_M,
                allow_inf_nan=False,
                description="Side of a cell, metres.",
            ),
        ] = 100.0,
        datum: Annotated[
            Datum | None, Query(description="What its coordinates are; null: as the file says.")
        ] = None,
        status: Annotated[
            Status, Query(description="How far it may be trusted; `draft` cannot be in force.")
        ] = "illustrative",
        source: Annotated[
            str, Query(max_length=MAX_SOURCE, description="Where it comes from.")
        ] = "",
        licence: Annotated[
            str, Query(max_length=MAX_SOURCE, description="Under which terms.")
        ] = "",
    ) -> SentArea:
        """Return what was sent.

        Raises
        ------
        HTTPException
            415 when the body is no file.
        InvalidInput
            When what is said of the area cannot be.
        TooLarge
            When the file is.
        """
        told = {"name_zh": name_zh, "name_en": name_en, "source": source, "licence": licence}
        data, called = await read_file(request, name, status, told)
        if not name_zh.strip():
            raise InvalidInput(
                "api.invalid", findings=(finding("query.name_zh", "new_areas.no_name"),)
            )
        plan = AreaPlan(
            code=code,
            squad_code=squad,
            kind=kind,
            name_zh=name_zh.strip(),
            name_en=name_en.strip() or name_zh.strip(),
            size_m=size_m,
            datum=datum,
            status=status,
            source=source.strip(),
            licence=licence.strip(),
        )
        return SentArea(data, called, plan)
