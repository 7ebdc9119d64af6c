"""Rates by kind, still kept by the old register."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "legacy"))

import old_rates


def rate_of(kind):
    """The rate in percent; other things have the full one."""
    return old_rates.RATES.get(kind, old_rates.RATES["other"])
