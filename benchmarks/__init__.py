"""How fast qcode is, each promise beside the floor it is promised against."""
