#!/usr/bin/env python3
"""Runs `guidepost render` on one vector of DocFX: JSON on standard input, HTML on standard output.

    adapter.py GUIDEPOST [THEME]

The vector's files become the content folder of a site with one locale, and its options that site's settings, texts
and templates. THEME is "docfx" unless told otherwise. Findings go to standard error, a JSON object on each line.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent

# Markdig's extensions by the switches of `[markdown]`.
SWITCHES = {
    "tasklists": ["task-lists"],
    "definitionlists": ["definition-lists"],
    "emojis": ["emoji", "smileys"],
    "smartypants": ["smart-punctuation"],
    "superscript": ["superscript"],
    "subscript": ["subscript"],
    "inserted": ["inserted"],
}


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def settings_of(extensions):
    """The keys of `[markdown]` and the templates that the extensions ask for."""
    # docfx has both on by default.
    keys, templates = {"math": "true", "emoji": "true"}, {}
    for extension in extensions:
        name, value = next(iter(extension.items())) if isinstance(extension, dict) else (extension, None)
        name = name.lower()
        if name == "emphasisextras":
            names = [part.strip().lower() for part in value.split(",")]
        elif name == "emojis" and value == "Default":
            names = []
        else:
            names = [name]
        for switch in (switch for name in names for switch in SWITCHES.get(name, [])):
            keys[switch] = "true"
        if name == "autoidentifiers" and value != "GitHub":
            keys["heading-ids"] = quoted("markdig")
        if name == "autolinks" and value and value.get("OpenInNewWindow"):
            templates["link"] = '<a href="{{ href }}" target="_blank">{{ content | safe }}</a>'
        if name == "medialinks" and value:
            size = f'width="{value["Width"]}" height="{value["Height"]}"'
            templates["media"] = (f'<video class="{value["Class"]}" {size}>'
                                  '<source type="{{ type }}" src="{{ src }}"></video>')
    return keys, templates


def book_of(theme, keys, alerts):
    lines = ["[book]", f"theme = {quoted(theme)}", "[locales.en-us]", 'content = "content"', "[markdown]"]
    lines += [f"{key} = {value}" for key, value in sorted(keys.items())]
    if alerts:
        lines += ["[markdown.alerts]"] + [f"{key} = {quoted(value)}" for key, value in alerts.items()]
    return "\n".join(lines) + "\n"


def strings_of(tokens):
    """docfx shows the kind of an alert where a site has no text for it."""
    texts = {f"alert_{kind}": kind.upper() for kind in ("note", "tip", "important", "warning", "caution")}
    texts["missing_snippet"] = "It looks like the sample you are looking for does not exist."
    for key, value in tokens.items():
        name = "missing_snippet" if key == "codeIncludeNotFound" else f"alert_{key}"
        texts[name] = value.removeprefix("<h5>").removesuffix("</h5>")
    return "".join(f"{key} = {quoted(value)}\n" for key, value in texts.items())


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def main():
    guidepost = os.path.abspath(sys.argv[1])
    vector = json.load(sys.stdin)
    options = vector.get("options", {})
    theme = sys.argv[2] if len(sys.argv) > 2 else "docfx"
    # A fragment keeps what only a build can resolve.
    if theme == "docfx" and vector.get("level", "fragment") == "fragment":
        theme = "fragment"
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder)
        keys, templates = settings_of(options.get("markdig_extensions", []))
        write(site / "book.toml", book_of(theme, keys, options.get("alerts")))
        write(site / "strings" / "en-us.toml", strings_of(options.get("tokens", {})))
        for name, template in templates.items():
            write(site / "templates" / "markup" / f"{name}.html", template)
        os.symlink(HERE / "themes", site / "themes")
        for path, text in vector["files"].items():
            write(site / "content" / path, text)
        page = site / "content" / vector["source_path"]
        write(page, vector["markdown"])
        done = subprocess.run([guidepost, "render", str(page), "--root", str(site), "--format", "human"],
                              capture_output=True, encoding="utf-8", check=False)
    sys.stderr.write(done.stderr)
    sys.stdout.write(done.stdout)
    return 0 if done.returncode < 2 else done.returncode


if __name__ == "__main__":
    sys.exit(main())
