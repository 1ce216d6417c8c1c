"""The analyses of the screen, each a row: its settings, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from qcode.analysis.saturation import Rule
from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.language import N_, _
from qcode.services import analysing, clustering, contrasting, covering, crosstabbing, following
from qcode.store import cases, choosing, codes, sources
from qcode.store.project import Project
from qcode.tui.screens.statistics.asked import Answer, Asked, Setting, picked

Settings = Mapping[str, str]
_OFF = ""
_ON = "yes"
COUNT = ("count", N_("how many"))
EXPECTED, RESIDUAL = ("expected", N_("expected by chance")), ("residual", N_("residual"))
NEEDS_UNITS = frozenset({EXPECTED[0], RESIDUAL[0]})


@dataclass(frozen=True, slots=True)
class Analysis:
    """One analysis."""

    name: str
    label: str
    """In English, marked with ``N_``, as all words here."""
    question: str
    """What it answers."""
    make: Callable[[Project, Selection, Settings, str], Answer]
    settings: tuple[Setting, ...] = ()
    needs: str = ""
    """The setting without which there is nothing to show; empty for none."""
    lacking: str = ""
    """What is said where that is not set."""

    def setting(self, role: str) -> Setting | None:
        """Return a setting; ``None`` if it has none such."""
        return next((one for one in self.settings if one.role == role), None)


def _frequencies(project: Project, chosen: Selection, said: Settings, language: str) -> Answer:
    report = analysing.make_frequencies(
        project, chosen, language=language, by_count=said["order"] == _ON, with_empty=said["empty"] == _ON
    )
    return Answer(report)


def _cooccurrence(project: Project, chosen: Selection, said: Settings, language: str) -> Answer:
    report = analysing.make_cooccurrence(
        project, chosen, within=said["unit"], measure=said["measure"], language=language
    )  # fmt: skip
    return Answer(report)


def _sequences(project: Project, chosen: Selection, said: Settings, language: str) -> Answer:
    report = following.make_sequences(
        project, chosen, within=said["unit"], lag=number(said["lag"]), measure=said["measure"], language=language
    )
    return Answer(report)


def _crosstab(project: Project, chosen: Selection, said: Settings, language: str) -> Answer:
    report = crosstabbing.make_crosstab(
        project, said["attribute"], chosen, unit=said["unit"], cell=said["measure"], corrected=said["small"] == _ON,
        language=language,
    )  # fmt: skip
    return Answer(report)


def _coverage(project: Project, chosen: Selection, said: Settings, language: str) -> Answer:
    cell, by = said["measure"].split()
    return Answer(covering.make_coverage(project, chosen, over=said["unit"], by=by, cell=cell, language=language))


def _clusters(project: Project, chosen: Selection, said: Settings, language: str) -> Answer:
    of, metric = said["unit"], said["measure"]
    report = clustering.make_clusters(project, chosen, of=of, metric=metric, language=language)
    return Answer(report, tree=clustering.make_tree(project, chosen, of=of, metric=metric, language=language))


def _saturation(project: Project, chosen: Selection, said: Settings, language: str) -> Answer:
    rule = Rule(number(said["base"]), number(said["run"]), number(said["threshold"]) / 100)
    report = following.make_saturation(
        project, chosen, rule, by=said["attribute"], order=picked(said["order"]), language=language
    )  # fmt: skip
    return Answer(report)


def _keyness(project: Project, chosen: Selection, said: Settings, language: str) -> Answer:
    report = contrasting.make_keyness(
        project, said["group"], said["beside"], chosen, top=number(said["top"]), least=number(said["least"]),
        with_stop_lists=said["stop_words"] == _OFF, language=language,
    )  # fmt: skip
    return Answer(report)


def _kwic(project: Project, chosen: Selection, said: Settings, language: str) -> Answer:
    report, lines = contrasting.concord(project, said["words"], chosen, sort=said["order"], language=language)
    return Answer(report, lines)


def number(text: str) -> int:
    """Return a whole number as it was typed.

    Raises:
        QcodeError: If it is none.
    """
    if not text.strip().isdecimal():
        raise QcodeError(_("“{text}” is no whole number").format(text=text), _("Type one such as 2."))
    return int(text)


ANALYSES = (
    Analysis(
        "frequencies", N_("Frequencies"), N_("How often does each code stand, in how many sources?"), _frequencies,
        (
            Setting("order", ((_OFF, N_("as in the codebook")), (_ON, N_("most first")))),
            Setting("empty", ((_OFF, N_("only what is used")), (_ON, N_("unused codes too")))),
        ),
    ),
    Analysis(
        "cooccurrence", N_("Together"), N_("Which codes stand together?"), _cooccurrence,
        (
            Setting(
                "unit",
                (
                    ("overlap", N_("overlapping passages")), ("sentence", N_("the same sentence")),
                    ("paragraph", N_("the same paragraph")), ("turn", N_("the same turn")),
                    ("source", N_("the same text")),
                ),
                "overlap",
            ),
            Setting(
                "measure",
                (COUNT, ("jaccard", N_("Jaccard")), ("c", N_("c-coefficient")), EXPECTED, RESIDUAL), "count",
            ),
        ),
    ),
    Analysis(
        "sequences", N_("Sequences"), N_("Which code follows which?"), _sequences,
        (
            Setting("unit", (("sentence", N_("sentences")), ("turn", N_("turns"))), "sentence"),
            Setting("lag", default="1", said=N_("within: {value}"), is_number=True, asked=N_("Within how many units?")),
            Setting("measure", (COUNT, ("probability", N_("probability")), EXPECTED, RESIDUAL), "count"),
        ),
    ),
    Analysis(
        "crosstab", N_("Crosstab"), N_("Do groups of informants or sources differ?"), _crosstab,
        (
            Setting("attribute", asked=N_("Codes by which attribute?")),
            Setting("unit", (("", N_("as the attribute")), ("case", N_("cases")), ("source", N_("sources")))),
            Setting(
                "measure",
                (COUNT, ("row", N_("share of row")), ("column", N_("share of column")), EXPECTED, RESIDUAL), "count",
            ),
            Setting("small", ((_OFF, N_("V uncorrected")), (_ON, N_("V corrected for small samples")))),
        ),
        needs="attribute",
        lacking=N_("Groups are told apart by an attribute; there is none yet. Cases and Sources are where it is "
                   "written: press , and c, or , and t."),
    ),
    Analysis(
        "coverage", N_("Coverage"), N_("How much of the texts is coded?"), _coverage,
        (
            Setting("unit", (("source", N_("by source")), ("speaker", N_("by speaker"))), "source"),
            Setting(
                "measure",
                (
                    ("share characters", N_("share of characters")), ("share words", N_("share of words")),
                    ("count characters", N_("characters")), ("count words", N_("words")),
                ),
                "share characters",
            ),
        ),
    ),
    Analysis(
        "clusters", N_("Clusters"), N_("Which codes, or sources, are alike?"), _clusters,
        (
            Setting("unit", (("code", N_("of codes")), ("source", N_("of sources"))), "code"),
            Setting(
                "measure", (("jaccard", N_("by presence (Jaccard)")), ("cosine", N_("by counts (cosine)"))), "jaccard"
            ),
        ),
    ),
    Analysis(
        "saturation", N_("Saturation"), N_("Was it enough interviews?"), _saturation,
        (
            Setting("base", default="4", said=N_("base {value}"), is_number=True, asked=N_("Interviews of the base")),
            Setting("run", default="2", said=N_("run {value}"), is_number=True, asked=N_("Interviews of a run")),
            Setting(
                "threshold", default="5", said=N_("up to {value}%"), is_number=True,
                asked=N_("Most new information, in per cent"),
            ),
            Setting(
                "attribute", said=N_("in order of {value}"), unset=N_("by date, or as imported"),
                asked=N_("Interviews in order of which attribute?"), instead_of="order",
            ),
            Setting(
                "order", said=N_("as ticked: {value}"), unset=N_("no order of your own"),
                asked=N_("Tick the interviews one after the other"), has_several=True, instead_of="attribute",
            ),
        ),
    ),
    Analysis(
        "keyness", N_("Keyness"), N_("Which words mark one group of texts?"), _keyness,
        (
            Setting("group", asked=N_("Words of which group?")),
            Setting(
                "beside", said=N_("beside {value}"), unset=N_("beside all others"),
                asked=N_("Beside which other group?"),
            ),
            Setting("top", default="50", said=N_("words {value}"), is_number=True, asked=N_("Words in each direction")),
            Setting("least", default="2", said=N_("said {value} times"), is_number=True, asked=N_("Said how often at "
                                                                                               "least?")),
            Setting("stop_words", ((_OFF, N_("without stop words")), (_ON, N_("every word")))),
        ),
        needs="group", lacking=N_("There is no text yet: import one with Ctrl+O."),
    ),
    Analysis(
        "kwic", N_("In context"), N_("Where is a word said, and what stands around it?"), _kwic,
        (
            Setting("words", said=N_("“{value}”"), asked=N_("Which words? As the search takes them")),
            Setting(
                "order",
                (
                    ("place", N_("by place")), ("left", N_("by the words before")), ("match", N_("by the match")),
                    ("right", N_("by the words after")), ("speaker", N_("by speaker")),
                ),
                "place",
            ),
        ),
        needs="words", lacking=N_("Press / and write the words to look for."),
    ),
)  # fmt: skip
BY_NAME = {one.name: one for one in ANALYSES}
NOBODY = "—"
"""How a setting reads that is set to nothing."""


def completed(project: Project, asked: Asked) -> Asked:
    """Return what is asked with what depends on the study filled in, where nothing was chosen yet."""
    one = BY_NAME[asked.analysis]
    if one.name == "crosstab" and not asked.get(one.settings[0]):
        return asked.put("attribute", _first_attribute(project))
    if one.name == "keyness" and not asked.get(one.settings[0]):
        return asked.put("group", next(iter(groups(project)), ""))
    return asked


def made(project: Project, asked: Asked, language: str) -> Answer:
    """Return the answer to what is asked.

    Raises:
        QcodeError: If a setting or a filter is of no use.
    """
    one = BY_NAME[asked.analysis]
    return one.make(project, asked.selection, {each.role: asked.get(each) for each in one.settings}, language)


def agreeing(asked: Asked) -> Asked:
    """Return what is asked with a unit where its measure needs one: chance is told of units, not of overlaps."""
    one = BY_NAME[asked.analysis]
    unit, measure = one.setting("unit"), one.setting("measure")
    if one.name == "cooccurrence" and unit and measure and asked.get(measure) in NEEDS_UNITS:
        return asked.put("unit", "turn") if asked.get(unit) == "overlap" else asked
    return asked


def _first_attribute(project: Project) -> str:
    """Return the attribute that most likely tells groups apart: that with the fewest values, but more than one."""
    found: dict[str, int] = {}
    for name, _value, _count in choosing.values(project):
        found[name] = found.get(name, 0) + 1
    several = {name: n for name, n in found.items() if n > 1} or found
    return min(several, key=lambda name: (several[name], name.casefold()), default="")


def groups(project: Project) -> dict[str, str]:
    """Return the groups of texts there are, as keyness takes them, each with what kind it is of."""
    found = {f"case:{one.name}": _(one.kind) for one in cases.all_cases(project) if one.sources}
    found |= {f"source:{one.name}": _("text") for one in sources.all_sources(project)}
    found |= {f"attribute:{name}={value}": _("attribute") for name, value, _count in choosing.values(project)}
    found |= {f"set:{name}": _("set") for name, _id in choosing.named(project, "sets")}
    found |= {f"speaker:{source}: {label}": _("speaker") for source, label, _case in choosing.speakers(project)}
    found |= {
        f"code:{one.code.key or one.path}": _("code")
        for one in codes.all_codes(project, with_use=False) if one.code.codable
    }  # fmt: skip
    return found


def with_analysis(asked: Asked, name: str) -> Asked:
    """Return another analysis of the same codings."""
    return replace(asked, analysis=name)
