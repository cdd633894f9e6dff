"""Drawn pictures of the alley: with bags of rubbish by its wall, and without. No photos, so nobody is on them."""

from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1200, 800)
_BAGS = ((190, 560, 150, "#4b5563"), (330, 600, 120, "#374151"), (450, 575, 140, "#6b7280"), (590, 620, 95, "#e5e7eb"))


def bags_in_an_alley() -> BytesIO:
    """Before: the picture as PNG, the same each time."""
    image, draw = _alley()
    for x, y, size, colour in _BAGS:
        draw.ellipse((x - size * 0.7, y - size * 0.5, x + size * 0.7, y + size * 0.7), fill=colour)
        draw.polygon([(x - 26, y - size * 0.62), (x + 26, y - size * 0.62), (x, y - size * 0.3)], fill=colour)
    return _png(image)


def clean_alley() -> BytesIO:
    """After: the same place without bags, and a sign on the wall."""
    image, draw = _alley()
    draw.rectangle((300, 470, 316, 690), fill="#4b5563")
    draw.rectangle((216, 380, 400, 500), fill="#ffffff", outline="#0b50d0", width=10)
    for line in (410, 435, 460):
        draw.rectangle((240, line, 376, line + 10), fill="#0b50d0")
    return _png(image)


def _alley() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, "#cfd8e6")
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, 0), (520, 180), (520, 520), (0, 720)], fill="#b98f6f")
    draw.polygon([(1200, 0), (760, 180), (760, 520), (1200, 720)], fill="#a5b4c8")
    draw.polygon([(0, 720), (520, 520), (760, 520), (1200, 720), (1200, 800), (0, 800)], fill="#8b929c")
    for left in (90, 270):
        draw.rectangle((left, 190, left + 110, 330), fill="#f6e7b4", outline="#7c5a41", width=8)
    draw.rectangle((930, 230, 1060, 620), fill="#2f6f5e")
    draw.line((700, 520, 700, 150), fill="#4b5563", width=14)
    draw.ellipse((672, 118, 728, 174), fill="#ffe9a8")
    return image, draw


def _png(image: Image.Image) -> BytesIO:
    out = BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out
