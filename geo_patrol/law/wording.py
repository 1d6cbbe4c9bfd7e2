"""Rules of the law in words: which text, how much it threatens, since when."""

from geo_patrol.law.applicable import Answer
from geo_patrol.law.records import Range, Rule
from geo_patrol.messages import Language, text

WAN = 10_000


def title_of(rule: Rule, language: Language) -> str:
    """Return a law and its article."""
    law = rule.law.zh if language == "zh" else rule.law.en
    if rule.article is None:
        return text("record_terms.law_no_article", language, law=law)
    article = rule.article if language == "zh" else rule.article.replace("、", ", ")
    return text("record_terms.law_title", language, law=law, article=article)


def dates_of(rule: Rule, language: Language) -> str:
    """Return since when, and until when, a text is in force; empty where neither is known."""
    start = "" if rule.valid_from is None else rule.valid_from.isoformat()
    end = "" if rule.valid_to is None else rule.valid_to.isoformat()
    if start and end:
        return text("record_terms.law_from_to", language, **{"from": start, "to": end})
    if start:
        return text("record_terms.law_from", language, **{"from": start})
    return text("record_terms.law_to", language, to=end) if end else ""


def stands_of(rule: Rule, answer: Answer, language: Language) -> str:
    """Return why a text stands beside another of one offence; empty where there is but one."""
    if answer.now is None or answer.now == answer.then:
        return ""
    if rule == answer.then:
        return text("record_terms.law_then", language)
    if answer.lighter == "newer":
        return text("record_terms.law_newer_lighter", language)
    return text("record_terms.law_newer_if_lighter", language)


def fine_words(rule: Rule, language: Language) -> str:
    """Return the fine, and that of serious cases; "not known" where the table has none."""
    if rule.fine is None:
        return text("record_terms.law_unknown", language)
    said = _range(rule.fine, language)
    if rule.serious is None:
        return said
    serious = text("record_terms.law_serious", language)
    return (
        f"{said}；{serious}{_range(rule.serious, language)}"
        if language == "zh"
        else (f"{said}; {serious.lower()} {_range(rule.serious, language)}")
    )


def _range(one: Range, language: Language) -> str:
    most = _yuan(one.max, language)
    if one.min == 0:
        return text("record_terms.law_range_to", language, max=most)
    return text("record_terms.law_range", language, min=_yuan(one.min, language), max=most)


def _yuan(amount: int, language: Language) -> str:
    """Return an amount: whole ten thousands as they are spoken of in Chinese."""
    if language == "zh" and amount >= WAN and amount % WAN == 0:
        return text("record_terms.law_wan", language, n=amount // WAN)
    return text("record_terms.law_yuan", language, n=f"{amount:,}")
