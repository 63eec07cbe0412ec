# SPDX-License-Identifier: MIT
"""What stands on the reference page of a message and of a code list, as titled parts of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from plokit.catalog import Catalog
from plokit.catalog.files import data_folder

from .directives import LABELS
from .reference_codes import Use, uses
from .reference_examples import seen
from .reference_html import TreeWriter, code, fullness, link, row
from .reference_rules import Rule, spoken
from .reference_tree import Message, messages
from .reference_words import STEP, day, trail, words

FAMILY = 4  # how much of a path is said of a field: itself, two above it, and one more to name them
TYPES = "8279"  # the list of message types


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a page; the first part of a page has its title and no anchor of its own."""

    title: str
    anchor: str
    html: str


def crumbs(*steps: tuple[str, str]) -> str:
    """Give the way back up, for a page that is not in the menu itself."""
    links = STEP.join(link(address, text) for address, text in steps)
    return f'<nav class="ref-sti" aria-label="Sti">{links}</nav>'


def facts(rows: str) -> str:
    return f'<dl class="ref-fakta">{rows}</dl>'


def label(name: str) -> str:
    return f'<span class="merke merke-{LABELS.get(name, "standard")}">{escape(name)}</span>'


def schema_link(catalog: Catalog, message: Message, up: str = "../../../") -> str:
    """Give a link to the published schema of a message."""
    flat = catalog.data["schema_of"].get(catalog.namespaces[message.prefix], "")
    folder = data_folder("schemas")
    for path in sorted((folder / "xsd").rglob("*.xsd")):
        if "-".join(path.parts[-3:]) == flat:
            return link(up + "schemas/" + path.relative_to(folder).as_posix(), path.name)
    return ""


def type_codes(catalog: Catalog, message: Message) -> str:
    """Give the codes that the envelope carries for a message, with their texts."""
    texts = catalog.codes[TYPES].values
    return "<br/>".join(f"{code(each)} {escape(texts.get(each, ''))}".rstrip() for each in message.types)


def bridge_of(catalog: Catalog, message: Message) -> str:
    """Give the file name of the bridge to or from a message, or ""."""
    if message.standard != "PLO" or message.version not in ("1.5", "1.6"):
        return ""
    old = [each for each in messages(catalog) if each.standard == "PLO" and each.version == "1.5"]
    return next((each.slug.removesuffix("-1-5") for each in old if each.name == message.name), "")


def message_page(catalog: Catalog, message: Message) -> list[Part]:
    """Give the parts of the page of one message: facts, the tree, the rules, the kinds of value."""
    said = words()["pages"]
    writer = TreeWriter(catalog, message, seen(catalog))
    top = (
        f"<p>{escape(said['message_lead'])}</p>"
        + crumbs(("../index.html", said["home"]), ("../index.html#meldinger", said["messages"]))
        + facts(message_facts(catalog, message))
    )
    tools = (
        '<div class="ref-verktoy bare-js bare-skjerm">'
        f"<label>{escape(said['filter'])} "
        '<input class="sokefelt" type="search" data-ref="filter" autocomplete="off"/></label>'
        f'<button class="knapp" type="button" data-ref="apne">{escape(said["open_all"])}</button>'
        f'<button class="knapp" type="button" data-ref="lukk">{escape(said["close_all"])}</button>'
        f'<p role="status" data-ref="ingen" data-tekst="{escape(said["filter_none"])}"></p></div>'
    )
    rules = rule_list(catalog, writer.rules)
    rules = f"<p>{escape(said['rules_lead'])}</p>{rules}" if rules else f"<p>{escape(said['rules_none'])}</p>"
    return [
        Part(said["message_title"].format(title=message.title), "", top),
        Part(said["fields"], "felt", tools + writer.tree()),
        Part(said["rules"], "regler", rules),
        Part(said["values"], "verdier", value_kinds()),
    ]


def message_facts(catalog: Catalog, message: Message) -> str:
    said = words()["pages"]
    anchors = {item.name: item.anchor for item in reversed(message.fields)}
    inside = "<br/>".join(
        link(f"#{anchors[child['element']]}", child["name"]) for child in message.data.get("child", [])
    )
    bridge = bridge_of(catalog, message)
    return (
        row(said["element"], code(message.root.local))
        + row(said["namespace"], code(catalog.namespaces[message.prefix]))
        + row(said["inside"], inside)
        + row(said["type"], type_codes(catalog, message))
        + row(said["schema"], schema_link(catalog, message))
        + row(
            said["bridge"],
            link(f"../broer/{bridge}.html", said["bridge_title"].format(name=message.name)) if bridge else "",
        )
    )


def rule_list(catalog: Catalog, rules: list[Rule]) -> str:
    """Give the rules in words, each with where it comes from."""
    items = []
    for rule in rules:
        text, origin = catalog.data["texts"]["rules"][rule.id], catalog.data["register"][rule.id]
        note = f" {escape(origin['note'])}" if origin.get("note") else ""
        steps = " ".join(spoken(text[step]) for step in ("given", "when", "then"))
        severity = f'<span class="ref-kan">{escape(rule.severity)}</span>'
        title = f"<b>{escape(spoken(text['title']))}</b> {code(rule.id)} {severity}"
        items.append(
            f'<li id="{escape(rule.id)}"><details><summary>{title}</summary><div class="ref-om"><p>{escape(steps)}</p>'
            f"<p>{label(origin['label'])} {escape(origin['source'])}.{note}</p></div></details></li>"
        )
    return f'<ul class="ref-tre ref-regler">{"".join(items)}</ul>' if items else ""


def value_kinds() -> str:
    """Give what the ways of writing a value in attributes mean."""
    rows = (row(each["name"][:1].upper() + each["name"][1:], escape(each["text"])) for each in words()["compound"])
    return facts("".join(rows))


def code_page(catalog: Catalog, number: str) -> list[Part]:
    """Give the parts of the page of one code list: facts, values, and the fields that use it."""
    said, labels = words()["pages"], words()["labels"]
    codes = catalog.codes[number]
    whole = labels[fullness(codes)]
    top = (
        f"<p>{escape(said['codes_lead'])}</p>"
        + crumbs(("../index.html", said["home"]), ("../kodeverk.html", said["codes"]))
        + facts(
            row("OID", code(codes.oid))
            + row(said["date"], escape(day(codes.as_of)))
            + row(said["whole"], escape(whole))
            + row(said["count"], str(len(codes.values)))
            + row(said["source"], escape(codes.source))
            + row(said["note"], escape(codes.note))
        )
    )
    parts = [Part(said["codes_title"].format(number=number, name=codes.name), "", top)]
    if codes.values:
        parts.append(Part(said["code_values"], "verdiene", code_table(codes.values)))
    if codes.withdrawn:
        html = f"<p>{escape(said['withdrawn_lead'])}</p>{code_table(codes.withdrawn)}"
        parts.append(Part(said["withdrawn"], "utgatt", html))
    return [*parts, Part(said["code_uses"], "bruk", code_uses(catalog, number))]


def code_table(values: dict[str, str]) -> str:
    said = words()["pages"]
    body = "".join(f"<tr><td>{code(value)}</td><td>{escape(text)}</td></tr>" for value, text in values.items())
    head = f"<thead><tr><th>{escape(said['code'])}</th><th>{escape(said['code_text'])}</th></tr></thead>"
    return f'<table class="docutils ref-koder">{head}<tbody>{body}</tbody></table>'


def code_uses(catalog: Catalog, number: str) -> str:
    """Give the fields that take their code from a list, message by message."""
    by_message: dict[str, list[Use]] = {}
    for use in uses(catalog)[number]:
        by_message.setdefault(use.message.title, []).append(use)
    if not by_message:
        return f"<p>{escape(words()['pages']['code_unused'])}</p>"
    return facts(
        "".join(row(title, " · ".join(one_use(catalog, use) for use in by_message[title])) for title in by_message)
    )


def one_use(catalog: Catalog, use: Use) -> str:
    """Give a link to one field, named with the part it stands in."""
    path = use.item.path[-FAMILY:]
    return link(f"../meldinger/{use.message.slug}.html#{use.item.anchor}", trail(catalog, path))
