"""Why a text is refused: one sentence each, which quotes the part in question and says what to write instead."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTHING_SAID = _("Please write when you are open, for example: Mo–Fr 9–18 Uhr, Sa 9–13 Uhr.")
TOO_LONG = _("This is too long for opening hours. Please write days and times only, without %(part)s.")
NOT_UNDERSTOOD = _("We do not understand %(part)s. Please leave it out or say it with days and times.")
VAGUE = _("%(part)s is not a fixed time. Please write the exact time or leave it out.")
NO_DAYS = _("For %(part)s the days are missing. Please write for example: Mo–Fr or täglich.")
NO_HOURS = _("For %(part)s the times are missing. Please write from when until when, or geschlossen.")
NO_CLOSING = _("For %(part)s the closing time is missing. Please write for example: 9–18 Uhr.")
NO_OPENING = _("For %(part)s the opening time is missing. Please write for example: 9–18 Uhr.")
NO_SUCH_TIME = _("%(part)s is not a time of day. Please write for example: 9:30 Uhr.")
NO_SUCH_DATE = _("The date %(part)s does not exist.")
HALF_OF_DAY = _(
    "With %(part)s it is not clear whether you mean the morning or the afternoon. "
    "Please write %(day)s Uhr, or add nachts."
)
TOO_EARLY = _("%(part)s would be in the night. If you mean the afternoon, please write %(day)s Uhr.")
TOO_MANY_HOURS = _("%(part)s would be more than 16 hours over night. Please check the times.")
SAME_TIME = _("In %(part)s opening and closing are at the same time. Please check the times.")
NOT_IN_ORDER = _("The times in %(part)s are not in order. Please write them as on a 24-hour clock.")
PART_OF_DAY = _("The time in %(part)s does not fit the part of the day. Please write it as on a 24-hour clock.")
SAID_TWICE = _("For %(day)s there are two different statements, the second is %(part)s. Please leave only one.")
SAID_TWICE_THROUGHOUT = _("%(part)s names a break and says that there is none. Please leave only one.")
ONE_DAY = _("one day")
WORKDAYS = _("%(part)s can mean Monday to Friday or Monday to Saturday. Please write Mo–Fr or Mo–Sa.")
EVERY_SECOND = _(
    "%(part)s can mean every two weeks or the second one of the month. "
    "Please write for example: jeden 2. Dienstag im Monat."
)
FORTNIGHT = _(
    "%(part)s cannot be shown. Please write which ones of the month, for example: jeden 1. Dienstag im Monat."
)
NO_DATES = _("For %(part)s the dates are missing. Please write for example: 3.8.–22.8.2027.")
SEASON = _("With %(part)s it is not clear from which month to which. Please write for example: April bis September.")
WHOLE_YEAR = _("Is %(part)s meant for the whole year? Then please write it before the months, or add ganzjährig.")
WHICH_YEAR = _("For %(part)s the year is missing. Please write for example: 3.8.–22.8.2027.")
NOTHING_TO_CHANGE = _("%(part)s changes hours that are not written here. Please write the times of these days in full.")
WHICH_HALF = _("For %(part)s we need the exact time. Please write from when until when you are open on that day.")
THROUGHOUT = _("%(part)s can mean without a lunch break or day and night. Please write the times, or rund um die Uhr.")
OTHER_DAYS = _("%(part)s does not say which days. Please name the days, for example: Mo, Di und Do.")
WHICH_HOURS = _("For %(part)s it is not clear to which hours it belongs. Please write the times of these days in full.")
NIGHT_OR_DAY = _("With %(part)s it is not clear to which days it belongs. Please write each on its own line.")


class RefusedError(Exception):
    """Carries the sentence (with ``%(part)s`` for the quote), the part of the text and what else the sentence names."""

    def __init__(self, sentence: Promise, start: int, end: int, **values: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.start = start
        self.end = end
        self.values = values
