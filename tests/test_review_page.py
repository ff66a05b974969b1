"""The review page: who is let in, and what it does in a real browser."""

import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from review.originals import Originals
from review.publish import publish
from review.server import make_app
from review.session import Session
from schemas import Row
from schemas.store import Store
from tests.judged import SENTENCES, published_values, read
from tests.test_show import of_file, pdf

SCRIPT = "Fraud <script>document.title='taken'</script><img src=x onerror=alert(1)> rose to 77."


def waiting(folder: Path) -> Store:
    """A report of which other code reads four things otherwise."""
    store = Store(str(folder / "curated"))
    path = pdf(folder / "report.pdf")
    publish(store, of_file(path, read()))
    new = read([*SENTENCES[:3], SCRIPT], code="code-2", quirk="value")
    new["statistics"][1] = read(quirk="period", touches="Burglary")["statistics"][1]
    publish(store, of_file(path, new))
    return store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return waiting(tmp_path)


@contextmanager
def serving(session: Session) -> Iterator[str]:
    """The first address of the page of a session."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        app = make_app(session, listener.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        until(lambda: server.started)
        yield app.state.address
        server.should_exit = True
        thread.join()


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    """The first address of a page that is served."""
    with serving(Session(store, Originals(()), "Ann")) as first:
        yield first


@contextmanager
def visiting(address: str) -> Iterator[httpx.Client]:
    """Somebody who has been at the first address."""
    home = address.partition("/?")[0]
    with httpx.Client(base_url=home, follow_redirects=True, trust_env=False) as client:
        assert client.get(address).status_code == 200
        yield client


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with visiting(address) as client:
        yield client


def home_of(client: httpx.Client) -> str:
    return str(client.base_url).rstrip("/")


def decision(client: httpx.Client, **changed: str) -> Any:
    """An attempt to accept the first change."""
    listing = client.get("/changes.json").json()
    change = listing["changes"][0][0]
    client.get(f"/change/{change}")
    headers = {"origin": home_of(client), "content-type": "application/json", **changed}
    body = json.dumps({"changes": [change], "what": "accept"})
    return client.post("/decide", content=body, headers=headers)


def test_only_who_has_the_token_is_let_in(address: str) -> None:
    home, _, token = address.partition("/?token=")
    with httpx.Client(base_url=home, trust_env=False) as stranger:
        for path in ("/", "/changes.json", "/static/review.js", "/?token=guess", "/page/r/1.png"):
            assert stranger.get(path).status_code == 403
        first = stranger.get(address)
        assert (first.status_code, first.headers["location"]) == (303, "/")
        cookie = first.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert stranger.get("/").status_code == 200
    assert len(token) >= 32


def test_a_name_that_leads_here_is_not_let_in(client: httpx.Client) -> None:
    assert (
        client.get("/", headers={"host": f"evil.example:{client.base_url.port}"}).status_code == 403
    )
    assert client.get("/", headers={"host": "127.0.0.1:9"}).status_code == 403
    assert client.get("/").status_code == 200


def test_a_decision_from_another_origin_is_refused(client: httpx.Client, store: Store) -> None:
    assert decision(client, origin="http://evil.example").status_code == 403
    assert decision(client, origin="null").status_code == 403
    assert decision(client, origin="http://127.0.0.1:9").status_code == 403
    assert decision(client, **{"content-type": "text/plain"}).status_code == 403
    assert published_values(store)["Theft"] == 4100
    assert len(store.pending()) == 1
    assert decision(client).status_code == 200
    assert "Theft" not in published_values(store)


def test_what_is_no_decision_is_told(client: httpx.Client) -> None:
    def post(body: str) -> int:
        headers = {"origin": home_of(client), "content-type": "application/json"}
        return client.post("/decide", content=body, headers=headers).status_code

    assert post("{") == 400
    assert post("[]") == 400
    assert post('{"changes": "x", "what": "accept"}') == 400
    assert post('{"changes": [], "what": "delete"}') == 400
    assert post('{"changes": ["unknown"], "what": "accept"}') == 409
    assert post('{"changes": [], "what": "accept"}') == 409


@pytest.mark.parametrize(
    "way",
    [
        "/static/..%2f..%2fpyproject.toml",
        "/static/review.html",
        "/page/..%2f..%2f..%2fetc%2fpasswd/1.png",
        "/page/unknown-12345678/1.png",
        "/change/unknown",
        "/../pyproject.toml",
    ],
)
def test_no_path_leads_out(client: httpx.Client, way: str) -> None:
    assert client.get(way).status_code == 404


def test_pages_of_reports_with_changes_are_drawn(client: httpx.Client, store: Store) -> None:
    (name,) = store.report_ids()
    found = client.get(f"/page/{name}/1.png")
    assert (found.status_code, found.content[:4]) == (200, b"\x89PNG")
    assert found.headers["x-page-width"] == "595"
    assert client.get(f"/page/{name}/99.png").status_code == 404


def test_the_policy_lets_no_foreign_script_run(client: httpx.Client) -> None:
    found = client.get("/")
    policy = found.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in found.text.replace("http-equiv", "")


def test_text_of_a_report_is_escaped(client: httpx.Client) -> None:
    listing = client.get("/changes.json").json()
    (change,) = [row[0] for row in listing["changes"] if row[5].startswith("Fraud")]
    text = client.get(f"/change/{change}").text
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text


def test_a_report_in_text_is_shown_in_its_words(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"In this year much was done.\n{SENTENCES[0]}\nThe police were thanked.")
    store = Store(str(tmp_path / "curated"))
    publish(store, without_pages(path, read()))
    publish(store, without_pages(path, read(code="code-2", quirk="value")))
    session = Session(store, Originals(()), "Ann")
    with serving(session) as address, visiting(address) as client:
        (change,) = client.get("/changes.json").json()["changes"]
        text = client.get(f"/change/{change[0]}").text
    assert f"In this year much was done. <mark>{SENTENCES[0]}</mark>" in text
    assert "no place on a page" in text


def without_pages(path: Path, rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    nowhere = dict.fromkeys(("page", "x0", "top", "x1", "bottom"))
    found = of_file(path, rows)
    found["statistics"] = [row.model_copy(update=nowhere) for row in found["statistics"]]
    found["reports"] = [found["reports"][0].model_copy(update={"n_pages": None})]
    return found


def test_the_command_prints_the_address_and_ends_with_ctrl_c(store: Store) -> None:
    start = "from flows.cli import app; app()"
    command = [sys.executable, "-c", start, "review", "--curated", store.folder.root]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=Path(__file__).parent.parent, **pipes) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().strip()
        with visiting(address) as client:
            assert client.get("/changes.json").json()["same"] == 2
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr.read().startswith("4 changes to decide in ")


# In a real browser


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a window, in English."""
    path = chromium()
    if path is None:
        pytest.skip("no browser here: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path)
        yield found
        found.close()


def until(comes: Callable[[], object]) -> None:
    """Waits for something that takes a moment."""
    for _ in range(500):
        if comes():
            return
        time.sleep(0.02)
    raise AssertionError("it never came")


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["desk", "phone"])
def page(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The page, opened; what its console says is in `page.said`."""
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height})
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    page.wait_for_selector("#change-title", state="attached")
    yield page
    page.close()


def listed(page: Any) -> list[str]:
    return [row.text_content() for row in page.query_selector_all(".row .name")]


def title(page: Any) -> str:
    return page.text_content("#change-title")


def press(page: Any, key: str, then: Callable[[], object]) -> None:
    page.keyboard.press(key)
    until(then)


def test_open_filter_step_accept_reject_and_see_it_published(page: Any, store: Store) -> None:
    names = listed(page)
    assert names == [
        "Theft · 4100 · count · 2022-23",
        "Robbery · 183 · count · 2022-23",
        "Burglary · 90 · count",
        "Fraud · 77 · count · 2022-23",
    ]
    press(page, "j", lambda: title(page) == names[1])
    press(page, "j", lambda: title(page) == names[2])
    press(page, "k", lambda: title(page) == names[1])
    press(page, "a", lambda: "Accepted" in page.text_content("#status"))
    until(lambda: title(page) == names[2])
    press(page, "w", lambda: page.evaluate("document.activeElement.id") == "why")
    page.keyboard.type("it is told")
    page.keyboard.press("Enter")
    press(page, "r", lambda: "Rejected" in page.text_content("#status"))
    assert published_values(store) == {"Robbery": 183, "Burglary": 90, "Arson": 12, "Theft": 4100}
    assert store.read("statistics")["period"].to_pylist() == ["2022-23"] * 4
    (path,) = (Path(store.folder.root).parent / "review/decisions").iterdir()
    told = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(line["what"], line["kind"], line["why"]) for line in told] == [
        ("accept", "value", ""),
        ("reject", "period", "it is told"),
    ]
    press(page, "u", lambda: "Taken back" in page.text_content("#status"))
    until(lambda: title(page) == names[2])
    assert page.text_content("#count") == "1 of 4 decided"
    assert page.said == []


def test_filters_and_search_choose_what_is_listed(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("BURG made_up")
    until(lambda: listed(page) == ["Burglary · 90 · count"])
    page.keyboard.press("Enter")
    until(lambda: title(page) == "Burglary · 90 · count")
    page.keyboard.press("/")
    page.fill("#search", "")
    page.select_option("#kind", label="lost (1)")
    until(lambda: listed(page) == ["Theft · 4100 · count · 2022-23"])
    page.select_option("#kind", label="every kind")
    page.select_option("#dataset", label="statistics (4)")
    until(lambda: len(listed(page)) == 4)
    page.select_option("#state", "decided")
    until(lambda: listed(page) == [])
    assert page.text_content("#shown") == "0 of 4 changes"


def test_both_boxes_are_drawn_where_the_words_are(page: Any) -> None:
    page.keyboard.press("j")
    until(lambda: title(page).startswith("Robbery"))
    page.wait_for_selector(".sheet img")
    until(lambda: page.evaluate("document.querySelector('.sheet img').naturalWidth") > 0)
    place = page.evaluate(
        "(() => { const box = document.querySelector('.box').getBoundingClientRect();"
        "const paper = document.querySelector('.paper').getBoundingClientRect();"
        "return [(box.left - paper.left) / paper.width, (box.top - paper.top) / paper.height]; })()"
    )
    assert place == pytest.approx([47 / 595, 97 / 842], abs=0.01)
    compared = page.inner_text(".compare").split()
    assert compared[-2:] in (["182", "183"], ["new", "183"])


def test_a_script_in_a_report_does_nothing(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("fraud")
    page.keyboard.press("Enter")
    until(lambda: title(page).startswith("Fraud"))
    assert "<script>document.title='taken'</script>" in page.inner_text(".context")
    assert page.title() == "csp review"
    assert page.query_selector("#detail script, #detail img[src=x]") is None


def test_a_group_is_decided_at_once_after_looking(page: Any, store: Store) -> None:
    page.keyboard.press("j")
    until(lambda: title(page).startswith("Robbery"))
    press(page, "g", lambda: page.is_visible("#group"))
    assert page.is_disabled("#group-accept")
    assert "Look at 3 first: you have seen 1." in page.inner_text("#group")
    for n in (2, 3):
        before = title(page)
        page.click("#group-look")
        until(lambda before=before: title(page) != before)
        press(page, "g", lambda: page.is_visible("#group"))
        assert (n == 3) == page.is_enabled("#group-accept")
    page.fill("#group-why", "seen three")
    page.click("#group-accept")
    until(lambda: "3 changes" in page.text_content("#status"))
    assert set(published_values(store)) == {"Robbery", "Burglary", "Arson", "Theft", "Fraud"}
    until(lambda: title(page).startswith("Theft"))


def test_all_can_be_done_by_keyboard_and_has_landmarks_and_names(page: Any) -> None:
    press(page, "?", lambda: page.is_visible("#help"))
    assert "next, previous change" in page.inner_text("#help")
    press(page, "Escape", lambda: not page.is_visible("#help"))
    landmarks = "header, nav[aria-label], main, [role=search][aria-label], [role=status]"
    assert len(page.query_selector_all(landmarks)) >= 5
    nameless = page.evaluate(
        "[...document.querySelectorAll('button, input, select, progress')].filter(one =>"
        " !one.textContent.trim() && !one.ariaLabel && !(one.labels || []).length"
        ").map(one => one.id)"
    )
    assert nameless == []
    selected = page.get_attribute("#list", "aria-activedescendant")
    assert page.get_attribute(f"#{selected}", "aria-selected") == "true"


def test_nothing_runs_over_the_edge(page: Any) -> None:
    page.keyboard.press("j")
    until(lambda: title(page).startswith("Robbery"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.getElementById('detail').scrollWidth <= innerWidth")
    for name in ("accept", "reject", "skip"):
        box = page.locator(f"#{name}").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.viewport_size["width"]
        assert box["y"] + box["height"] <= page.viewport_size["height"]


def test_a_request_of_another_page_is_refused(
    browser: Any, address: str, store: Store, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    home = address.partition("/?")[0]
    evil = tmp_path / "evil.html"
    evil.write_text("<!doctype html><title>another page</title>")
    page.goto(evil.as_uri())
    body = '{"changes": ["x"], "what": "accept"}'
    refused = page.evaluate(
        "([home, body]) => fetch(home + '/decide', {method: 'POST', credentials: 'include', body,"
        " headers: {'Content-Type': 'application/json'}}).then(() => 'let in', () => 'refused')",
        [home, body],
    )
    assert refused == "refused"
    assert not (Path(store.folder.root).parent / "review/decisions").exists()
    page.close()


def test_only_what_is_seen_of_many_changes_is_drawn(browser: Any, tmp_path: Path) -> None:
    store = Store(str(tmp_path / "many" / "curated"))
    sentences = [f"Crime{i} came to {i + 3} offences." for i in range(3000)]
    publish(store, read(sentences))
    publish(store, read(sentences, code="code-2", quirk="unit", touches="Crime"))
    session = Session(store, Originals(()), "Ann")
    with serving(session) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        page.wait_for_selector("body[data-ready]")
        first = listed(page)
        assert 10 < len(first) < 60
        page.evaluate("document.getElementById('list').scrollTop = 100000")
        until(lambda: listed(page) and not set(listed(page)) & set(first))
        assert len(listed(page)) < 60
        assert page.text_content("#shown").startswith("3,000 changes")
        page.close()
