"""Shapes of tables, as people write them."""
