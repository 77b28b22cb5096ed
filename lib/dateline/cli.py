"""The command line: its commands are the modules of ``dateline.commands``."""

from __future__ import annotations

import errno
import sys
from typing import Any

import click

from dateline.commands import (
    aliases,
    bundle,
    concordance,
    copies,
    export,
    info,
    new,
    read,
    report,
    rerun,
    tag,
    terms,
    threads,
    verify,
)
from dateline.errors import DatelineError, NothingReadError

NOTHING_READ = 2
FULL = (errno.ENOSPC, errno.EDQUOT)


class Commands(click.Group):
    """Prints the kit's own errors without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; exit with 2 when nothing was read, with the code of an error that has one, else with 1."""
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(NOTHING_READ if isinstance(error, NothingReadError) else getattr(error, "code", 1))
        except OSError as error:
            if error.errno not in FULL:
                raise
            message = (
                "Error: The disk is full. Make room and run the same command again; nothing half-made bears its name."
            )
            click.echo(message, err=True)
            sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline")
def main() -> None:
    """Who claimed what, when, and who only repeats it: a research kit for news articles."""


for command in (
    read.read,
    read.formats,
    tag.tag,
    aliases.aliases,
    copies.copies,
    threads.threads,
    terms.terms,
    concordance.concordance,
    export.export,
    report.report,
    new.new,
    bundle.bundle,
    verify.verify,
    rerun.rerun,
    info.info,
):
    main.add_command(command)
