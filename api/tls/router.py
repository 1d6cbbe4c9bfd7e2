"""Routes of the install page: for everybody, since nobody can sign in before."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api.auth.permissions import PUBLIC
from api.pages.language import remember_language
from api.pages.render import page
from api.services import Serving
from api.tls.install import FILE, PAGE, authority_of, install, places_asked
from api.tls.pem import certificate_pem

router = APIRouter(include_in_schema=False)

MEDIA_TYPE = "application/x-x509-ca-cert"


@router.get(PAGE, dependencies=[PUBLIC], response_class=HTMLResponse)
def show(request: Request, services: Serving) -> HTMLResponse:
    """Show how a phone comes to trust this server."""
    authority = authority_of(services.settings)
    places = places_asked(services.settings, authority, request.url)
    answer = page(request, "tls.html", view=install(authority, places))
    remember_language(request, answer, secure=services.settings.secure_cookies)
    return answer


@router.get(FILE, dependencies=[PUBLIC])
def certificate(services: Serving) -> Response:
    """Return the authority's certificate, and nothing else that its file may hold."""
    return Response(certificate_pem(authority_of(services.settings)), media_type=MEDIA_TYPE)
