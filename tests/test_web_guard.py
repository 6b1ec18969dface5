"""Who is let in: every route of the table, without a session, with another's, with a wrong token, with a forged id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.web.guard import COOKIE, CSP, HEADERS, host_of, is_loopback
from reportedly.web.people import Throttle, may
from reportedly.web.people.passwords import fault_of, fits, seal
from reportedly.web.routes import ROUTES, Route
from web_made import archive_readings
from web_site import PASSWORD, TEAM, Open, csrf_of, opened

GETS = [r for r in ROUTES if r.method == "GET" and not r.only_json]
POSTS = [r for r in ROUTES if r.method == "POST"]
CLOSED = [r for r in ROUTES if r.role != "anyone"]


def named(route: Route) -> str:
    return f"{route.method} {route.path}"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    with opened(tmp_path_factory.mktemp("team"), archive_readings(), team=True) as site:
        yield site


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    with opened(tmp_path_factory.mktemp("local"), archive_readings()) as site:
        yield site


@pytest.fixture(scope="module")
def browsers(team: Open) -> dict[str, TestClient]:
    return {name: team.signed_in(name) for name in TEAM}


def address(site: Open, route: Route) -> str:
    """The route with ids that are there."""
    row = site.archive.incidents(limit=1).rows[0]
    report = site.archive.reports(limit=1).rows[0]
    path = route.path.replace(":path}", "}")
    known = {"/incidents/": row.id, "/review/": row.id, "/reports/": report.id, "/sources/": "police"}
    for start, key in known.items():
        if path.startswith(start):
            path = path.replace("{id}", key)
    return path.replace("{sha256}", "0" * 64)


@pytest.mark.parametrize("route", [r for r in GETS if not r.team and "sha256" not in r.path], ids=named)
def test_every_page_answers_with_all_headers_and_its_twin(local: Open, route: Route) -> None:
    client, path = local.client(), address(local, route)
    page = client.get(path)
    assert page.status_code in (200, 303), page.text
    for name, value in HEADERS.items():
        assert page.headers[name] == value
    if page.status_code == 200:
        assert "<title>" in page.text
        assert "unsafe" not in CSP
    if route.twin:
        twin = client.get(f"{path}.json")
        assert twin.status_code == 200
        assert twin.headers["content-type"] == "application/json"
        assert twin.json() is not None


@pytest.mark.parametrize("route", CLOSED, ids=named)
def test_without_a_session(team: Open, route: Route) -> None:
    client, path = team.client(), address(team, route)
    if route.method == "POST":
        assert client.post(path, data={"csrf": "x"}).status_code == 401
        return
    answer = client.get(path)
    if route.only_json:
        assert answer.status_code == 401
        return
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/signin")
    if route.twin and not route.only_json:
        assert client.get(f"{path}.json").status_code == 401


@pytest.mark.parametrize("route", CLOSED, ids=named)
@pytest.mark.parametrize("cookie", ["", "x", "A" * 43, "' or 1=1 --"])
def test_with_a_forged_session(team: Open, route: Route, cookie: str) -> None:
    client = team.client()
    client.cookies.set(COOKIE, cookie)
    answer = client.request(route.method, address(team, route))
    assert answer.status_code in (303, 401)


@pytest.mark.parametrize("route", CLOSED, ids=named)
@pytest.mark.parametrize("name", sorted(TEAM))
def test_with_the_session_of_someone_who_may_not(
    team: Open, browsers: dict[str, TestClient], route: Route, name: str
) -> None:
    if may(TEAM[name], route.role):  # type: ignore[arg-type]
        return
    answer = browsers[name].request(
        route.method, address(team, route), data={"csrf": "x"} if route in POSTS else None
    )
    assert answer.status_code == 403
    assert "needs the role" in answer.text


@pytest.mark.parametrize("route", POSTS, ids=named)
def test_with_a_wrong_or_foreign_token(team: Open, browsers: dict[str, TestClient], route: Route) -> None:
    own, other = browsers["ada"], csrf_of(browsers["rob"].get("/add").text)
    for csrf in ("", "x", other):
        answer = own.post(address(team, route), data={"csrf": csrf, "name": "rita", "role": "admin"})
        assert answer.status_code == 403
        assert "not of your present session" in answer.text


@pytest.mark.parametrize("route", POSTS, ids=named)
@pytest.mark.parametrize(
    "header", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_from_another_site(
    team: Open, browsers: dict[str, TestClient], route: Route, header: dict[str, str]
) -> None:
    own = browsers["ada"]
    data = {"csrf": csrf_of(own.get("/users").text)}
    assert own.post(address(team, route), data=data, headers=header).status_code == 403


@pytest.mark.parametrize("route", [r for r in GETS if "{" in r.path], ids=named)
@pytest.mark.parametrize("key", ["incident-000000000000", "../../etc/passwd", "%00", "' or 1=1 --", "x" * 3000])
def test_with_a_forged_id(local: Open, route: Route, key: str) -> None:
    path = route.path.split("{")[0] + key
    assert local.client().get(path).status_code == 404


@pytest.mark.parametrize("route", ROUTES, ids=named)
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "192.0.2.1", ""])
def test_one_person_is_served_under_this_machines_name_alone(local: Open, route: Route, host: str) -> None:
    answer = local.client().request(route.method, address(local, route), headers={"Host": host})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2fapp.py", "vendor/../../app.py", "/etc/passwd", "none.css", "%00"]
)
def test_assets_are_those_of_the_folder_alone(local: Open, name: str) -> None:
    assert local.client().get(f"/static/{name}").status_code == 404


def test_an_asset_is_kept_by_its_stamp_and_asked_after_without(local: Open) -> None:
    client = local.client()
    plain, stamped = client.get("/static/tokens.css"), client.get("/static/tokens.css?1")
    assert "immutable" in stamped.headers["cache-control"]
    assert plain.headers["cache-control"] == "no-cache"
    again = client.get("/static/tokens.css", headers={"If-None-Match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_one_person_needs_the_token_too(local: Open) -> None:
    client = local.client()
    csrf = csrf_of(client.get("/add").text)
    assert client.post("/add", data={"csrf": "x", "text": "Four died."}).status_code == 403
    assert local.client().post("/add", data={"csrf": csrf, "text": "Four died."}).status_code == 403
    assert client.post("/add", data={"csrf": csrf}).status_code == 400


def test_the_pages_of_a_team_are_not_there_for_one_person(local: Open) -> None:
    for route in ROUTES:
        if route.team:
            assert local.client().request(route.method, route.path).status_code in (404, 405)


def test_signing_in_is_limited_and_logged(tmp_path: Path) -> None:
    with opened(tmp_path, [], team=True) as site:
        client = site.client()
        csrf = csrf_of(client.get("/signin").text)
        tries = [
            client.post("/signin", data={"name": "rita", "password": "wrong", "csrf": csrf}) for _ in range(11)
        ]
        assert [t.status_code for t in tries] == [403] * 10 + [429]
        right = client.post("/signin", data={"name": "rita", "password": PASSWORD, "csrf": csrf})
        assert right.status_code == 429
        entries = site.site.people.entries()  # type: ignore[union-attr]
        assert [e.what for e in entries][:2] == ["sign-in held back", "sign-in held back"]
        assert {e.who for e in entries} == {"rita"}


def test_signing_in_leads_only_to_pages_of_this_server(team: Open) -> None:
    for wanted, led in [("/incidents?type=a", "/incidents?type=a"), ("//evil.example", "/"), ("https://evil.example", "/"),
                        ("/\\evil.example", "/"), ("/\r\nSet-Cookie: a=b", "/")]:  # fmt: skip
        client = team.client()
        csrf = csrf_of(client.get("/signin").text)
        data = {"name": "ruth", "password": PASSWORD, "csrf": csrf, "next": wanted}
        assert client.post("/signin", data=data).headers["location"] == led


def test_a_new_session_comes_with_signing_in_and_ends_with_signing_out(team: Open) -> None:
    client = team.client()
    page = client.get("/signin")
    before = client.cookies[COOKIE]
    client.post("/signin", data={"name": "ruth", "password": PASSWORD, "csrf": csrf_of(page.text)})
    after = client.cookies[COOKIE]
    assert before != after
    csrf = csrf_of(client.get("/account").text)
    client.post("/signout", data={"csrf": csrf})
    client.cookies.set(COOKIE, after)
    assert client.get("/incidents").status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(team: Open) -> None:
    cookie = team.client().get("/signin").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_who_is_shut_out_is_out_at_once(tmp_path: Path) -> None:
    with opened(tmp_path, [], team=True) as site:
        rita, ada = site.signed_in("rita"), site.signed_in("ada")
        csrf = csrf_of(ada.get("/users").text)
        assert rita.get("/reports").status_code == 200
        ada.post("/users/change", data={"name": "rita", "active": "no", "csrf": csrf})
        assert rita.get("/reports").status_code == 303
        last = ada.post("/users/change", data={"name": "ada", "role": "reader", "csrf": csrf})
        assert last.status_code == 422
        assert "at least one admin" in last.text
        assert site.site.people.entries()[0].what == "changed user: active no"  # type: ignore[union-attr]


def test_the_first_admin_comes_by_the_printed_address_once(tmp_path: Path) -> None:
    with opened(tmp_path, [], team=True) as site:
        assert site.client().get("/setup?token=x").status_code == 403


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "x" * 1001])
def test_weak_passwords_are_refused(password: str) -> None:
    assert fault_of(password, "rita")


def test_passwords_are_sealed_with_argon2() -> None:
    sealed = seal(PASSWORD)
    assert sealed.startswith("$argon2id$")
    assert fits(sealed, PASSWORD)
    assert not fits(sealed, PASSWORD + "x")
    assert not fits("rubbish", PASSWORD)


def test_a_throttle_lets_through_what_comes_slowly() -> None:
    now = [0.0]
    throttle = Throttle(2, 10, clock=lambda: now[0])
    assert [throttle.wait("a") for _ in range(3)] == [0, 0, 10]
    assert throttle.wait("b") == 0
    now[0] = 10.5
    assert throttle.wait("a") == 0


@pytest.mark.parametrize(
    ("header", "host"), [("a:80", "a"), ("a", "a"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("", "")]
)
def test_the_host_of_a_header(header: str, host: str) -> None:
    assert host_of(header) == host


@pytest.mark.parametrize(
    ("host", "own"),
    [("localhost", True), ("127.0.0.1", True), ("[::1]", True), ("0.0.0.0", False), ("x.localhost", False)],
)
def test_which_hosts_are_this_machine(host: str, own: bool) -> None:
    assert is_loopback(host) is own
