# SPDX-License-Identifier: MIT
"""The clinical content of a PLO report, from the patient's facts and the words of the story."""

from __future__ import annotations

from datetime import date

from .clinical import Components, cave, diagnoses, functions, journal_text, medicine, service
from .markup import Element, el
from .parts import OID, Entry, cs, cv, person
from .plo_nursing import aids, control, documentation, informed
from .plo_people import coded
from .story_text import words
from .world import World

CONTENT = {
    "HELSEOPPL_SOKNAD": ("9140", {"1": "Varsel om innlagt pasient", "2": "Oppdaterte opplysninger"}),
    "MEDISINSKE_OPPLYSNINGER": ("9138", {"1": "Rapport etter konsultasjon", "4": "Svar på forespørsel"}),
    "UTSKRIVNINGSRAPPORT": ("9139", {"11": "Utskrivningsrapport"}),
}
VISIT = {"2": "Statusrapport", "3": "Ønske om legevurdering"}
LANGUAGES = {"polsk": ("PL", "Polsk"), "arabisk": ("AR", "Arabisk"), "dansk": ("DA", "Dansk")}
NURSING = ("7", "8", "12", "13", "14", "88")
NO_NURSING = "MEDISINSKE_OPPLYSNINGER"  # that report has no place for nursing documentation


def care(world: World, message: Entry, sample: Entry, today: date) -> list[Element]:
    """All that a new report or a change can tell."""
    patient = world.patients[message["patient"]]
    make = Components(world, message["key"])
    notes = {heading: words(message["text"], lines) for heading, lines in sample["notes"].items()}
    at_bedside = [] if message["type"] == NO_NURSING else [heading for heading in notes if heading in NURSING]
    medical = {heading: text for heading, text in notes.items() if heading not in at_bedside}
    rows = medicines(world, patient, sample, today)
    details = sample.get("services", {})
    services: list[Entry] = sample["given_services"] if "given_services" in sample else patient.get("service", [])
    parts = [
        diagnoses(patient, sample["diagnoses"]) if sample.get("diagnoses") else None,
        _medical(make, patient, sample, medical),
        functions(patient, sample["functions"], sample["mapped"]) if "functions" in sample else None,
        documentation(world, message, sample, make, rows, {heading: notes[heading] for heading in at_bedside}),
        aids(sample["aids"]) if "aids" in sample else None,
        _interpreter(patient) if sample.get("interpreter") else None,
        control(sample["control"]) if "control" in sample else None,
    ]
    return [
        *_kind(message, sample),
        *(part for part in parts if part is not None),
        *(medicine(make, row) for row in rows),
        *(service(row, details.get(row["code"], {})) for row in services),
        *(_need(row) for row in sample.get("needs", [])),
        *(informed(world, message, told) for told in sample.get("informed", [])),
    ]


def assessments(message: Entry, sample: Entry) -> list[Element]:
    """What a cancellation needs too: the kind and dates that the schema demands, and why it is taken back."""
    events = [el("po:OpplysningOpphold", event(row)) for row in message.get("events", [])]
    if message["status"] != "C":
        return events
    reason = el("po:InfoFraSykepleier", el("epj2:Journaltekst", el("epj2:Notat", message["text"])))
    return [*_kind(message, sample), *events, el("po:Sykepleierdokumentasjon", reason)]


def event(row: Entry) -> Element:
    """A dated event."""
    return el(
        "po:TidsfestetHendelse",
        cv("po:Hendelsekode", "9121", row["code"], row["text"]),
        el("po:TidspunktForHendelse", V=row["date"]),
        el("po:Anslag", "true" if row["estimate"] else "false"),
    )


def medicines(world: World, patient: Entry, sample: Entry, today: date) -> list[Entry]:
    """The medicines in use today, without some and with the stopped ones, as the sample chooses."""
    day = date.fromisoformat(sample["medicines_on"]) if "medicines_on" in sample else today
    in_use = world.medicines(patient, day)
    left_out = (*sample.get("without", []), *sample.get("stopped", []))
    told = sample.get("dosage", {})
    every = [{**row, "dose": told.get(_label(row), row["dose"])} for row in patient.get("medicine", [])]
    known = zip(patient.get("medicine", []), every, strict=True)
    rows = [row for original, row in known if original in in_use or _label(row) in sample.get("still", [])]
    stopped = [row for row in every if _label(row) in sample.get("stopped", [])]
    return [row for row in rows if _label(row) not in left_out] + [{**row, "stopped": True} for row in stopped]


def _label(row: Entry) -> str:
    return f"{row['name']} {row['strength']}"


def _kind(message: Entry, sample: Entry) -> list[Element]:
    codes = message.get("codes", {})
    if "TypeInnholdKonsultasjon" in codes:
        value = coded(codes["TypeInnholdKonsultasjon"])[1]
        return [el("po:InnholdKonsultasjon", cs("po:TypeInnholdKonsultasjon", value, VISIT[value]))]
    parts = []
    if "TypeInnhold" in codes:
        codeset, texts = CONTENT[message["type"]]
        value = coded(codes["TypeInnhold"])[1]
        parts.append(el("po:TypeInnholdIMelding", cv("po:TypeInnhold", codeset, value, texts[value])))
    if "application" in sample:
        parts.append(el("po:OpplysningerTilSoknad", el("po:EgensoknadSendt", str(sample["application"]).lower())))
    return parts


def _medical(make: Components, patient: Entry, sample: Entry, notes: dict[str, str]) -> Element:
    known = {"cave": patient["critical"], **sample}
    texts = [make.make("epj2:GenereltJournalnotat", journal_text(heading, text)) for heading, text in notes.items()]
    return el("po:MedisinskfagligeOpplysninger", cave(make, known), texts)


def _need(row: Entry) -> Element:
    return el(
        "po:TjenesteBehov",
        el("po:IPLOStjenestetype", V=row["code"], S=OID + "9151", DN=row["text"]),
        el("po:BeskrivelseAvTjeneste", row["about"]),
    )


def _interpreter(patient: Entry) -> Element:
    language = LANGUAGES[patient["language"].split(" ")[0]]
    asked = el(
        "po:AssistertKommunikasjon",
        person(patient, "po:PersonTolkebehov"),
        cs("po:BehovTolkSprak", *language),
        el("po:Merknad", "Bruk tolk, ikke pårørende."),
    )
    return el("po:InfoAssistertKommunikasjon", asked)
