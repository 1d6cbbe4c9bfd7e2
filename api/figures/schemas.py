"""The squads' figures on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from api.bodies import Code
from api.queries import Period
from geo_patrol.messages import text
from geo_patrol.reports import FIGURES, Figure, FigureCode
from geo_patrol.workflows.reporting import Report, SquadFigures


class FiguresQuery(Period):
    """Query of the squads' figures."""

    squad: Code | None = Field(None, description="Code of a squad; all within reach if missing.")


class Words(BaseModel):
    """A text in both languages."""

    zh: str
    en: str


class FigureOut(BaseModel):
    """One figure of a squad, with its definition."""

    code: FigureCode
    name: Words
    value: int | None = Field(description="Null: it is not counted here.")
    unit: Words
    unknown: int = Field(description="Records that do not tell what is summed.")
    definition: Words
    counted: Words = Field(description="How it is counted.")
    records: list[str] = Field(description="Addresses of the lists with the records behind it.")


class SquadOut(BaseModel):
    """A squad's figures."""

    squad: str
    name: Words
    figures: list[FigureOut]


class FiguresOut(BaseModel):
    """The figures of squads in a period; the same records give the same bytes."""

    start: datetime
    end: datetime = Field(description="Exclusive.")
    demo: bool = Field(description="The store holds invented records.")
    note: Words
    squads: list[SquadOut]

    @classmethod
    def of(cls, report: Report, zone: tzinfo) -> FiguresOut:
        """Return a report's form on the wire, its period by the local clock."""
        return cls(
            start=report.start.astimezone(zone),
            end=report.end.astimezone(zone),
            demo=report.demo,
            note=Words(zh=text("figures.no_ranking", "zh"), en=text("figures.no_ranking", "en")),
            squads=[
                SquadOut(
                    squad=one.squad.code,
                    name=Words(zh=one.squad.name_zh, en=one.squad.name_en),
                    figures=[*_figures(one, report, zone)],
                )
                for one in report.squads
            ],
        )


def _figures(told: SquadFigures, report: Report, zone: tzinfo) -> Iterator[FigureOut]:
    for figure, found in zip(FIGURES, told.values, strict=True):
        yield FigureOut(
            code=figure.code,
            name=Words(zh=figure.name("zh"), en=figure.name("en")),
            value=found.value,
            unit=Words(zh=figure.unit_name("zh"), en=figure.unit_name("en")),
            unknown=found.unknown,
            definition=Words(zh=figure.means("zh"), en=figure.means("en")),
            counted=Words(zh=figure.counted("zh"), en=figure.counted("en")),
            records=[*_addresses(figure, told.squad.code, report, zone)],
        )


def _addresses(figure: Figure, squad: str, report: Report, zone: tzinfo) -> Iterator[str]:
    period = {
        "from": report.start.astimezone(zone).isoformat(),
        "to": report.end.astimezone(zone).isoformat(),
    }
    for one in figure.records:
        yield f"{one.path}?{urlencode({'squad': squad, **period, **one.filters})}"
