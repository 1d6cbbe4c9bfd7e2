"""Two ends of a TLS connection in one process: what real clients accept, without a network."""

import ssl
from pathlib import Path

from cryptography.x509 import Certificate

from api.tls.authority import Issued
from api.tls.pem import certificate_pem, key_pem


def shake_hands(
    folder: Path, server: Issued, authority: Issued, name: str, *between: Certificate
) -> str:
    """Return the TLS version that a client, which trusts one authority, agrees on with a server.

    The server also sends the certificates in between.

    Raises
    ------
    ssl.SSLCertVerificationError
        When the client does not believe that the server is ``name``.
    """
    chain, key = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(certificate_pem(server.certificate, *between))
    key.write_bytes(key_pem(server.key))
    answering = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    answering.load_cert_chain(chain, key)
    asking = ssl.create_default_context(cadata=certificate_pem(authority.certificate).decode())
    # What OpenSSL does by default from Python 3.13 on.
    asking.verify_flags |= ssl.VERIFY_X509_STRICT
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = asking.wrap_bio(to_client, to_server, server_hostname=name)
    answerer = answering.wrap_bio(to_server, to_client, server_side=True)
    waiting = [client, answerer]
    while waiting:
        for end in list(waiting):
            try:
                end.do_handshake()
                waiting.remove(end)
            except ssl.SSLWantReadError:
                continue
    return str(client.version())
