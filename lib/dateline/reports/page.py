"""The page: one HTML file out of an executed notebook, which asks for nothing and runs nothing but the kit's scripts."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dateline.reports import interactive
from dateline.reports.scripts import policy, scripts_for
from dateline.reports.values import Parameter

TEMPLATES = Path(__file__).parent / "template"
_HEADING = re.compile(r"^# +(\S[^\n]{0,300})$", re.MULTILINE)
_MARKUP = re.compile(r"[*_`]|<[^<>]{0,200}>")
_TAGS = (
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup "
    "table tbody td tfoot th thead time tr u ul var wbr"
)
_LOOKS = frozenset(
    "border-bottom border-radius border-right margin margin-right max-width min-width outline outline-offset "
    "text-underline-offset".split()
)
"""Styles allowed beyond the cleaner's own: none of them can place a thing over another or load one."""
_ATTRIBUTES = "alt class colspan datetime height id lang open role rowspan scope style tabindex title width"
_UNSEEN = ("script", "style", "template", "noscript", "title")
_KINDS = ["text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/latex", "text/plain"]


def make_page(
    notebook: Any, *, name: str, parameters: Sequence[Parameter], used: Mapping[str, Any], show_code: bool
) -> str:
    """Return the page of an executed notebook.

    Args:
        notebook: The notebook, as ``normalise`` gives it.
        name: The notebook's name, without a folder.
        parameters: What the notebook declares.
        used: The values given for this run; the others had their defaults.
        show_code: Whether the page shows the code.
    """
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    settings = Config()
    settings.NbConvertBase.display_data_priority = _KINDS
    exporter: Any = HTMLExporter(  # type: ignore[no-untyped-call]
        config=settings,
        template_name="dateline",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input=not show_code,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
        filters={
            "clean_html": clean,
            "markdown_of_text": markdown_of_text,
            "timeline_of": lambda data: interactive.checked(data.get(interactive.TIMELINE)),
            "embedded": interactive.embedded,
        },
    )
    scripts = scripts_for(notebook)
    facts = {
        "title": title(notebook, name),
        "name": name,
        "version": version("dateline"),
        "command": command(name, used),
        "parameters": _rows(parameters, used),
        "scripts": scripts,
        "policy": policy(scripts),
    }
    page, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": name}, "dateline": facts})
    return str(page)


def title(notebook: Any, name: str) -> str:
    """Return the first heading of the notebook, as plain text; its name where there is none."""
    for cell in notebook.cells:
        found = _HEADING.search(cell.source) if cell.cell_type == "markdown" else None
        if found:
            return _MARKUP.sub("", found.group(1)).strip() or name
    return name


def command(name: str, used: Mapping[str, Any]) -> str:
    """Return the command that makes this report again."""
    words = ["dateline", "report", name, "--corpus", str(used.get("corpus", "sample"))]
    for key, value in used.items():
        if key != "corpus":
            words += ["-p", f"{key}={written(value)}"]
    return shlex.join([*words, "-o", f"reports/{Path(name).stem}"])


def written(value: Any) -> str:
    """Return a value as it is typed on the command line."""
    if isinstance(value, list):
        return json.dumps([item if isinstance(item, str | int | float) else str(item) for item in value])
    return str(value).lower() if isinstance(value, bool) else str(value)


def _rows(parameters: Sequence[Parameter], used: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [(one.name, written(used.get(one.name, one.default)), one.help) for one in parameters]


def clean(markup: Any) -> str:
    """Return markup with what could run, load or send something left out; the page's own policy forbids it as well."""
    import bleach  # type: ignore[import-untyped]
    from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, CSSSanitizer  # type: ignore[import-untyped]

    cleaner = bleach.Cleaner(
        tags=frozenset(_TAGS.split()),
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        strip=True,
        css_sanitizer=CSSSanitizer(allowed_css_properties=ALLOWED_CSS_PROPERTIES | _LOOKS),
    )
    # An image from elsewhere loses its address above; what is left of it says nothing.
    return re.sub(r"<img(?![^<>]* src=)[^<>]*>", "", str(cleaner.clean(_without_unseen(str(markup)))))


def markdown_of_text(source: str) -> str:
    """Return the HTML of Markdown that code put out: it may hold article text, so markup in it is text."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    renderer = IPythonRenderer(escape=True, exclude_anchor_links=True)
    return str(MarkdownWithMath(renderer=renderer).render(source))


def _allowed(tag: str, name: str, value: str) -> bool:
    if name in _ATTRIBUTES.split() or name.startswith("aria-"):
        return True
    if (tag, name) == ("img", "src"):
        return value.startswith("data:image/")
    return (tag, name) == ("a", "href") and not value.strip().lower().startswith("data:")


def _without_unseen(markup: str) -> str:
    """Leave out elements whose content is not text: the cleaner would keep the content. One pass for each of them."""
    for name in _UNSEEN:
        opening, closing = re.compile(rf"<{name}\b", re.IGNORECASE), re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE)
        parts, position = [], 0
        while found := opening.search(markup, position):
            parts.append(markup[position : found.start()])
            end = closing.search(markup, found.end())
            position = end.end() if end else len(markup)
        markup = "".join([*parts, markup[position:]])
    return markup
