"""The widgets: each draws one thing and reports the hand."""
