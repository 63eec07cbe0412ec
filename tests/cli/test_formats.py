# SPDX-License-Identifier: MIT
"""Every format holds the same findings, in the form that its readers demand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import StringIO
from urllib.parse import unquote

import pytest
from lxml import etree

from plokit import samples, validate
from plokit.catalog import load
from plokit.cli.checking import Checked
from plokit.cli.formats import FORMATS, Setting, writer
from plokit.cli.formats.as_sarif import uri_of
from plokit.model import Finding, Report
from tests.cli.conftest import BROKEN, VALID

CATALOG = load()
NOW = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
FIX = {"title": "Bytt", "edits": [{"line": 7, "column": 12, "end_line": 7, "end_column": 14, "text": "æ<"}]}
NASTY = "</p><script>alert(1)</script>&\x00\ud800]]>\"'"


def checked(report: Report, *, hide: bool = False) -> Checked:
    return Checked(report, () if hide else report.findings)


def sample(file: str, **given: object) -> Checked:
    return checked(validate(samples.get(file).data, path=file, catalog=CATALOG), **given)


def nasty() -> Checked:
    finding = Finding("PLO-HOD-006", "feil", 3, 4, "/mh:MsgHead", NASTY, NASTY, NASTY, NASTY, NASTY)
    return checked(Report(f"{NASTY}.xml", None, NASTY, None, (finding,)))


def printed(form: str, *answers: Checked, site: str = "", filtered: bool = False) -> str:
    out = StringIO()
    write = writer(form, Setting(out, CATALOG, NOW, site, filtered))
    for answer in answers:
        write.add(answer)
    write.close()
    return out.getvalue()


def everything() -> list[Checked]:
    return [sample(one.file) for one in samples.load() if one.broken]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_every_finding(form):
    answers = everything()
    text = printed(form, *answers)
    for answer in answers:
        assert json.dumps(answer.report.path)[1:-1] in text
        assert all(finding.code in text for finding in answer.shown)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_no_report_at_all(form):
    text = printed(form)
    if form in {"json", "sarif"}:
        json.loads(text)
    if form == "junit":
        etree.fromstring(text.encode())


def test_json_is_the_shape_of_the_report_with_nothing_added():
    answers = everything()
    assert json.loads(printed("json", *answers)) == {"files": [answer.report.to_dict() for answer in answers]}
    assert printed("json", answers[0]).startswith('{\n  "files": [\n    {\n      "path": ')
    assert printed("json") == '{\n  "files": [\n  ]\n}\n'


def test_jsonl_is_one_report_a_line():
    answers = [*everything(), nasty()]
    lines = printed("jsonl", *answers).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [answer.report.to_dict() for answer in answers]


def test_text_gives_the_address_of_the_page_when_the_site_is_known():
    assert "Les mer: https://x.no/mv/feilkatalog/plo-hod-006.html\n" in printed(
        "text", sample(BROKEN), site="https://x.no/mv/"
    )
    assert "Les mer" not in printed("text", sample(BROKEN))


# JUnit ------------------------------------------------------------------------------------------------------------


def junit(*answers: Checked) -> etree._Element:
    return etree.fromstring(printed("junit", *answers).encode())


def test_junit_has_one_suite_with_a_case_for_each_file_and_true_counts():
    missing = checked(Report("x.xml", None, None, None, (replace(validate(b"").findings[0], code="KIT-FIL"),)))
    suites = junit(sample(VALID), sample(BROKEN), missing)
    (suite,) = suites
    assert [case.get("name") for case in suite] == [VALID, BROKEN, "x.xml"]
    assert [[child.tag for child in case] for case in suite] == [[], ["failure"], ["error"]]
    for node in (suites, suite):
        assert (node.get("tests"), node.get("failures"), node.get("errors")) == ("3", "1", "1")
    assert suite[1][0].get("type") == "PLO-HOD-006"
    assert "Gjør slik: " in suite[1][0].text


def test_junit_passes_a_file_with_only_a_warning_and_shows_it():
    finding = replace(sample(BROKEN).shown[0], severity="advarsel")
    (case,) = junit(checked(Report("a.xml", None, None, None, (finding,))))[0]
    assert [child.tag for child in case] == ["system-out"]
    assert "Advarsel PLO-HOD-006" in case[0].text


def test_junit_holds_any_text():
    (case,) = junit(nasty())[0]
    assert case.get("name").startswith("</p><script>")
    assert "<script>" in case[0].text


# SARIF ------------------------------------------------------------------------------------------------------------


def sarif(*answers: Checked, site: str = "") -> dict:
    """Read a SARIF log and check what version 2.1.0 requires of the parts that the kit writes."""
    log = json.loads(printed("sarif", *answers, site=site))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert set(run) <= {"tool", "results", "language", "columnKind", "invocations"}
    assert driver["name"] == "plokit"
    assert run["columnKind"] == "unicodeCodePoints"
    assert isinstance(run["invocations"][0]["executionSuccessful"], bool)
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert set(rule) <= {"id", "shortDescription", "fullDescription", "helpUri", "properties"}
        assert rule["shortDescription"]["text"]
        assert "{" not in rule["shortDescription"]["text"]
    for result in run["results"]:
        assert set(result) <= {"ruleId", "ruleIndex", "level", "message", "locations", "fixes"}
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
        assert isinstance(location["physicalLocation"]["artifactLocation"]["uri"], str)
    return run


def test_sarif_has_what_version_2_1_0_requires_for_every_sample():
    answers = everything()
    run = sarif(*answers)
    expected = [(finding.code, finding.line, finding.column) for answer in answers for finding in answer.shown]
    regions = [(one["ruleId"], one["locations"][0]["physicalLocation"]["region"]) for one in run["results"]]
    assert [(code, region["startLine"], region["startColumn"]) for code, region in regions] == expected


def test_sarif_tells_of_a_rule_with_its_words_page_and_source():
    (rule,) = sarif(sample(BROKEN))["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "feilkatalog/plo-hod-006.html"
    assert rule["properties"]["source"].startswith("Standard: HIS 80601:2006")
    assert rule["fullDescription"]["text"].startswith("Gitt en melding")
    (rule,) = sarif(sample(BROKEN), site="https://x.no/")["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://x.no/feilkatalog/plo-hod-006.html"


def test_sarif_levels_are_error_warning_and_note():
    finding = sample(BROKEN).shown[0]
    three = tuple(replace(finding, severity=severity) for severity in ("feil", "advarsel", "merknad"))
    run = sarif(checked(Report("a.xml", None, None, None, three)))
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


def test_sarif_says_that_a_run_with_trouble_of_its_own_was_no_success():
    trouble = replace(sample(BROKEN).shown[0], code="KIT-STEG")
    run = sarif(sample(VALID), checked(Report("a.xml", None, None, None, (trouble,))))
    assert run["invocations"] == [{"executionSuccessful": False}]
    assert sarif(sample(BROKEN))["invocations"] == [{"executionSuccessful": True}]


def test_sarif_carries_a_fix_as_replacements():
    (result,) = sarif(checked(Report("å b.xml", None, None, None, (replace(sample(BROKEN).shown[0], fix=FIX),))))[
        "results"
    ]
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert fix["description"]["text"] == "Bytt"
    assert change["artifactLocation"]["uri"] == "%C3%A5%20b.xml"
    region = {"startLine": 7, "startColumn": 12, "endLine": 7, "endColumn": 14}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "æ<"}}]


@pytest.mark.parametrize("path", ["inn/a b.xml", "arkiv.zip!b/c#1.xml", "100%.xml", "-"])
def test_a_path_becomes_a_relative_uri_that_leads_back_to_it(path):
    uri = uri_of(path)
    assert not {" ", "#", "?"} & set(uri)
    assert unquote(uri) == path


# HTML -------------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a reader of the page gets: its elements and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += "" if "style" in self.open else data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def page(*answers: Checked, **given: str) -> Page:
    return Page(printed("html", *answers, **given))


def test_the_page_stands_alone_and_is_in_bokmaal():
    raw = printed("html", *everything(), sample(VALID))
    shown = Page(raw)
    assert shown.all("html") == [{"lang": "nb"}]
    assert not shown.all("script", "img", "link", "iframe", "object", "embed", "base", "form")
    assert "url(" not in raw
    assert "@import" not in raw
    assert not any(name == "src" or name.startswith("on") for _, given in shown.elements for name in given)
    assert all((given["href"] or "").startswith("#") for given in shown.all("a"))
    assert any("default-src 'none'" in (given.get("content") or "") for given in shown.all("meta"))
    assert "prefers-color-scheme: dark" in raw
    assert "@media print" in raw


def test_the_page_has_a_summary_table_and_then_the_findings_of_each_file():
    answer = sample(BROKEN)
    shown = page(sample(VALID), answer)
    (finding,) = answer.shown
    for words in (
        finding.title,
        finding.explanation,
        finding.remedy,
        finding.consequence,
        finding.source,
        finding.xpath,
    ):
        assert words in shown.text
    assert "2 filer er kontrollert" in shown.text
    assert "1 fil er gyldig" in shown.text
    assert "1 fil er ikke gyldig" in shown.text
    assert "Laget av Meldingsverkstedet 0.1.0, 23. november 2026 kl. 08.05." in shown.text
    assert [tag for tag, _ in shown.elements if tag in {"h1", "h2", "h3", "h4"}] == [
        "h1",
        "h2",
        "h2",
        "h2",
        "h2",
        "h3",
        "h4",
    ]
    assert len(shown.all("table")) == len(shown.all("caption")) == 2
    assert all(given.get("scope") for given in shown.all("th"))
    assert shown.text.count("✗ Feil") == 2  # never by colour alone
    targets = {given["href"] for given in shown.all("a")}
    assert targets == {f"#{given['id']}" for given in shown.all("h3")}


def test_the_page_says_how_many_findings_are_hidden_and_calls_no_such_message_valid():
    shown = page(sample(BROKEN, hide=True), filtered=True)
    assert "1 funn vises ikke" in shown.text
    assert "ikke gyldig (1 funn vises ikke)" in shown.text
    assert "Det er ingen funn å vise." in shown.text


def test_the_page_links_to_the_catalogue_of_errors_when_the_site_is_known():
    shown = page(sample(BROKEN), site="https://x.no/")
    assert {"href": "https://x.no/feilkatalog/plo-hod-006.html"} in shown.all("a")


def test_nothing_in_a_message_or_a_name_becomes_markup():
    shown = page(nasty())
    assert not shown.all("script")
    assert shown.text.count("<script>alert(1)</script>") >= 5
