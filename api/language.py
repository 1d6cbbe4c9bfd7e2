"""Which of the two languages a reader wants."""

from geo_patrol.messages import LANGUAGES, Language

DEFAULT: Language = "zh"


def accepted(header: str | None) -> Language:
    """Return the language that an ``Accept-Language`` header prefers; Chinese when it says none.

    ``en;q=0.8, zh-CN`` gives zh: an entry without a weight has the full one. Of equal weights the
    first wins.
    """
    best, best_weight = DEFAULT, 0.0
    for entry in (header or "").split(",")[:20]:
        tag, _, weight = entry.partition(";")
        language = tag.strip().lower().split("-")[0]
        given = _weight(weight)
        for known in LANGUAGES:
            if language == known and given > best_weight:
                best, best_weight = known, given
    return best


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
