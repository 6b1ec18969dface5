"""The app: the table of routes as a FastAPI application, with the guard before every page."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic_core import to_json
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from reportedly.archive import ArchiveError, NotFoundError
from reportedly.web.asking import Answer, Ask, Download, Redirect, TroubleError, Upload, View
from reportedly.web.assets_app import Assets
from reportedly.web.guard import COOKIE, HEADERS, check_change, check_host, check_role
from reportedly.web.pages.links import Links, assets_built
from reportedly.web.pages.render import render
from reportedly.web.people import Session, may
from reportedly.web.routes import MENU, ROUTES, Route
from reportedly.web.site import Site

LARGEST = 64 * 2**20
_log = logging.getLogger("reportedly.web")


def create_app(site: Site, routes: Sequence[Route] = ROUTES) -> FastAPI:
    """The pages of one site, ready for a server."""
    app = FastAPI(title="reportedly", docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/static", Assets())
    for route in routes:
        if route.team and not site.team:
            continue
        if route.twin and route.method == "GET" and not route.only_json:
            app.add_api_route(f"{route.path}.json", _endpoint(site, route, twin=True), methods=["GET"])
        app.add_api_route(route.path, _endpoint(site, route, twin=route.only_json), methods=[route.method])
    app.add_exception_handler(HTTPException, _unrouted(site))
    app.middleware("http")(_headers(site))
    return app


def _headers(site: Site) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    async def add_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            check_host(request.headers.get("host", ""), team=site.team)
            response = await call_next(request)
        except TroubleError as trouble:
            response = Response(trouble.text, trouble.status, media_type="text/plain")
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return add_headers


def _endpoint(site: Site, route: Route, *, twin: bool = False) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        session = await run_in_threadpool(_session, site, request)
        fresh = session is None and route.method == "GET" and (not site.team or route.role == "anyone")
        if fresh:
            session = await run_in_threadpool(site.people.open)
        try:
            check_role(session, route.role, team=site.team)
            ask = await _ask(site, route, request, session)
            found = await run_in_threadpool(route.page, ask)
            response = await run_in_threadpool(_response, found, ask, route, twin)
            if isinstance(found, Redirect) and found.session:
                _set_cookie(response, found.session, request)
        except Exception as error:
            response = _trouble(site, route, _trouble_of(error, route), session, request, twin=twin)
        if fresh and session is not None:
            _set_cookie(response, session, request)
        return response

    return answer


def _trouble_of(error: Exception, route: Route) -> TroubleError:
    """What to tell the person who asked: never a stack trace, which belongs into the log."""
    if isinstance(error, TroubleError):
        return error
    if isinstance(error, NotFoundError):
        return TroubleError(404, "Not found", f"{error}.")
    if isinstance(error, ArchiveError):
        return TroubleError(503, "The archive", f"{error}.")
    _log.error("%s %s", route.method, route.path, exc_info=error)
    return TroubleError(500, "Something went wrong", "The page could not be made; the log of the server says why.")


def _session(site: Site, request: Request) -> Session | None:
    return site.people.session(request.cookies.get(COOKIE))


async def _ask(site: Site, route: Route, request: Request, session: Session | None) -> Ask:
    """What is asked, after the guard has looked at it."""
    form: dict[str, list[str]] = {}
    files: list[Upload] = []
    if route.method == "POST":
        if int(request.headers.get("content-length") or LARGEST + 1) > LARGEST:
            raise TroubleError(413, "Too large", f"Send at most {LARGEST // 2**20} MB at once.")
        async with request.form(max_files=100, max_fields=500, max_part_size=LARGEST) as sent:
            for name, value in sent.multi_items():
                if isinstance(value, UploadFile):
                    if value.filename:
                        files.append(Upload(value.filename, await value.read()))
                else:
                    form.setdefault(name, []).append(value)
        check_change(session, next(iter(form.get("csrf", ())), None), request.headers)
    query: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        query.setdefault(name, []).append(value)
    return Ask(
        site=site,
        session=session or Session("", "", None),
        path=request.path_params,
        query=query,
        form=form,
        files=tuple(files),
        part=request.headers.get("hx-target") if request.headers.get("hx-request") else None,
        address=request.client.host if request.client else "",
    )


def _response(found: Answer, ask: Ask, route: Route, twin: bool) -> Response:
    if isinstance(found, Redirect):
        response: Response = RedirectResponse(found.to, 303)
        if found.ends:
            response.delete_cookie(COOKIE)
        return response
    if isinstance(found, Download):
        headers = {"Content-Disposition": f'attachment; filename="{found.name}"'}
        return Response(found.body, media_type=found.media_type, headers=headers)
    if twin:
        return Response(to_json(found.data), found.status, media_type="application/json")
    template = found.parts.get(ask.part or "", found.template)
    values = {**page_values(ask, found, route), **found.values}
    return HTMLResponse(render(template, values), found.status)


def page_values(ask: Ask, view: View, route: Route) -> Mapping[str, Any]:
    """What every template is given beside its own values."""
    query = {name: list(values) for name, values in ask.query.items()}
    parts = route.path.strip("/").split("/")
    address = [ask.path.get(part.strip("{}").partition(":")[0], part) for part in parts]
    return {
        "title": view.title,
        "sheets": view.sheets,
        "modules": view.modules,
        "note": view.note,
        "to": ask.links.to,
        "asset": ask.links.asset,
        "files": ask.links.files,
        "assets_built": assets_built(),
        "here": ask.links.to(*address),
        "twin": _twin(ask.links, address, query) if route.twin and route.method == "GET" else None,
        "menu": [e for e in MENU if may(ask.user.role, e.role) and (ask.site.team or not e.team)],
        "section": route.section,
        "user": ask.session.user,
        "team": ask.site.team,
        "csrf": ask.session.csrf,
    }


def _twin(links: Links, address: Sequence[str], query: Mapping[str, Sequence[str]]) -> str:
    page, mark, asked = links.to(*address, **query).partition("?")
    return f"{page}.json{mark}{asked}"


def _trouble(
    site: Site, route: Route, trouble: TroubleError, session: Session | None, request: Request, *, twin: bool
) -> Response:
    """An error as a page, or as JSON where JSON was asked for. Who is not signed in is asked to."""
    if twin:
        body = json.dumps({"error": trouble.title, "text": trouble.text})
        return Response(body, trouble.status, media_type="application/json")
    if trouble.status == 401 and route.method == "GET":
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(Links().to("signin", next=path if path != "/" else None), 303)
    ask = Ask(site=site, session=session or Session("", "", None))
    view = View(template="trouble.html", title=trouble.title, values={"text": trouble.text})
    values = {**page_values(ask, view, Route("/", route.page, twin=False)), **view.values}
    return HTMLResponse(render(view.template, values), trouble.status)


def _unrouted(site: Site) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        session = await run_in_threadpool(_session, site, request)
        text = "Nothing has this address." if status == 404 else "This address cannot be asked like that."
        trouble = TroubleError(status, "Not found" if status == 404 else "Not possible", text)
        return _trouble(site, ROUTES[0], trouble, session, request, twin=request.url.path.endswith(".json"))

    return answer


def _set_cookie(response: Response, session: Session, request: Request) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, session.token, httponly=True, samesite="strict", secure=secure, path="/")
