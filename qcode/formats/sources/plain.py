"""Plain text: the words as they are, newlines made one kind, and nothing else touched."""

from __future__ import annotations

from qcode.domain.encoding import decoded
from qcode.domain.reading.interview import read_text
from qcode.formats.base import ReadOptions, SourceFormat, SourceRead


def read(data: bytes, options: ReadOptions) -> SourceRead:
    """Read a text file.

    Raises:
        UnreadableFile: If it is empty or no text.
    """
    text, warnings = decoded(data)
    transcript = read_text(
        text,
        language=options.language,
        speakers=options.speakers,
        not_speakers=options.not_speakers,
        roles=options.roles,
    )
    return SourceRead(transcript, warnings)


FORMAT = SourceFormat("plain", "Plain text", (".txt", ".text"), read=read)
