"""Reports: a notebook and its parameters become a folder with the executed notebook, a page, figures and tables."""

from dateline.reports.notebooks import find_notebook
from dateline.reports.parameters import read_parameters
from dateline.reports.runs import run_report
from dateline.reports.saving import save_figure, save_table, say
from dateline.reports.values import Parameter, check_parameters

__all__ = [
    "Parameter",
    "check_parameters",
    "find_notebook",
    "read_parameters",
    "run_report",
    "save_figure",
    "save_table",
    "say",
]
