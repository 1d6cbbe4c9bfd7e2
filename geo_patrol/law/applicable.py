"""What applies to an act: which text, who is competent, what may be done on the spot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.law.lighter import Lighter, lighter
from geo_patrol.law.records import LEVELS, Duty, Level, Rule, Subject
from geo_patrol.law.table import LawTable, duties_on

OnTheSpot = Literal["always", "up_to_limit", "never", "unknown"]


@dataclass(frozen=True)
class Procedure:
    """Whether the fine for a subject may be decided on the spot (行政处罚法 51).

    ``always``: the whole range is within the limit; ``up_to_limit``: only a fine up to ``limit``
    yuan; ``never``: the least fine is above it; ``unknown``: no range, or no limit, in the table.
    """

    subject: Subject
    on_the_spot: OnTheSpot
    limit: int | None


@dataclass(frozen=True)
class Answer:
    """One offence: the text at the time of the act, and the one today.

    Attributes
    ----------
    then, now
        ``now`` is None when nothing follows ``then`` in the table.
    lighter
        ``newer`` means that today's text is the lighter one and applies.
    applies
        What applies: one text; both where a person has to decide.
    procedures
        For each text in ``applies``, in its order, one for each of its subjects.
    """

    then: Rule
    now: Rule | None
    lighter: Lighter
    applies: tuple[Rule, ...]
    procedures: tuple[tuple[Procedure, ...], ...]


@dataclass(frozen=True)
class Applicable:
    """All that the table says of an act.

    Attributes
    ----------
    day, today
        Local days of the act and of the question.
    answers
        One for each offence; several apply side by side.
    leniency, pointers
        Rules today that may spare a penalty, and articles whose text the table does not hold.
    duties
        What the law asks of the office today: officers, record, evidence.
    remarks
        What a person should know, in words: nothing in the table, unverified, authority not known,
        a choice to be made.
    """

    level: Level
    act: str
    day: date
    today: date
    answers: tuple[Answer, ...]
    leniency: tuple[Rule, ...]
    pointers: tuple[Rule, ...]
    duties: tuple[Duty, ...]
    remarks: tuple[Finding, ...]


def applicable(
    table: LawTable, level: str, act: str, at: datetime, *, today: date, tz: tzinfo
) -> Applicable:
    """Say what applies to an act, by the local day it was done on.

    The text at the time of the act applies, unless today's is lighter (行政处罚法 37). It is not
    decided here what cannot be compared, nor what nobody has read: those are told.

    Parameters
    ----------
    level
        ``first``, ``second``, ``quasi``, or ``outside`` all zones.
    act
        Code of an act in the table.
    at
        When it was done, aware.
    today
        Local day of the decision; an act "tomorrow", by a phone's fast clock, counts as today's.
    tz
        Zone of the law's dates: Asia/Shanghai.

    Returns
    -------
    Applicable
        Without answers, and with a remark that says so, where the table has no rule.

    Raises
    ------
    InvalidInput
        When there is no such level or act, or ``at`` has no offset.
    """
    if level not in LEVELS:
        raise InvalidInput("law.level_unknown", level=level, known="、".join(LEVELS))
    if act not in table.acts:
        raise InvalidInput("law.act_unknown", act=act)
    if at.utcoffset() is None:
        raise InvalidInput("law.no_offset")
    where: Level = level
    day = min(at.astimezone(tz).date(), today)
    fitting = [rule for rule in table.rules if rule.fits(where, act)]
    then = [rule for rule in fitting if rule.kind == "penalty" and rule.in_force(day)]
    in_force = [rule for rule in fitting if rule.in_force(today)]
    duties = duties_on(table.duties, today)
    answers = tuple(_answer(rule, in_force, duties) for rule in then)
    return Applicable(
        where,
        act,
        day,
        today,
        answers,
        tuple(rule for rule in in_force if answers and rule.kind == "leniency"),
        tuple(rule for rule in fitting if rule.kind == "pointer" and rule.in_force(day)),
        duties,
        (*_about_table(fitting, where, day), *_about_answers(answers)),
    )


def _answer(then: Rule, in_force: list[Rule], duties: tuple[Duty, ...]) -> Answer:
    successors = (r for r in in_force if r.kind == "penalty" and r.series == then.series)
    now = next(successors, None)
    result: Lighter = "person_decides" if now is None else lighter(then, now)
    if result == "newer" and now is not None:
        applies: tuple[Rule, ...] = (now,)
    elif result == "person_decides" and now is not None:
        applies = (then, now)
    else:
        applies = (then,)
    procedures = tuple(tuple(_procedures(rule, duties)) for rule in applies)
    return Answer(then, now, result, applies, procedures)


def _procedures(rule: Rule, duties: tuple[Duty, ...]) -> Iterator[Procedure]:
    duty = next((one for one in duties if one.topic == "on_the_spot"), None)
    for subject in rule.subjects:
        limit = None
        if duty is not None:
            limit = duty.person_max if subject == "person" else duty.firm_max
        yield Procedure(subject, _on_the_spot(rule, limit), limit)


def _on_the_spot(rule: Rule, limit: int | None) -> OnTheSpot:
    if rule.fine is None or limit is None:
        return "unknown"
    if rule.fine.min > limit:
        return "never"
    most = rule.fine if rule.serious is None else rule.serious
    return "always" if most.max <= limit else "up_to_limit"


def _about_table(fitting: list[Rule], level: Level, day: date) -> Iterator[Finding]:
    penalties = [rule for rule in fitting if rule.kind == "penalty"]
    if not penalties:
        yield finding("", "law.none_outside" if level == "outside" else "law.none_here")
    elif not any(rule.in_force(day) for rule in penalties):
        yield finding("", "law.none_then", day=day.isoformat())


def _about_answers(answers: tuple[Answer, ...]) -> Iterator[Finding]:
    if len(answers) > 1:
        yield finding("", "law.side_by_side", n=len(answers))
    for answer in answers:
        if answer.now is None:
            yield finding(answer.then.id, "law.no_longer")
        elif answer.lighter == "person_decides":
            yield finding(answer.then.id, "law.person_decides", other=answer.now.id)
        elif answer.lighter == "newer":
            yield finding(answer.now.id, "law.newer_lighter", other=answer.then.id)
        elif answer.lighter == "older":
            yield finding(answer.then.id, "law.older_lighter", other=answer.now.id)
        for rule in answer.applies:
            if not rule.verified:
                yield finding(rule.id, "law.unverified")
            if rule.authority is None:
                yield finding(rule.id, "law.authority_unknown")
