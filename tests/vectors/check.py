#!/usr/bin/env python3
"""Runs `guidepost check` over the files of one vector of DocFX v3: JSON on standard input, findings on standard output.

    check.py GUIDEPOST

What `docfx.yml` says is said in `book.toml` as far as the two have the same, and findings in the one are given the
lines of the other.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from adapter import SEVERITIES, config_of, quoted, write


def matching(paths, globs):
    """The paths that one of the globs names."""
    names = set()
    for glob in [globs] if isinstance(globs, str) else globs:
        pattern = re.escape(glob).replace(r"\*\*/", "(.*/)?").replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
        names |= {path for path in paths if re.fullmatch(pattern, path)}
    return names


def book_of(config, files):
    excluded = set()
    if only := config.get("files"):
        excluded |= set(files) - matching(files, only)
    if exclude := config.get("exclude"):
        excluded |= matching(files, exclude)
    pages = [path for path in excluded if path.endswith(".md") and not path.lower().endswith("toc.md")]
    lines = ["[book]", f"exclude = {json.dumps(sorted(pages))}"]
    # v3 checks raw HTML against a list; its addresses have no endings; those from the root are Microsoft Learn's.
    lines += ["[markdown]", 'html = "sanitize"', "[output]", 'urls = "folder"']
    # It publishes images where they lie, so two of them may be in each other's way.
    lines += ['media = "path"']
    lines += ["[links.external-roots]", '"/" = "https://learn.microsoft.com/"']
    content = "docs" if "docsets.yml" in files else "."
    lines += ["[locales.en-us]", f"content = {quoted(content)}", "fallback = []"]
    for source, route in (config.get("routes") or {}).items():
        if source.strip("/") != route.strip("/"):
            lines += ["[[mounts]]", f"from = {quoted(source.strip('/'))}", f"to = {quoted(route.strip('/.'))}"]
    if definition := config.get("monikerDefinition"):
        lines += ["[monikers]", f"definition = {quoted(definition)}"]
    if ranges := config.get("monikerRange"):
        lines += ["[monikers.ranges]"] + [f"{quoted(glob)} = {quoted(text)}" for glob, text in ranges.items()]
    if rules := config.get("rules"):
        lines += ["[rules]"] + [f"{code} = {quoted(level)}" for code, level in rules.items() if level in SEVERITIES]
    return lines


def in_docfx_yml(finding, book, config):
    """The same finding at the line of `docfx.yml` that says what the line of `book.toml` says."""
    key = book[finding["line"] - 1].split("=")[0].strip().strip('"')
    lines = [number for number, line in enumerate(config.splitlines(), 1) if key in line]
    return {**finding, "file": "docfx.yml", "line": lines[0]} if lines else finding


def main():
    guidepost = os.path.abspath(sys.argv[1])
    vector = json.load(sys.stdin)
    config = vector.get("options", {}).get("config", "")
    book = book_of(config_of(config), vector["files"])
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder)
        for path, text in vector["files"].items():
            write(site / path, text)
        write(site / "book.toml", "\n".join(book) + "\n")
        done = subprocess.run([guidepost, "check", "--format", "json", "."], cwd=site,
                              capture_output=True, encoding="utf-8", check=False)
    sys.stderr.write(done.stderr)
    findings = json.loads(done.stdout)["diagnostics"]
    for finding in findings:
        finding["file"] = finding["file"].removeprefix("./")
    findings = [in_docfx_yml(finding, book, config) if finding["file"] == "book.toml" else finding
                for finding in findings]
    json.dump({"diagnostics": findings}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
