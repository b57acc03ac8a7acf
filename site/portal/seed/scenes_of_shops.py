"""Counters, crates and shop windows: what is sold in the street."""

import math

from portal.seed.scene import (
    BLUE,
    BRICK,
    BRIGHT,
    CREAM,
    DUSK,
    GLASS,
    GREEN,
    INK,
    LAMP,
    OCHRE,
    OLIVE,
    PLUM,
    STEEL,
    TERRACOTTA,
    VIOLET,
    WIDTH,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    Scene,
    dark,
    mix,
    pale,
    scene,
)

# A drawing is a table of numbers: it reads better in long lines than one number a line.
# fmt: off


@scene("brot-theke", wall=pale(TERRACOTTA))
def bread(s: Scene) -> None:
    s.lamp(330, 150, TERRACOTTA)
    s.lamp(860, 150, TERRACOTTA)
    for y in (350, 560):
        s.shelf(y)
    for x in (180, 370, 560):
        s.oval(x, 300, 88, 58, WOOD_DARK)
        s.oval(x, 292, 86, 54, "#B9703A")
        for step in (-36, 0, 36):
            s.line([(x + step - 14, 312), (x + step + 14, 264)], "#EBCB98", 9)
    for x in (760, 900, 1040):
        for bow_x, start, end in ((x - 26, 60, 400), (x + 26, 140, 480)):
            s.bow(bow_x, 302, 40, start, end, "#9C5A2B", 17)
        s.line([(x - 30, 340), (x + 20, 282)], "#9C5A2B", 15)
        s.line([(x + 30, 340), (x - 20, 282)], "#9C5A2B", 15)
    for i in range(9):
        x = 150 + i * 78
        s.oval(x, 532, 42, 30, "#C98B4B")
        s.line([(x - 20, 526), (x + 20, 526)], "#F0D5A6", 8)
    for x in (920, 1000, 1080):
        s.rect(x - 22, 420, 44, 140, "#B9703A", 22)
        for y in (450, 485, 520):
            s.line([(x - 10, y + 8), (x + 10, y - 8)], "#EBCB98", 7)
    s.rect(150, 690, 560, 90, STEEL, 10)
    s.rect(168, 672, 524, 60, "#E2B46E", 12)
    for _ in range(150):
        s.oval(s.random.uniform(180, 680), s.random.uniform(668, 716), 8, 6, s.random.choice(["#F3D79F", "#CF9A50"]))
    s.rect(880, 700, 200, 80, DUSK, 12)
    s.rect(860, 660, 240, 22, STEEL, 10)
    s.rect(965, 680, 30, 24, STEEL)
    s.oval(980, 740, 28, fill=CREAM)
    s.line([(980, 740), (994, 724)], BRICK, 5)


@scene("obstkisten", wall=pale(GREEN), counter=780, wood="#C9BBA6")
def fruit(s: Scene) -> None:
    s.rect(120, 190, 960, 330, DUSK, 8)
    s.rect(136, 206, 928, 298, "#F7E3A8", 4)
    for x in (360, 600, 840):
        s.rect(x - 5, 206, 10, 298, DUSK)
    for x in (240, 480, 720, 960):
        s.glow(x, 300, 70, LAMP, 0.9)
    s.rect(136, 470, 928, 34, WOOD_LIGHT)
    for n in range(15):
        x, colour = 180 + n * 60, BRIGHT[n * 5 % 6]
        s.rect(x - 21, 408 + n % 3 * 10, 42, 62 - n % 3 * 10, mix(colour, CREAM, 0.2), 8)
        s.rect(x - 18, 398 + n % 3 * 10, 36, 14, dark(colour), 4)
    s.awning(GREEN)
    fillings = [(TERRACOTTA, 34, "tomato"), ("#E9A23B", 36, "orange"), ("#4B3A63", 30, "aubergine"), ("#7FA650", 46,
        "salad")]
    for i, (colour, size, kind) in enumerate(fillings):
        left = 60 + i * 275
        for row in range(2):
            for n in range(4 if kind == "salad" else 5):
                x, y = left + 34 + n * (200 / (3 if kind == "salad" else 4)) - row * 8, 590 + row * 34
                if kind == "aubergine":
                    s.oval(x, y - 14, 23, 50, colour)
                    s.oval(x - 8, y - 30, 4, 16, mix(colour, CREAM, 0.4))
                    s.oval(x, y - 60, 16, 12, GREEN)
                elif kind == "salad":
                    for angle in range(0, 181, 30):
                        s.leaf(x, y + 16, 66, angle, mix(colour, "#DDE8A8", angle / 260), 0.34)
                else:
                    s.oval(x, y, size, size - 3, colour)
                    s.oval(x - 10, y - 12, 9, 6, mix(colour, CREAM, 0.5))
                    if kind == "tomato":
                        s.leaf(x, y - 26, 20, 40, GREEN)
                        s.leaf(x, y - 26, 20, 140, GREEN)
        s.rect(left, 640, 250, 150, WOOD)
        for y in (640, 694, 748):
            s.rect(left - 6, y, 262, 42, WOOD_LIGHT, 4)
            s.rect(left - 6, y + 36, 262, 6, WOOD)
        for x in (left + 14, left + 224):
            s.rect(x, 636, 14, 158, WOOD_DARK)


@scene("gewuerzregal", wall=pale(OCHRE))
def spices(s: Scene) -> None:
    powders = ["#D9822B", "#B5402A", "#E3B93C", "#7B4A2D", "#8A9A45", "#C9682F", "#5C3A2E", "#E9D9A6"]
    for row, y in enumerate((220, 410, 600)):
        s.shelf(y, 90, 1110)
        for i in range(8):
            x = 175 + i * 121
            s.rect(x - 44, y - 128, 88, 128, GLASS, 14)
            level = 50 + (i * 37 + row * 53) % 46
            s.rect(x - 38, y - 6 - level, 76, level, powders[(i * 3 + row * 2) % 8], 10)
            s.rect(x - 48, y - 146, 96, 30, WOOD_DARK, 8)
            s.rect(x - 30, y - 106, 9, 70, "#F4FAF8", 4)
    s.rect(588, 690, 24, 110, OCHRE, 6)
    s.rect(510, 796, 180, 24, dark(OCHRE), 10)
    s.line([(420, 700), (780, 690)], OCHRE, 12)
    s.oval(600, 690, 20, fill=dark(OCHRE))
    for x, y in ((430, 700), (770, 692)):
        s.line([(x, y), (x - 60, y + 84)], dark(OCHRE), 4)
        s.line([(x, y), (x + 60, y + 84)], dark(OCHRE), 4)
        s.draw.pieslice([(x - 74) * 2, (y + 44) * 2, (x + 74) * 2, (y + 128) * 2], 0, 180, OCHRE)
        s.oval(x, y + 86, 52, 14, powders[0] if x < 600 else powders[1])


@scene("pizzaofen", wall="#E9C9AE")
def oven(s: Scene) -> None:
    for row in range(11):
        for column in range(-1, 11):
            shade = mix("#B7604A", CREAM, s.random.uniform(0.05, 0.3))
            s.rect(column * 124 + row % 2 * 62, row * 60, 116, 52, shade, 5)
    s.oval(600, 560, 400, 400, "#7A3B2C")
    for i in range(13):
        angle = math.radians(180 + i * 15)
        x, y = 600 + math.cos(angle) * 362, 560 + math.sin(angle) * 362
        s.line([(600 + math.cos(angle) * 322, 560 + math.sin(angle) * 322), (x, y)], "#D9A184", 66)
    s.oval(600, 560, 300, 300, "#2A1C1A")
    s.glow(600, 540, 190, "#F08A2C", 0.95)
    for x, height, colour in ((500, 120, "#E4572E"), (560, 190, "#F08A2C"), (620, 230, "#E4572E"), (690, 160,
            "#F08A2C"), (590, 130, LAMP), (640, 110, LAMP)):
        s.leaf(x, 610, height, 90, colour, 0.22)
    for x, tilt in ((470, 20), (600, -14), (710, 16)):
        s.line([(x - 70, 616 + tilt), (x + 70, 616 - tilt)], "#5A3A2A", 34)
    s.rect(0, 640, WIDTH, 260, WOOD)
    s.rect(0, 640, WIDTH, 26, "#D8B48C")
    s.oval(600, 790, 330, 92, WOOD_LIGHT)
    s.rect(880, 772, 240, 36, WOOD_LIGHT, 18)
    s.oval(600, 780, 290, 76, "#D79A4E")
    s.oval(600, 776, 254, 60, TERRACOTTA)
    for _ in range(16):
        angle, away = s.random.uniform(0, 6.28), s.random.uniform(0.1, 0.86)
        s.oval(600 + math.cos(angle) * 230 * away, 776 + math.sin(angle) * 52 * away, 30, 12, "#FBEFD2")
    for x, y, angle in ((520, 764, 20), (660, 758, 160), (600, 796, 80), (720, 790, 40), (450, 786, 120)):
        s.leaf(x, y, 52, angle, GREEN)


@scene("tassen", wall=pale(TERRACOTTA, 0.78))
def cups(s: Scene) -> None:
    s.lamp(250, 170)
    s.lamp(950, 170)
    s.rect(420, 240, 430, 410, BRICK, 26)
    s.rect(440, 260, 390, 110, dark(BRICK), 14)
    for x in (500, 560, 770):
        s.oval(x, 315, 20, fill=LAMP if x == 500 else CREAM)
    s.ring(670, 315, 36, CREAM, 7)
    s.line([(670, 315), (690, 296)], CREAM, 6)
    s.rect(470, 390, 330, 200, "#3B2A2A", 12)
    for x in (550, 720):
        s.rect(x - 44, 390, 88, 44, STEEL, 8)
        s.rect(x - 14, 430, 28, 30, STEEL)
        s.line([(x + 44, 412), (x + 104, 424)], WOOD_DARK, 18)
    s.rect(450, 600, 370, 40, STEEL, 8)
    s.rect(430, 222, 410, 20, STEEL, 8)
    for x, colour in ((500, OCHRE), (590, BLUE), (680, GREEN), (770, PLUM)):
        s.rect(x - 34, 176, 68, 48, colour, 10)
    for x, colour in ((240, OCHRE), (600, BLUE), (960, GREEN)):
        s.oval(x, 826, 150, 34, mix(colour, CREAM, 0.6))
        s.ring(x + 108, 742, 44, colour, 20)
        s.rect(x - 110, 680, 220, 110, colour)
        s.draw.pieslice([(x - 110) * 2, 730 * 2, (x + 110) * 2, 836 * 2], 0, 180, colour)
        s.oval(x, 682, 110, 30, pale(colour, 0.5))
        s.oval(x, 686, 94, 22, "#5A3826")
        for step in (-34, 0, 34):
            wave = [(x + step + math.sin(t / 9) * 12, 650 - t) for t in range(0, 74 + abs(step), 6)]
            s.line(wave, "#FFFFFF", 8)


@scene("eiswaffeln", wall="#F3D9DC")
def ice_cream(s: Scene) -> None:
    s.awning("#D77A8A", 130)
    s.glow(600, 420, 360, "#FFF2C9", 0.8)
    s.rect(180, 690, 840, 130, WOOD_LIGHT, 16)
    s.rect(180, 690, 840, 40, mix(WOOD_LIGHT, CREAM, 0.5), 16)
    flavours = [("#E58FA0", "#F7E3A8"), ("#F2C94C", "#FFF6E9"), ("#9CC083", "#E58FA0")]
    for x, (lower, upper) in zip((340, 600, 860), flavours, strict=True):
        s.shape([(x - 96, 470), (x + 96, 470), (x + 10, 790), (x - 10, 790)], "#D9A35B")
        for step in range(-5, 6):
            for lean in (-1, 1):
                top, bottom = x + step * 18, x + step * 18 * 0.1 + lean * 10
                s.line([(top, 474), ((top + bottom) / 2 + lean * 6, 620)], "#B97F3C", 4)
        s.oval(x, 430, 112, 92, lower)
        for n in range(7):
            s.oval(x - 96 + n * 32, 478, 24, 20, lower)
        s.oval(x, 306, 96, 88, upper)
        for n in range(6):
            s.oval(x - 78 + n * 31, 358, 21, 17, upper)
        s.oval(x - 34, 272, 24, 16, mix(upper, "#FFFFFF", 0.6))
        for n in range(7):
            angle = s.random.uniform(0, 6.28)
            s.oval(x + math.cos(angle) * 56, 300 + math.sin(angle) * 44, 6, fill=BRIGHT[n % 6])
    s.oval(600, 206, 24, fill=BRICK)
    s.line([(600, 186), (622, 150)], GREEN, 6)
    s.rect(180, 730, 840, 90, WOOD_LIGHT, 10)
    for x in (340, 600, 860):
        s.oval(x, 730, 62, 16, dark(WOOD_LIGHT, 0.4))
        s.shape([(x - 56, 560), (x + 56, 560), (x + 26, 732), (x - 26, 732)], "#D9A35B")
        s.line([(x - 40, 600), (x + 20, 720)], "#B97F3C", 4)
        s.line([(x + 40, 600), (x - 20, 720)], "#B97F3C", 4)


@scene("kioskfenster", wall="#31485B", counter=900)
def kiosk(s: Scene) -> None:
    s.glow(600, 430, 430, LAMP, 0.6)
    s.rect(90, 120, 1020, 780, BRICK)
    for row in range(13):
        for column in range(9):
            s.rect(96 + column * 118 - row % 2 * 40, 126 + row * 60, 110, 52, mix(BRICK, INK, s.random.uniform(0.05,
                0.22)), 3)
    s.rect(0, 120, 90, 780, "#31485B")
    s.rect(1110, 120, 90, 780, "#31485B")
    s.rect(200, 250, 800, 380, dark(WOOD_DARK), 8)
    s.rect(222, 272, 756, 340, "#FFE6A3", 4)
    s.shelf(440, 236, 964)
    for i in range(6):
        x = 300 + i * 120
        s.rect(x - 46, 320, 92, 120, "#F4FAF8", 22)
        for n in range(16):
            s.oval(x - 30 + n % 4 * 20, 426 - n // 4 * 22, 10, fill=BRIGHT[(n + i * 2) % 6])
        s.rect(x - 40, 304, 80, 22, BRIGHT[i], 8)
    for i in range(9):
        s.rect(270 + i * 76, 500, 54, 112, mix(BRIGHT[i % 6], CREAM, 0.15), 8)
        s.rect(280 + i * 76, 540, 34, 34, CREAM, 6)
    s.rect(170, 610, 860, 44, WOOD_LIGHT, 6)
    for i in range(3):
        x = 250 + i * 130
        s.rect(x, 690, 112, 160, CREAM, 4)
        s.rect(x + 12, 704, 88, 20, DUSK)
        s.rect(x + 12, 734, 52, 56, mix(BRIGHT[i + 1], CREAM, 0.3))
        for n in range(5):
            s.rect(x + 70, 736 + n * 12, 30, 5, STEEL)
        for n in range(3):
            s.rect(x + 12, 802 + n * 13, 88, 5, STEEL)
    s.rect(690, 700, 260, 150, GREEN, 10)
    for i in range(5):
        s.rect(706 + i * 49, 660, 34, 110, mix(GREEN, CREAM, 0.25), 12)
        s.rect(715 + i * 49, 634, 16, 34, OCHRE, 4)
    for i in range(11):
        s.shape([(90 + i * 93, 110), (183 + i * 93, 110), (183 + i * 93, 210), (90 + i * 93, 210)],
            TERRACOTTA if i % 2 else CREAM)
        s.oval(136 + i * 93, 210, 46, 28, TERRACOTTA if i % 2 else CREAM)
    s.rect(70, 84, 1060, 36, dark(BRICK), 8)
    for x, y in ((40, 60), (1160, 110), (300, 30), (820, 44)):
        s.oval(x, y, 4, fill=CREAM)


@scene("blumenstrauss", wall=pale(GREEN, 0.78))
def bouquet(s: Scene) -> None:
    s.rect(760, 90, 330, 420, WOOD_DARK, 8)
    s.rect(780, 110, 290, 380, "#DCEBF0")
    s.glow(925, 260, 110, LAMP, 0.7)
    s.rect(918, 110, 14, 380, WOOD_DARK)
    s.rect(780, 290, 290, 14, WOOD_DARK)
    flowers = [(430, 200, "poppy"), (560, 150, "daisy"), (330, 300, "corn"), (680, 230, "poppy"), (500, 300, "daisy"),
        (610, 330, "corn"), (410, 400, "poppy"), (730, 350, "daisy"), (300, 420, "daisy"), (560, 430, "poppy"), (660,
        450, "corn"), (460, 480, "corn")]
    for x, y, _kind in flowers:
        s.line([(x, y), (510 + (x - 510) * 0.2, 600)], OLIVE, 8)
    for x, y, angle in ((360, 520, 150), (660, 530, 30), (420, 350, 110), (620, 260, 70), (300, 500, 170), (720, 500,
            12)):
        s.leaf(x, y, 130, angle, mix(GREEN, OLIVE, 0.3), 0.2)
    for x, y, kind in flowers:
        if kind == "poppy":
            for angle in (45, 135, 225, 315):
                s.oval(x + math.cos(math.radians(angle)) * 30, y + math.sin(math.radians(angle)) * 26, 40, 36,
                    mix(TERRACOTTA, BRICK, angle / 400))
            s.oval(x, y, 20, fill=INK)
            s.oval(x, y, 9, fill=OLIVE)
        elif kind == "daisy":
            for angle in range(0, 360, 30):
                s.leaf(x, y, 68, angle, "#EDB93C", 0.17)
            s.oval(x, y, 24, fill=WOOD_DARK)
        else:
            for angle in range(0, 360, 40):
                s.leaf(x, y, 52, angle, mix(BLUE, VIOLET, angle / 700), 0.26)
            s.oval(x, y, 14, fill=VIOLET)
    s.shape([(390, 560), (630, 560), (600, 820), (420, 820)], STEEL)
    s.shape([(390, 560), (450, 560), (462, 820), (420, 820)], mix(STEEL, CREAM, 0.4))
    s.oval(510, 560, 120, 24, dark(STEEL, 0.4))
    s.shape([(396, 570), (630, 556), (628, 590), (400, 600)], mix(STEEL, CREAM, 0.15))
    s.bow(660, 680, 80, 270, 450, STEEL, 18)
    s.line([(820, 790), (1050, 760)], GREEN, 10)
    s.line([(850, 800), (1040, 800)], WOOD_LIGHT, 16)
    s.ring(940, 726, 40, OCHRE, 22, 34)
