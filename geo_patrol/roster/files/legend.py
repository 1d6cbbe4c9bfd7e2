"""What the signs of a month grid mean, in the lines that stand under it."""

from collections.abc import Iterator
from datetime import date

from geo_patrol.messages import Language, text
from geo_patrol.roster.files.codes import times
from geo_patrol.roster.files.letters import NO_POST, Letters
from geo_patrol.roster.files.month import Month
from geo_patrol.roster.problem import Post


def weekday(day: date, language: Language) -> str:
    """Return the weekday in a letter or two."""
    return text("roster_files.weekdays", language).split()[day.weekday()]


def post_called(month: Month, post: Post, language: Language) -> str:
    """Return a post by its area and shift; by its name, too, where those are not enough."""
    area = month.names.area(post.area, language)
    said = f"{area} {post.shift}".strip()
    twins = [one for one in month.posts if (one.area, one.shift) == (post.area, post.shift)]
    return said if area and len(twins) == 1 else f"{said} {month.names.post(post.id)}"


def leave_said(month: Month, officer: str, day: date, language: Language) -> str:
    """Return what stands for a day of leave, without its kind for who may not know; or nothing."""
    if (officer, day) not in month.on_leave:
        return ""
    kind = month.leave_kinds.get((officer, day))
    key = "roster_files.leave" if kind is None else f"roster_files.leave_{kind}"
    return text(key, language)


def legend_lines(month: Month, letters: Letters, language: Language) -> tuple[str, ...]:
    """Return the legend: shifts with their times, marks of posts, the other signs; the standing."""
    gap = "   "
    shifts = gap.join(f"{one.code} {times(one)}" for one in month.shifts)
    off = "roster_files.legend_kinds" if month.leave_kinds else "roster_files.legend_leave"
    signs = [*_marks(month, letters, language), text(off, language)]
    if any(one.post is None for one in month.roster):
        signs.append(text("roster_files.legend_no_post", language, sign=NO_POST))
    signs.append(text("roster_files.legend_licences", language))
    signs.append(text("roster_files.legend_days", language))
    comma = text("roster_files.standing_comma", language)
    return gap.join([shifts, *signs]), comma.join(standing(month, language))


def _marks(month: Month, letters: Letters, language: Language) -> Iterator[str]:
    """Yield the meaning of each mark once, though several shifts have it."""
    told: dict[str, list[str]] = {}
    for post in month.posts:
        if mark := letters.marks[post.id]:
            area = month.names.area(post.area, language)
            twins = [one for one in month.posts if (one.area, one.shift) == (post.area, post.shift)]
            name = area if len(twins) == 1 else f"{area} {month.names.post(post.id)}"
            told.setdefault(mark, [])
            if name not in told[mark]:
                told[mark].append(name)
    for mark, names in told.items():
        yield f"{mark}＝{'、'.join(names)}" if language == "zh" else f"{mark} = {', '.join(names)}"


def standing(month: Month, language: Language) -> Iterator[str]:
    """Yield how the roster stands: state, version, moment, what is not known."""
    if month.demo:
        yield text("roster_files.demo", language)
    yield text(
        "roster_files.standing",
        language,
        state=text(f"roster_files.state_{month.state}", language),
        version=month.version,
        moment=f"{month.as_of.astimezone(month.zone):%Y-%m-%d %H:%M}",
    )
    for year in month.unannounced:
        yield text("roster_files.unannounced", language, year=year)
