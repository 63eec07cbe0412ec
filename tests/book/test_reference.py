# SPDX-License-Identifier: MIT
"""The reference says what the schemas say: every field, its rules, its code lists, and what a new version changes."""

from __future__ import annotations

import pytest

from plokit.book_ext.reference_bridge import bridge_name, changes, pair, pairs
from plokit.book_ext.reference_bridge_html import bridge_page, new_namespaces
from plokit.book_ext.reference_codes import lists_of, uses
from plokit.book_ext.reference_rules import of_message, places_of, spoken, touching
from plokit.book_ext.reference_stubs import FOLDER, found, stubs, write
from plokit.book_ext.reference_tree import Group, find, messages, occurrences, slug, walk
from plokit.book_ext.reference_try import as_new, rewrites
from plokit.book_ext.reference_words import STEP, day, how_often, trail, value_words, words
from plokit.catalog import load
from plokit.check import validate
from plokit.samples import get

CATALOG = load()
MESSAGES = messages(CATALOG)
REPORT = find(CATALOG, "innleggelsesrapport-1-6")


def field(message, anchor):
    return next(item for item in message.fields if item.anchor == anchor)


def reachable(start):
    seen, waiting = set(), [start]
    while waiting:
        index = waiting.pop()
        for name, _, _, _, inner in occurrences(CATALOG, index):
            if (index, name) not in seen:
                seen.add((index, name))
                waiting += [inner] if not name.startswith("ds:") else []
    return seen


@pytest.mark.parametrize("message", MESSAGES, ids=lambda each: each.slug)
def test_every_element_of_the_schema_is_in_the_tree(message):
    shown = {name for _, name in reachable(message.root.type)}
    assert {item.name for item in message.fields} == shown | {message.root.name}


@pytest.mark.parametrize("message", MESSAGES, ids=lambda each: each.slug)
def test_an_anchor_is_used_once_and_a_pointer_leads_to_a_field_that_is_unfolded(message):
    anchors = [item.anchor for item in message.fields]
    assert len(set(anchors)) == len(anchors)
    for item in message.fields:
        if item.same is not None:
            assert item.same is not item
            assert item.same.children
            assert item.same.type == item.type
            assert len(item.same.path) <= len(item.path)


def test_every_message_and_version_has_a_file_name_of_its_own():
    names = [message.slug for message in MESSAGES]
    assert len(set(names)) == len(names) == len(CATALOG.data["roots"])


def test_a_part_that_holds_itself_is_pointed_to_and_not_unfolded_for_ever():
    organisation = field(find(CATALOG, "hodemelding-1-2"), "Organisation.Organisation")
    assert organisation.same is not None
    assert not organisation.children


def test_fields_to_choose_among_stand_in_a_group():
    groups = [item for item in find(CATALOG, "pasientlogistikk-1-6").root.children if isinstance(item, Group)]
    assert [group.kind for group in groups] == ["choice"]
    assert len([item for item in walk(groups) if len(item.path) == 2]) == 5


def test_how_often_is_said_in_words():
    assert [how_often(1, 1), how_often(0, 1), how_often(1, -1), how_often(0, 3)] == [
        "må",
        "kan",
        "må, kan gjentas",
        "kan, høyst 3 ganger",
    ]


def test_a_value_is_described_in_words():
    status = field(REPORT, "InformasjonOmForsendelsen.Forsendelsesstatus")
    assert value_words(CATALOG, status.type) == "kode"
    assert value_words(CATALOG, REPORT.root.type) == ""
    for message in MESSAGES:
        for item in message.fields:
            if not item.children and item.same is None and not item.foreign and item.type != REPORT.root.type:
                assert CATALOG.types[item.type].get("p") or value_words(CATALOG, item.type), item.path


def test_a_path_and_a_date_are_written_for_people():
    assert trail(CATALOG, ("mh:MsgHead", "mh:MsgInfo", "mh:MsgId")).endswith(f"{STEP}meldings-id")
    assert day("2018-10-05") == "5. oktober 2018"
    assert slug("Melding om fravær 1.5") == "melding-om-fravaer-1-5"


def test_a_rule_stands_where_its_context_ends_and_nowhere_else():
    head = find(CATALOG, "hodemelding-1-2")
    assert "PLO-HOD-003" in {rule.id for rule in touching(CATALOG, field(head, "MsgInfo.Type"))}
    assert "PLO-HOD-003" not in {rule.id for rule in touching(CATALOG, field(head, "Address.Type"))}
    assert "PLO-STA-001" in {
        rule.id for rule in touching(CATALOG, field(REPORT, "InformasjonOmForsendelsen.Forsendelsesstatus"))
    }


def test_a_rule_touches_what_its_test_names_below_its_place_but_not_what_it_only_guards_against():
    assert "PLO-INN-014" in {
        rule.id for rule in touching(CATALOG, field(REPORT, "Innleggelsesrapport.ParorendeForesatt"))
    }
    assert "PLO-INN-014" not in {
        rule.id for rule in touching(CATALOG, field(REPORT, "Innleggelsesrapport.InfoReservasjon"))
    }


def test_conditions_are_taken_out_of_a_context():
    assert places_of("/mh:MsgHead/mh:Document[a[b = 'c']]/po:X[d] | //fk1:Ident") == [
        ("mh:MsgHead", "mh:Document", "po:X"),
        ("fk1:Ident",),
    ]


def test_rules_of_other_messages_and_versions_are_left_out():
    own = {rule.id for rule in of_message(CATALOG, REPORT)}
    assert "PLO-INN-014" in own
    assert not any(name.startswith("PLO-LOG") for name in own)
    assert "PLO-INN-014" not in {rule.id for rule in of_message(CATALOG, find(CATALOG, "innleggelsesrapport-1-5"))}


def test_a_rule_without_a_message_has_dots_where_the_value_would_stand():
    assert spoken("Står det {value}. Slik.") == "Står det … Slik."
    assert "{" not in "".join(spoken(text["title"]) for text in CATALOG.data["texts"]["rules"].values())


def test_a_field_knows_its_code_list_and_the_list_its_fields():
    status = field(REPORT, "InformasjonOmForsendelsen.Forsendelsesstatus")
    assert [codes.number for codes in lists_of(CATALOG, REPORT, status)] == ["7309"]
    assert any(use.message is REPORT and use.item is status for use in uses(CATALOG)["7309"])


def test_each_old_care_message_meets_the_new_one_of_the_same_name():
    names = {bridge_name(old): new and new.title for old, new in pairs(CATALOG)}
    assert names["innleggelsesrapport"] == "Innleggelsesrapport 1.6"
    assert names["melding-om-fravaer"] is None
    assert len(names) == 8


def test_the_bridge_tells_what_is_new_what_must_be_there_and_what_has_become_optional():
    found_changes = {(change.kind, change.path[1:]) for change in changes(CATALOG, *pair(CATALOG, "helseopplysninger"))}
    assert ("added_must", ("po:TypeInnholdIMelding",)) in found_changes
    assert ("added_may", ("po:ParorendeForesatt", "po:FodselsarMindrearigParorende")) in found_changes
    assert ("optional", ("po:OpplysningerTilSoknad",)) in found_changes


def test_a_message_is_no_different_from_itself():
    kinds = {change.kind for change in changes(CATALOG, REPORT, REPORT)}
    assert kinds <= {"codes"}  # the lists are asked for by version, so they may differ


def test_every_kind_of_change_has_words_for_sender_and_receiver():
    for old, new in pairs(CATALOG):
        if new is not None:
            assert {change.kind for change in changes(CATALOG, old, new)} <= set(words()["bridge"]["change"])
        for part in bridge_page(CATALOG, bridge_name(old))[1:]:
            assert words()["pages"]["sender"] in part.html
            assert words()["pages"]["receiver"] in part.html


def test_the_namespaces_to_change_are_those_of_the_message_and_its_parts():
    old, new = pair(CATALOG, "helseopplysninger-til-lege")
    assert [
        (before.split("/")[-2], after.split("/")[-2]) for _, before, after in new_namespaces(CATALOG, old, new)
    ] == [
        ("Konsultasjon", "HelseopplysningerTilLege"),
        ("poKomponent", "poKomponent"),
    ]


def test_an_old_message_is_judged_as_a_new_one_when_its_namespaces_are_read_as_new():
    text = get("valid/innleggelsesrapport-typisk.xml").text
    old = text
    for before, after in rewrites(CATALOG).items():
        old = old.replace(after, before)
    assert validate(old).version == "1.5"
    assert as_new(old, rewrites(CATALOG)) == text
    assert validate(as_new(old, rewrites(CATALOG))).version == "1.6"


def test_the_book_has_a_file_for_each_page_of_the_reference_and_no_others():
    assert found(FOLDER) == stubs(CATALOG), "Run: python -m plokit.book_ext.reference_stubs"


def test_files_are_made_changed_and_taken_away(tmp_path):
    one, other = "referanse/broer/a.md", "feilkatalog/koder/b.md"
    assert write(tmp_path, {one: "1", other: "2"}) == [other, one]
    assert write(tmp_path, {one: "3"}) == [other, one]
    assert found(tmp_path) == {one: "3"}
