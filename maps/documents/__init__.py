"""Papers for print, as PDF on A4: of seizures, and of operations."""

from maps.documents.typesetting import typeset

__all__ = ["typeset"]
