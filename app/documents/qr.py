"""QR codes as SVG: what a phone reads off a poster or a screen."""

import io

import segno


def svg(address: str) -> str:
    """The address as a QR code in black on white, with a quiet zone; error correction Q outlives a creased poster."""
    drawn = io.BytesIO()
    code = segno.make_qr(address, error="q")
    code.save(drawn, kind="svg", border=4, scale=8, dark="#000", light="#fff", xmldecl=False, svgns=True, nl=False)
    return drawn.getvalue().decode()
