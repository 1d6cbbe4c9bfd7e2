"""TLS on an intranet: a private authority, its certificates, and how phones come to trust it."""
