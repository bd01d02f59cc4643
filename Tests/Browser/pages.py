#!/usr/bin/env python3
"""Opens every page of every example in one browser, by the rules of WCAG 2.1 and with a ruler.

    python3 Tests/Browser/pages.py --n1 .build/debug/n1 [--only milk-back] [FILE.html ...]

Makes the report, the letter with remarks, the sheet and the page of a running trial of each example, and
opens them and each named file at 390, 768 and 1280 pixels, light and dark. It checks that:

- axe-core finds nothing by its rules of WCAG 2.1, levels A and AA;
- no text is smaller than 11 pixels, is cut off by its box or laid over other text;
- nothing is wider than the page.

In the picture it reads days as a person would, with scripts switched off: pointing with a mouse, tapping on
a phone, walking with the arrow keys. The tip that shows has to be the one of that day, and the column over
a circle one of a day with that score.

Needs Python 3.9, Chromium and pip install axe-playwright-python playwright. Exit code 0 when all is well, 1
with one line a problem, 3 without a browser or one of these packages.
"""

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

WIDTHS = (390, 768, 1280)
# What a scheme of colours can change is the contrast alone.
SCHEMES = {"light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "dark": ["color-contrast"]}
ROOT = Path(__file__).resolve().parent.parent.parent

AXE = """async rules => {
  document.querySelectorAll("details").forEach(d => d.open = true);
  const found = await axe.run(document, {
    runOnly: rules, elementRef: false,
    resultTypes: ["violations"] });
  const problems = found.violations.map(v =>
    `axe ${v.id}: ${v.help}, ${v.nodes.length} times, as ${v.nodes[0].html.slice(0, 90)}`);
  const ran = found.passes.length + found.violations.length;
  if (ran < (rules.length === 1 ? 1 : 6)) problems.push(`axe ran only ${ran} rules`);
  return problems;
}"""

RULER = """() => {
  document.querySelectorAll("details").forEach(d => d.open = true);
  const problems = [], boxes = [];
  const wide = document.documentElement;
  if (wide.scrollWidth > wide.clientWidth + 1)
    problems.push(`the page is ${wide.scrollWidth} px wide in ${wide.clientWidth}`);
  const seen = e => {
    for (let n = e; n && n.nodeType === 1; n = n.parentElement) {
      const s = getComputedStyle(n);
      if (s.opacity === "0" || s.visibility === "hidden" || s.display === "none") return false;
      if (n.classList.contains("unseen") || s.clipPath !== "none") return false;
    }
    return true;
  };
  const walker = document.createTreeWalker(document.body, 4);
  while (walker.nextNode()) {
    const node = walker.currentNode, e = node.parentElement;
    if (!node.data.trim() || ["STYLE", "SCRIPT", "title", "desc"].includes(e.tagName)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(r => r.width > 0 && r.height > 0);
    if (!rects.length || !seen(e)) continue;
    const what = JSON.stringify(node.data.trim().slice(0, 40));
    const svg = e.closest("svg");
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    const size = parseFloat(getComputedStyle(e).fontSize) * scale;
    if (size < 11) problems.push(`${what} is ${size.toFixed(1)} px high`);
    for (let n = e; n && n !== document.body; n = n.parentElement) {
      const style = getComputedStyle(n);
      if (style.overflow === "visible" || n.tagName === "svg") continue;
      const frame = n.getBoundingClientRect();
      if (rects.some(r => r.right > frame.right + 1 || r.bottom > frame.bottom + 1))
        problems.push(`${what} is cut off`);
    }
    for (const r of rects) {
      if (r.right > wide.clientWidth + 1 || r.left < -1) problems.push(`${what} leaves the page`);
      boxes.push({ e, what, r });
    }
  }
  boxes.sort((a, b) => a.r.top - b.r.top);
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length && boxes[j].r.top < boxes[i].r.bottom; j++) {
      const a = boxes[i], b = boxes[j];
      if (a.e === b.e || a.e.contains(b.e) || b.e.contains(a.e)) continue;
      const x = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
      const y = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
      if (x > 1 && y > 4) problems.push(`${a.what} and ${b.what} overlap`);
    }
  return [...new Set(problems)];
}"""

# The text of the tip that lies on top, if any; of each circle in view its height and the tip of the column
# over it.
SHOWN = """() => {
  const tips = [...document.querySelectorAll(".tip")].filter(t => getComputedStyle(t).opacity === "1");
  const height = t => Number(getComputedStyle(t).zIndex) || 0;
  return tips.sort((a, b) => height(b) - height(a)).slice(0, 1).map(t => t.textContent);
}"""
CIRCLES = """() => {
  const shown = [...document.querySelectorAll(".plot svg")].find(
    s => getComputedStyle(s).display !== "none");
  return [...shown.querySelectorAll(".score")].map(c => {
    const r = c.getBoundingClientRect();
    const column = [...document.querySelectorAll(".days label")].find(l => {
      const b = l.getBoundingClientRect();
      return b.left <= r.left + r.width / 2 && r.left + r.width / 2 < b.right; });
    return [r.top + r.height / 2, column ? column.querySelector(".tip").textContent : ""];
  });
}"""
COLUMNS = """() => [...document.querySelectorAll(".days label")].map(l => {
  const b = l.getBoundingClientRect();
  return [b.left + b.width / 2, b.top + b.height / 2, l.querySelector(".tip").textContent]; })"""


def library():
    """The text of axe-core; None where its package is not installed."""
    found = importlib.util.find_spec("axe_playwright_python")
    places = list(found.submodule_search_locations) if found else []
    files = [file for place in places for file in Path(place).rglob("axe*.js")]
    return files[0].read_text(encoding="utf-8") if files else None


def run(n1, arguments, today="2028-01-01"):
    made = subprocess.run(
        [n1, *arguments], cwd=ROOT, capture_output=True, text=True,
        env={"PATH": "/usr/bin:/bin", "TZ": "UTC", "N1_TODAY": today})
    if made.returncode:
        raise RuntimeError(f"n1 {' '.join(arguments)}: {made.stderr.strip()}")
    return made.stdout


def day_of(row):
    """The day that a row of an example's diary begins with; None in the middle of a quoted cell."""
    found = re.match(r'"?(\d{4})-(\d\d)-(\d\d)', row)
    if found:
        return date(*map(int, found.groups()))
    found = re.match(r"(\d\d)(\d\d)-(\d{4})-", row)
    return date(int(found[3]), int(found[1]), int(found[2])) if found else None


def running(n1, example, home):
    """The page of an example in the middle of its schedule."""
    home.mkdir(parents=True)
    shutil.copy(example / "plan.yaml", home)
    rows = (example / "diary.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    days = sorted(filter(None, map(day_of, rows)))
    middle = days[0] + (days[-1] - days[0]) / 2
    kept, keeps = [], True
    for row in rows:
        keeps = day_of(row) <= middle if day_of(row) else keeps
        kept += [row] if keeps else []
    (home / "diary.csv").write_text("".join(kept), encoding="utf-8")
    page = home / "progress.html"
    run(n1, ["report", str(home), "--output", str(page)], today=str(middle))
    if "Still running" not in page.read_text(encoding="utf-8"):
        raise RuntimeError(f"{example.name}: half of its days make no page of a running trial")
    return page


def pages(n1, only, folder):
    """Name and file of every page of the examples."""
    for plan in sorted(ROOT.glob("examples/*/plan.yaml")) + sorted(ROOT.glob("examples/*/*/plan.yaml")):
        example = plan.parent
        name = example.relative_to(ROOT / "examples").as_posix()
        if only and name not in only:
            continue
        home = Path(folder) / name.replace("/", "-")
        home.mkdir()
        made = [("sheet", ["sheet", str(example), "--output", str(home / "sheet.html")])]
        if (example / "diary.csv").exists():
            made += [
                ("report", ["report", str(example), "--output", str(home / "report.html")]),
                ("letter", ["report", str(example), "--letter", "--notes", "--output",
                            str(home / "letter.html")]),
            ]
            yield f"{name} progress", running(n1, example, home / "half")
        for kind, arguments in made:
            run(n1, arguments)
            yield f"{name} {kind}", home / f"{kind}.html"


def looked_over(tab, name, file, rules):
    """What is wrong with one page at every width, in light and dark."""
    source = file.read_text(encoding="utf-8")
    tab.set_content(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", source))
    tab.evaluate(rules)
    problems = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        problems += [f"{name} at {width} px: {text}" for text in tab.evaluate(RULER)[:8]]
        for scheme, rules in SCHEMES.items():
            tab.emulate_media(color_scheme=scheme)
            problems += [
                f"{name} at {width} px, {scheme}: {text}" for text in tab.evaluate(AXE, rules)[:8]]
    return problems


def told(tips, wanted, how):
    return [] if tips == [wanted] else [f"{how}: found {tips}; expected the tip {wanted!r}"]


def misplaced(circles):
    """Circles of one score that lie at several heights, or under the column of another day's circle."""
    heights, problems = {}, []
    for height, tip in circles:
        score = re.match(r"[^:]+: (-?[\d.]+)", tip.replace("−", "-"))
        if not score:
            problems.append(f"a circle lies under the column {tip!r}")
        elif abs(heights.setdefault(score[1], height) - height) > 1:
            problems.append(f"a circle lies at another height than {score[1]}, under the column {tip!r}")
    if len({tip for _, tip in circles}) < len(circles):
        problems.append("two circles lie under one column")
    return problems[:3]


def read_days(browser, name, file):
    """Whether the tips of a picture answer the pointer, a finger and the keys, without any script."""
    problems = []
    for width in WIDTHS:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, has_touch=True, java_script_enabled=False)
        tab = context.new_page()
        tab.goto(file.as_uri())
        tab.locator(".plot").scroll_into_view_if_needed()
        problems += misplaced(tab.evaluate(CIRCLES))
        columns = tab.evaluate(COLUMNS)
        x, y, tip = columns[len(columns) // 3]
        tab.mouse.move(x, y)
        problems += told(tab.evaluate(SHOWN), tip, "pointed at")
        tab.mouse.move(0, 0)
        problems += [] if not tab.evaluate(SHOWN) else ["a tip stays when the pointer has gone"]
        x, y, tip = columns[len(columns) // 2]
        tab.touchscreen.tap(x, y)
        tab.mouse.move(0, 0)
        problems += told(tab.evaluate(SHOWN), tip, "tapped")
        tab.keyboard.press("ArrowRight")
        problems += told(tab.evaluate(SHOWN), columns[len(columns) // 2 + 1][2], "arrow key")
        tab.reload()
        for _ in range(40):
            tab.keyboard.press("Tab")
            if tab.evaluate("() => document.activeElement.name === 'day'"):
                break
        tab.keyboard.press("Space")
        tab.keyboard.press("ArrowRight")
        problems += told(tab.evaluate(SHOWN), columns[1][2], "Tab, Space and an arrow key")
        context.close()
        problems = [text if text.startswith(name) else f"{name} at {width} px, {text}" for text in problems]
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n1", required=True, help="the program")
    parser.add_argument("--only", action="append", help="an example; may be given several times")
    parser.add_argument("files", nargs="*", help="pages beside those of the examples")
    options = parser.parse_args()
    rules = library()
    chrome = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        rules = None
    if not rules or not chrome:
        print("needs Chromium and pip install axe-playwright-python playwright")
        return 3
    start = time.monotonic()
    problems, count = [], 0
    with tempfile.TemporaryDirectory(prefix="n1-pages-", ignore_cleanup_errors=True) as folder, \
            sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        made = [(os.path.basename(name), Path(name).resolve()) for name in options.files]
        for name, file in list(pages(os.path.abspath(options.n1), options.only, folder)) + made:
            problems += looked_over(tab, name, file, rules)
            count += 1
            if 'class="days"' in file.read_text(encoding="utf-8") and "sheet" not in name:
                problems += read_days(browser, name, file)
        browser.close()
    print("\n".join(problems) if problems else
          f"{count} pages are clean at {len(WIDTHS)} widths, light and dark ({time.monotonic() - start:.0f} s)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
