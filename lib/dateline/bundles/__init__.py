"""Bundles: a report with all that is needed to check it and to make it again, in one file."""

from dateline.bundles.verifying import Verdict, verify_bundle

__all__ = ["Verdict", "verify_bundle"]
