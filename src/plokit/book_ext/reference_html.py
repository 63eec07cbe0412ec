# SPDX-License-Identifier: MIT
"""The tree of a message as HTML: nested lists that fold, for a phone, a keyboard and a screen reader."""

from __future__ import annotations

from html import escape

from plokit.catalog import Catalog, CodeList

from .reference_codes import lists_of
from .reference_rules import of_message, spoken, touching
from .reference_tree import Field, Group, Message
from .reference_words import (
    capital,
    compound,
    enumerated,
    example,
    group_words,
    how_often,
    plain,
    text_of,
    value_words,
    words,
)

SHOWN = 8  # values of a code list shown at the field; the rest stand on the page of the list


def link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def row(name: str, content: str) -> str:
    """Give one row of a definition list, or "" without content."""
    return f"<dt>{escape(name)}</dt><dd>{content}</dd>" if content else ""


def fullness(codes: CodeList) -> str:
    """Give the key of the words that say how much of a list is here."""
    if codes.excerpt:
        return "excerpt" if codes.values else "absent"
    return "complete" if codes.complete else "incomplete"


class TreeWriter:
    """Writes one message. ``up`` leads from the page to the reference's own folder; ``seen`` holds examples."""

    def __init__(self, catalog: Catalog, message: Message, seen: dict[str, str], up: str = "../") -> None:
        self.catalog = catalog
        self.message = message
        self.seen = seen
        self.up = up
        self.rules = of_message(catalog, message)

    def tree(self) -> str:
        """Give what stands in the root as a list of folded fields."""
        return f'<ul class="ref-tre">{self.items(self.message.root.children)}</ul>'

    def items(self, children: list[Field | Group]) -> str:
        return "".join(self.field(each) if isinstance(each, Field) else self.group(each) for each in children)

    def group(self, group: Group) -> str:
        if group.kind == "any":
            text = escape(words()["occurs"]["any_text"])
            often = escape(how_often(group.low, group.high))
            return f'<li class="ref-gruppe"><p>{escape(group_words(group))} ({often}). {text}</p></li>'
        return f'<li class="ref-gruppe"><p>{escape(group_words(group))}</p><ul>{self.items(group.children)}</ul></li>'

    def field(self, item: Field) -> str:
        need = "maa" if item.low else "kan"
        summary = (
            f"<b>{escape(plain(self.catalog, item))}</b> {code(item.name)} "
            f'<span class="ref-{need}">{escape(how_often(item.low, item.high))}</span>'
        )
        inner = f"<ul>{self.items(item.children)}</ul>" if item.children else ""
        return (
            f'<li id="{escape(item.anchor)}"><details><summary>{summary}</summary>'
            f'<div class="ref-om">{self.about(item)}</div>{inner}</details></li>'
        )

    def about(self, item: Field) -> str:
        """Give what stands under a field when it is open."""
        said, text = words()["labels"], text_of(self.catalog, item)
        lists = lists_of(self.catalog, self.message, item)
        shown = example(self.catalog, item, lists, self.seen)
        rows = (
            row(said["type"], self.value(item))
            + row(said["write"], escape(text.get("write", "")))
            + row(said["example"], code(shown) if shown else "")
            + row(said["codes"], self.codes(lists))
            + row(said["attributes"], self.attributes(item))
            + row(said["rules"], self.rule_links(item))
        )
        lines = f"<p>{escape(text['text'] or said['untold'])}</p>"
        if item.same is not None:
            place = link(f"#{item.same.anchor}", f"{plain(self.catalog, item.same)} ({item.same.local})")
            lines += f"<p>{escape(said['same_text']).replace('{name}', place)}</p>"
        if item.foreign:
            lines += f"<p>{escape(said['foreign'])}</p>"
        return lines + (f"<dl>{rows}</dl>" if rows else "")

    def value(self, item: Field) -> str:
        said = escape(capital(value_words(self.catalog, item.type)))
        if item.fixed:
            said += ". " + escape(words()["labels"]["fixed"].format(value=item.fixed))
        elif allowed := enumerated(self.catalog, item.type):
            said += ": " + ", ".join(f"«{escape(value)}»" for value in allowed)
        if compound(self.catalog, item.type) is not None:
            said = f'<a href="#verdier">{said}</a>'
        return said

    def codes(self, lists: tuple[CodeList, ...]) -> str:
        """Give the lists a field takes its code from: link, values, and whether they are all."""
        return "<br/>".join(self.one_list(codes) for codes in lists)

    def one_list(self, codes: CodeList) -> str:
        said, values = words()["labels"], list(codes.values.items())
        few = values if len(values) <= SHOWN + 2 else values[:SHOWN]
        shown = ", ".join(f"{code(value)} {escape(text)}".rstrip() for value, text in few)
        page = f"{self.up}kodeverk/{codes.number}.html"
        if len(few) < len(values):
            shown += " … " + link(page, said["more_values"].format(count=len(values)))
        whole = "" if codes.complete else " " + escape(said[fullness(codes)])
        return f"{link(page, f'{codes.number} {codes.name}')}{': ' * bool(shown)}{shown}.{whole}"

    def attributes(self, item: Field) -> str:
        """Give the attributes of a field whose value is not written in them in the usual way."""
        model = self.catalog.types[item.type]
        if model["k"] != "c" or item.foreign or not model["a"] or compound(self.catalog, item.type) is not None:
            return ""
        rows = []
        for name, each in model["a"].items():
            told = self.catalog.element_text(f"@{name}", item.name)
            need = "må" if each["r"] else "kan"
            value = words()["labels"]["fixed"].format(value=each["f"]) if each["f"] else ""
            said = f"{capital(told['name'])}. " if told["name"] != f"@{name}" else ""
            parts = " ".join(part for part in (f"{said}{told['text']}", value and f"{value}.") if part)
            rows.append(f"<li>{code(name)} ({need}) {escape(parts)}</li>")
        return f"<ul>{''.join(rows)}</ul>"

    def rule_links(self, item: Field) -> str:
        texts = self.catalog.data["texts"]["rules"]
        own = {rule.id for rule in self.rules}
        return "<br/>".join(
            f"{link(f'#{rule.id}', rule.id)} {escape(spoken(texts[rule.id]['title']))}"
            for rule in touching(self.catalog, item)
            if rule.id in own
        )
