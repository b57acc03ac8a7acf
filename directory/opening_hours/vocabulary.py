"""The words that people write into opening hours, in English and German, and what they mean."""

from directory.opening_hours.rules import State

_WEEKDAYS = (
    "mo mon monday mondays montag montags",
    "tu tue tues tuesday tuesdays di die dienstag dienstags",
    "we wed wednesday wednesdays mi mit mittwoch mittwochs",
    "th thu thur thurs thursday thursdays do don donnerstag donnerstags",
    "fr fri friday fridays fre freitag freitags",
    "sa sat saturday saturdays sam samstag samstags sonnabend sonnabends",
    "su sun sunday sundays so son sonntag sonntags",
)
_MONTHS = (
    "jan january januar jänner",
    "feb february februar",
    "mar march mär mrz märz maerz",
    "apr april",
    "may mai",
    "jun june juni",
    "jul july juli",
    "aug august",
    "sep sept september",
    "oct october okt oktober",
    "nov november",
    "dec december dez dezember",
)

WEEKDAY_MASKS = {word: 1 << number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
WEEKDAY_MASKS |= dict.fromkeys(("daily", "täglich", "tgl", "taeglich"), 0b1111111)
WEEKDAY_MASKS |= dict.fromkeys(("wochenende", "wochenends", "weekend"), 0b1100000)
MONTH_NUMBERS = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}

STATES = dict.fromkeys(("open", "offen", "geöffnet", "geoeffnet", "auf"), State.OPEN)
STATES |= dict.fromkeys(("off", "closed", "close", "geschlossen", "zu", "ruhetag"), State.CLOSED)
STATES |= dict.fromkeys(("unknown", "unbekannt"), State.UNKNOWN)

# Earliest and latest minute of the year in Hagen, rounded outwards.
SUN_EVENTS = {
    "dawn": (4 * 60, 8 * 60 + 30),
    "sunrise": (5 * 60, 9 * 60),
    "sunset": (16 * 60, 22 * 60),
    "dusk": (16 * 60 + 30, 23 * 60),
}
SUN_EVENTS |= {"sonnenaufgang": SUN_EVENTS["sunrise"], "sonnenuntergang": SUN_EVENTS["sunset"]}
SUN_EVENTS_IN_ENGLISH = {"sonnenaufgang": "sunrise", "sonnenuntergang": "sunset"}

# Words with a meaning of their own in the grammar.
GRAMMAR = dict.fromkeys(("ph", "feiertag", "feiertage", "feiertagen", "feiertags"), "PH")
GRAMMAR |= dict.fromkeys(("sh", "schulferien"), "SH")
GRAMMAR |= dict.fromkeys(("week", "weeks", "kw"), "week")
GRAMMAR |= dict.fromkeys(("easter", "ostern"), "easter")
GRAMMAR |= dict.fromkeys(("day", "days", "tag", "tage"), "days")
GRAMMAR |= dict.fromkeys(("bis", "to", "til", "till", "until"), "-")
GRAMMAR |= dict.fromkeys(("und", "u", "and"), ",")
GRAMMAR |= {"ab": "from"}

FILLERS = frozenset(("uhr", "h", "von", "from", "an", "am", "um", "jeden", "öffnungszeiten"))
