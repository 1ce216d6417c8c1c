"""The user's verbs: one function each, from a project and plain values to a value."""
