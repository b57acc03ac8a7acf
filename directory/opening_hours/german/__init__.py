"""Plain German opening hours ("Mo–Fr 9–18 Uhr, Sa bis 13, Mi nachmittags zu") turned into an opening_hours value.

The way of a text: ``tokens`` cuts it into words with a meaning (``lexicon``), ``grammar`` reads these from left to
right into ``clauses``, ``week`` puts the clauses together day by day, ``reading`` writes the rules. Whatever cannot be
meant in one way only is refused (``refusals``); what is taken for granted is read back (``remarks``).
"""

from directory.opening_hours.german.reading import GermanHours, read_german

__all__ = ["GermanHours", "read_german"]
