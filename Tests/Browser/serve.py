#!/usr/bin/env python3
"""Drives the pages of n1 serve, and the file of n1 page, in a real browser.

    python3 Tests/Browser/serve.py --n1 .build/debug/n1 [--days 30]

From an empty folder: a plan by the pages, the safety questions, a design, the seal; then day after day
logged with as few taps as the pages need, a slip, a correction, an undo, a day caught up, a reaction with
rule S2, a paper week, an import, the end, the report, the letter. On the way:

- axe finds nothing on any page, light and dark, at 320, 390 and 1280 CSS pixels;
- nothing is wider than the page, and the console is empty;
- the same without script, for a day;
- n1 page without a network: a day, a file, n1 import, the same file again; two tabs at once; a browser that
  keeps nothing, and one that clears what it kept;
- n1 page --app from a static host: a browser can install it, and opens it without a network after that;
- taps of the median day, and its seconds at 1.5 s a tap and 0.3 s a character typed.

Needs Python 3.9 with playwright and axe-playwright-python, and Chromium. Exit code 0 when all is well, 1
with one line a problem, 3 where something of that is missing.
"""

import argparse
import datetime
import functools
import http.server
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading

try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright
except ImportError:
    print("needs playwright and axe-playwright-python")
    sys.exit(3)

WIDTHS = (320, 390, 1280)
SECONDS_A_TAP = 1.5
SECONDS_A_CHARACTER = 0.3

problems = []
checked = set()


def problem(text):
    print("problem:", text, flush=True)
    problems.append(text)


class Serve:
    """One run of n1 serve, as on the evening of a day."""

    def __init__(self, n1, folder, now):
        environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "N1_TODAY": now}
        self.process = subprocess.Popen(
            [n1, "serve", folder], env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if "token=" in line:
                self.address = line.strip()
                break
        self.base = self.address.split("enter?")[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        self.process.wait()


class Drive:
    def __init__(self, browser, n1, folder):
        self.browser, self.n1, self.folder = browser, n1, folder
        self.axe = Axe()
        self.taps, self.characters = 0, 0

    def page(self, serve, width=390, dark=False, script=True):
        context = self.browser.new_context(
            viewport={"width": width, "height": 780}, java_script_enabled=script,
            color_scheme="dark" if dark else "light", reduced_motion="reduce")
        page = context.new_page()
        page.on("console", lambda message: message.type == "error"
                and "status of 4" not in message.text and problem("console: " + message.text))
        page.on("pageerror", lambda error: problem("script: " + str(error)))
        page.on("request", lambda request: request.url.startswith(serve.base)
                or request.url.startswith("data:") or problem("asks for " + request.url))
        page.goto(serve.address, wait_until="commit")
        page.wait_for_url(serve.base)
        return page

    def tap(self, locator):
        self.taps += 1
        locator.click()

    def type(self, locator, text):
        self.taps += 1
        self.characters += len(text)
        locator.fill(text)

    def look(self, page, name):
        """axe, and the width of the page, once a name, width and scheme."""
        for width in WIDTHS:
            for dark in (False, True):
                if (name, width, dark) in checked:
                    continue
                checked.add((name, width, dark))
                page.set_viewport_size({"width": width, "height": 780})
                page.emulate_media(color_scheme="dark" if dark else "light")
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    problem(f"{name}: {wide} px wide in {width}")
                for found in self.axe.run(page).response["violations"]:
                    nodes = "; ".join(node["html"][:160] for node in found["nodes"][:2])
                    problem(f"{name} at {width}: {found['id']}: {nodes}")
        page.set_viewport_size({"width": 390, "height": 780})
        page.emulate_media(color_scheme="light")

    def run(self, *arguments, now):
        return subprocess.run(
            [self.n1, *arguments], env={"PATH": "/usr/bin:/bin", "N1_TODAY": now},
            capture_output=True, text=True)


def plan(drive, first):
    """From an empty folder to a sealed plan."""
    with Serve(drive.n1, drive.folder, f"{first}T10:00") as serve:
        page = drive.page(serve)
        drive.look(page, "wish")
        page.select_option("[name=template]", "dairy-free-6w")
        page.select_option("[name=complaint]", "rosacea")
        page.check("[name=bad][value=no]", force=True)
        page.click("button.main")
        for _ in range(6):
            heading = page.inner_text("h1")
            if heading != "May it harm you?":
                break
            drive.look(page, "safety")
            for box in page.query_selector_all("input[type=radio][value=no]"):
                box.check(force=True)
            for name, value in (("a.age", "35"), ("a.bmi", "23")):
                if page.query_selector(f"[name='{name}']"):
                    page.fill(f"[name='{name}']", value)
            page.click("button.main")
        if page.inner_text("h1") == "With a clinician":
            drive.look(page, "clinician")
            page.check("[name=agreed][value=yes]", force=True)
            page.click("button.main")
        if page.inner_text("h1") != "Which design?":
            problem("no designs: " + page.inner_text("main")[:300])
            return None
        drive.look(page, "design")
        offered = len(page.query_selector_all("[name=design]"))
        if offered < 2:
            problem(f"{offered} design; expected several side by side")
        print(f"{offered} designs side by side")
        page.click("button.main")
        drive.look(page, "preview")
        page.click("button.main")
        page.wait_for_url(serve.base + "plan")
        drive.look(page, "plan")
        page.click("text=Seal the plan")
        if "ealed" not in page.inner_text("main"):
            problem("not sealed")
        page.context.close()
    status = drive.run("status", drive.folder, "--json", now=f"{first}")
    return json.loads(status.stdout)


def log_day(drive, day, number):
    """One evening: what is due, answered in the first way that the page offers."""
    drive.taps, drive.characters = 0, 0
    with Serve(drive.n1, drive.folder, f"{day}T21:00") as serve:
        page = drive.page(serve)
        for group in page.query_selector_all("fieldset.question-box"):
            choices = group.query_selector_all("label.choice")
            drive.tap(choices[(number * 3) % min(4, len(choices))])
        for line in page.query_selector_all("div.question-box input"):
            drive.type(line, "70" if "weight" in line.get_attribute("name") else "7")
        taps = (drive.taps + 1, drive.characters)
        page.click("button.main")
        if "logged" not in page.inner_text("main .message"):
            problem(f"{day}: not logged: " + page.inner_text("main .message"))
        if number == 0:
            page.goto(serve.base)
            drive.look(page, "today, all logged")
            for name in ("calendar", "check", "report", "letter", "sheet", "import", "plan", "devices"):
                page.goto(serve.base + name)
                drive.look(page, name)
            page.goto(serve.base)
        if number == 3:
            extras(drive, serve, page, day)
        page.context.close()
    return taps


def extras(drive, serve, page, day):
    """A slip, a correction, an undo, a day caught up, a paper week, two pages at once."""
    page.check("[name='m.slip']", force=True)
    page.fill("[name='t.slip']", "cheese")
    page.click("button.main")
    page.click(".there summary >> nth=0")
    page.fill(".there details [name^='v.'] >> nth=0", "2")
    page.fill(".there details [name=why] >> nth=0", "wrong day")
    page.click(".there details button >> nth=0")
    if "is now" not in page.inner_text("main"):
        problem("not corrected: " + page.inner_text("main")[:200])
    page.click("text=Take back what was saved last")
    if "taken back" not in page.inner_text("main"):
        problem("not taken back")
    page.goto(serve.base + "calendar")
    drive.look(page, "calendar of some days")
    page.goto(serve.base + "sheet")
    other = page.context.new_page()
    other.goto(serve.base)
    other.fill("[name=note]", "from another tab")
    other.click("button.main")
    page.goto(serve.base)
    if "from another tab" not in page.inner_text("main"):
        problem("the other tab's note is not there")
    other.close()


def without_script(drive, day):
    with Serve(drive.n1, drive.folder, f"{day}T21:00") as serve:
        page = drive.page(serve, width=320, script=False)
        for box in page.query_selector_all("fieldset.question-box label.choice:first-child"):
            box.click()
        for line in page.query_selector_all("div.question-box input"):
            line.fill("71" if "weight" in line.get_attribute("name") else "6")
        page.fill("[name='t.illness']", "a cold")
        page.click("button.main")
        if "illness: a cold" not in page.inner_text("main"):
            problem("without script: " + page.inner_text("main")[:200])
        for name in ("calendar", "check", "report", "sheet", "import"):
            page.goto(serve.base + name)
            if not page.inner_text("h1"):
                problem(f"{name} is empty without script")
        page.context.close()


def reaction(drive, day):
    with Serve(drive.n1, drive.folder, f"{day}T21:00") as serve:
        page = drive.page(serve)
        page.fill("[name='t.reaction']", "hives 1h after milk")
        page.click("button.main")
        if page.inner_text("h1") != "Stop":
            problem("no stop: " + page.inner_text("main")[:200])
        drive.look(page, "stop")
        page.click("text=I have read this")
        if "STOP S2" not in page.inner_text("main"):
            problem("S2 is not on the page after it was read")
        drive.look(page, "today after a stop")
        page.context.close()


def end(drive, state, days, now):
    """The rest comes in from a table; then report and letter."""
    table = os.path.join(drive.folder, "..", "rest.csv")
    last = datetime.date.fromisoformat(state["end"])
    with open(os.path.join(drive.folder, "plan.yaml")) as file:
        outcome = next(line for line in file if "- id:" in line).split("id:")[1].strip().strip('"')
    with open(table, "w") as file:
        file.write("date;skin\n")
        day = now
        while day <= last:
            file.write(f"{day.isoformat()};{(day.toordinal() * 7) % 4}\n")
            day += datetime.timedelta(days=1)
    after = (last + datetime.timedelta(days=1)).isoformat()
    with Serve(drive.n1, drive.folder, f"{after}T10:00") as serve:
        page = drive.page(serve)
        if page.inner_text("h1") == "Stop":
            page.click("text=I have read this")
        page.goto(serve.base + "import")
        page.set_input_files("[name=file]", table)
        page.click("button.main")
        drive.look(page, "import, what is in it")
        page.select_option(f"[name='map.{outcome}']", "skin")
        page.click("button.main")
        drive.look(page, "import, confirm")
        page.click("button.main")
        if page.inner_text("h1") == "Stop":
            page.click("text=I have read this")
        for name in ("report", "letter"):
            page.goto(serve.base + name)
            drive.look(page, name + " at the end")
            page.click("a.big >> nth=0")
            if not page.query_selector("#answer, #letter"):
                problem(f"{name}: " + page.inner_text("body")[:200])
            background = page.evaluate("getComputedStyle(document.body).fontFamily")
            if "system-ui" not in background:
                problem(f"{name}: the style inside it was not allowed")
        page.context.close()


def portable(drive, day):
    """The diary in one file, from a file, without a network."""
    folder = tempfile.mkdtemp()
    file = os.path.join(folder, "diary.html")
    made = drive.run("page", drive.folder, "--output", file, now=day)
    if made.returncode != 0:
        return problem("n1 page: " + made.stderr)
    context = drive.browser.new_context(
        viewport={"width": 320, "height": 700}, offline=True, accept_downloads=True,
        reduced_motion="reduce")
    page = context.new_page()
    page.on("console", lambda message: message.type == "error" and problem("page: " + message.text))
    page.on("pageerror", lambda error: problem("page: " + str(error)))
    page.on("request", lambda request: request.url.startswith("file:")
            or request.url.startswith("data:") or problem("page asks for " + request.url))
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T21:00"))
    page.goto("file://" + file)
    drive.look(page, "page today")
    for box in page.query_selector_all("form fieldset .choices"):
        box.query_selector("label.choice").click()
    for line in page.query_selector_all("form div > label.line input[name^='x.']"):
        line.fill("70,5" if "weight" in line.get_attribute("name") else "6")
    page.fill("[name='t.slip']", "butter")
    page.fill("[name=note]", "on the train")
    page.click("button.main")
    if "Stop rules" not in page.inner_text("h1"):
        problem("page: no stop rules after an event")
    drive.look(page, "page stop rules")
    page.click("text=I have read this")
    page.click("button:has-text('Calendar')")
    drive.look(page, "page calendar")
    page.reload()
    if "on the train" not in page.inner_text("main"):
        problem("page: the entry is not there after a reload")
    page.click("button:has-text('Export')")
    drive.look(page, "page export")
    with page.expect_download() as download:
        page.click("text=Save the file")
    saved = os.path.join(folder, download.value.suggested_filename)
    download.value.save_as(saved)
    first = drive.run("import", saved, "--trial", drive.folder, now=day)
    again = drive.run("import", saved, "--trial", drive.folder, now=day)
    if "slip: 1" not in first.stdout or "added 0 values" not in again.stdout:
        problem("page import: " + first.stdout + first.stderr + again.stdout + again.stderr)
    # Two tabs at once, and a store that is cleared.
    other = context.new_page()
    other.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T21:00"))
    other.goto("file://" + file)
    for one, text in ((page, "from the first tab"), (other, "from the second tab")):
        # A tab in the background draws nothing, and waits.
        one.bring_to_front()
        one.click("button:has-text('Today')")
        one.fill("[name=note]", text)
        one.click("button.main")
        one.click("text=I have read this")
    page.bring_to_front()
    page.click("button:has-text('Today')")
    shown = page.inner_text("main")
    if "from the first tab" not in shown or "from the second tab" not in shown:
        problem("page: an entry of one of two tabs is lost")
    page.evaluate("localStorage.clear()")
    page.click("button:has-text('Calendar')")
    if "was cleared" not in page.inner_text("main"):
        problem("page: a store that was cleared is not told")
    page.click("button:has-text('Export')")
    if "from the second tab" not in page.input_value("#file"):
        problem("page: what was cleared is not in the export")
    other.close()
    page.close()
    page = context.new_page()
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T21:00"))
    page.goto("file://" + file)
    if "has cleared them" not in page.inner_text("main"):
        problem("page: an empty store in the middle of a trial is not told")
    context.close()
    # A browser whose store refuses.
    context = drive.browser.new_context(offline=True)
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });")
    page.goto("file://" + file)
    if "does not keep" not in page.inner_text("main"):
        problem("page: a store that refuses is not told")
    context.close()
    shutil.rmtree(folder)


class QuietFiles(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def installed(drive, day):
    """The folder of n1 page --app on a static host; a browser takes this computer for one with TLS."""
    folder = tempfile.mkdtemp()
    made = drive.run("page", drive.folder, "--app", folder, now=day)
    if made.returncode != 0:
        return problem("n1 page --app: " + made.stderr)
    files = functools.partial(QuietFiles, directory=folder)
    host = http.server.ThreadingHTTPServer(("127.0.0.1", 0), files)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{host.server_port}/"
    context = drive.browser.new_context(
        viewport={"width": 390, "height": 780}, reduced_motion="reduce")
    page = context.new_page()
    page.on("console", lambda message: message.type == "error" and problem("app: " + message.text))
    page.on("pageerror", lambda error: problem("app: " + str(error)))
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    devtools = context.new_cdp_session(page)
    reasons = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A context of playwright is a private window, in which nothing is installed.
    reasons = [one for one in reasons if one["errorId"] != "in-incognito"]
    if reasons:
        problem(f"app: cannot be installed: {reasons}")
    drive.look(page, "app")
    host.shutdown()
    host.server_close()
    context.set_offline(True)
    page.goto(address)
    if not page.query_selector("nav button"):
        problem("app: does not open without a network")
    context.close()
    shutil.rmtree(folder)


def pairing(drive, day):
    """The picture in the terminal is the address, and lets one browser in from the network."""
    try:
        import numpy
        import zxingcpp
    except ImportError:
        print("the QR picture was not read: needs numpy and zxing-cpp")
        return
    process = subprocess.Popen(
        [drive.n1, "serve", drive.folder, "--lan"], stdin=subprocess.DEVNULL,
        env={"PATH": "/usr/bin:/bin", "N1_TODAY": day, "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE, text=True)
    rows, address = [], ""
    for line in process.stdout:
        if "\u2588" in line:
            text = line.rstrip("\n")
            rows.append([0 if sign in " \u2584" else 255 for sign in text])
            rows.append([0 if sign in " \u2580" else 255 for sign in text])
        if "token=" in line:
            address = line.strip()
            break
    picture = numpy.kron(numpy.array(rows, dtype=numpy.uint8), numpy.ones((6, 6), numpy.uint8))
    picture = numpy.pad(picture, 24, constant_values=255)
    read = zxingcpp.read_barcodes(picture)
    if not read or read[0].text != address:
        problem("the QR picture reads as " + (read[0].text if read else "nothing"))
    page = drive.browser.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_url(address.split("enter?")[0])
    if page.inner_text("h1") not in ("Today", "Stop"):
        problem("paired, but: " + page.inner_text("h1"))
    page.close()
    process.send_signal(signal.SIGINT)
    process.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--n1", required=True)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    chromium = next(filter(None, map(
        shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not chromium:
        print("needs Chromium")
        sys.exit(3)
    scratch = tempfile.mkdtemp()
    folder = os.path.join(scratch, "trial")
    os.mkdir(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        drive = Drive(browser, os.path.abspath(options.n1), folder)
        first = datetime.date(2026, 3, 2)
        state = plan(drive, first)
        if state:
            start = datetime.date.fromisoformat(state["start"])
            taps = [
                log_day(drive, start + datetime.timedelta(days=number), number)
                for number in range(options.days)
            ]
            day = start + datetime.timedelta(days=options.days)
            without_script(drive, day)
            portable(drive, (day + datetime.timedelta(days=1)).isoformat())
            installed(drive, (day + datetime.timedelta(days=1)).isoformat())
            pairing(drive, (day + datetime.timedelta(days=1)).isoformat())
            reaction(drive, day + datetime.timedelta(days=2))
            end(drive, state, options.days, day + datetime.timedelta(days=2))
            median = statistics.median(tap for tap, _ in taps)
            seconds = statistics.median(
                tap * SECONDS_A_TAP + typed * SECONDS_A_CHARACTER for tap, typed in taps)
            print(f"median day: {median:g} taps, {seconds:.1f} s; most {max(taps)[0]} taps")
            if median > 6 or seconds > 20:
                problem("the median day takes too long")
        browser.close()
    print(f"{len(checked)} looks with axe, {len(problems)} problems")
    if not options.keep:
        shutil.rmtree(scratch)
    sys.exit(1 if problems else 0)


main()
