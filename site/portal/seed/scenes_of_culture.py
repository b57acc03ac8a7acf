"""Cloth, books, strings and colours: what is worn, read and played in the street."""

import math
from itertools import pairwise

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
    PAPER,
    PLUM,
    STEEL,
    TERRACOTTA,
    VIOLET,
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


@scene("schere-faden", wall=pale(PLUM, 0.7))
def sewing(s: Scene) -> None:
    s.lamp(930, 140, PLUM)
    s.shelf(250, 60, 620)
    for n, colour in enumerate([TERRACOTTA, OCHRE, BLUE, GREEN]):
        x = 140 + n * 136
        s.rect(x - 48, 120, 96, 18, WOOD_LIGHT, 8)
        s.rect(x - 48, 232, 96, 18, WOOD_LIGHT, 8)
        s.rect(x - 38, 136, 76, 98, colour, 6)
        for y in range(144, 232, 11):
            s.line([(x - 36, y), (x + 36, y + 6)], dark(colour, 0.22), 3)
    s.line([(172 + t * 1.7, 236 + t * 3.9 + math.sin(t / 13) * 30) for t in range(101)], TERRACOTTA, 4)
    s.rect(590, 560, 480, 80, DUSK, 18)
    s.rect(930, 330, 130, 250, DUSK, 22)
    s.rect(590, 330, 470, 100, DUSK, 36)
    s.rect(600, 400, 110, 110, DUSK, 16)
    s.rect(642, 510, 14, 62, STEEL)
    s.rect(624, 560, 60, 12, STEEL, 4)
    s.ring(1064, 380, 52, STEEL, 17)
    s.oval(1064, 380, 16, fill=OCHRE)
    s.rect(830, 292, 46, 40, OCHRE, 6)
    s.line([(650, 460), (852, 300)], CREAM, 3)
    for n in range(4):
        s.oval(760 + n * 44, 380, 13, fill=[LAMP, TERRACOTTA, GREEN, CREAM][n])
    s.shape([(420, 580), (760, 572), (800, 640), (860, 900), (300, 900), (380, 640)], BLUE)
    for n in range(5):
        s.line([(440 + n * 70, 590), (380 + n * 110, 890)], mix(BLUE, CREAM, 0.18), 8)
    s.line([(120, 680), (330, 850)], STEEL, 24)
    s.line([(130, 846), (320, 700)], STEEL, 24)
    s.oval(228, 772, 13, fill=INK)
    s.ring(92, 866, 54, BRICK, 20, 40)
    s.ring(92, 664, 54, BRICK, 20, 40)
    tape = [(880, 720), (960, 690), (1050, 740), (1120, 800), (1060, 850), (950, 830), (900, 870)]
    s.line(tape, "#F2D25B", 34)
    for (x, y), (other_x, other_y) in pairwise(tape):
        for n in range(4):
            at_x, at_y = x + (other_x - x) * n / 4, y + (other_y - y) * n / 4
            s.oval(at_x, at_y, 4, fill=INK)


@scene("brautkleid", wall="#6D4A66", counter=790, wood="#C9BBA6")
def wedding_dress(s: Scene) -> None:
    s.rect(90, 60, 1020, 740, dark(WOOD_DARK), 10)
    s.rect(116, 86, 968, 690, "#FBE7C2", 4)
    s.glow(600, 380, 330, LAMP, 0.65)
    s.rect(116, 700, 968, 76, mix(PLUM, CREAM, 0.35))
    for x, inward in ((116, 1), (1084, -1)):
        s.shape([(x, 86), (x + inward * 170, 86), (x + inward * 70, 420), (x + inward * 120, 776), (x, 776)], mix(PLUM,
            BRICK, 0.2))
        s.line([(x + inward * 60, 90), (x + inward * 34, 420), (x + inward * 56, 770)], dark(PLUM), 6)
    s.rect(588, 640, 24, 110, WOOD_DARK)
    s.oval(600, 752, 110, 20, WOOD_DARK)
    s.rect(580, 186, 40, 64, WOOD_LIGHT, 10)
    s.oval(600, 184, 28, 16, WOOD_DARK)
    white, shade = "#FFFDF7", "#EADFCB"
    s.shape([(520, 250), (560, 300), (600, 316), (640, 300), (680, 250), (672, 350), (650, 430), (550, 430), (528,
        350)], white)
    s.shape([(550, 428), (650, 428), (720, 560), (810, 730), (390, 730), (480, 560)], white)
    for step in (-3, -2, -1, 0, 1, 2, 3):
        s.line([(600 + step * 12, 440), (600 + step * 56, 722)], shade, 5)
    for n in range(12):
        s.oval(390 + n * 38.2, 730, 26, 16, white)
    s.rect(546, 418, 108, 22, pale(PLUM, 0.45), 8)
    s.oval(654, 430, 22, fill=PLUM)
    for n in range(9):
        s.oval(540 + n * 15, 300 + abs(n - 4) * -7 + 26, 5, fill=OCHRE)
    s.line([(250 + t * 7, 120 + math.sin(t / 100 * math.pi) * 80) for t in range(101)], OLIVE, 5)
    for n in range(11):
        x, y = 250 + n * 70, 120 + math.sin(n / 10 * math.pi) * 80
        for angle in range(0, 360, 60):
            s.oval(x + math.cos(math.radians(angle)) * 16, y + math.sin(math.radians(angle)) * 16, 13,
                fill=mix(BRIGHT[n % 6], CREAM, 0.25))
        s.oval(x, y, 10, fill=LAMP)
    for x, colour in ((250, OCHRE), (930, GREEN)):
        s.rect(x, 620, 130, 100, mix(colour, CREAM, 0.2), 6)
        s.rect(x - 8, 604, 146, 30, colour, 6)
        s.rect(x + 56, 604, 18, 116, CREAM)


@scene("buecher", wall=pale(VIOLET, 0.72))
def books(s: Scene) -> None:
    s.rect(70, 40, 1060, 600, WOOD_DARK, 8)
    for y in (60, 250, 440):
        s.rect(92, y, 1016, 172, dark(WOOD_DARK, 0.4))
        x = 100.0
        while x < 1080:
            width, tall = s.random.choice([26, 34, 42, 52]), s.random.randint(110, 158)
            if x + width > 1104:
                break
            colour = mix(s.random.choice([*BRIGHT, OLIVE, DUSK, BRICK]), CREAM, s.random.choice([0, 0.15, 0.3]))
            s.rect(x, y + 172 - tall, width - 3, tall, colour, 4)
            s.rect(x + 4, y + 186 - tall, width - 11, 8, pale(colour, 0.5))
            s.rect(x + 4, y + 150, width - 11, 6, pale(colour, 0.4))
            x += width
    s.glow(260, 560, 210, LAMP, 0.8)
    s.line([(200, 800), (200, 610), (262, 540)], INK, 12)
    s.oval(200, 806, 70, 18, INK)
    s.shape([(232, 490), (312, 520), (330, 610), (190, 570)], GREEN)
    s.oval(262, 592, 40, 18, LAMP)
    for n, (width, colour) in enumerate([(300, BRICK), (270, OCHRE), (290, BLUE), (240, PLUM), (200, GREEN)]):
        y = 800 - n * 44
        s.rect(560 - width / 2 + n % 2 * 16, y, width, 42, colour, 8)
        s.rect(566 - width / 2 + n % 2 * 16, y + 8, width - 6, 26, PAPER, 4)
        s.rect(560 - width / 2 + n % 2 * 16, y, 40, 42, colour, 8)
    fur, stripe = "#D98A4A", "#B9662C"
    s.bow(1020, 760, 120, 10, 140, stripe, 34)
    s.oval(950, 770, 190, 84, fur)
    s.oval(820, 770, 84, 70, fur)
    s.shape([(756, 730), (764, 660), (812, 706)], fur)
    s.shape([(836, 704), (884, 664), (888, 734)], fur)
    for x in (790, 846):
        s.bow(x, 768, 18, 20, 160, INK, 5)
    s.shape([(810, 790), (826, 790), (818, 800)], BRICK)
    for n in range(4):
        s.bow(940 + n * 46, 800, 80, 230, 285, stripe, 13)


@scene("atelier", wall=PAPER, counter=760)
def studio(s: Scene) -> None:
    s.shape([(640, 0), (1200, 0), (1200, 420)], "#E6DAC2")
    s.shape([(820, 60), (1010, 60), (1120, 250), (930, 250)], WOOD_DARK)
    s.shape([(838, 74), (1000, 74), (1096, 236), (940, 236)], "#BFDDE8")
    s.oval(1000, 160, 34, fill=LAMP)
    s.line([(919, 74), (1018, 236)], WOOD_DARK, 9)
    s.line([(240, 860), (400, 120)], WOOD_DARK, 20)
    s.line([(640, 860), (480, 120)], WOOD_DARK, 20)
    s.line([(440, 100), (440, 800)], WOOD_DARK, 16)
    s.rect(180, 610, 520, 26, WOOD, 6)
    s.rect(190, 190, 500, 420, "#FFFFFF", 4)
    s.rect(206, 206, 468, 388, "#DCE9EC")
    s.oval(590, 280, 40, fill=LAMP)
    x = 222
    for n, (width, tall) in enumerate([(84, 210), (76, 260), (92, 180), (80, 240), (88, 200)]):
        colour = [TERRACOTTA, GREEN, OCHRE, VIOLET, BLUE][n]
        s.rect(x, 590 - tall, width, tall, pale(colour, 0.35))
        if n % 2 == 0:
            s.shape([(x - 4, 590 - tall), (x + width / 2, 540 - tall), (x + width + 4, 590 - tall)], dark(colour))
        else:
            s.rect(x - 4, 578 - tall, width + 8, 14, dark(colour))
        for floor in range((tall - 60) // 48):
            for column in (0.28, 0.72):
                lit = s.random.random() < 0.5
                s.rect(x + width * column - 11, 606 - tall + floor * 48, 22, 30, LAMP if lit else DUSK, 4)
        s.rect(x + 8, 552, width - 16, 38, LAMP if n != 2 else DUSK)
        x += width + 4
    s.rect(780, 640, 110, 124, GLASS, 12)
    for n, colour in enumerate([TERRACOTTA, OCHRE, BLUE, GREEN]):
        s.line([(835, 700), (770 + n * 46, 470 + n % 2 * 40)], WOOD_LIGHT, 12)
        s.leaf(773 + n * 46, 496 + n % 2 * 40, 64, 98 - n * 6, colour, 0.22)
    s.rect(780, 690, 110, 74, mix(BLUE, GLASS, 0.6), 10)
    for n, colour in enumerate([TERRACOTTA, OCHRE, GREEN, VIOLET]):
        left = 730 + n * 112
        s.shape([(left, 826), (left + 84, 812), (left + 84, 850), (left, 868)], STEEL)
        s.shape([(left + 10, 824), (left + 64, 815), (left + 64, 854), (left + 10, 866)], colour)
        s.rect(left + 82, 818, 18, 26, INK, 4)
    s.oval(990, 730, 110, 34, WOOD_LIGHT)
    for n, colour in enumerate([TERRACOTTA, OCHRE, BLUE, GREEN, VIOLET]):
        s.oval(920 + n * 34, 722 + n % 2 * 14, 16, 9, colour)


@scene("saiteninstrumente", wall=pale(VIOLET, 0.68), counter=780)
def instruments(s: Scene) -> None:
    s.lamp(930, 150, VIOLET)
    s.rect(286, 90, 36, 330, WOOD_DARK, 6)
    s.rect(274, 50, 60, 70, dark(WOOD_DARK), 10)
    for radius_x, radius_y, y in ((122, 110, 470), (160, 140, 610)):
        s.oval(304, y, radius_x, radius_y, OCHRE)
    s.rect(196, 500, 216, 70, OCHRE)
    s.oval(304, 500, 48, fill=dark(WOOD_DARK, 0.6))
    s.ring(304, 500, 56, CREAM, 6)
    s.rect(254, 640, 100, 18, dark(WOOD_DARK), 6)
    for n in range(6):
        s.line([(291 + n * 5.2, 96), (280 + n * 9.6, 648)], CREAM, 2)
    for n in range(8):
        s.rect(286, 150 + n * 34, 36, 4, LAMP)
    s.rect(616, 60, 22, 480, dark(WOOD_DARK), 5)
    s.leaf(627, 720, 250, 90, "#8A4A2C", 0.42)
    s.oval(627, 640, 92, 82, "#8A4A2C")
    s.leaf(627, 712, 216, 90, "#D9A566", 0.34)
    s.oval(627, 642, 66, 60, "#D9A566")
    s.oval(627, 610, 12, fill=dark(WOOD_DARK))
    s.rect(600, 662, 54, 12, dark(WOOD_DARK), 4)
    for n in range(3):
        s.line([(621 + n * 6, 70), (615 + n * 12, 664)], CREAM, 2)
        s.line([(604, 84 + n * 40), (650, 84 + n * 40)], OCHRE, 8)
    s.line([(940, 560), (940, 760)], INK, 12)
    s.line([(940, 740), (860, 810)], INK, 10)
    s.line([(940, 740), (1020, 810)], INK, 10)
    s.shape([(800, 380), (1080, 380), (1060, 570), (820, 570)], DUSK)
    s.shape([(826, 396), (936, 404), (936, 556), (838, 552)], PAPER)
    s.shape([(1054, 396), (944, 404), (944, 556), (1042, 552)], PAPER)
    for side in (848, 956):
        for n in range(3):
            for k in range(3):
                s.rect(side, 424 + n * 42 + k * 8, 76, 2, STEEL)
            for k in range(3):
                x, y = side + 14 + k * 24, 440 + n * 42 - (k * 5 + n * 3) % 12
                s.oval(x, y, 6, 5, INK)
                s.line([(x + 5, y), (x + 5, y - 18)], INK, 2)
    s.oval(470, 850, 330, 34, mix(BRICK, WOOD, 0.3))
    s.oval(470, 848, 292, 26, mix(BRICK, CREAM, 0.35))
    s.oval(470, 846, 240, 18, mix(BRICK, WOOD, 0.2))
