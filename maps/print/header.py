"""The head of the sheet: title, period, and what must not be overlooked."""

from geo_patrol.messages import Language
from maps.print.content import Content
from maps.print.sheet import SheetSpec
from maps.print.styles import INK
from maps.print.surface import MM_PER_PT, Surface
from maps.words import Words, clock_name, joined, period, same, words


def draw_header(
    surface: Surface, content: Content, language: Language, left: float, top: float, width: float
) -> float:
    """Draw title, period and tags; return where the rest begins."""
    spec = surface.spec
    tags = _tags(surface, content, language, left + width, top)
    room = width - tags
    title = sheet_title(spec, content)[language]
    size = next(
        (
            size
            for size in (surface.size("title", f) for f in (1.0, 0.9, 0.8, 0.72))
            if surface.width(title, size, bold=True) <= room
        ),
        surface.size("title", 0.72),
    )
    lines = surface.wrapped(title, room, size, bold=True)
    y = surface.lines(left, top, lines, size, bold=True, gid="title")
    body = surface.size("body", 1.05)
    y = surface.lines(
        left, y, [subtitle(content)[language]], body, colour=INK["quiet"], gid="subtitle"
    )
    return y - 2.5


def _tags(
    surface: Surface, content: Content, language: Language, right: float, top: float
) -> float:
    """Draw at the right what must not be overlooked; return how wide that is."""
    size = surface.size("heading")
    height = surface.step_mm(size) * 1.15
    tags = []
    if surface.spec.handling:
        tags.append((surface.spec.handling, "none", INK["late_ink"], INK["late_ink"]))
    if content.context.demo:
        tags.append((words("maps.demo")[language], INK["amber_ground"], INK["amber"], "none"))
    x = right
    for text, face, ink, edge in tags:
        told = surface.shortened(text, 60, size)
        width = surface.width(told, size, bold=True) + 5
        surface.box(x - width, top - height, width, height, face=face, edge=edge, width_pt=1.0)
        y = top - height / 2 - size * 0.36 * MM_PER_PT
        surface.text(x - width / 2, y, told, size, bold=True, colour=ink, ha="center")
        x -= width + 3
    return right - x


def sheet_title(spec: SheetSpec, content: Content) -> Words:
    """Return what stands above a map."""
    if spec.title:
        return same(spec.title)
    return joined([content.context.title, content.kind])


def subtitle(content: Content) -> Words:
    """Return the period, and whose clock it is told by."""
    context = content.context
    when = content.when or same(period(context.start, context.end, context.timezone))
    return joined([when, same(clock_name(context.start, context.timezone))])
