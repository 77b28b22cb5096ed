"""What browsers save beside a page: a folder of scripts, styles, pictures and frames."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from dateline.readers.source import Source

FOLDER = re.compile(
    r"(?P<page>.+)(?:[_-](?:files|file|dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer|pliki|soubory|"
    r"súbory|fájlok|elemei|dosyalar|tiedostot|datoteke|fitxers|fișiere|файлы|файли|αρχεία)|\.files| 파일|_ファイル)",
    re.IGNORECASE,
)
"""Names that browsers give to the folder, in the languages that they are used in."""
PAGES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".html.gz", ".htm.gz")
ASSETS = frozenset({
    ".js", ".css", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".bmp", ".woff", ".woff2", ".ttf",
    ".otf", ".eot", ".mp3", ".mp4", ".webm", ".map", ".download",
})  # fmt: skip
HIGHEST = 4


def saved_with(source: Source) -> str:
    """Return the name of the page that a file was saved with as a part of it; "" for every other file.

    Args:
        source: The file. Inside of an archive only scripts, styles, pictures and the like count as parts of a page,
            since it does not show there whether the page is beside them.
    """
    folders = PurePosixPath(source.name).parent.parts[-HIGHEST:]
    if source.path is not None:
        folders = source.path.parent.parts[-HIGHEST:]
    for above, folder in enumerate(reversed(folders), 1):
        match = FOLDER.fullmatch(folder)
        if match is None:
            continue
        if source.path is None:
            return match["page"] if source.suffix in ASSETS else ""
        beside = source.path.parents[above]
        page = next((name for suffix in PAGES if _is_file(beside / (name := match["page"] + suffix))), "")
        if page:
            return page
    return ""


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
