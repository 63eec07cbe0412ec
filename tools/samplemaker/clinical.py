# SPDX-License-Identifier: MIT
"""Clinical parts of a report: record components, headings, diagnoses, medicines, function and services."""

from __future__ import annotations

import re
from datetime import date

from .markup import Element, el, with_attributes
from .parts import OID, Entry, cs, cv
from .world import World

COMPONENTS = {
    "epj1:Cave": ("EPJ sak", "14.50001.0", "Cave/allergier"),
    "epj1:SakshodeCave": ("EPJ dokument", "13.10028.0", "Cave/allergier"),
    "epj1:Allerginotat": ("EPJ dokument", "13.11036.1", "Cave/allergier"),
    "epj2:GenereltJournalnotat": ("EPJ dokument", "13.11009.0", "Andre notater"),
    "epj3:Legemiddelinfo": ("EPJ dokument", "13.10301.0", "Legemidler"),
    "epj3:LegemidlerAdministrertVedOverforing": ("EPJ dokument", "13.10302.0", "Legemidler"),
}
HEADINGS = {
    "AAI": ("9142", "Årsak til innleggelse"),
    "TS": ("9142", "Tidligere sykdommer"),
    "VU": ("9142", "Vurdering"),
    "PROB": ("9142", "Aktuell problemstilling"),
    "FU": ("9142", "Funn og undersøkelsesresultat"),
    "FO": ("9142", "Forløp og behandling"),
    "FA": ("9142", "Familie/sosialt"),
    "OP": ("9142", "Planer for videre oppfølging"),
    "IP": ("9142", "Informasjon til pasient/pårørende"),
    "UTRED": ("9142", "Forventet/ønsket undersøkelser/behandling"),
    "status": ("9145", "Pasientens status"),
    "course": ("9145", "Antatt forløp"),
    "12": ("9141", "Status ved utskrivning"),
    "7": ("9141", "Sykepleiediagnose"),
    "8": ("9141", "Sykepleiesammenfatning"),
    "13": ("9141", "Pasientens egne vurderinger"),
    "14": ("9141", "Praktiske opplysninger"),
    "smitte-1": ("9143", "Kontaktsmitte"),
}
CODES = {"smitte-1": "1", "status": "1", "course": "2"}  # where the key is not the code
USE = {"fast": ("1", "Fast"), "kur": ("2", "Kur"), "behov": ("3", "Ved behov")}
PRESCRIBED = {False: ("1", "Originalforskrivning"), True: ("2", "Seponering")}
ADMINISTERED = {"1": "Inntatt i sin helhet", "2": "Delvis inntatt", "3": "Nektet inntatt", "4": "Ikke gitt"}
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
NOT_MULTIDOSE = "Legemiddeldosering inngår ikke i en multidose"


class Components:
    """Numbers the record components of one message, so that each has an id of its own."""

    def __init__(self, world: World, key: str) -> None:
        self._world, self._key, self._count = world, key, 0

    def make(self, name: str, *content: object) -> Element:
        """An EPJ component with its fixed types and a new id."""
        self._count += 1
        base, kind, category = COMPONENTS[name]
        return with_attributes(
            el(name, *content),
            {
                "m1:basiskomponenttype": base,
                "m1:komponenttype": "2.16.578.1.12.4.1.6." + kind,
                "m1:informasjonskategori": category,
                "komponentID": self._world.uuid(f"{self._key}/komponent/{self._count}"),
            },
        )


def journal_text(heading: str, note: str, remark: str | None = None) -> Element:
    """A text under a coded heading."""
    codeset, text = HEADINGS[heading]
    return el(
        "epj2:Journaltekst",
        cv("epj2:Overskriftskode", codeset, CODES.get(heading, heading), text),
        el("epj2:Notat", note),
        el("epj2:Merknad", remark) if remark else None,
    )


def diagnoses(patient: Entry, codes: list[str]) -> Element | None:
    """The chosen diagnoses, the first one as the main diagnosis."""
    known = {entry["code"]: entry for entry in patient["diagnosis"]}
    return el(
        "po:InfoMedisinskDiagnose",
        [
            el(
                "po:MedisinskDiagnose",
                el("po:Hoveddiagnose", "true") if code == codes[0] else None,
                cv("po:Diagnosekode", known[code]["codeset"], code, known[code]["text"]),
            )
            for code in codes
        ],
    )


def cave(make: Components, sample: Entry) -> Element:
    """What the receiver must know before giving anything: a plain statement, or an allergy with its details."""
    allergy = sample.get("allergy")
    return make.make(
        "epj1:Cave",
        make.make("epj1:SakshodeCave", el("epj1:StikkordCave", el("epj1:CaveStikkord", sample["cave"]))),
        make.make("epj1:Allerginotat", _allergy(allergy)) if allergy else None,
    )


def _allergy(allergy: Entry) -> Element:
    return el(
        "epj1:Allergi",
        el("epj1:HensynVedForskrivning", "true"),
        el("epj1:AllergiskMot", allergy["to"]),
        cv("epj1:VirkestoffLegemiddel", "7180", allergy["atc"], allergy["atc_text"]),
        cs("epj1:AnafylaktiskeReaksjoner", allergy["anaphylaxis"], {"1": "Ja", "2": "Nei"}[allergy["anaphylaxis"]]),
    )


def medicine(make: Components, row: Entry) -> Element:
    """One medicine in use."""
    return make.make(
        "epj3:Legemiddelinfo",
        el(
            "epj3:ForenkletForskrivning",
            cs("epj3:StatusTilForskrivningen", *PRESCRIBED[row.get("stopped", False)]),
            cs("epj3:InngaarIMultidose", "1", NOT_MULTIDOSE),
            el(
                "epj3:Forskrivningsinfo",
                el("epj3:DosVeiledEnkel", row["dose"]),
                el("epj3:Navn", medicine_name(row)),
                cs("epj3:Atc", row["atc"], row["name"]),
                cs("epj3:Legemiddelform", "53", "Tablett") if row["form"] == "tablett" else None,
                strength(row),
                cs("epj3:Bruk", *USE[row["use"]]),
            ),
        ),
    )


def medicine_name(row: Entry) -> str:
    """Name with form and strength, as on a medicine list."""
    return f"{row['name']} {row['form']} {row['strength']}"


def strength(row: Entry) -> Element | None:
    """The strength as number and unit, when it is that simple."""
    simple = re.fullmatch(r"(\d+(?:,\d+)?) (g|mg|mikrog|IE)", row["strength"])
    return el("epj3:Styrke", V=simple[1].replace(",", "."), U=simple[2]) if simple else None


def administered(make: Components, rows: list[Entry], start: str, status: str) -> Element:
    """What happened with the doses of today."""
    return make.make(
        "epj3:LegemidlerAdministrertVedOverforing",
        [
            el(
                "epj3:AdmAvHelsepersonell",
                el("epj3:AdmStart", V=start),
                cs("epj3:AdmStatus", status, ADMINISTERED[status]),
                el(
                    "epj3:Forskrivningsinfo",
                    el("epj3:Navn", medicine_name(row)),
                    cs("epj3:Atc", row["atc"], row["name"]),
                ),
            )
            for row in rows
        ],
    )


def functions(patient: Entry, codes: list[str], mapped: str) -> Element:
    """Mapped functions (IPLOS); the date of the mapping stands in the remark."""
    return el(
        "po:InfoKartleggingFunksjonsniva",
        el("po:SamletVurderingFunksjonsniva", el("po:Merknad", f"Kartlagt {norwegian_date(mapped)}.")),
        [
            el(
                "po:KartlagtFunksjon",
                cv("po:Funksjonsvariabel", row["codeset"], row["code"], row["text"]),
                el("po:Vurdering", str(row["score"])),
            )
            for row in patient["function"]
            if row["code"] in codes
        ],
    )


def service(row: Entry, details: Entry) -> Element:
    """One municipal service the patient has."""
    return el(
        "po:EksisterendeTjeneste",
        el("po:IPLOStjenestetype", V=row["code"], S=OID + row["codeset"], DN=row["text"]),
        el("po:PrivatTjeneste", "false"),
        el("po:TjenestenLevertAv", details["by"]) if "by" in details else None,
        el("po:OpplysningerOmTjenesten", details["info"]) if "info" in details else None,
        el("po:AntallEnheter", details["units"]) if "units" in details else None,
        el("po:Enhet", details["unit"]) if "unit" in details else None,
        el("po:Startdato", details["from"]) if "from" in details else None,
        el("po:Sluttdato", details["to"]) if "to" in details else None,
    )


def norwegian_date(iso: str) -> str:
    """A date the way people write it."""
    day = date.fromisoformat(iso)
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
