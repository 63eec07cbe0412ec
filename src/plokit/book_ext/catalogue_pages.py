# SPDX-License-Identifier: MIT
"""The pages of the Feilkatalog: one for each code, the list of codes, and the list of all rules of the sources."""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import groupby
from typing import Any

from plokit.catalog import Catalog
from plokit.check import validate
from plokit.flow_check import check_flow
from plokit.flow_samples import load as load_flows
from plokit.model import Finding

from .catalogue_diff import diff
from .catalogue_entries import Entry, broken_by_code, entries, group_of, words
from .reference_html import code, link, row
from .reference_lists import table
from .reference_pages import Part, crumbs, facts, label
from .reference_rules import spoken

SAMPLES = "../../../samples/"


def error_page(catalog: Catalog, name: str) -> list[Part]:
    """Give the parts of the page of one code. Raises KeyError for a code that no finding can have."""
    said, entry = words()["pages"], next(each for each in entries(catalog).values() if each.page == name)
    first, *more = entry.texts
    shown = in_example(entry)
    up = crumbs(
        ("../index.html", said["home"]), (f"../index.html#{entry.group.lower()}", words()["groups"][entry.group])
    )
    top = f"<p>{shown.get('explanation') or told(first['explanation'])}</p>{up}{facts(fact_rows(entry))}"
    parts = [Part(f"{entry.code}: {entry.name}", "", top)]
    if first.get("consequence"):
        parts.append(Part(said["meaning"], "betydning", f"<p>{told(first['consequence'])}</p>"))
    remedy = f"<p>{shown.get('remedy') or told(first['remedy'])}</p>"
    if first.get("fix"):
        remedy += f"<p>{escape(said['fix'].format(fix=spoken(first['fix'])))}</p>"
    parts.append(Part(said["remedy"], "retting", remedy))
    if more:
        parts.append(Part(said["variants"], "varianter", variants(entry)))
    given, when, then = (spoken(step) for step in entry.rule)
    steps = row(said["given"], escape(without(given, "Gitt"))) + row(said["when"], escape(without(when, "når")))
    parts.append(Part(said["rule"], "regelen", facts(steps + row(said["then"], escape(without(then, "så"))))))
    return [*parts, Part(said["example"], "eksempel", example(entry))]


def in_example(entry: Entry) -> dict[str, str]:
    """Give explanation and remedy as they read for the example, where the text has places to fill in."""
    finding = flow_finding(entry) if entry.seen == "flyt" else own_finding(entry)
    if finding is None:
        return {}
    return {
        "explanation": escape(finding.explanation) if "{" in entry.texts[0]["explanation"] else "",
        "remedy": f"{escape(words()['pages']['in_example'])} {escape(finding.remedy)}"
        if "{" in entry.texts[0]["remedy"]
        else "",
    }


def own_finding(entry: Entry) -> Finding | None:
    """Give the finding in the broken sample; None for a kind that can look in several ways."""
    found = broken_by_code().get(entry.code)
    if not found or len(entry.texts) > 1:
        return None
    return next(each for each in validate(found[0][0].data).findings if each.code == entry.code)


def flow_finding(entry: Entry) -> Finding | None:
    """Give the finding in the broken flow."""
    sample = next(each for each in load_flows() if each.code == entry.code)
    reports = check_flow(sample.broken, now=sample.now).reports
    return next((each for report in reports for each in report.findings if each.code == entry.code), None)


def told(text: str) -> str:
    """Give a text of a finding for a reader without a message."""
    return escape(spoken(text))


def without(text: str, first: str) -> str:
    """Take the first word off a step, since the page says it beside."""
    return text.removeprefix(f"{first} ")


def fact_rows(entry: Entry) -> str:
    said, origin = words()["pages"], entry.origin
    severity = said["kit"] if entry.group == "KIT" else said[entry.severity]
    if not origin:
        source = f"{label(said['kind_label'])} {escape(said['kind_source'])}" if entry.group != "KIT" else ""
        return row(said["severity"], escape(severity)) + row(said["source"], source)
    scope = origin.get("scope") or [f"{said['version']} {each}" for each in origin["versions"]]
    scope = [each for each in scope if not each.endswith("*")]
    messages = [each for each in origin["messages"] if each != "*"]
    return (
        row(said["severity"], escape(severity))
        + row(said["source"], f"{label(origin['label'])} {escape(origin['source'])}")
        + row(said["scope"], escape(", ".join(scope) or said["scope_all"]))
        + row(said["messages"], ", ".join(code(each) for each in messages))
        + row(said["apprec"], escape(apprec(origin.get("apprec", ""), said)))
        + row(said["seen"], escape(said["seen_flow" if entry.seen == "flyt" else "seen_message"]))
        + row(said["note"], escape(origin.get("note", "")))
    )


def apprec(answer: str, said: dict[str, str]) -> str:
    """Give what a receiver may answer, in a sentence."""
    kind, _, number = answer.rpartition(" ")
    if answer == "skal ikke avvise":
        return said["apprec_not"]
    if kind in ("skal avvise", "kan avvise"):
        return said["apprec_must" if kind == "skal avvise" else "apprec_may"].format(code=number)
    return ""


def variants(entry: Entry) -> str:
    """Give the other ways a kind can look."""
    return "<ul>" + "".join(f"<li>{told(text['title'])} {told(text['remedy'])}</li>" for text in entry.texts) + "</ul>"


def example(entry: Entry) -> str:
    """Give the broken sample beside its mended twin, with what happened and both files."""
    said = words()["pages"]
    if entry.seen == "flyt":
        return flow_example(entry)
    found = broken_by_code().get(entry.code)
    if not found:
        return f"<p>{escape(said['no_example'])}</p>"
    broken, mended = found[0]
    files = (
        link(SAMPLES + broken.file, said["download_broken"])
        + " · "
        + link(SAMPLES + mended.file, said["download_mended"])
    )
    return f"<p><b>{escape(broken.title)}.</b> {escape(broken.about)}</p>{diff(broken.text, mended.text)}<p>{files}</p>"


def flow_example(entry: Entry) -> str:
    """Give what differs between the broken and the right flow: files gone or new, and lines that are changed."""
    said = words()["pages"]
    sample = next(each for each in load_flows() if each.code == entry.code)
    broken, mended = dict(sample.broken), dict(sample.mended)
    html = f"<p><b>{escape(sample.title)}.</b> {escape(said['flow_example'])}</p>"
    lone = {said["flow_missing"]: mended.keys() - broken.keys(), said["flow_extra"]: broken.keys() - mended.keys()}
    for told_, names in lone.items():
        html += "".join(f"<p>{escape(told_)} {code(name)}</p>" for name in sorted(names))
    for name in (name for name in mended if name in broken and broken[name] != mended[name]):
        html += f"<p>{code(name)}</p>{diff(broken[name].decode(), mended[name].decode())}"
    return html


def code_list(catalog: Catalog) -> str:
    """Give every code by group, with what is wrong and how severe it is, as sections."""
    said = words()
    names = dict.fromkeys(entry.group for entry in entries(catalog).values())
    html = f'<ul class="kat-grupper">{"".join(group_link(name) for name in names)}</ul>'
    for group, found in groupby(entries(catalog).values(), key=lambda entry: entry.group):
        rows = [
            [link(f"koder/{entry.page}.html", entry.code), escape(entry.name), escape(entry.severity)]
            for entry in found
        ]
        head = (said["lists"]["code"], said["lists"]["title"], said["lists"]["severity"])
        html += f'<h2 id="{group.lower()}">{escape(said["groups"][group])}</h2>{table(head, rows)}'
    return html


def group_link(name: str) -> str:
    """Give one line of the list of groups."""
    return f"<li>{link(f'#{name.lower()}', words()['groups'][name])}</li>"


def rule_list(catalog: Catalog) -> str:
    """Give every rule of the sources: seen on one message, on several, by another code, or by nobody, and why."""
    said = words()
    rows = all_rules(catalog)
    count = Counter(each["check"] for each in rows)
    html = f"<p>{escape(said['lists']['count'].format(all=len(rows), **{k: count[k] for k in CHECKS}))}</p>"
    for group, found in groupby(rows, key=lambda each: group_of(each["code"])):
        head = (said["lists"]["code"], said["lists"]["says"], said["lists"]["severity"], said["lists"]["how"])
        cells = [[each["link"], each["says"], escape(each["severity"]), each["how"]] for each in found]
        html += f'<h2 id="{group.lower()}">{escape(said["groups"][group])}</h2>{table(head, cells)}'
    return html


CHECKS = ("melding", "flyt", "annet", "ikke")


def all_rules(catalog: Catalog) -> list[dict[str, Any]]:
    """Give one row for every rule of the sources, in the order of the groups and of their numbers."""
    said = words()["lists"]
    known = {name: entry for name, entry in entries(catalog).items() if entry.origin}
    rows = [
        {
            "code": name,
            "link": link(f"koder/{entry.page}.html", name),
            "says": escape(" ".join(spoken(step) for step in entry.rule)),
            "severity": entry.severity,
            "check": entry.seen,
            "how": escape(said[entry.seen]),
        }
        for name, entry in known.items()
    ]
    for name, entry in catalog.data["outside"].items():
        check = "annet" if entry["check"] == "melding" else "ikke"
        by = ", ".join(where(catalog, each) for each in entry.get("by", ()))
        why = escape(entry["why"]) + (f" {said['by'].format(codes=by)}" if by else "")
        rows.append(
            {
                "code": name,
                "link": code(name),
                "says": escape(entry["says"]),
                "severity": entry["severity"],
                "check": check,
                "how": f"{escape(said[check])}: {why}",
            }
        )
    order = list(words()["groups"])
    return sorted(rows, key=lambda each: (order.index(group_of(each["code"])), each["code"]))


def where(catalog: Catalog, name: str) -> str:
    """Give a link to the code, or to the group, that sees a rule."""
    entry = entries(catalog).get(name)
    if entry:
        return link(f"koder/{entry.page}.html", name)
    return link(f"index.html#{name.lower()}", name) if name in words()["groups"] else code(name)
