"""What was seen in a file, as one HTML page: pictures with boxes where the source has pages, else lines and tables.

The page holds everything it shows, runs no script and sends no request. Text of the document is escaped, and cleaned
of characters that cannot be shown.
"""

import base64
import html
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources

from builder.look import markup
from builder.look.account import KIND_NAMES, Account, Unclaimed, accounts, others, said
from builder.model.disclosure import Figure
from builder.model.document import Page
from builder.recognise.sections import Strip
from builder.recognise.sight import KINDS, Mark, Sight, marks
from builder.report import KINDS as DOCUMENT_KINDS
