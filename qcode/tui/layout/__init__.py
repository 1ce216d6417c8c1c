"""How a transcript lies on the screen: rows, spans, units, paint. It knows text and cells, no Textual."""
