# SPDX-License-Identifier: MIT
"""What stands on the page of a bridge from one version to the next, as titled parts of HTML."""

from __future__ import annotations

from html import escape

from plokit.catalog import Catalog

from .reference_bridge import NEW, OLD, Change, changes, pair
from .reference_html import code, link, row
from .reference_pages import Part, crumbs, facts
from .reference_tree import Message, local, slug
from .reference_words import capital, trail, words


def bridge_page(catalog: Catalog, name: str) -> list[Part]:
    """Give the parts of the page: namespaces, then one part for each kind of change."""
    old, new = pair(catalog, name)
    said = words()["pages"]
    lead = f"<p>{escape(said['bridge_lead'])}</p>"
    lead += crumbs(("../index.html", said["home"]), ("../broer.html", said["bridges"]))
    title = said["bridge_title"].format(name=old.name)
    if new is None:
        gone = f"<p>{escape(words()['bridge']['gone'])}</p>{facts(row(said['bridge_old'], page_link(old)))}"
        return [Part(title, "", lead + gone)]
    found = changes(catalog, old, new)
    summary = facts(
        row(said["bridge_old"], page_link(old))
        + row(said["bridge_new"], page_link(new))
        + "".join(
            row(text["title"], str(count))
            for kind, text in words()["bridge"]["change"].items()
            if (count := sum(change.kind == kind for change in found))
        )
        + row(said["try_title"], link("../bestar.html", said["try_link"]))
    )
    if not found:
        summary += f"<p>{escape(words()['bridge']['none'])}</p>"
    parts = [Part(title, "", lead + summary), namespaces(catalog, old, new)]
    for kind, text in words()["bridge"]["change"].items():
        of_kind = [change for change in found if change.kind == kind]
        if of_kind:
            items = "".join(item(catalog, change, old, new) for change in of_kind)
            html = f'<ul class="ref-endringer">{items}</ul>{duties(text["sender"], text["receiver"])}'
            parts.append(Part(text["title"], slug(kind.replace("_", " ")), html))
    return parts


def page_link(message: Message) -> str:
    said = words()["pages"]["message_title"].format(title=message.title)
    return link(f"../meldinger/{message.slug}.html", said)


def duties(sender: str, receiver: str) -> str:
    """Give what the change asks of each side."""
    said = words()["pages"]
    return facts(row(said["sender"], escape(sender)) + row(said["receiver"], escape(receiver)))


def item(catalog: Catalog, change: Change, old: Message, new: Message) -> str:
    """Give one change: plain name, XML name, where, what it was and is."""
    path = change.path
    message = new if change.new else old
    text = catalog.element_text(path[-1], path[-2] if len(path) > 1 else "")
    name = f"<b>{escape(capital(text['name']))}</b> {code(local(path[-1]))}"
    anchors = {each.path: each.anchor for each in message.fields}
    if path in anchors:
        name = f'<a href="../meldinger/{message.slug}.html#{anchors[path]}">{name}</a>'
    detail = words()["bridge"]["change"][change.kind]["detail"].format(before=change.before, after=change.after)
    where = escape(trail(catalog, path[:-1])) or escape(capital(message.name))
    about = f"<p>{escape(text['text'])}</p>" if text["text"] else ""
    label = escape(words()["pages"]["bridge_where"])
    return f"<li><p>{name}</p>{about}<p>{escape(detail)} {label}: {where}.</p></li>"


def namespaces(catalog: Catalog, old: Message, new: Message) -> Part:
    """Give the namespaces that must be changed, and what that asks of each side."""
    said, text = words()["pages"], words()["bridge"]
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{code(before)}</td><td>{code(after)}</td></tr>"
        for name, before, after in new_namespaces(catalog, old, new)
    )
    head = "".join(f"<th>{escape(each)}</th>" for each in (said["schema"], f"{OLD}", f"{NEW}"))
    table = f'<table class="docutils ref-rom"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    html = f"<p>{escape(text['namespace_text'])}</p>{table}"
    return Part(
        text["namespace_title"], "navnerom", html + duties(text["namespace_sender"], text["namespace_receiver"])
    )


def new_namespaces(catalog: Catalog, old: Message, new: Message) -> list[tuple[str, str, str]]:
    """Give (name of the schema, old, new) of each namespace that a message has under a new name."""
    spaces = catalog.namespaces
    before = [spaces[prefix] for prefix in prefixes(old)]
    after = [spaces[prefix] for prefix in prefixes(new)]
    changed = [
        (uri, other)
        for uri in before
        if uri not in after
        for other in after
        if other not in before
        and (stem(uri) == stem(other) or (uri == spaces[old.prefix] and other == spaces[new.prefix]))
    ]
    return [(stem(other), uri, other) for uri, other in changed]


def prefixes(message: Message) -> list[str]:
    return list(dict.fromkeys(item.name.partition(":")[0] for item in message.fields))


def stem(uri: str) -> str:
    """Give a namespace without its date: the name of the schema."""
    return uri.rpartition("/")[0].rpartition("/")[2]
