"""Workbenches and mirrors: what is made, mended and looked after in the street."""

import math

from portal.seed.scene import (
    BLUE,
    BRICK,
    CREAM,
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


@scene("farbtoepfe", wall="#E6E9E4")
def paints(s: Scene) -> None:
    for i, colour in enumerate([TERRACOTTA, OCHRE, BLUE, GREEN, VIOLET]):
        s.rect(60 + i * 220, 70, 180, 330, mix(colour, CREAM, 0.3 + i % 2 * 0.15), 6)
        for n in range(3):
            s.rect(96 + i * 220 + n * 46, 396, 12, 26 + (n * 37 + i * 19) % 60, mix(colour, CREAM, 0.3 + i % 2 * 0.15),
                6)
    s.shelf(520, 30, 1170, WOOD)
    for i, colour in enumerate([TERRACOTTA, OCHRE, BLUE, GREEN, VIOLET]):
        x = 140 + i * 230
        s.rect(x - 84, 560, 168, 200, mix(STEEL, CREAM, 0.35), 8)
        s.oval(x, 760, 84, 20, mix(STEEL, CREAM, 0.35))
        s.rect(x - 84, 610, 168, 90, colour)
        s.oval(x, 562, 88, 26, STEEL)
        s.oval(x, 562, 76, 20, colour)
        s.oval(x - 24, 556, 26, 6, mix(colour, CREAM, 0.45))
        s.line([(x - 40 + i * 9, 570), (x - 40 + i * 9, 640 + i * 8)], colour, 14)
        s.bow(x, 600, 92, 20, 160, dark(STEEL), 5)
    s.rect(150, 820, 250, 36, WOOD_LIGHT, 18)
    s.rect(380, 808, 70, 60, STEEL, 6)
    s.shape([(450, 808), (560, 800), (580, 838), (560, 876), (450, 868)], "#E8D9B8")
    s.shape([(530, 802), (560, 800), (580, 838), (560, 876), (530, 874)], TERRACOTTA)
    s.rect(760, 790, 250, 76, BLUE, 22)
    s.rect(760, 790, 250, 24, mix(BLUE, CREAM, 0.3), 12)
    s.line([(1010, 828), (1050, 828), (1050, 878), (1110, 878)], STEEL, 9)
    s.rect(1090, 864, 100, 28, WOOD_DARK, 12)


@scene("schuhe", wall=pale(BLUE, 0.66))
def shoes(s: Scene) -> None:
    s.lamp(600, 160, OCHRE)
    s.shelf(330, 60, 460)
    s.shelf(330, 740, 1140)
    for i, colour in enumerate([TERRACOTTA, OCHRE, GREEN, PLUM]):
        for x in (110 + i * 88, 790 + i * 88):
            s.rect(x - 30, 232, 60, 98, WOOD_LIGHT, 6)
            s.rect(x - 22, 246, 44, 70, colour, 10)
            for y in range(254, 314, 12):
                s.line([(x - 20, y), (x + 20, y + 5)], dark(colour, 0.25), 3)
    for left, colour in ((170, "#8A5230"), (560, "#6E3D26")):
        s.shape([(left, 470), (left + 120, 455), (left + 150, 540), (left + 300, 590), (left + 340, 650), (left + 340,
            690), (left - 10, 690), (left - 14, 560)], colour)
        s.oval(left + 290, 640, 66, 52, colour)
        s.rect(left - 14, 684, 370, 26, "#E6CFA8", 10)
        s.rect(left - 14, 704, 110, 32, INK, 6)
        s.rect(left + 80, 706, 276, 12, INK, 6)
        s.oval(left + 60, 466, 64, 18, dark(colour, 0.5))
        s.bow(left + 296, 676, 70, 200, 300, mix(colour, CREAM, 0.3), 5)
        for n in range(4):
            x, y = left + 120 + n * 30, 508 + n * 22
            s.line([(x - 8, y + 20), (x + 38, y - 6)], CREAM, 8)
            s.oval(x - 8, y + 20, 6, fill=LAMP)
    s.line([(960, 800), (1120, 560)], WOOD_LIGHT, 26)
    s.shape([(1060, 530), (1150, 590), (1130, 624), (1040, 562)], STEEL)
    s.oval(1050, 548, 30, 26, STEEL)
    s.rect(120, 770, 110, 90, BLUE, 8)
    s.rect(108, 760, 134, 18, WOOD_DARK, 8)
    s.rect(108, 852, 134, 18, WOOD_DARK, 8)
    for y in range(784, 850, 12):
        s.line([(124, y), (226, y + 6)], dark(BLUE, 0.25), 4)
    for i in range(9):
        s.oval(330 + i * 60, 826 + i % 3 * 14, 9, 5, STEEL)


@scene("apothekenregal", wall=pale(GREEN, 0.72))
def apothecary(s: Scene) -> None:
    for row, y in enumerate((250, 470)):
        s.shelf(y + 20, 60, 1140)
        for i in range(9):
            x, tall = 140 + i * 116, 108 + (i * 29 + row * 41) % 44
            colour = ["#7A4A22", "#F6F1E4", "#A9651F"][(i + row) % 3]
            s.rect(x - 40, y + 20 - tall, 80, tall, colour, 14)
            s.rect(x - 20, y - 4 - tall, 40, 34, colour, 4)
            s.rect(x - 26, y - 18 - tall, 52, 22, INK if colour != "#F6F1E4" else GREEN, 6)
            s.rect(x - 30, y - tall * 0.45, 60, 44, CREAM if colour != "#F6F1E4" else mix(GREEN, CREAM, 0.55), 4)
            s.rect(x - 30, y + 40 - tall, 8, 30, mix(colour, "#FFFFFF", 0.4), 4)
    s.line([(640, 640), (760, 470)], "#D8D2C2", 34)
    s.oval(764, 464, 28, fill="#D8D2C2")
    s.draw.pieslice([420 * 2, 470 * 2, 780 * 2, 830 * 2], 0, 180, "#EFE9DA")
    s.oval(600, 650, 180, 38, "#D8D2C2")
    s.oval(600, 652, 152, 26, OLIVE)
    s.shape([(540, 810), (660, 810), (700, 860), (500, 860)], "#EFE9DA")
    s.line([(850, 830), (1090, 740)], OLIVE, 8)
    for n in range(7):
        x, y = 870 + n * 32, 822 - n * 12
        s.leaf(x, y, 74, 66, mix(GREEN, CREAM, 0.15 + n % 2 * 0.15), 0.24)
        s.leaf(x, y, 74, -30, mix(GREEN, OLIVE, 0.4), 0.24)
    s.rect(130, 740, 190, 110, "#FFFFFF", 10)
    s.rect(205, 760, 40, 70, GREEN, 4)
    s.rect(190, 775, 70, 40, GREEN, 4)


@scene("barbierspiegel", wall=pale(PLUM, 0.66))
def barber(s: Scene) -> None:
    for x in range(0, WIDTH, 80):
        for y in range(440, 640, 50):
            s.rect(x + 2, y + 2, 76, 46, mix("#FFFFFF", PLUM, 0.1 if (x // 80 + y // 50) % 2 else 0.2), 3)
    s.glow(600, 320, 300, LAMP, 0.6)
    s.oval(600, 320, 262, fill=WOOD_DARK)
    s.oval(600, 320, 236, fill="#DCE8EA")
    s.shape([(470, 140), (560, 110), (400, 440), (372, 360)], "#F2F8F8")
    s.shape([(600, 96), (630, 92), (440, 490), (420, 470)], "#F2F8F8")
    for i in range(9):
        angle = math.radians(180 + i * 22.5)
        s.oval(600 + math.cos(angle) * 300, 320 + math.sin(angle) * 300, 20, fill=LAMP)
    for x, side in ((120, 1), (1080, -1)):
        s.rect(x - 34, 160, 68, 340, CREAM, 30)
        for n in range(5):
            s.shape([(x - 34, 230 + n * 60), (x + 34, 190 + n * 60), (x + 34, 214 + n * 60), (x - 34, 254 + n * 60)],
                BRICK if (n + side) % 2 else BLUE)
        s.rect(x - 44, 140, 88, 34, STEEL, 14)
        s.rect(x - 44, 490, 88, 34, STEEL, 14)
    s.line([(180, 690), (400, 800)], STEEL, 20)
    s.line([(180, 800), (400, 690)], STEEL, 20)
    s.oval(290, 745, 12, fill=INK)
    for y in (668, 822):
        s.ring(440, y, 46, INK, 16, 38)
    s.rect(540, 700, 250, 36, WOOD_DARK, 10)
    for x in range(548, 784, 13):
        s.rect(x, 730, 7, 50, WOOD_DARK, 3)
    s.rect(860, 760, 66, 96, BRICK, 18)
    s.rect(850, 740, 86, 30, OCHRE, 8)
    s.shape([(856, 740), (930, 740), (952, 640), (834, 640)], "#EFE3CB")
    s.oval(893, 640, 59, 20, "#EFE3CB")
    s.rect(1010, 680, 100, 176, GREEN, 20)
    s.rect(1040, 630, 40, 56, GREEN)
    s.rect(1032, 612, 56, 26, INK, 6)
    s.rect(1026, 740, 68, 60, CREAM, 6)


@scene("fahrraeder", wall=pale(BLUE, 0.7), counter=730, wood="#B9B2A2")
def bicycles(s: Scene) -> None:
    s.rect(70, 70, 520, 240, mix(WOOD_LIGHT, CREAM, 0.2), 8)
    for n in range(7):
        x, tall = 120 + n * 68, 120 + n % 3 * 26
        s.line([(x, 110), (x, 90 + tall)], STEEL, 18)
        s.ring(x, 100, 20, STEEL, 11)
        s.ring(x, 100 + tall, 17, STEEL, 10)
    for x in (740, 900, 1060):
        s.ring(x, 180, 92, INK, 24)
        s.ring(x, 180, 62, STEEL, 5)
    s.line([(640, 60), (640, 150), (650, 240), (640, 320)], dark(STEEL), 7)
    for left, colour in ((60, TERRACOTTA), (420, BLUE), (780, GREEN)):
        rear, front, hub = (left + 90, 700), (left + 330, 700), (left + 190, 700)
        seat, head = (left + 150, 520), (left + 290, 510)
        for x, y in (rear, front):
            for n in range(8):
                angle = math.pi * n / 8
                dx, dy = math.cos(angle) * 84, math.sin(angle) * 84
                s.line([(x - dx, y - dy), (x + dx, y + dy)], "#D8DCDC", 2)
            s.ring(x, y, 94, INK, 13)
            s.ring(x, y, 80, STEEL, 4)
            s.oval(x, y, 11, fill=INK)
        for start, end in ((rear, seat), (rear, hub), (hub, seat), (hub, head), (seat, head)):
            s.line([start, end], colour, 15)
        s.line([head, front], dark(colour, 0.2), 13)
        s.line([head, (left + 278, 456), (left + 330, 440)], INK, 12)
        s.line([seat, (left + 142, 484)], STEEL, 10)
        s.rect(left + 94, 468, 96, 22, WOOD_DARK, 11)
        s.ring(*hub, 26, INK, 8)
        s.line([(hub[0] - 22, 668), (hub[0] + 22, 732)], INK, 8)
        s.oval(left + 318, 488, 18, fill=LAMP)
    s.rect(500, 834, 200, 44, BRICK, 8)
    s.rect(560, 812, 80, 24, dark(BRICK), 8)


@scene("werkbank", wall=pale(BLUE, 0.62), counter=600)
def workbench(s: Scene) -> None:
    s.lamp(600, 150, TERRACOTTA)
    s.rect(70, 70, 380, 24, WOOD_DARK, 4)
    s.shape([(120, 150), (420, 200), (420, 236), (120, 300)], "#D5DCDD")
    for n in range(15):
        s.shape([(124 + n * 20, 299 - n * 4.2), (144 + n * 20, 295 - n * 4.2), (134 + n * 20, 312 - n * 4.2)],
            "#D5DCDD")
    s.rect(70, 140, 92, 170, WOOD_DARK, 28)
    s.rect(98, 186, 36, 78, pale(BLUE, 0.62), 16)
    for n in range(5):
        x = 760 + n * 80
        s.rect(x - 18, 100, 36, 120, [TERRACOTTA, OCHRE, GREEN, PLUM, BLUE][n], 16)
        s.rect(x - 12, 216, 24, 20, OCHRE)
        s.shape([(x - 13, 236), (x + 13, 236), (x + 13 + n % 2 * 6, 360), (x - 13, 340)], STEEL)
    s.rect(720, 150, 400, 20, WOOD_DARK, 4)
    s.shape([(240, 480), (700, 480), (740, 600), (200, 600)], WOOD_LIGHT)
    s.rect(200, 560, 560, 42, mix(WOOD_LIGHT, CREAM, 0.25), 6)
    s.shape([(290, 420), (300, 360), (350, 350), (370, 420)], WOOD_DARK)
    s.oval(650, 410, 30, fill=WOOD_DARK)
    s.line([(650, 420), (650, 500)], WOOD_DARK, 26)
    s.shape([(520, 380), (560, 372), (500, 520), (460, 520)], STEEL)
    s.rect(820, 500, 40, 100, STEEL, 6)
    s.rect(940, 470, 180, 130, mix(OCHRE, CREAM, 0.3), 8)
    for n in range(4):
        s.rect(956 + n * 40, 410 - n % 2 * 24, 20, 120, WOOD_LIGHT, 4)
    s.rect(790, 590, 100, 30, STEEL, 6)
    for _ in range(46):
        x, y = s.random.uniform(60, 1140), s.random.uniform(770, 870)
        start = s.random.randrange(360)
        s.bow(x, y, s.random.uniform(12, 26), start, start + 240, s.random.choice(["#F3DDB5", "#E8C48F", "#FBEBCB"]), 7)


@scene("brillen", wall=pale(GREEN, 0.74))
def glasses(s: Scene) -> None:
    for y in (300, 540):
        s.shelf(y, 60, 760)
    for (x, y), colour in zip(((240, 240), (580, 240), (240, 480), (580, 480)), [BRICK, BLUE, INK, GREEN], strict=True):
        round_shape = colour in (BRICK, GREEN)
        for side in (-72, 72):
            if round_shape:
                s.oval(x + side, y, 58, fill="#E9F4F4")
                s.ring(x + side, y, 60, colour, 13)
            else:
                s.rect(x + side - 62, y - 46, 124, 92, colour, 24)
                s.rect(x + side - 48, y - 33, 96, 66, "#E9F4F4", 16)
            s.line([(x + side - 22, y + 18), (x + side + 14, y - 22)], "#FFFFFF", 9)
        s.bow(x, y, 17, 190, 350, colour, 11)
        for side in (-1, 1):
            s.line([(x + side * 132, y - 16), (x + side * 152, y + 6), (x + side * 150, y + 54)], colour, 10)
    s.rect(830, 70, 300, 490, WOOD_DARK, 12)
    s.rect(846, 86, 268, 458, PAPER, 6)
    rings = [(980, 160, 50, 17, 40), (910, 290, 34, 12, 130), (1050, 290, 34, 12, 220), (890, 394, 24, 8, 310), (980,
        394, 24, 8, 130), (1070, 394, 24, 8, 40), (870, 476, 15, 5, 220), (943, 476, 15, 5, 310), (1016, 476, 15, 5,
        40), (1089, 476, 15, 5, 130)]
    for x, y, radius, width, gap in rings:
        s.bow(x, y, radius, gap, gap + 310, INK, width)
    s.oval(250, 720, 110, fill=OCHRE)
    s.oval(250, 720, 90, fill="#E4F0F0")
    s.shape([(200, 680), (230, 650), (300, 760), (280, 784)], "#F7FCFC")
    s.line([(330, 790), (420, 864)], OCHRE, 34)
    s.rect(540, 750, 350, 110, PLUM, 52)
    s.rect(540, 800, 350, 10, dark(PLUM))
    s.oval(715, 808, 15, fill=LAMP)
    s.shape([(960, 850), (1000, 760), (1130, 790), (1090, 870)], mix(BLUE, CREAM, 0.5))
    s.line([(990, 838), (1096, 800)], mix(BLUE, CREAM, 0.7), 8)
