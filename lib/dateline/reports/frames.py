"""Interactive figures in a notebook's output cell: a page of their own in a frame that can reach nothing around it."""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping
from typing import Any

from dateline.reports.interactive import embedded
from dateline.reports.scripts import load_script, policy

_HIGHEST = 72
"""Height of a frame with twelve crowded lanes and their legend, in rem; more is scrolled within it."""
_LOOK = (
    "body { margin: 0; padding: .3rem; background: Canvas; }"
    " @media print { .dateline-timeline .app { display: block; } }"
)


def framed(timeline: Mapping[str, Any], *, png: bytes, alt: str) -> str:
    """Return the markup that shows a timeline in an output cell.

    The frame has no origin, so that its script reaches neither the notebook nor the server, and the policy of a
    report's page. The picture lies below it, out of sight: it is what stays where a notebook that is not trusted
    loses its frames.

    Args:
        timeline: The data from ``timeline_data``.
        png: The figure that stands for it.
        alt: What the figure shows, in a sentence.
    """
    script = load_script("timeline")
    page = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy([script])}">'
        f'<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f"<title>Claim timeline</title><style>{script.style}{_LOOK}</style></head>"
        f"<body>{embedded(timeline, '')}<script>{script.source}</script></body></html>"
    )
    lanes = len(timeline["columns"]["source"]["values"])
    height = f"{min(_HIGHEST, 28 + 3 * lanes)}rem"
    picture = base64.b64encode(png).decode()
    return (
        f'<div style="height: {height}; overflow: hidden">'
        f'<iframe title="{html.escape(alt)}" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'
        f' style="width: 100%; height: {height}; border: 0; display: block" srcdoc="{html.escape(page)}"></iframe>'
        f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{picture}" style="max-width: 100%; max-height: {height}"></div>'
    )
