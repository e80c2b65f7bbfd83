#!/usr/bin/env python3
"""Runs `guidepost render` on one vector of DocFX: JSON on standard input, HTML on standard output.

    adapter.py GUIDEPOST [THEME]

The vector's files become the content folder of a site with one locale, and its options that site's settings, texts
and templates. THEME is "docfx" unless told otherwise; "learn" is for vectors of DocFX v3, whose options are a file
`docfx.yml`.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
SEVERITIES = ("off", "suggestion", "warning", "error")

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


# A fragment keeps what only a build can resolve.
FRAGMENT = {
    "link": '<a href="{{ href }}"{% if title %} title="{{ title }}"{% endif %}>{{ content | safe }}</a>',
    "xref": '<xref href="{{ written }}"></xref>',
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


def config_of(text):
    """What `docfx.yml` says, as far as vectors go: texts, lists and one level of tables. No YAML comes with Python."""
    config, name = {}, None
    for line in text.splitlines():
        if line.startswith("   "):
            continue
        key, _, value = line.strip().removeprefix("- ").partition(": ")
        key, value = key.strip("'\""), value.strip(" '\"")
        if not line.startswith((" ", "-")):
            name = key.removesuffix(":")
            config[name] = value or None
        elif line.strip().startswith("- ") and not isinstance(config[name], dict):
            config[name] = (config[name] or []) + [key]
        elif name and not isinstance(config[name], (list, str)):
            config[name] = {**(config[name] or {}), key.removesuffix(":"): value}
    return config


def without_host(markup, field, host):
    """A template that writes addresses of the site's own host without it, as `removeHostName` asks."""
    start = f"https://{host}"
    bare = f'{{% if {field} == "{start}" %}}/{{% else %}}{{{{ {field} | replace(from="{start}", to="") }}}}{{% endif %}}'
    return markup.replace(f"{{{{ {field} }}}}", bare)


def learn_settings(config, source_path, files):
    """The lines of `book.toml`, the content folder and the templates that a `docfx.yml` asks for."""
    markup = HERE / "themes" / "learn" / "templates" / "markup"
    # Addresses from the root are those of Microsoft Learn.
    lines, templates = ['[links.external-roots]', '"/" = "/"'], {}
    if maps := config.get("xref"):
        lines += ["[xref]", f"maps = {json.dumps(maps)}"]
    for source, route in (config.get("routes") or {}).items():
        lines += ["[[mounts]]", f"from = {quoted(source.strip('/'))}", f"to = {quoted(route.strip('/.'))}"]
    if rules := config.get("rules"):
        lines += ["[rules]"] + [f"{code} = {quoted(level)}" for code, level in rules.items() if level in SEVERITIES]
    if host := config.get("hostName"):
        for name in ("link", "xref"):
            templates[name] = without_host((markup / f"{name}.html").read_text(encoding="utf-8"), "href", host)
    for alias, folder in (config.get("dependencies") or {}).items():
        inside = [path for path in files if path.startswith(f"{folder}/")]
        files.update({f"{alias}{path.removeprefix(folder)}": files[path] for path in inside})
    # The folder of the docset that the page belongs to.
    docsets = [path.rpartition("/")[0] for path in files if path.rpartition("/")[2] == "docfx.yml"]
    docset = max((folder for folder in docsets if source_path.startswith(f"{folder}/")), key=len, default="")
    return lines, f"content/{docset}".rstrip("/"), templates


def book_of(theme, content, keys, alerts, exclude, more):
    lines = ["[book]", f"theme = {quoted(theme)}", f"exclude = {json.dumps(exclude)}", "[locales.en-us]", f"content = {quoted(content)}", "[markdown]"]
    lines += [f"{key} = {value}" for key, value in sorted(keys.items())]
    if alerts:
        lines += ["[markdown.alerts]"] + [f"{key} = {quoted(value)}" for key, value in alerts.items()]
    return "\n".join(lines + more) + "\n"


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
    guidepost, theme = os.path.abspath(sys.argv[1]), (sys.argv[2:] or ["docfx"])[0]
    vector = json.load(sys.stdin)
    options, files, source_path = vector.get("options", {}), vector["files"], vector["source_path"]
    keys, templates = settings_of(options.get("markdig_extensions", []))
    content, more = "content", []
    # A file that is redirected is no page.
    redirections = config_of(files.get("redirections.yml", "")).get("redirections") or {}
    if theme == "learn":
        keys = {"emoji": "true"}
        more, content, templates = learn_settings(config_of(options.get("config", "")), source_path, files)
    if vector.get("level", "fragment") == "fragment":
        templates = FRAGMENT | templates
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder)
        write(site / "book.toml", book_of(theme, content, keys, options.get("alerts"), list(redirections), more))
        write(site / "strings" / "en-us.toml", strings_of(options.get("tokens", {})))
        for name, template in templates.items():
            write(site / "templates" / "markup" / f"{name}.html", template)
        os.symlink(HERE / "themes", site / "themes")
        for path, text in files.items():
            write(site / "content" / path, text)
        page = site / "content" / source_path
        write(page, vector["markdown"])
        command = ["render", str(page), "--root", str(site), "--format", "human"]
        done = subprocess.run([guidepost, *command], capture_output=True, encoding="utf-8", check=False)
    sys.stderr.write(done.stderr)
    sys.stdout.write(done.stdout)
    return 0 if done.returncode < 2 else done.returncode


if __name__ == "__main__":
    sys.exit(main())
