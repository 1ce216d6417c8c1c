"""What the researcher tells of the study, in a small YAML file: who interviewed, how informants were chosen.

The file has one name for each topic of the checklists, as many as there is something to say to.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from qcode.errors import QcodeError, UnreadableFile
from qcode.formats.yaml_text import read_yaml
from qcode.language import N_, _, translator
from qcode.services.methods.topics import CHECKLISTS, TOPICS
from qcode.services.writing import write_file


def read_answers(path: Path) -> dict[str, str]:
    """Return what a file answers to topics; topics with no words are left out.

    Raises:
        UnreadableFile: If it cannot be read, is no YAML, or answers to what is no topic; the message names the line.
    """
    try:
        read = read_yaml(path.read_bytes())
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", _("Check its name and your rights.")) from error
    except QcodeError as error:
        raise UnreadableFile(f"{path}: {error.message}", error.hint) from error
    if read.tree is None:
        return {}
    if not isinstance(read.tree, dict):
        raise UnreadableFile(
            _("{file}: here should be topics with answers, one a line: “topic: answer”").format(file=path), _hint()
        )
    found: dict[str, str] = {}
    for topic, answer in read.tree.items():
        line = _("line {line}").format(line=read.line_of(read.tree, str(topic)))
        place = f"{path}: {line}"
        if topic not in TOPICS:
            near = get_close_matches(str(topic), TOPICS, 1)
            hint = _("Did you mean “{name}”?").format(name=near[0]) if near else _hint()
            raise UnreadableFile(_("{place}: there is no topic “{name}”").format(place=place, name=topic), hint)
        if not isinstance(answer, str):
            raise UnreadableFile(
                _("{place}: the answer to “{name}” should be words").format(place=place, name=topic),
                _("Words that hold a colon or begin with a bracket want quotes around them."),
            )
        if answer.strip():
            found[str(topic)] = answer.strip()
    return found


def write_blank_answers(path: Path, language: str) -> None:
    """Write a file in which each topic waits for an answer, with what is asked above it.

    Raises:
        QcodeError: If it is there already, or cannot be written.
    """
    if path.exists():
        raise QcodeError(
            _("{file} is there already").format(file=path), _("Name another file: answers are not overwritten.")
        )
    write_file(path, blank_answers(language).encode())


def blank_answers(language: str) -> str:
    """Return the words of a file in which each topic waits for an answer."""
    say = translator(language)
    items: dict[str, list[str]] = {}
    for checklist in CHECKLISTS:
        for item in (item for group in checklist.groups for item in group.items):
            for topic in item.topics:
                items.setdefault(topic, []).append(f"{checklist.name} {item.number}")
    head = (
        N_("Your answers for the methods appendix: write behind the colon, leave open what the project tells itself."),
        N_("Longer answers: write | behind the colon and the words below it, each line indented by two spaces."),
    )
    lines = [f"# {say(words)}" for words in head]
    for topic, question in TOPICS.items():
        lines += ["", f"# {say(question)} ({', '.join(items[topic])})", f"{topic}:"]
    return "\n".join(lines) + "\n"


def _hint() -> str:
    return _("A file with all topics: qcode report methods --blank-answers FILE.yaml")
