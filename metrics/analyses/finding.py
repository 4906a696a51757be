"""A thing to do, as the rules of the morning find it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from data.text import Text
from metrics.analyses.owners import Subject


@dataclass(frozen=True)
class Finding:
    """One thing to do. key: the rule and what it speaks of (stable from day to day). money: yuan at stake, None if unknown.

    since: from when the fact stands. page: the path of the page that settles it. rows: the cases, ready to show.
    about: the one thing that it speaks of (an item, a campaign), None for many. owner: who is in charge of that, by the
    shop's own sheet; None where nobody is named.
    """

    key: str
    title: Text
    detail: Text
    since: date | None
    money: Decimal | None
    page: str
    rows: pd.DataFrame
    about: Subject | None = None
    owner: str | None = None
