"""What the law table holds: acts, rules, duties and periods, each with its dates and certainty."""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

Level = Literal["first", "second", "quasi", "outside"]
"""Where an act was: the levels of protection zones, and outside all of them."""
LEVELS: tuple[Level, ...] = get_args(Level)

Subject = Literal["person", "firm"]
Gear = Literal["none", "if_serious", "may", "must"]
"""Whether gear is confiscated, from the lightest on."""
RuleKind = Literal["penalty", "leniency", "pointer"]
Topic = Literal[
    "choice_of_law",
    "on_the_spot",
    "officers",
    "record",
    "camera_evidence",
    "auxiliaries",
    "handover",
]
PeriodKind = Literal["seizure_report", "preservation", "seizure", "seizure_extension", "case"]
Unit = Literal["hours", "working_days", "calendar_days"]

ANY_ACT = "*"

Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Text = Annotated[str, Field(min_length=1, max_length=1000)]


def _as_text(value: object) -> object:
    """Take an article's number without quotes for its text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Article = Annotated[Text, BeforeValidator(_as_text)]


class Strict(BaseModel):
    """What no unknown field and no guessed type gets into."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Words(Strict):
    """A text in both languages."""

    zh: Text
    en: Text


class Act(Strict):
    """Something that can be done wrong; ``categories`` are those of incidents that may be it."""

    id: Code
    zh: Text
    en: Text
    categories: tuple[str, ...] = ()


class Sourced(Strict):
    """What a law says, when it says so, and how certain that is.

    Attributes
    ----------
    article
        None where its number is not known.
    valid_from, valid_to
        First and last local day in force. Without the first it was in force before this table's
        time; without the last, its end is not known.
    verified
        Held for certain. If not, ``why`` says what is missing or was not read.
    """

    id: Code
    law: Words
    article: Article | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    verified: bool
    why: Words | None = None
    source: Text
    note: Words | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Sourced":
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise PydanticCustomError("dates_reversed", "it ends before it begins")
        if not self.verified and self.why is None:
            raise PydanticCustomError("why_missing", "unverified without saying why")
        if self.verified and (self.article is None or self.why is not None):
            raise PydanticCustomError("not_verified", "verified, but with doubt or no article")
        return self

    def in_force(self, day: date) -> bool:
        """Tell whether it is in force on a local day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class Range(Strict):
    """A fine in yuan, both ends included; a fine that only *may* be given begins at 0."""

    min: Annotated[int, Field(ge=0)]
    max: Annotated[int, Field(gt=0)]

    @model_validator(mode="after")
    def _ordered(self) -> "Range":
        if self.max < self.min:
            raise PydanticCustomError("range_reversed", "the least is above the most")
        return self


class Rule(Sourced):
    """What follows from an act.

    Attributes
    ----------
    series
        The same offence through successive texts: exactly one of them is in force on a day.
    kind
        A pointer names an article whose text is not in the table: whether it fits is not known.
    acts
        ``("*",)``, for a pointer only, means whatever act.
    authority
        Who is competent to punish; None if the table does not know.
    fine, serious
        The ordinary range, and that of serious cases; None if the table does not know, or there is
        none.
    gear
        None if the table does not know.
    """

    series: Code
    kind: RuleKind = "penalty"
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    acts: Annotated[tuple[str, ...], Field(min_length=1)]
    subjects: Annotated[tuple[Subject, ...], Field(min_length=1)] = ("person", "firm")
    authority: Words | None = None
    fine: Range | None = None
    serious: Range | None = None
    gear: Gear | None = None
    orders: Words | None = None

    @model_validator(mode="after")
    def _kinds(self) -> "Rule":
        measures = (self.fine, self.serious, self.gear, self.orders)
        if self.kind != "penalty" and any(one is not None for one in measures):
            raise PydanticCustomError("no_penalty", "only a penalty has a range")
        if ANY_ACT in self.acts and (self.kind != "pointer" or len(self.acts) > 1):
            raise PydanticCustomError("any_act", "only a pointer may be for any act")
        return self

    def fits(self, level: Level, act: str) -> bool:
        """Tell whether it is about the act there."""
        return level in self.levels and (act in self.acts or ANY_ACT in self.acts)


class Duty(Sourced):
    """What the law asks of the office, whatever the act.

    ``number`` counts officers; ``person_max`` and ``firm_max`` are in yuan.
    """

    topic: Topic
    text: Words
    number: Annotated[int, Field(ge=1)] | None = None
    person_max: Annotated[int, Field(ge=0)] | None = None
    firm_max: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _figures(self) -> "Duty":
        if (self.topic == "officers") is (self.number is None):
            raise PydanticCustomError("duty_figures", "the number of officers, and only there")
        on_the_spot = self.topic == "on_the_spot"
        for limit in (self.person_max, self.firm_max):
            if on_the_spot is (limit is None):
                raise PydanticCustomError("duty_figures", "limits on the spot, and only there")
        return self


class Period(Sourced):
    """How long something may take; ``text`` says from what to what."""

    period: PeriodKind
    text: Words
    length: Annotated[int, Field(ge=1, le=1000)]
    unit: Unit
