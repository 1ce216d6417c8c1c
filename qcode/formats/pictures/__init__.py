"""One module or package per format that pictures are written to."""
