"""The outbox key on the wire."""

from __future__ import annotations

from pydantic import BaseModel, Field


class PublicKeyOut(BaseModel):
    """A public key as browsers import it (RFC 7517)."""

    kty: str
    crv: str
    x: str
    y: str
    kid: str


class OutboxKeyOut(BaseModel):
    """The key that a phone seals its unsent work to."""

    id: str = Field(description="The key's name, the same as its `kid`.")
    public_jwk: PublicKeyOut
    claim: str = Field(
        description="Shows that a file comes from where the asker was signed in. It goes inside"
        " what is sealed, and is kept nowhere else."
    )
