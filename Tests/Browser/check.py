#!/usr/bin/env python3
"""Opens reports in a real browser and measures them.

    python3 Tests/Browser/check.py --n1 .build/debug/n1 [FILE.html ...]

Checks each HTML file that is named, and reports of made-up trials of 14 to 1,000 days that n1 writes
for it, at 360 and 1280 CSS pixels, light and dark:

- the browser's console is empty and the page asks for nothing but itself;
- nothing is wider than the page;
- text has a contrast of at least 4.5 to 1;
- no two labels of a picture overlap, and none leaves its picture;
- each picture has a title and a description.

With --print it prints the named files to PDF instead, on A4 and on Letter, and checks that:

- the browser makes as many pages as the height of the content needs, and not half again as many;
- a letter is one page;
- no picture, row of a table, tile or item of a list is taller than a page, and none may be broken;
- nothing is wider than the paper;
- the first page holds the answer, the picture, the four numbers and the when.

Needs Python 3.9 and Chromium (Debian: apt-get install chromium); no package beside them. Exit code 0
when all is well, 1 with one line a problem, 3 when there is no browser.
"""

import argparse
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WIDTHS = (360, 1280)
SCHEMES = {"dark": 0, "light": 1}

MEASURE = r"""
function visible(e) { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; }
function colour(text) {
  const m = text.match(/[\d.]+/g).map(Number);
  return { r: m[0], g: m[1], b: m[2], a: m.length > 3 ? m[3] : 1 };
}
function over(top, base) {
  const mix = (x, y) => x * top.a + y * (1 - top.a);
  return { r: mix(top.r, base.r), g: mix(top.g, base.g), b: mix(top.b, base.b), a: 1 };
}
function luminance(c) {
  const part = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
  return .2126 * part(c.r) + .7152 * part(c.g) + .0722 * part(c.b);
}
function ratio(a, b) {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + .05) / (y + .05);
}
function background(e, view) {
  const layers = [];
  for (let n = e; n; n = n.parentElement) {
    const c = colour(view.getComputedStyle(n).backgroundColor);
    if (c.a > 0) layers.push(c);
    if (c.a === 1) break;
  }
  return layers.reverse().reduce((base, top) => over(top, base), { r: 255, g: 255, b: 255, a: 1 });
}
function measure(doc, view) {
  const problems = [];
  const width = doc.documentElement.clientWidth;
  doc.querySelectorAll("details").forEach(d => d.open = true);
  if (doc.documentElement.scrollWidth > width + 1)
    problems.push("the page is " + doc.documentElement.scrollWidth + " px wide in " + width);
  for (const e of doc.querySelectorAll("body *")) {
    if (!visible(e) || e.closest(".unseen") || (e.closest("svg") && e.tagName !== "svg")) continue;
    if (e.closest("thead") && width < 640) continue;
    const r = e.getBoundingClientRect();
    if (r.right > width + 1 || r.left < -1)
      problems.push(e.tagName + " reaches from " + Math.round(r.left) + " to " + Math.round(r.right));
  }
  const walker = doc.createTreeWalker(doc.body, 4);
  const seen = new Set();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (seen.has(e) || !walker.currentNode.data.trim() || !visible(e)) continue;
    if (["STYLE", "SCRIPT", "title", "desc"].includes(e.tagName)) continue;
    seen.add(e);
    const style = view.getComputedStyle(e);
    const ink = colour(e.closest("svg") ? style.fill : style.color);
    const paper = background(e, view);
    const found = ratio(over(ink, paper), paper);
    if (found < 4.5)
      problems.push("contrast " + found.toFixed(2) + " of \"" + e.textContent.slice(0, 30) + "\"");
  }
  for (const svg of doc.querySelectorAll("svg.chart:not([aria-hidden])")) {
    if (!svg.querySelector("title") || !svg.querySelector("desc")) problems.push("a picture is not described");
    if (!visible(svg)) continue;
    const frame = svg.getBoundingClientRect();
    const labels = [...svg.querySelectorAll("text")].map(t => ({ t, r: t.getBoundingClientRect() }));
    for (const { t, r } of labels)
      if (r.left < frame.left - 2 || r.right > frame.right + 2 || r.top < frame.top - 2 || r.bottom > frame.bottom + 2)
        problems.push("label \"" + t.textContent + "\" leaves its picture");
    for (let i = 0; i < labels.length; i++)
      for (let j = i + 1; j < labels.length; j++) {
        const a = labels[i].r, b = labels[j].r;
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (x > 1 && y > 3)
          problems.push("labels \"" + labels[i].t.textContent + "\" and \"" + labels[j].t.textContent + "\" overlap");
      }
  }
  return problems;
}
"""

PRINTED = r"""
function measure(doc, view) {
  const problems = [];
  doc.querySelectorAll("details").forEach(d => d.open = true);
  const page = PAGE;
  for (const e of doc.querySelectorAll("figure, tr, .tile, li")) {
    const r = e.getBoundingClientRect();
    if (r.height === 0) continue;
    const what = e.tagName.toLowerCase() + " \"" + e.textContent.trim().slice(0, 30) + "\"";
    if (r.height > page) problems.push(what + " is " + Math.round(r.height) + " px tall on a page of " + page);
    if (view.getComputedStyle(e).breakInside !== "avoid") problems.push(what + " may be broken");
    if (r.right > doc.documentElement.clientWidth + 1) problems.push(what + " is wider than the paper");
  }
  const numbers = doc.getElementById("numbers");
  const tiles = numbers && numbers.querySelector(".tiles");
  const end = tiles ? tiles.getBoundingClientRect().bottom : 0;
  if (end > page) problems.push("the four numbers end at " + Math.round(end) + " px on a page of " + page);
  const when = doc.getElementById("when");
  const last = when ? when.getBoundingClientRect().bottom : 0;
  if (last > page) problems.push("the last line of the when ends at " + Math.round(last) + " px on a page of " + page);
  return { problems, height: doc.body.getBoundingClientRect().height };
}
"""

# Paper less the margins of the stylesheet (16 and 15 mm), in CSS pixels.
PAPER = {
    "A4": (210 - 30, 297 - 32),
    "Letter": (215.9 - 30, 279.4 - 32),
}

WRAPPER = """<!doctype html><meta charset="utf-8"><body style="margin:0">
<iframe id="page" style="border:0" width="{width}" height="900" srcdoc="{page}"></iframe>
<pre id="result"></pre><script>{script}
document.getElementById("page").addEventListener("load", async event => {{
  const frame = event.target;
  document.getElementById("result").textContent =
    JSON.stringify(await measure(frame.contentDocument, frame.contentWindow));
}});
</script>"""


def browser():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    return None


def run(command, folder):
    arguments = [
        command[0], "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-extensions",
        "--disable-background-networking", "--disable-component-update", "--no-first-run",
        f"--user-data-dir={folder}/profile", *command[1:],
    ]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=400)


def console_and_network(chrome, path, folder):
    """Messages of the untouched page, and addresses that it asked for."""
    net = f"{folder}/net.json"
    result = run(
        [chrome, "--enable-logging=stderr", f"--log-net-log={net}", "--dump-dom", f"file://{path}"],
        folder)
    problems = [
        line for line in result.stderr.splitlines() if re.search(r"CONSOLE|Refused to|blocked", line)]
    log = Path(net).read_text(errors="replace")
    asked = set(re.findall(r'"url":"(https?://[^"]+)"', log))
    # The browser's own services are no request of the page.
    own = re.compile(r"https?://([\w.-]+\.)?(google|googleapis|gstatic|gvt1|chromium)\.\w+")
    problems += [f"asked for {url}" for url in sorted(asked) if not own.match(url)]
    return problems


def layout(chrome, path, width, scheme, folder):
    page = Path(path).read_text(encoding="utf-8")
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    wrapper = f"{folder}/wrapper.html"
    Path(wrapper).write_text(
        WRAPPER.format(width=width, page=html.escape(page), script=MEASURE), encoding="utf-8")
    result = run(
        [chrome, f"--window-size={max(width, 600)},1000",
         f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",
         "--virtual-time-budget=20000", "--dump-dom", f"file://{wrapper}"], folder)
    found = re.search(r'<pre id="result">(.*?)</pre>', result.stdout, re.S)
    if not found or not found.group(1):
        return ["the browser gave no answer"]
    return json.loads(html.unescape(found.group(1)))


def printed(chrome, path, folder):
    """What is wrong with a page on paper."""
    problems = []
    source = Path(path).read_text(encoding="utf-8")
    for paper, (width, height) in PAPER.items():
        wide, tall = (round(size * 96 / 25.4) for size in (width, height))
        sized = source.replace("@page { margin", f"@page {{ size: {paper}; margin")
        page = f"{folder}/paper.html"
        Path(page).write_text(sized, encoding="utf-8")
        pdf = f"{folder}/paper.pdf"
        run([chrome, f"--print-to-pdf={pdf}", "--no-pdf-header-footer", f"file://{page}"], folder)
        pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", Path(pdf).read_bytes()))
        screen = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", sized)
        screen = screen.replace("@media print", "@media all").replace(
            "(max-width: 40rem)", "(max-width: 1px)")
        wrapper = f"{folder}/wrapper.html"
        Path(wrapper).write_text(
            WRAPPER.format(
                width=wide, page=html.escape(screen), script=PRINTED.replace("PAGE", str(tall))),
            encoding="utf-8")
        result = run(
            [chrome, "--window-size=1000,1000", "--virtual-time-budget=20000", "--dump-dom",
             f"file://{wrapper}"], folder)
        found = re.search(r'<pre id="result">(.*?)</pre>', result.stdout, re.S)
        if not found or not found.group(1):
            problems.append(f"{paper}: the browser gave no answer")
            continue
        measured = json.loads(html.unescape(found.group(1)))
        problems += [f"{paper}: {text}" for text in measured["problems"][:8]]
        least = measured["height"] / tall
        # The printed lines are laid tighter than those that are measured, by up to a sixth.
        if pages < 1 or pages < 0.75 * least or pages > 1.5 * least + 2:
            problems.append(f"{paper}: {pages} pages for {least:.1f} pages of content")
        if os.path.basename(path).startswith("letter") and pages != 1:
            problems.append(f"{paper}: the letter has {pages} pages")
    return problems


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def trial(folder, phases, name, seed):
    """A made-up trial as plan and diary."""
    generator = random.Random(seed)
    os.makedirs(folder)
    lines = "\n".join(
        f"    - {{condition: {'tested' if i % 2 else 'usual'}, days: {days}}}"
        for i, days in enumerate(phases))
    Path(folder, "plan.yaml").write_text(
        f"""title: {quoted(name)}
question: Does it help?
seed: 1
outcomes:
  - {{id: score, name: {quoted(name)}, scale: {{from: 0, to: 10, better: lower}}, worthwhile: 1}}
conditions:
  - {{id: usual, name: {quoted("usual " + name)}}}
  - {{id: tested, name: {quoted(name)}, against: usual}}
schedule:
  start: 2024-11-25
  phases:
{lines}
diary:
  file: diary.csv
  day: {{column: day, counts-from: 2024-11-25}}
  marks: {{slip: slip, rescue: rescue, illness: illness, travel: travel}}
analysis:
  method: reml
""", encoding="utf-8")
    rows = ["day,score,slip,rescue,illness,travel"]
    day = 0
    for i, days in enumerate(phases):
        for _ in range(days):
            value = min(max(round(5 - 1.2 * (i % 2) + generator.gauss(0, 1.3)), 0), 10)
            marks = ["yes" if generator.random() < share else "no" for share in (.05, .04, .03, .03)]
            if sum(phases) < 28:
                marks[2] = "no"  # an illness takes eight days, half of such a trial
            score = "" if generator.random() < .08 else value
            rows.append(f"{day},{score}," + ",".join(marks))
            day += 1
    Path(folder, "diary.csv").write_text("\n".join(rows) + "\n")


TRIALS = [
    ("short", [7, 7], "milk"),
    ("pairs", [2] * 14, "a gel with a long name"),
    ("month", [14, 14], "<script>alert('x')</script> & \"quotes\""),
    ("hebrew", [21, 21, 21], "ללא חלב"),
    ("emoji", [28, 42, 28], "\U0001F9C0\U0001F95B no cheese"),
    ("half-year", [30] * 6, "without dairy"),
    ("endless", [40, 40], "x" * 500),
    ("words", [60, 60], "very long " * 50),
    ("year", [10] * 36, "dairy-free"),
    ("thousand", [500, 500], "fibre"),
    ("thousand-phases", [5] * 200, "fibre"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n1", help="the program, to make reports of made-up trials")
    parser.add_argument("--print", action="store_true", help="check the files on paper instead")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    chrome = browser()
    if not chrome:
        print("no Chromium found; install it with apt-get install chromium")
        return 3
    problems = []
    with tempfile.TemporaryDirectory(prefix="n1-browser-", ignore_cleanup_errors=True) as folder:
        pages = [(name, os.path.abspath(name)) for name in options.files]
        if options.print:
            for name, path in pages:
                problems += [f"{name}: {text}" for text in printed(chrome, path, folder)]
            print("\n".join(problems) if problems else f"{len(pages)} pages print well")
            return 1 if problems else 0
        for index, (name, phases, food) in enumerate(TRIALS if options.n1 else []):
            home = f"{folder}/{name}"
            trial(home, phases, food, index)
            made = subprocess.run(
                [options.n1, "report", home, "--output", f"{home}/report.html"],
                capture_output=True, text=True)
            if made.returncode:
                problems.append(f"{name}: n1 report: {made.stderr.strip()}")
                continue
            pages.append((name, f"{home}/report.html"))
        for name, path in pages:
            problems += [f"{name}: {text}" for text in console_and_network(chrome, path, folder)]
            for width in WIDTHS:
                for scheme in SCHEMES if width == 360 else ["light"]:
                    found = layout(chrome, path, width, scheme, folder)
                    problems += [f"{name} at {width} px, {scheme}: {text}" for text in found[:8]]
    print("\n".join(problems) if problems else f"{len(pages)} pages are well")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
