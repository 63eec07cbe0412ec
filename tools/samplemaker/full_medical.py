# SPDX-License-Identifier: MIT
"""The medical part of the full Innleggelsesrapport: diagnosis, history, allergies and medicines."""

from __future__ import annotations

from .clinical import Components, journal_text, medicine_name, strength
from .markup import Element, el
from .parts import OID, Entry, cs, cv, professional


def diagnosis(patient: Entry) -> Element:
    """A diagnosis as code and as text."""
    first = patient["diagnosis"][1]
    return el(
        "po:InfoMedisinskDiagnose",
        el(
            "po:MedisinskDiagnose",
            el("po:Hoveddiagnose", "true"),
            cv("po:Diagnosekode", first["codeset"], first["code"], first["text"]),
        ),
        el(
            "po:MedisinskDiagnose",
            el("po:DiagnoseBeskrivelse", "Uklare magesmerter. Fastlegen utreder, ingen kode er satt."),
        ),
    )


def medical(make: Components, sample: Entry) -> Element:
    """Blood type, earlier illness, critical information and the reason for admission."""
    return el(
        "po:MedisinskfagligeOpplysninger",
        el(
            "po:RegistrertBlodtype",
            cs("po:Blodtype", "A", "A"),
            cs("po:Rhesusgruppe", "RH+", "Rh pluss"),
            el("po:Merknad", "Øvingsdata."),
        ),
        el(
            "po:InfoTidligereSykdommer",
            el(
                "po:TidligereSykdomFragment",
                el("po:FunksjonshemmingKroniskSykdom", "false"),
                el("po:TidligereSykdom", "Depresjon to ganger før"),
                cv("po:Diagnosekode", "7170", "P76", "Depressiv lidelse"),
            ),
            journal_text("TS", "Begge gangene var han i full jobb igjen etter noen måneder."),
        ),
        make.make(
            "epj1:Cave",
            make.make(
                "epj1:SakshodeCave",
                el(
                    "epj1:StikkordCave",
                    el("epj1:CaveStikkord", "Ingen kjente allergier"),
                    el("epj2:Journaltekst", el("epj2:Notat", "Spurt 5. mai.")),
                ),
            ),
            make.make(
                "epj1:Allerginotat",
                el("epj2:Journaltekst", el("epj2:Notat", "Ingen reaksjon på legemidler han har brukt.")),
                allergy("Ingen kjent legemiddelallergi"),
            ),
        ),
        make.make("epj1:Allerginotat", allergy("Ingen kjent pollenallergi")),
        make.make("epj2:GenereltJournalnotat", journal_text("AAI", sample["reason"], "Avtalt med ham selv.")),
    )


def allergy(to: str) -> Element:
    """An allergy with every field, here used to say that none is known."""
    return el(
        "epj1:Allergi",
        el("epj1:HensynVedForskrivning", "false"),
        el("epj1:HensynMatDrikke", "false"),
        el("epj1:Kontaktallergi", "false"),
        el("epj1:PollenInnsektstikk", "false"),
        el("epj1:AllergiskMot", to),
        el("epj1:VirkestoffLegemiddel", S=OID + "7180", OT="Ikke aktuelt"),
        el("epj1:KodeAnnetStoff", S=OID + "7110", OT="Ikke aktuelt"),
        cs("epj1:AnafylaktiskeReaksjoner", "2", "Nei"),
    )


def medicine(make: Components, patient: Entry, doctor: Entry) -> Element:
    """One medicine with every field."""
    row = patient["medicine"][2]
    return make.make(
        "epj3:Legemiddelinfo",
        el(
            "epj3:ForenkletForskrivning",
            cs("epj3:StatusTilForskrivningen", "1", "Originalforskrivning"),
            cs("epj3:InngaarIMultidose", "1", "Legemiddeldosering inngår ikke i en multidose"),
            el("epj3:ReseptId", "TESTDATA-1"),
            el("epj3:Merknad", "Henter medisin hos oss hver mandag, én uke om gangen."),
            professional(doctor, "epj3:Forskriver"),
            el(
                "epj3:Forskrivningsinfo",
                el("epj3:BruksomradeTekst", "Søvn og depresjon"),
                el("epj3:DosVeiledEnkel", row["dose"]),
                el("epj3:Nr", "1"),
                el("epj3:Navn", medicine_name(row)),
                el("epj3:GeneriskNavn", row["name"]),
                cs("epj3:Atc", row["atc"], row["name"]),
                cs("epj3:Legemiddelform", "53", "Tablett"),
                strength(row),
                cs("epj3:Bruk", "1", "Fast"),
                el("epj3:DoseringStarttidspunkt", V="2026-03-02"),
                el("epj3:DoseringSluttidspunkt", V="2026-09-02"),
                el("epj3:SkalIkkeTasSammenMedAnnetLegemiddel", "false"),
            ),
        ),
    )
