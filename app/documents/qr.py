"""QR codes as SVG: what a phone reads off a poster or a screen."""

import base64
import io

import segno

from app.documents.addresses import absolute
from app.polls.service import Receipt

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


def of_receipt(receipt: Receipt) -> str:
    """The drawing of a receipt's code: the page that checks it, with the number behind #, which browsers tell nobody.

    All are equally long: a log of lengths must not tell receipts apart.
    """
    address = absolute("polls.receipts", poll_id=receipt.poll_id)
    return svg(f"{address}#{receipt.code.replace('-', '')}", evenly=True)


def receipt_image(receipt: Receipt) -> str:
    """The same inside the page, as a data: address, where no address of ours could show it to its owner alone."""
    return _inside(of_receipt(receipt))


def checkpoint_address(poll_id: int, code: str) -> str:
    """The page that says whether a fingerprint (its number, a colon, its hash) still stands in the ledger."""
    return absolute("records.show", poll_id=poll_id, checkpoint=code)


def checkpoint_image(poll_id: int, code: str) -> str:
    """The code of that address inside the page: it is on the paper whenever the page is printed."""
    return _inside(svg(checkpoint_address(poll_id, code)))


def _inside(drawing: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"
