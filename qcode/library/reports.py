"""The reports of the library: each analysis and table of the command line, on an open project."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.analysis.saturation import Rule
from qcode.domain.selection import Selection
from qcode.library.frames import FramedReport, framed
from qcode.services import (
    analysing,
    clustering,
    contrasting,
    counting,
    covering,
    crosstabbing,
    crosswalking,
    following,
    guiding,
    quoting,
    retracing,
    shaping,
    tabling,
    triangulating,
)
from qcode.store import project as store


class Reports(store.Project):
    """An open study that is asked for reports."""

    def matrix(
        self, rows: str = "code", cols: str = "source", cell: str = "count", *,
        selection: Selection | None = None, language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return a matrix of passages by two axes.

        Raises:
            QcodeError: If an axis, a cell or a filter is unknown.
        """
        return framed(tabling.make_matrix(self, rows, cols, cell, selection or Selection(), language=language))

    def frequencies(
        self, *, selection: Selection | None = None, by_count: bool = False, language: str = "en"
    ) -> FramedReport:
        """Return how often each code stands.

        Raises:
            QcodeError: If a filter is unknown.
        """
        return framed(analysing.make_frequencies(self, selection or Selection(), by_count=by_count, language=language))

    def cooccur(
        self, within: str = "overlap", *, measure: str = "count", selection: Selection | None = None,
        language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return which codes stand together: by overlap, or in the same sentence, paragraph, turn or source.

        Args:
            within: Where they stand together.
            measure: ``count``, ``jaccard``, ``c``, ``expected`` or ``residual``.
            selection: Which codings; all if ``None``.
            language: Of the report's own words.

        Raises:
            QcodeError: If a filter or a unit is unknown.
        """
        return framed(
            analysing.make_cooccurrence(
                self, selection or Selection(), within=within, measure=measure, language=language
            )
        )

    def crosstab(
        self, attribute: str, *, unit: str = "", cell: str = "count", selection: Selection | None = None,
        language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return codes by the values of an attribute of cases or sources, with a test for each code.

        Raises:
            QcodeError: If the attribute, a filter, the unit or the cell is unknown.
        """
        return framed(
            crosstabbing.make_crosstab(
                self, attribute, selection or Selection(), unit=unit, cell=cell, language=language
            )
        )

    def saturation(
        self, rule: Rule | None = None, *, by: str = "", order: Sequence[str] = (), selection: Selection | None = None,
        language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return the new codes of each interview, and where saturation is reached.

        Raises:
            QcodeError: If a filter, the attribute ``by`` or a source of ``order`` is unknown, or the rule cannot be.
        """
        return framed(
            following.make_saturation(self, selection or Selection(), rule, by=by, order=order, language=language)
        )

    def sequences(
        self, within: str = "sentence", lag: int = 1, measure: str = "count", *, selection: Selection | None = None,
        language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return which code follows which, within so many sentences or turns.

        Raises:
            QcodeError: If a filter, the unit or the measure is unknown.
        """
        return framed(
            following.make_sequences(
                self, selection or Selection(), within=within, lag=lag, measure=measure, language=language
            )
        )

    def coverage(
        self, over: str = "source", by: str = "characters", *, selection: Selection | None = None, language: str = "en"
    ) -> FramedReport:
        """Return how much of each source or speaker lies under each code.

        Raises:
            QcodeError: If a filter, or what it is to be over or counted by, is unknown.
        """
        return framed(covering.make_coverage(self, selection or Selection(), over=over, by=by, language=language))

    def clusters(
        self, of: str = "code", metric: str = "jaccard", *, selection: Selection | None = None, language: str = "en"
    ) -> FramedReport:
        """Return which codes or sources are alike, as the steps in which they are joined.

        Raises:
            QcodeError: If a filter, the things or the metric are unknown.
        """
        return framed(clustering.make_clusters(self, selection or Selection(), of=of, metric=metric, language=language))

    def keyness(
        self, target: str, reference: str = "", *, top: int | None = None, selection: Selection | None = None,
        language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return the words by which a group of texts, named ``KIND:NAME``, differs from another or all the rest.

        Raises:
            QcodeError: If a group or a filter is unknown, a group has no words, or shares text with the other.
        """
        return framed(
            contrasting.make_keyness(self, target, reference, selection or Selection(), top=top, language=language)
        )

    def words(
        self, *, top: int | None = None, by_stem: bool = False, selection: Selection | None = None, language: str = "en"
    ) -> FramedReport:
        """Return how often each word is said, of coded passages alone if the filters choose those.

        Raises:
            QcodeError: If a filter is unknown, or ``top`` is below 1.
        """
        return framed(counting.make_words(self, selection or Selection(), top=top, by_stem=by_stem, language=language))

    def kwic(
        self, query: str, *, sort: str = "place", selection: Selection | None = None, language: str = "en"
    ) -> FramedReport:
        """Return every match of a search with the words around it.

        Raises:
            QcodeError: If there is no word in the query, or an order or a filter is unknown.
        """
        return framed(contrasting.make_concordance(self, query, selection or Selection(), sort=sort, language=language))

    def table(self, name: str, *, selection: Selection | None = None, language: str = "en") -> FramedReport:
        """Return a table of a thesis by its name, or of a ``.yaml`` file of your own.

        Raises:
            QcodeError: If there is no such table, or the study has none of what it is of.
        """
        return framed(shaping.make_table_named(self, name, selection or Selection(), language=language))

    def quotes(self, *, selection: Selection | None = None, language: str = "en") -> FramedReport:
        """Return the quotations under their codes, without what may not be quoted.

        Raises:
            QcodeError: If a filter is unknown.
        """
        return framed(quoting.make_quotation_report(self, selection or Selection(), language=language))

    def crosswalk(self, *, selection: Selection | None = None, language: str = "en") -> FramedReport:
        """Return what codes mean in other codebooks, by the links “maps to”, and how often they stand.

        Raises:
            QcodeError: If a filter is unknown, or there are no such links.
        """
        return framed(crosswalking.make_crosswalk(self, selection or Selection(), language=language))

    def asked(self, *, language: str = "en") -> FramedReport:
        """Return how often each question of the guide was asked in each interview."""
        return framed(guiding.make_coverage(self, language=language))

    def differ(self, *, selection: Selection | None = None, language: str = "en") -> FramedReport:
        """Return what sources say of cases, and where they differ.

        Raises:
            QcodeError: If a filter is unknown.
        """
        return framed(triangulating.triangulation(self, selection, language=language, agreeing=True))

    def trace(self, id: str, *, row: str = "", column: str = "", language: str = "en") -> FramedReport:
        """Return the passages for and against a table, number or quotation that was exported, by its ID.

        Raises:
            QcodeError: If there is no such thing, or it names what the study no longer has.
        """
        return framed(retracing.make_trace(self, id, row=row, column=column, language=language))
