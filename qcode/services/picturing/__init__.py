"""Pictures of what is coded: made from the project, saved to a file or set into a document."""

from qcode.services.picturing.making import KINDS, make_picture
from qcode.services.picturing.order import ALONG, MOST, How
from qcode.services.picturing.saving import Drawn, document_of, figure_of, need_something, save_picture

__all__ = [
    "ALONG", "KINDS", "MOST", "Drawn", "How", "document_of", "figure_of", "make_picture", "need_something",
    "save_picture",
]  # fmt: skip
