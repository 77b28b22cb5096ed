"""The command ``dateline verify``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

SHOWN = 50


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
def verify(bundle: Path) -> None:
    """Check a bundle: every byte, the description, the versions. Nothing of it is run or written.

    BUNDLE is the file, or the folder that came out of it.

    \b
    Exit codes:
      0  everything is as it was when the bundle was made, and the same versions are installed
      1  there is no such file, or it cannot be read
      3  damaged: a file was changed, removed, added or renamed
      4  refused: the archive is unsafe to unpack
      5  no bundle of this kit, or its description lacks what its profile requires
      6  the bundle is whole; other versions are installed here than it was made with
    """
    from dateline.bundles.verifying import verify_bundle
    from dateline.text import count_text, printable

    found = verify_bundle(bundle)
    if found.faults:
        click.echo(f"Damaged: {count_text(len(found.faults), 'fault')}.", err=True)
        for fault in found.faults[:SHOWN]:
            click.echo(f"  {fault}", err=True)
        if len(found.faults) > SHOWN:
            click.echo(f"  … and {len(found.faults) - SHOWN:,} more", err=True)
        sys.exit(found.code)
    click.echo(f"Whole: {count_text(found.files, 'file')}, {found.size:,} bytes, each as the manifests say.")
    if found.breaches:
        for breach in found.breaches[:SHOWN]:
            click.echo(printable(f"  {breach}"), err=True)
        sys.exit(found.code)
    click.echo(printable(f'"{found.title}" is described as RO-Crate 1.1 and Process Run Crate 0.5 require.'))
    for name, expected, here in found.versions:
        click.echo(printable(f"  {name}: made with {expected}, here {here}"))
    if found.versions:
        click.echo("Other versions are installed here; dateline rerun installs the right ones in a place of their own.")
    else:
        click.echo("The versions that it was made with are installed.")
    sys.exit(found.code)
