"""The colours of a picture that stands alone (light), the same sums as in `css/components/house.css`."""

GROUP_COLOURS = {
    "food": "#C8553D",
    "daily": "#C98A1B",
    "craft": "#3E6C8F",
    "health": "#4F8A6B",
    "fashion": "#8A4F7D",
    "culture": "#6B5BA6",
    "service": "#5F6F52",
}
TONES = {1: 30, 2: 40, 3: 52}  # per cent of the group's colour in the wall, the rest is white
LAMP = "#FFD977"
GLASS = "#43525C"
STATES = ("open", "closed", "unknown")

_FIXED = {
    "cream": "#FFF6E9",
    "board": "#FFF6E9",
    "lamp": LAMP,
    "leaf": "#4E7F57",
    "leaf-2": "#6B9A63",
    "bloom": "#D9654C",
    "bloom-2": "#E3A93B",
    "pot": "#9A6642",
    "pot-edge": "#744A2F",
    "bark": "#6E5440",
    "iron": "#39454C",
    "cat": "#2B2F33",
    "stone": "#B9AB97",
    "enamel": "#2C4F86",
    "pane": GLASS,
    "logo-1": "#A63D2A",
    "logo-2": "#2F6B4F",
    "logo-frame": "#FFF6E9",
    "logo-ground": "#22282B",
}
_BY_STATE = {
    "open": {"shop": LAMP, "hatch": "none", "glow": LAMP, "pane-lit": "#F3DDA3", "goods-shown": "1"},
    "closed": {"shop": GLASS, "hatch": "none", "glow": "none", "pane-lit": "#5D6B74", "goods-shown": "0.5"},
    "unknown": {"shop": "#F4EEE2", "hatch": "#5B6468", "glow": "none", "pane-lit": "#5D6B74", "goods-shown": "0"},
}


def mix(colour: str, share: int, other: str) -> str:
    """`share` per cent of one colour and the rest of the other, as CSS `color-mix(in srgb, …)` does."""
    pairs = zip((colour[1:3], colour[3:5], colour[5:7]), (other[1:3], other[3:5], other[5:7]), strict=True)
    return "#" + "".join(f"{(int(a, 16) * share + int(b, 16) * (100 - share) + 50) // 100:02X}" for a, b in pairs)


def colours(group: str, tone: int, state: str) -> dict[str, str]:
    """Everything a house needs. Raises KeyError for a group, tone or state that does not exist."""
    hue = GROUP_COLOURS[group]
    body, dark = mix(hue, TONES[tone], "#FFFFFF"), mix(hue, 62, "#10171B")
    return {
        **_FIXED,
        **_BY_STATE[state],
        "hue": hue,
        "body": body,
        "shade": mix(body, 86, dark),
        "trim": mix(hue, 10, "#FFFBF3"),
        "dark": dark,
        "frame": mix(dark, 80, "#10171B"),
        "door": mix(hue, 84, "#10171B"),
        "mark": dark,
        "goods": mix(dark, 78, LAMP) if state == "open" else mix(GLASS, 60, "#10171B"),
    }
