# SPDX-License-Identifier: MIT
"""The five messages of Pasientlogistikk 1.6."""

from __future__ import annotations

from .envelope import msghead, payload_root
from .markup import Element, el
from .parts import Entry, cs, cv, responsible, unit
from .world import World

NAMESPACES = {
    "": "http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01",
    "po": "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
    "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
}
ELEMENTS = {
    "LOG_INNLAGT": "MeldingInnlagtPasient",
    "LOG_UTSKRIVNINGSKLAR": "MeldingUtskrivningsklarPasient",
    "LOG_AVMELDING": "AvmeldingUtskrivningsklarPasient",
    "LOG_UTSKREVET": "MeldingOmUtskrevetPasient",
    "LOG_DOD": "OrienteringOmDod",
}
STATUS = {"N": "Ny", "M": "Endring", "C": "Kansellering"}


def logistics(world: World, message: Entry, sample: Entry) -> Element:
    """One logistics message; the last event carries the remark, or the reason of a cancellation."""
    author = world.staff[message["author"]]
    place = sample.get("unit")
    payload = payload_root(
        "Pasientlogistikk",
        NAMESPACES,
        el("po:InformasjonOmForsendelsen", cs("po:Forsendelsesstatus", message["status"], STATUS[message["status"]])),
        el("po:TilknyttetEnhet", unit(world.units[place], "po:Kontaktenhet")) if place else None,
        el("po:AnsvarForRapport", responsible(author)),
        el(ELEMENTS[message["type"]], _discharged_to(sample), _events(message, sample)),
    )
    consent = sample.get("consent")
    given = cv("Consent", "9064", consent["code"], consent["text"]) if consent else None
    return msghead(world, message, payload, given, bare=sample.get("bare", False))


def _discharged_to(sample: Entry) -> Element | None:
    to = sample.get("discharged_to")
    if not to:
        return None
    return el(
        "po:UtskrevetTil",
        cv("po:Uttilstand", "8431", to["state"], to["state_text"]),
        cv("po:UtTil", "8408", to["place"], to["place_text"]),
    )


def _events(message: Entry, sample: Entry) -> list[Element]:
    events = message["events"]
    return [_event(message, sample, event, event is events[-1]) for event in events]


def _event(message: Entry, sample: Entry, event: Entry, last: bool) -> Element:
    offset = message["gendate"][-6:]
    when = f"{event['date']}T{event['time']}:00{offset}" if "time" in event else event["date"]
    reason = message["text"] if last and message["status"] == "C" else None
    remark = sample.get("remark") if last else None
    where = sample.get("place") if last else None
    return el(
        "po:TidsfestetHendelse",
        cv("po:Hendelsekode", "9121", event["code"], event["text"]),
        el("po:BeskrivelseAvHendelse", reason) if reason else None,
        el("po:TidspunktForHendelse", V=when),
        el("po:Anslag", "true" if event["estimate"] else "false"),
        el("po:Merknad", remark) if remark else None,
        el("po:StedForHendelse", el("po:StedHendelse", where)) if where else None,
    )
