"""Papers of a seizure for print: decision, inventory and receipt, as PDF on A4."""

from maps.documents.typesetting import typeset

__all__ = ["typeset"]
