"""The words of German door signs and what they mean; slips of one letter in long words are forgiven."""

from functools import lru_cache

_DAYS = (
    "mo mon montag montags montage montagen",
    "di dienstag dienstags dienstage dienstagen",
    "mi mittwoch mittwochs mittwoche mittwochen",
    "do don donnerstag donnerstags donnerstage donnerstagen",
    "fr fre freitag freitags freitage freitagen",
    "sa sam samstag samstags samstage samstagen sonnabend sonnabends sonnabende sonnabenden",
    "so son sonntag sonntags sonntage sonntagen",
)
_MONTHS = (
    "jan januar jänner",
    "feb febr februar",
    "mrz mär märz maerz",
    "apr april",
    "mai",
    "jun juni",
    "jul juli",
    "aug august",
    "sep sept september",
    "okt oktober",
    "nov november",
    "dez dezember",
)
_PARTS = {
    "morning": "früh frueh morgens frühmorgens vormittag vormittags",
    "noon": "mittag mittags",
    "afternoon": "nachmittag nachmittags",
    "evening": "abend abends",
    "night": "nacht nachts",
}
_NUMBERS = (
    "null ein|eins zwei drei vier fünf|fuenf sechs sieben acht neun zehn elf zwölf|zwoelf dreizehn vierzehn fünfzehn"
    " sechzehn siebzehn achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig"
)
_ORDINALS = {1: "erst", 2: "zweit", 3: "dritt", 4: "viert", 5: "fünft", -1: "letzt"}
_OTHERS = {
    "workdays": "werktag werktags werktage werktagen wochentag wochentags wochentage wochentagen",
    "holidays": "feiertag feiertags feiertage feiertagen feiert",
    "school": "schulferien",
    "until": "bis",
    "from": "von vom",
    "since": "ab",
    "and": "und u sowie",
    "closed": "geschlossen geschl zu closed",
    "day_off": "ruhetag ruhetage schließtag",
    "open": "geöffnet geoeffnet offen auf",
    "except": "außer ausser ausgenommen",
    "but": "erst aber jedoch dagegen hingegen abweichend",
    "only": "nur lediglich ausschließlich",
    "also": "auch zusätzlich zusaetzlich außerdem ausserdem sogar",
    "throughout": "durchgehend durchgängig durchgaengig",
    "break": "mittagspause pause mittagsruhe",
    "otherwise": "sonst ansonsten",
    "like": "wie",
    "long": "langer langen",
    "all_year": "ganzjährig ganzjaehrig",
    "yearly": "jährlich jaehrlich",
    "season": "sommer sommers sommerzeit sommerzeiten sommersaison sommerhalbjahr sommeröffnungszeiten winter winters"
    " winterzeit winterzeiten wintersaison winterhalbjahr winteröffnungszeiten frühling frühjahr herbst saison"
    " hauptsaison nebensaison vorsaison nachsaison",
    "filler": "uhr h std am an der die den dem des im in jeden jede jedem jeweils immer ist sind wir haben für fuer sie"
    " euch da hier unser unsere gesetzliche gesetzlichen gesetzl unseren zeiten öffnungszeiten oeffnungszeiten"
    " öffnungszeit oeffnungszeit geschäftszeiten geschaeftszeiten ladenöffnungszeiten bürozeiten buerozeiten"
    " ladenzeiten sprechzeiten sprechstunde sprechstunden verkaufszeiten mit herzlich willkommen bitte dann",
}


def _words() -> dict[str, tuple[str, int | str]]:
    known: dict[str, tuple[str, int | str]] = {}
    for number, words in enumerate(_DAYS):
        known |= dict.fromkeys(words.split(), ("days", 1 << number))
    known |= dict.fromkeys(["täglich", "taeglich", "tägl", "taegl", "tgl"], ("days", 0b1111111))
    known |= dict.fromkeys(["wochenende", "wochenenden", "wochenends"], ("days", 0b1100000))
    for number, words in enumerate(_MONTHS, start=1):
        known |= dict.fromkeys(words.split(), ("month", number))
    for part, words in _PARTS.items():
        known |= dict.fromkeys(words.split(), ("part", part))
    for number, words in enumerate(_NUMBERS.split()):
        known |= dict.fromkeys(words.split("|"), ("number", number))
    for number, stem in _ORDINALS.items():
        known |= dict.fromkeys((stem + ending for ending in ("e", "en", "er", "es", "em")), ("ordinal", number))
    for kind, words in _OTHERS.items():
        known |= dict.fromkeys(words.split(), (kind, ""))
    known |= dict.fromkeys(("mitternacht",), ("midnight", ""))
    return known


KNOWN = _words()
_FORGIVEN_FROM = 6  # letters; shorter words are one slip away from too many others
_FORGIVEN = ("days", "month", "part", "workdays", "holidays", "closed", "day_off", "open", "throughout", "break")
_DAY_STEMS = sorted((word for words in _DAYS for word in words.split() if len(word) > 5), key=len, reverse=True)


@lru_cache(maxsize=2048)
def look_up(word: str) -> tuple[str, int | str] | None:
    """(kind, value) of a lower-case word, None when it is not known even with one slip forgiven."""
    if word in KNOWN:
        return KNOWN[word]
    if not _FORGIVEN_FROM <= len(word) + 1 <= 20:
        return None
    # The first letter has to be right: it is what tells Sonntag from Montag.
    near = {
        meaning
        for known, meaning in KNOWN.items()
        if meaning[0] in _FORGIVEN
        and len(known) >= _FORGIVEN_FROM
        and known[0] == word[0]
        and _is_one_slip_away(word, known)
    }
    return near.pop() if len(near) == 1 else None


def split_compound(word: str) -> tuple[str, str] | None:
    """``mittwochnachmittags`` as its day and its part of the day; None for any other word."""
    for stem in _DAY_STEMS:
        rest = word.removeprefix(stem)
        if rest and rest != word and KNOWN.get(rest, ("",))[0] == "part":
            return stem, rest
    return None


def _is_one_slip_away(word: str, known: str) -> bool:
    """Whether one letter was left out, added, replaced, or two neighbours were swapped."""
    if abs(len(word) - len(known)) > 1:
        return False
    start = 0
    while start < min(len(word), len(known)) and word[start] == known[start]:
        start += 1
    one, other = word[start:], known[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[1::-1] and len(other) > 1 and one[2:] == other[2:])
    )
