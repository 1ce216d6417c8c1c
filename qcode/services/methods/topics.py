"""What a reader of a qualitative study wants to know, and the two checklists that ask for it.

COREQ: Tong, Sainsbury & Craig (2007), International Journal for Quality in Health Care 19(6), 349-357, 32 items.
SRQR: O'Brien, Harris, Beckman, Reed & Cook (2014), Academic Medicine 89(9), 1245-1251, 21 items. The items are named in
our own words; their authors' wording is in the articles. Both ask much of the same: each topic is answered once.
"""

from __future__ import annotations

from dataclasses import dataclass

from qcode.language import N_

TOPICS = {
    "interviewer": N_("Who held the interviews or led the groups?"),
    "credentials": N_("What degrees or titles does the researcher hold?"),
    "occupation": N_("What did the researcher work as during the study?"),
    "gender": N_("What gender is the researcher?"),
    "experience": N_("What training and experience did the researcher bring along?"),
    "relationship": N_("Did researcher and informants know each other before?"),
    "known_of_researcher": N_("What did informants know of the researcher, such as why the study was done?"),
    "assumptions": N_("What is told of the interviewer's interests, assumptions and possible bias?"),
    "orientation": N_("Which approach or theory does the study rest on?"),
    "selection": N_("How were informants chosen: purposively, by snowball …?"),
    "approach": N_("How were informants approached: in person, by letter, through their office …?"),
    "sample_size": N_("How many took part?"),
    "refusals": N_("How many refused or left, and why?"),
    "setting": N_("Where were the data collected?"),
    "others_present": N_("Was anybody else there during the interviews?"),
    "participants": N_("What are the informants like, as far as it matters and does not tell who they are?"),
    "guide": N_("Were there questions or a guide, and were they tried out?"),
    "repeats": N_("Was anybody interviewed more than once?"),
    "recording": N_("How were the data recorded, by sound or picture?"),
    "field_notes": N_("Were notes made during or after the interviews?"),
    "duration": N_("How long did the interviews last?"),
    "saturation": N_("Was saturation discussed, and when was it enough?"),
    "transcripts_returned": N_("Did informants get their transcripts to comment on or correct?"),
    "coders": N_("How many people coded?"),
    "coding_tree": N_("Is the coding tree described?"),
    "themes": N_("Did the themes come from a frame made beforehand, or from the data?"),
    "software": N_("Which software was used, if any?"),
    "member_check": N_("Did informants say what they think of the findings?"),
    "quotations": N_("Are findings shown by quotations, each with its informant's code?"),
    "consistency": N_("Do the findings agree with the data shown?"),
    "major_themes": N_("Are the main themes clear?"),
    "minor_themes": N_("Are differing cases and minor themes told, too?"),
    "title": N_("Does the title say what was studied and how?"),
    "abstract": N_("Does the abstract hold background, purpose, methods, results and conclusions?"),
    "problem": N_("What is the problem, and why does it matter given what is known?"),
    "purpose": N_("What is the purpose of the study, or its question?"),
    "context": N_("In which setting was it done, and what of it bears on the findings?"),
    "ethics": N_("Who approved the study, how was consent given, how are data kept safe?"),
    "collection": N_("Which data were collected, when, and how did that change on the way?"),
    "processing": N_("How were data transcribed, entered, checked, coded and made anonymous?"),
    "analysis": N_("How were themes found and developed, by whom, and why in that way?"),
    "trustworthiness": N_("What was done to make the findings trustworthy, and why?"),
    "findings": N_("What are the main findings: interpretations, themes, a theory or model?"),
    "contribution": N_("What do the findings add to what is known, and where else may they hold?"),
    "limitations": N_("What limits the findings?"),
    "interests": N_("Are there interests that may have influenced the study?"),
    "funding": N_("Who paid for it, and what part did they take in it?"),
}  # fmt: skip
"""Each thing that is asked, by the name it has in a file of answers."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a checklist."""

    number: str
    """As the checklist has it: ``12``, ``S5``."""
    name: str
    topics: tuple[str, ...]
    """Of ``TOPICS``; together they answer it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """What a report of a qualitative study should tell."""

    name: str
    source: str
    """Where it was published."""
    groups: tuple[Group, ...]


COREQ = Checklist(
    "COREQ",
    "Tong, Sainsbury & Craig (2007), Int J Qual Health Care 19(6): 349-357",
    (
        Group(
            N_("Research team and reflexivity"),
            (
                Item("1", N_("Interviewer or facilitator"), ("interviewer",)),
                Item("2", N_("Credentials"), ("credentials",)),
                Item("3", N_("Occupation"), ("occupation",)),
                Item("4", N_("Gender"), ("gender",)),
                Item("5", N_("Experience and training"), ("experience",)),
                Item("6", N_("Relationship established"), ("relationship",)),
                Item("7", N_("What participants knew of the interviewer"), ("known_of_researcher",)),
                Item("8", N_("Characteristics of the interviewer"), ("assumptions",)),
            ),
        ),
        Group(
            N_("Study design"),
            (
                Item("9", N_("Methodological orientation"), ("orientation",)),
                Item("10", N_("Sampling"), ("selection",)),
                Item("11", N_("Method of approach"), ("approach",)),
                Item("12", N_("Sample size"), ("sample_size",)),
                Item("13", N_("Non-participation"), ("refusals",)),
                Item("14", N_("Setting of data collection"), ("setting",)),
                Item("15", N_("Presence of others"), ("others_present",)),
                Item("16", N_("Description of the sample"), ("participants",)),
                Item("17", N_("Interview guide"), ("guide",)),
                Item("18", N_("Repeat interviews"), ("repeats",)),
                Item("19", N_("Audio or visual recording"), ("recording",)),
                Item("20", N_("Field notes"), ("field_notes",)),
                Item("21", N_("Duration"), ("duration",)),
                Item("22", N_("Data saturation"), ("saturation",)),
                Item("23", N_("Transcripts returned"), ("transcripts_returned",)),
            ),
        ),
        Group(
            N_("Analysis and findings"),
            (
                Item("24", N_("Number of coders"), ("coders",)),
                Item("25", N_("Coding tree"), ("coding_tree",)),
                Item("26", N_("Derivation of themes"), ("themes",)),
                Item("27", N_("Software"), ("software",)),
                Item("28", N_("Participant checking"), ("member_check",)),
                Item("29", N_("Quotations presented"), ("quotations",)),
                Item("30", N_("Consistency of data and findings"), ("consistency",)),
                Item("31", N_("Clarity of major themes"), ("major_themes",)),
                Item("32", N_("Clarity of minor themes"), ("minor_themes",)),
            ),
        ),
    ),
)

SRQR = Checklist(
    "SRQR",
    "O'Brien, Harris, Beckman, Reed & Cook (2014), Acad Med 89(9): 1245-1251",
    (
        Group(
            N_("Title and abstract"),
            (
                Item("S1", N_("Title"), ("title",)),
                Item("S2", N_("Abstract"), ("abstract",)),
            ),
        ),
        Group(
            N_("Introduction"),
            (
                Item("S3", N_("Problem formulation"), ("problem",)),
                Item("S4", N_("Purpose or research question"), ("purpose",)),
            ),
        ),
        Group(
            N_("Methods"),
            (
                Item("S5", N_("Approach and paradigm"), ("orientation",)),
                Item(
                    "S6", N_("Researcher and reflexivity"), ("credentials", "experience", "relationship", "assumptions")
                ),
                Item("S7", N_("Context"), ("context", "setting")),
                Item("S8", N_("Sampling strategy"), ("selection", "saturation")),
                Item("S9", N_("Ethical issues"), ("ethics",)),
                Item("S10", N_("Data collection methods"), ("collection", "repeats", "field_notes")),
                Item("S11", N_("Instruments and technologies"), ("guide", "recording")),
                Item("S12", N_("Units of study"), ("sample_size", "participants")),
                Item("S13", N_("Data processing"), ("processing",)),
                Item("S14", N_("Data analysis"), ("analysis", "themes", "coders")),
                Item("S15", N_("Trustworthiness"), ("trustworthiness", "member_check")),
            ),
        ),
        Group(
            N_("Results"),
            (
                Item("S16", N_("Synthesis and interpretation"), ("findings",)),
                Item("S17", N_("Links to empirical data"), ("quotations",)),
            ),
        ),
        Group(
            N_("Discussion"),
            (
                Item("S18", N_("Prior work, implications, contribution"), ("contribution",)),
                Item("S19", N_("Limitations"), ("limitations",)),
            ),
        ),
        Group(
            N_("Other"),
            (
                Item("S20", N_("Conflicts of interest"), ("interests",)),
                Item("S21", N_("Funding"), ("funding",)),
            ),
        ),
    ),
)
CHECKLISTS = (COREQ, SRQR)
