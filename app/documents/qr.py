"""QR codes as SVG: what a phone reads off a poster or a screen."""

import io

import segno

_LONGEST_MODULE = 4  # characters of a drawing, its head included: more than any takes


def svg(address: str, *, evenly: bool = False) -> str:
    """The address as a QR code in black on white, with a quiet zone; error correction Q outlives a creased poster.

    `evenly`: blanks at the end make the drawings of all addresses of one length equally long.
    """
    drawn = io.BytesIO()
    code = segno.make_qr(address, error="q")
    code.save(drawn, kind="svg", border=4, scale=8, dark="#000", light="#fff", xmldecl=False, svgns=True, nl=False)
    drawing = drawn.getvalue().decode()
    return drawing.ljust(_LONGEST_MODULE * int(code.symbol_size(border=0)[0]) ** 2) if evenly else drawing
