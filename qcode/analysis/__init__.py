"""Questions about coded text: pure functions of plain values that return a Report."""
