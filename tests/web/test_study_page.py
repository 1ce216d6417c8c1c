"""The study as one page, in a real browser: filtered, drilled into, walked by keys, printed, and asked of nobody."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.codebook import Code, Codebook
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import codebooks, coding, consenting, demonstrating, importing, noting
from qcode.services.paging import PageOptions, make_page, write_page
from qcode.services.tabling import make_matrix
from qcode.store import sources
from qcode.store.project import Project
from tests.web import chromium
from tests.web.chromium import Page

pytestmark = pytest.mark.skipif(not chromium.PROGRAM, reason="needs a Chromium")
HOSTILE = (
    "P: <script>window.hit = 1</script>\n"
    'I: <img src=x onerror="window.hit = 2"> & </script><script>window.hit = 3</script> <!-- \U0001f600 --> ]]>\n'
    "I: javascript:window.hit=4 </p></mark></noscript><style>*{display:none}</style> selesai.\n"
)
FOCUS = "[document.activeElement.tagName, document.activeElement.textContent || document.activeElement.value]"


@pytest.fixture(scope="module")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo study, made once."""
    return demonstrating.make_demo(tmp_path_factory.mktemp("demo")).project


@pytest.fixture
def demo(_demo: Path, tmp_path: Path) -> Path:
    path = tmp_path / "demo.qcode"
    shutil.copyfile(_demo, path)
    return path


@asynccontextmanager
async def opened(study: Path, *, dark: bool = False, width: int = 1280, **wanted: Any) -> AsyncIterator[Page]:  # noqa: ANN401 - options of the page
    """Write a study's page and open it; nothing else may ever be asked for, and nothing go wrong on it."""
    with Project.open(study, coder="Ani") as project:
        file = study.with_name("report.html")
        write_page(make_page(project, Selection(), PageOptions("id", **wanted)), file, language="id")
    async with chromium.browser() as page:
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        await page.call("Emulation.setEmulatedMedia", features=features)
        await page.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )
        await page.open(file.as_uri())
        await page.until("document.body && document.body.dataset.view && document.readyState === 'complete'")
        yield page
        await asyncio.sleep(0.2)
        assert page.requests == [file.as_uri()]
        assert page.complaints == []


async def click(page: Page, selector: str) -> None:
    """Press the mouse on the middle of an element."""
    place = await page.ask(
        f"(() => {{ const one = document.querySelector({selector!r}); one.scrollIntoView({{block: 'center'}});"
        "const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()"
    )
    for kind in ("mousePressed", "mouseReleased"):
        await page.call(
            "Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1
        )  # fmt: skip


async def tab_to(page: Page, expression: str) -> None:
    """Press Tab until something has the focus."""
    for _press in range(40):
        await page.press("Tab")
        if await page.ask(f"!!({expression})"):
            return
    raise AssertionError(f"Tab never came to: {expression}")


async def test_filters_narrow_list_matrix_and_transcript_and_say_how_many_passages_remain(demo: Path) -> None:
    async with opened(demo) as page:
        remaining = "document.getElementById('remaining').textContent"
        assert await page.ask(remaining) == "Kutipan: 58 dari 58"
        total = "document.querySelector('#matrix-0 tfoot td:last-child').textContent"
        assert await page.ask(total) == "58"

        box = "#choice label:has(+ ul) input"  # The first code that has others under it: PRE.
        await click(page, box)
        assert await page.ask(remaining) == "Kutipan: 6 dari 58"
        assert await page.ask(total) == "6"
        await page.ask("document.querySelectorAll('#choice details')[1].querySelector('input').click()")
        assert await page.ask(remaining) == "Kutipan: 4 dari 58"
        assert await page.ask(total) == "4"
        await page.ask("location.hash = 'quotations'")
        await page.until("document.querySelectorAll('#list > ol > li').length === 4")
        await page.ask("location.hash = 'text-1'")
        await page.until("document.body.dataset.view === 'transcripts'")
        assert await page.ask("new Set([...document.querySelectorAll('mark[data-k]')].map(m => m.dataset.k)).size") == 4

        await click(page, "#clear")
        assert await page.ask(remaining) == "Kutipan: 58 dari 58"
        assert await page.ask("document.querySelectorAll('#choice input:checked').length") == 0
        assert await page.ask("document.activeElement.type") == "checkbox"


async def test_numbers_recounted_on_the_page_are_those_of_the_matrix(demo: Path) -> None:
    with Project.open(demo) as project:
        chosen = Selection(codes=("PRV", "KEN-KOO"), cases=("INF-01",))
        wanted = make_matrix(project, "code", "case:informant", "count", chosen)
    async with opened(demo) as page:
        for label in ("PRV Upaya preventif", "KEN-KOO Koordinasi antarinstansi lemah", "INF-01"):
            await page.ask(
                f"[...document.querySelectorAll('#choice label')].find(l => l.innerText.includes({label!r})).click()"
            )
        first_two = "r => [...r.cells].map(c => c.textContent).slice(0, 2)"
        cells = await page.ask(f"[...document.querySelectorAll('#matrix-0 tbody tr')].map({first_two})")
        shown = {name.split()[0]: int(n) for name, n in cells if n != "-"}
        assert shown == {str(row[0]).split()[0]: row[1] for row in wanted.rows[:-1]}
        assert await page.ask("document.querySelector('#matrix-0 tfoot td').textContent") == str(wanted.rows[-1][1])


async def test_a_number_leads_to_its_quotations_and_a_quotation_to_its_place(demo: Path) -> None:
    async with opened(demo) as page:
        assert await page.ask("document.querySelector('#matrix-0 tbody tr:nth-child(7) th').innerText") == (
            "PRV-SIB Patroli siber"
        )
        await click(page, "#matrix-0 tbody tr:nth-child(7) td:nth-child(2) button")
        assert await page.ask("document.getElementById('behind').open")
        assert await page.ask("document.getElementById('behind-title').textContent") == "PRV-SIB Patroli siber × INF-01"
        quoted = await page.ask("[...document.querySelectorAll('#behind-list blockquote')].map(q => q.textContent)")
        assert len(quoted) == 2

        await click(page, "#behind-list li a")
        await page.until("document.body.dataset.view === 'transcripts' && !!document.querySelector('mark.here')")
        assert not await page.ask("document.getElementById('behind').open")
        marked = await page.ask(
            "[...document.querySelectorAll('article.open mark.here')].map(m => m.textContent).join('')"
        )
        assert f"“{marked}”" == quoted[0]
        assert "PRV-SIB" in await page.ask("document.getElementById('place').textContent")
        assert await page.ask("document.activeElement.matches('mark.here')")
        place = await page.ask("document.querySelector('mark.here').getBoundingClientRect().top")
        assert 0 < place < 900

        await click(page, "#next")
        assert await page.ask("document.querySelectorAll('article.open .here').length") > 0
        await click(page, "article.open mark.here")
        assert await page.ask("document.getElementById('behind-title').textContent") == "Kutipan di tempat ini"
        await page.press("Escape")
        assert not await page.ask("document.getElementById('behind').open")
        await page.ask("history.back()")
        await page.until("document.body.dataset.view === 'matrix'")


async def test_all_of_it_can_be_walked_without_a_mouse(demo: Path) -> None:
    async with opened(demo) as page:
        await page.press("Tab")
        assert await page.ask(FOCUS) == ["A", "Langsung ke isi"]
        await page.press("Enter")
        assert await page.ask("document.activeElement.id") == "main"
        await tab_to(page, "document.activeElement.closest('#matrix-0')")
        assert await page.ask("document.activeElement.textContent") == "4"
        for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown"):
            await page.press(key)
        assert await page.ask(FOCUS) == ["TD", "-"], "an empty cell can be reached, too"
        await page.press("End")
        await page.press("ArrowUp")
        assert await page.ask("document.activeElement.getAttribute('aria-label')") == (
            "PRE-MED Kampanye media × Jumlah: 2"
        )
        await page.press("Enter")
        await page.until("document.getElementById('behind').open")
        assert await page.ask("document.activeElement.closest('dialog') !== null")
        await page.press("Escape")
        await page.until("!document.getElementById('behind').open")
        assert await page.ask("document.activeElement.getAttribute('aria-label')") == (
            "PRE-MED Kampanye media × Jumlah: 2"
        )

        await page.ask("document.querySelector('.skip').focus()")
        await tab_to(page, "document.activeElement.type === 'checkbox'")
        await page.press("ArrowDown")
        await page.press(" ")
        assert await page.ask("document.activeElement.checked")
        assert await page.ask("document.getElementById('remaining').textContent") == "Kutipan: 2 dari 58"
        await tab_to(
            page, "document.activeElement.closest('details') === document.querySelectorAll('#choice details')[1]"
        )
        await page.press("Tab")
        await page.press(" ")
        assert await page.ask("document.getElementById('remaining').textContent") == "Kutipan: 1 dari 58"

        await page.ask("document.querySelector('.skip').focus()")
        await tab_to(page, "document.activeElement.hash === '#transcripts'")
        await page.press("Enter")
        await page.until("document.body.dataset.view === 'transcripts'")
        assert await page.ask("document.activeElement.id") == "h-transcripts"
        await tab_to(page, "document.activeElement.id === 'which'")
        await page.press("ArrowDown")
        await page.until("document.getElementById('text-1').classList.contains('open')")
        await tab_to(page, "document.activeElement.id === 'next'")
        await page.press("Enter")
        await tab_to(page, "document.activeElement.id === 'about'")
        await page.press("Enter")
        await page.until("document.getElementById('behind').open")
        assert await page.ask("document.querySelectorAll('#behind-list blockquote').length") == 1


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")
async def test_what_is_printed_is_the_matrix_with_all_quotations_or_the_transcript_shown(demo: Path) -> None:
    async with opened(demo) as page:
        await page.ask(
            "[...document.querySelectorAll('#choice label')].find(l => l.innerText.includes('KEN-KOO')).click()"
        )
        paper = text_of_pdf(await page.printed())
        assert "KEN-KOO Koordinasi antarinstansi lemah" in paper
        assert "Hanya: Kode: KEN-KOO Koordinasi antarinstansi lemah. Kutipan: 2 dari 58" in paper
        assert "Tombol panah" not in paper, "the filters themselves stay off the paper"
        quoted = await page.ask("[...document.querySelectorAll('#list blockquote')].map(q => q.textContent)")
        assert len(quoted) == 2
        assert all(" ".join(words.split()) in paper for words in quoted)

        await page.ask("location.hash = 'text-1'")
        await page.until("document.body.dataset.view === 'transcripts'")
        paper = text_of_pdf(await page.printed())
        assert "Kalau yang perkara utama ada lima laporan." in paper
        assert "Kampanye media" not in paper


def text_of_pdf(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


async def test_a_hostile_study_is_shown_and_does_nothing(study: Path, tmp_path: Path) -> None:
    (tmp_path / "X'\"><script>window.hit=5<.txt").write_text(HOSTILE, encoding="utf-8")
    with Project.open(study, coder="</script><b>Ani") as project:
        name = "<img src=x onerror=window.hit=6>"
        codebooks.keep_codebook(
            project, Codebook("Evil", (Code(name, key="</style><script>window.hit=7</script>", definition=name),))
        )
        project.database.run("UPDATE code SET color = ? WHERE name = ?", ("red;} * {display:none", name))
        importing.import_files(project, [tmp_path / "X'\"><script>window.hit=5<.txt"])
        at = HOSTILE.index("\U0001f600")
        for start, end in ((at - 60, at + 1), (at + 1, len(HOSTILE) - 9), (HOSTILE.index("selesai"), len(HOSTILE) - 2)):
            coding.apply_codes(project, [coding.CodingRow("X'\"><script>window.hit=5<", start, end, name)])
        noting.write_memo(project, "project", project.id, "<svg onload=window.hit=8>")
    async with opened(study, with_memos=True) as page:
        for place in ("quotations", "codes", "memos", "notes", "text-2"):
            await page.ask(f"location.hash = '{place}'")
            await asyncio.sleep(0.2)
        assert await page.ask("window.hit") is None
        assert await page.ask("document.querySelectorAll('main img, main script, main style, main svg').length") == 0
        lines = await page.ask("[...document.querySelectorAll('#text-2 .lines p')].map(p => p.textContent).join('\\n')")
        assert lines == HOSTILE
        assert await page.ask("[...document.querySelectorAll('#text-2 mark')].at(-1).textContent") == "selesai"
        quoted = await page.ask("[...document.querySelectorAll('#list blockquote')].map(q => q.textContent)")
        assert f"“{HOSTILE[at - 60 : at + 1]}”" in quoted
        assert await page.ask("getComputedStyle(document.querySelector('main')).display") == "block"
        refused = "try { document.body.innerHTML = '<p>'; 'done' } catch (error) { error.name }"
        assert await page.ask(refused) == "TypeError", "the page's policy lets nobody put markup in"
        assert all("TrustedHTML" in complaint for complaint in page.complaints)
        page.complaints.clear()


async def test_what_may_not_be_quoted_is_nowhere_on_the_page_and_counted_all_the_same(demo: Path) -> None:
    with Project.open(demo, coder="Ani") as project:
        consenting.record_consent(project, "INF-04", "never")
        source = sources.find_id(project, "T01_unit_ppa")
        at = sources.text_of(project, source).index("Polanya hampir sama")
        consenting.record_consent_of_passage(project, source, Span(at, at + 19), "never")
    async with opened(demo) as page:
        everything = await page.ask("document.documentElement.textContent")
        assert "Polanya hampir sama" not in everything
        assert "Sekarang wajib KTP" not in everything
        assert await page.ask("document.getElementById('remaining').textContent") == "Kutipan: 37 dari 37 · ditahan: 21"
        assert await page.ask("document.querySelector('#matrix-0 tfoot td:last-child').textContent") == "58"
        assert await page.ask("[...document.getElementById('which').options].map(o => o.text)") == [
            "D01_laporan_polisi_fiktif", "T01_unit_ppa",
        ]  # fmt: skip
        await page.ask("location.hash = 'text-1'")
        await page.until("document.querySelectorAll('article.open mark').length > 5")
        assert "[tidak dikutip: " in await page.ask("document.querySelector('article.open').textContent")
        notes = await page.ask("document.getElementById('notes').textContent")
        assert ": T02_pengelola_penginapan." in notes


async def test_without_scripts_transcripts_tables_and_definitions_can_be_read(demo: Path) -> None:
    with Project.open(demo, coder="Ani") as project:
        file = demo.with_name("plain.html")
        write_page(make_page(project, Selection(), PageOptions("id")), file, language="id")
    async with chromium.browser() as page:
        await page.call("Emulation.setScriptExecutionDisabled", value=True)
        await page.open(file.as_uri())
        await asyncio.sleep(1)
        read = (
            "[...document.querySelectorAll('article .lines')].map(a => a.offsetHeight > 0 ? a.textContent : '').join()"
        )
        transcripts = await page.ask(f"document.querySelector('article').scrollIntoView(), {read}")
        assert "Kalau yang perkara utama ada lima laporan." in transcripts
        assert "Sekarang wajib KTP" in transcripts
        shown = await page.ask("document.body.innerText")
        assert "PRV-SIB Patroli siber" in shown
        assert "Daftar dan saringan memerlukan skrip" in shown
        assert page.requests == [file.as_uri()]


@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
async def test_axe_finds_no_serious_fault_in_any_part(demo: Path, look: str) -> None:
    with Project.open(demo, coder="Ani") as project:
        noting.write_memo(project, "code", next(iter(project_codes(project))), "Batasnya tipis.")
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    async with opened(demo, dark=look == "dark", width=400 if look == "narrow" else 1280, with_memos=True) as page:
        await page.call("Runtime.evaluate", expression=axe)
        for place in ("matrix", "quotations", "passage-3", "codes", "code-1", "memos", "notes"):
            await page.ask(f"location.hash = '{place}'")
            await asyncio.sleep(0.3)
            await no_fault(page, place)
        await page.ask("location.hash = 'matrix'")
        await page.ask("document.querySelector('#choice input').click()")
        await click(page, "#matrix-0 td button")
        await page.until("document.getElementById('behind').open")
        await no_fault(page, "the dialog")
        assert await page.ask("document.documentElement.scrollWidth <= innerWidth"), "nothing makes the page too wide"


async def no_fault(page: Page, place: str) -> None:
    found = await page.ask(
        "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => [v.impact, v.id, "
        "v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary)]))"
    )
    assert found is not None
    assert [one for one in found if one[0] in ("serious", "critical")] == [], place


def project_codes(project: Project) -> list[str]:
    from qcode.store import codes

    return [one.code.id for one in codes.all_codes(project, with_use=False)]
