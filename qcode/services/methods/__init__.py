"""The methods appendix: what was done in a study, told by its project, and what its researcher still has to tell."""

from qcode.services.methods.answers import blank_answers, read_answers, write_blank_answers
from qcode.services.methods.appendix import MethodsPlan, make_methods

__all__ = ["MethodsPlan", "blank_answers", "make_methods", "read_answers", "write_blank_answers"]
