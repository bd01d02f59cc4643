#!/usr/bin/env python3
"""The guides, the scoreboard and the reference of the modules as pages that need no network.

    site.py FOLDER [MODULES]    MODULES is the folder of built modules (.build/release/Modules); without it, or
                                without docc, the reference is left out and that is said

Guides and articles are plain files, to be opened as they are. The reference is DocC's own page, which a browser
shows through any web server: python3 -m http.server --directory FOLDER.
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

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
EXTENSIONS = ["tables", "fenced_code", "toc", "sane_lists"]
# The first page, then every guide, then the articles of each module.
GUIDES = ["README.md", "docs/install.md"]
LATER = ["python/README.md", "Sources/Stats/README.md", "Sources/Stats/Changepoints/README.md",
         "Sources/Experiment/README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]  # fmt: skip
MODULES = {"Stats": "Sources/Stats/Stats.docc", "Experiment": "Sources/Experiment/All/Experiment.docc"}

STYLE = """body{font:17px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1f24;
background:#fff}nav{font-size:.9rem}nav a{margin-right:.8em}pre{background:#f3f4f6;padding:.8rem;overflow-x:auto}
code{font-size:.92em}table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border:1px solid #ccc;
padding:.2rem .5rem;text-align:left;vertical-align:top}img{max-width:100%}a{color:#0b5a8f}
@media(prefers-color-scheme:dark){body{background:#14181c;color:#e6e8ea}pre{background:#1f252b}a{color:#7cc0f0}
td,th{border-color:#444}}"""


def pages():
    """Each source and the name of its page."""
    guides = sorted(os.path.relpath(each, ROOT) for each in glob.glob(f"{ROOT}/docs/*.md"))
    sources = GUIDES + [each for each in guides if each not in GUIDES] + LATER
    for catalogue in MODULES.values():
        sources += sorted(os.path.relpath(each, ROOT) for each in glob.glob(f"{ROOT}/{catalogue}/*.md"))
    return {source: name(source) for source in sources}


def name(source):
    if source == "README.md":
        return "index"
    folder, file = os.path.split(source)
    above, stem = os.path.basename(folder), os.path.splitext(file)[0]
    if above.endswith(".docc"):
        module = above[: -len(".docc")]
        stem = f"{module}-articles" if stem == module else f"{module}-{stem}"
    elif stem == "README":
        stem = above
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[a-z]A)(?=[A-Z])", "-", stem).lower()


class Links(Treeprocessor):
    """Links between the sources lead to the pages; other files are copied beside them."""

    def __init__(self, source, names, folder):
        super().__init__()
        self.source, self.base = source, os.path.dirname(source)
        self.names, self.folder = names, folder

    def run(self, root):
        for tag, key in (("a", "href"), ("img", "src")):
            for element in root.iter(tag):
                target = self.target(element.get(key))
                if target is None:
                    del element.attrib[key]
                else:
                    element.set(key, target)

    def target(self, link):
        if re.match(r"[a-z]+:|#", link):
            return link
        path, _, place = link.partition("#")
        path = os.path.normpath(os.path.join(self.base, path))
        if path in self.names:
            return self.names[path] + ".html" + ("#" + place if place else "")
        full = os.path.join(ROOT, path)
        if not os.path.exists(full):
            sys.exit(f"{self.source}: the link to {link} leads nowhere.")
        if os.path.isdir(full):
            return None
        copy = os.path.join(self.folder, "files", path)
        os.makedirs(os.path.dirname(copy), exist_ok=True)
        shutil.copyfile(full, copy)
        return "files/" + path


class Linked(Extension):
    def __init__(self, links):
        super().__init__()
        self.links = links

    def extendMarkdown(self, md):
        md.treeprocessors.register(self.links, "links", 0)


def written(text):
    """DocC's own marks as plain Markdown: links to symbols, articles and groups of them."""
    text = re.sub(r"``([^`]+)``", r"`\1`", text)
    text = re.sub(r"<doc:([A-Za-z]+)>", r"[\1](\1.md)", text)
    # A list directly under a line of prose is a list, as on the pages of a repository.
    return re.sub(r"(?m)^(?![-*|>#\s]|\d+\.)(.+)\n(?=(?:[-*]|1\.) )", r"\1\n\n", text)


def write_pages(folder, reference):
    names = pages()
    links = [(f"{each}.html", each.replace("-", " ")) for each in names.values()]
    links += [(f"{each.lower()}/documentation/{each.lower()}/", f"reference of {each}") for each in reference]
    menu = " ".join(f'<a href="{target}">{text}</a>' for target, text in links)
    for source, page in names.items():
        with open(os.path.join(ROOT, source), encoding="utf-8") as file:
            text = file.read()
        title = html.escape(next(line.lstrip("# ") for line in text.split("\n") if line.startswith("#")))
        links = Linked(Links(source, names, folder))
        body = markdown.markdown(written(text), extensions=[*EXTENSIONS, links])
        with open(os.path.join(folder, page + ".html"), "w", encoding="utf-8") as file:
            file.write(
                '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
                f'content="width=device-width"><title>{title.replace("`", "")}</title><style>{STYLE}</style>'
                f"<nav>{menu}</nav>\n{body}\n</html>\n"
            )


def symbol_graphs(module, modules, folder):
    """What the module offers, with what it hands on of its floors."""
    target = json.loads(subprocess.check_output(["swift", "-print-target-info"]))["target"]["unversionedTriple"]
    command = ["swift", "symbolgraph-extract", "-module-name", module, "-I", modules, "-target", target]
    checkouts = os.path.realpath(os.path.join(os.path.realpath(modules), "../../../checkouts"))
    maps = glob.glob(f"{ROOT}/Sources/C*/module.modulemap")
    maps += glob.glob(f"{checkouts}/*/Sources/**/module.modulemap", recursive=True)
    for path in sorted(maps):
        command += ["-Xcc", f"-fmodule-map-file={path}"]
    floors = {os.path.basename(each)[: -len(".swiftmodule")] for each in glob.glob(f"{modules}/{module}*.swiftmodule")}
    floors = sorted(each for each in floors if not each.endswith("Tests"))
    command.append("-experimental-allowed-reexported-modules=" + ",".join(floors))
    command += ["-minimum-access-level", "public", "-output-dir", folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def write_reference(folder, modules):
    """DocC's pages of each module; the names of those that were made."""
    if shutil.which("docc") is None or not os.path.isdir(modules):
        print("No docc, or no built modules: the reference is left out. Build first: make build.")
        return []
    for module, catalogue in MODULES.items():
        with tempfile.TemporaryDirectory() as graphs:
            symbol_graphs(module, modules, graphs)
            subprocess.run(
                ["docc", "convert", os.path.join(ROOT, catalogue), "--additional-symbol-graph-dir", graphs,
                 "--fallback-display-name", module, "--fallback-bundle-identifier", f"n1.{module}",
                 "--transform-for-static-hosting", "--hosting-base-path", module.lower(),
                 "--output-path", os.path.join(folder, module.lower())],
                check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
    return list(MODULES)


def main(folder, modules=""):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    write_pages(folder, write_reference(folder, modules))
    print(f"{folder}/index.html; the reference needs a server: python3 -m http.server --directory {folder}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
