#!/usr/bin/env python3
"""The guides, the scoreboard and the reference of the modules as pages that need no network.

    site.py FOLDER [MODULES]    MODULES is the folder of built modules (default .build/debug/Modules); without
                                it, or without docc, the reference is left out and that is said

Guides are plain files. The reference is DocC's own page, which a browser shows through any web server:
`python3 -m http.server --directory docs/site`.
"""
import glob
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
PAGES = [
    ("README.md", "index"), ("docs/install.md", "install"), ("docs/planning.md", "planning"),
    ("docs/power.md", "power"), ("docs/logging.md", "logging"), ("docs/plan-file.md", "plan-file"),
    ("docs/file-formats.md", "file-formats"), ("docs/reading-a-report.md", "reading-a-report"),
    ("docs/evidence.md", "evidence"), ("docs/contract.md", "contract"),
    ("docs/reliability.md", "reliability"), ("docs/scoreboard.md", "scoreboard"),
    ("docs/worlds.md", "worlds"), ("docs/calibration.md", "calibration"),
    ("python/README.md", "python"), ("Sources/Stats/README.md", "stats"),
    ("Sources/Experiment/README.md", "experiment"), ("CONTRIBUTING.md", "contributing"),
    ("CHANGELOG.md", "changes"),
]  # fmt: skip
MODULES = {"Stats": "Sources/Stats/Stats.docc", "Experiment": "Sources/Experiment/All/Experiment.docc"}

STYLE = """body{font:17px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1f24;
background:#fff}nav{font-size:.9rem}nav a{margin-right:.8em}pre{background:#f3f4f6;padding:.8rem;overflow-x:auto}
code{font-size:.92em}table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border:1px solid #ccc;
padding:.2rem .5rem;text-align:left;vertical-align:top}img{max-width:100%}a{color:#0b5a8f}
@media(prefers-color-scheme:dark){body{background:#14181c;color:#e6e8ea}pre{background:#1f252b}a{color:#7cc0f0}
td,th{border-color:#444}}"""


class Links:
    """Where a link of one Markdown file leads in the site."""

    def __init__(self, source, names, folder):
        self.base, self.names, self.folder = os.path.dirname(source), names, folder

    def target(self, link):
        if re.match(r"[a-z]+:|#", link):
            return link
        path, _, place = link.partition("#")
        path = os.path.normpath(os.path.join(self.base, path))
        if path in self.names:
            return self.names[path] + ".html" + ("#" + place if place else "")
        full = os.path.join(ROOT, path)
        if os.path.isfile(full):
            copy = os.path.join(self.folder, "files", path)
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            shutil.copyfile(full, copy)
            return "files/" + path
        return None


def inline(text, links):
    parts = re.split(r"(`[^`]+`)", text)

    def link(match):
        target = links.target(match.group(3))
        if match.group(1):
            return f'<img src="{target}" alt="{match.group(2)}">'
        return match.group(2) if target is None else f'<a href="{target}">{match.group(2)}</a>'

    out = []
    for part in parts:
        if part.startswith("`") and len(part) > 1:
            out.append(f"<code>{html.escape(part[1:-1])}</code>")
        else:
            out.append(re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(part, quote=False)))
    text = "".join(out)
    text = re.sub(r"(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])", r"<i>\1</i>", text)
    return re.sub(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)", link, text)


def anchor(text):
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", re.sub("<[^>]+>", "", text).lower()).strip())


def row(line, tag, links):
    cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
    return "<tr>" + "".join(f"<{tag}>{inline(c.strip(), links)}</{tag}>" for c in cells) + "</tr>"


def blocks(text, links):
    """The Markdown that our guides use: headings, prose, lists, tables, code."""
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if line.startswith("```"):
            code = []
            while place < len(lines) and not lines[place].startswith("```"):
                code.append(lines[place])
                place += 1
            place += 1
            yield "<pre>" + html.escape("\n".join(code)) + "</pre>"
        elif line.startswith("    ") and line.strip():
            code = [line[4:]]
            while place < len(lines) and (lines[place].startswith("    ") or not lines[place].strip()):
                code.append(lines[place][4:])
                place += 1
            yield "<pre>" + html.escape("\n".join(code).rstrip()) + "</pre>"
        elif re.match(r"#{1,4} ", line):
            level, title = len(line.split(" ")[0]), inline(line.lstrip("# "), links)
            yield f'<h{level} id="{anchor(title)}">{title}</h{level}>'
        elif line.startswith("|"):
            table = [row(line, "th", links)]
            while place < len(lines) and lines[place].startswith("|"):
                if not re.match(r"^\|[\s:|-]+$", lines[place]):
                    table.append(row(lines[place], "td", links))
                place += 1
            yield "<table>" + "".join(table) + "</table>"
        elif re.match(r"\s*([-*]|\d+\.) ", line):
            items, kind = [], "ol" if re.match(r"\s*\d", line) else "ul"
            place -= 1
            while place < len(lines) and lines[place].strip():
                item = re.match(r"\s*([-*]|\d+\.) (.*)", lines[place])
                if item:
                    items.append(item.group(2))
                else:
                    items[-1] += " " + lines[place].strip()
                place += 1
            yield f"<{kind}>" + "".join(f"<li>{inline(i, links)}</li>" for i in items) + f"</{kind}>"
        elif line.strip():
            prose = [line]
            while place < len(lines) and lines[place].strip() and not re.match(r"[|#`]", lines[place]):
                prose.append(lines[place])
                place += 1
            yield "<p>" + inline(" ".join(p.strip() for p in prose), links) + "</p>"


def guides(folder, reference):
    names = dict(PAGES)
    menu = "".join(f'<a href="{name}.html">{name.replace("-", " ")}</a> ' for _, name in PAGES)
    menu += "".join(f'<a href="{module.lower()}/documentation/{module.lower()}">{module}</a> ' for module in reference)
    for source, name in PAGES:
        with open(os.path.join(ROOT, source), encoding="utf-8") as file:
            text = file.read()
        title = next(line.lstrip("# ") for line in text.split("\n") if line.startswith("#"))
        body = "\n".join(blocks(text, Links(source, names, folder)))
        with open(os.path.join(folder, name + ".html"), "w", encoding="utf-8") as file:
            file.write(
                f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
                f'content="width=device-width"><title>{html.escape(title)}</title><style>{STYLE}</style>'
                f"<nav>{menu}</nav>\n{body}\n</html>\n"
            )


def docc(folder, modules):
    """The reference of each module; the names of those that were made."""
    if shutil.which("docc") is None or not os.path.isdir(modules):
        print("No docc, or no built modules: the reference is left out. Build first: swift build.")
        return []
    triple = json.loads(
        subprocess.run(["swift", "-print-target-info"], check=True, capture_output=True, text=True).stdout
    )["target"]["unversionedTriple"]
    maps = [f"-Xcc=-fmodule-map-file={path}" for path in glob.glob(f"{ROOT}/Sources/C*/module.modulemap")]
    made = []
    for module, catalogue in MODULES.items():
        with tempfile.TemporaryDirectory() as graphs:
            extract = ["swift", "symbolgraph-extract", "-module-name", module, "-I", modules, "-target", triple]
            for each in maps:
                extract += each.split("=", 1)
            extract += ["-minimum-access-level", "public", "-output-dir", graphs]
            subprocess.run(extract, check=True, stdout=subprocess.DEVNULL)
            subprocess.run(
                ["docc", "convert", os.path.join(ROOT, catalogue), "--additional-symbol-graph-dir", graphs,
                 "--fallback-display-name", module, "--fallback-bundle-identifier", f"n1.{module}",
                 "--transform-for-static-hosting", "--hosting-base-path", module.lower(),
                 "--output-path", os.path.join(folder, module.lower())],
                check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
        made.append(module)
    return made


def main(folder, modules):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    guides(folder, docc(folder, modules))
    print(f"{folder}/index.html; the reference needs a server: python3 -m http.server --directory {folder}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else os.path.join(ROOT, ".build/debug/Modules"))
