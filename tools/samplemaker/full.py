# SPDX-License-Identifier: MIT
"""An Innleggelsesrapport in which every part that can stand there stands once; the nursing part is in full_nursing."""

from __future__ import annotations

from .clinical import Components, journal_text
from .envelope import msghead, payload_root
from .full_medical import allergy, diagnosis, medical, medicine
from .full_nursing import nursing, other_professions
from .markup import Element, el
from .parts import OID, Entry, address, cs, cv, organisation_id, person, professional, responsible, telephone
from .report import NAMESPACES
from .world import World


def full_report(world: World, message: Entry, sample: Entry) -> Element:
    """Every element of the schema in its place, with an attachment and a copy receiver."""
    jonas = world.patients[message["patient"]]
    maria, doctor = world.staff[message["author"]], world.staff[jonas["gp"]]
    make = Components(world, message["key"])
    payload = payload_root(
        "Innleggelsesrapport",
        NAMESPACES,
        _shipment(sample),
        _about_patient(jonas),
        _relatives(jonas),
        _contacts(world, maria, doctor),
        _sent_document(),
        diagnosis(jonas),
        medical(make, sample),
        medicine(make, jonas, doctor),
        _service(),
        _functions(world, maria),
        el(
            "po:InfoAndreViktigeOpplysninger",
            make.make("epj2:GenereltJournalnotat", journal_text("smitte-1", "Ingen kjent smitte.")),
            make.make("epj1:Allerginotat", allergy("Ingen kjent matallergi")),
        ),
        nursing(make, jonas, maria),
        other_professions(world),
        _aids(),
        _communication(jonas),
        _reservation(jonas),
        _information(jonas, maria),
    )
    consent = cv("Consent", "9064", "1", "Ja, samtykke er innhentet")
    return msghead(world, message, payload, consent, [_attachment(sample, message["gendate"])])


def _shipment(sample: Entry) -> Element:
    return el(
        "po:InformasjonOmForsendelsen",
        cs("po:Forsendelsesstatus", "N", "Ny"),
        el("po:ForbeholdOmVideresending", "false"),
        el("po:SvarPaaForesporsel", "true"),
        el(
            "po:Foresporsel",
            cv("po:TypeForesp", "9154", "1", "Helseopplysninger"),
            el("po:Sporsmal", sample["question"]),
            el("po:RefDokIdForesp", sample["question_id"]),
        ),
    )


def _about_patient(patient: Entry) -> Element:
    return el(
        "po:TilleggsopplysningPasient",
        cs("po:SivilStatus", patient["civil_status"], patient["civil_status_text"]),
        el("po:BorAlene", "false"),
        cs("po:Sprak", "NO", "Norsk"),
    )


def _relatives(patient: Entry) -> list[Element]:
    """The partner, then each child with birth year and need only; the mother is the one to call about them."""
    partner, *children = patient["next_of_kin"]
    return [
        el(
            "po:ParorendeForesatt",
            cs("po:Slektskap", partner["relation"], partner["relation_text"]),
            person(partner, "po:Referanseperson"),
            el("po:Merknad", partner["note"]),
        ),
        *(
            el(
                "po:ParorendeForesatt",
                cs("po:Omsorgsfunksjon", "1", "Forelder/foresatt") if child is children[0] else None,
                el("po:FodselsarMindrearigParorende", child["birth_year"]),
                person(partner, "po:Referanseperson"),
                el("po:Merknad", child["note"]),
            )
            for child in children
        ),
    ]


def _contacts(world: World, author: Entry, doctor: Entry) -> list[Element]:
    place, home = world.units["psykhelse"], world.organisations["storfuru"]
    work = ("RES", "Besøksadresse")
    return [
        el(
            "po:TilknyttetEnhet",
            el(
                "po:Kontaktenhet",
                el("fk1:OrganisationName", home["name"]),
                organisation_id("fk1:", "HER", home["her"]),
                address("fk1:", home, work),
                telephone("fk1:", home["phone"]),
                el(
                    "fk1:Organisation",
                    el("fk1:OrganisationName", place["name"]),
                    organisation_id("fk1:", place["id_type"], place["local_id"]),
                    telephone("fk1:", place["phone"]),
                ),
            ),
            el("po:Merknad", "Alle dager kl. 8–22."),
        ),
        el(
            "po:KontaktpersonHelsepersonell",
            professional(doctor, "po:Kontaktperson"),
            el("po:Merknad", "Fastlegen la ham inn og er orientert."),
        ),
        el(
            "po:AnsvarForRapport",
            responsible(author),
            el("po:GodkjentDato", "2026-05-08"),
            cv("po:TypeRelasjon", "8254", "ARP", "Ansvarlig for rapport"),
            el("po:Merknad", "Koordinator for individuell plan."),
        ),
    ]


def _sent_document() -> Element:
    return el(
        "po:SendtDokument",
        cv("po:Opplysning", "8329", "3", "Resept"),
        el("po:JaNei", "true"),
        el("po:DatoSendt", "2026-05-04"),
        cv("po:TypeMottaker", "8330", "4", "Apotek"),
        el("po:NavnMottaker", "Apoteket i Storfuru"),
        el("po:Merknad", "Gjelder mirtazapin."),
    )


def _service() -> Element:
    return el(
        "po:EksisterendeTjeneste",
        cv("po:IPLOStjenestetype", "9151", "15", "[Hjemmetjenester:] Helsetjenester i hjemmet"),
        el("po:BetegnelseTjeneste", "Samtaler med psykisk helsetjeneste"),
        el("po:PrivatTjeneste", "false"),
        el("po:TjenestenLevertAv", "Psykisk helse og rus"),
        el("po:OpplysningerOmTjenesten", "Ukentlig samtale, siden mars."),
        el("po:AntallEnheter", "1.5"),
        el("po:Enhet", "timer per uke"),
        el("po:Startdato", "2026-03-02"),
        el("po:Sluttdato", "2026-12-31"),
        el("po:Merknad", "Holdes åpen mens han er innlagt."),
    )


def _functions(world: World, author: Entry) -> Element:
    home = world.organisations["storfuru"]
    return el(
        "po:InfoKartleggingFunksjonsniva",
        el(
            "po:SamletVurderingFunksjonsniva",
            el("po:Pleietyngde", "2.5"),
            el("po:VurderingPleietyngde", "Klarer det praktiske, trenger støtte til å komme i gang."),
            el("po:Merknad", "Kartlagt 5. mai 2026."),
        ),
        el(
            "po:KartlagtFunksjon",
            cv("po:Funksjonsvariabel", "9111", "1", "Sosial deltakelse"),
            el("po:Vurdering", "3"),
            el("po:Merknad", "Har trukket seg unna venner de siste tre ukene."),
        ),
        el(
            "po:Ansvarlig",
            cv("po:TypeHendelse", "9131", "1", "Vurdering av funksjonsnivå"),
            el("po:TidspunktForHendelse", "2026-05-05T13:00:00+02:00"),
            el("po:Ekstern", "false"),
            professional(author, "po:AnsvarligTjenesteyter"),
            el(
                "po:Virksomhet",
                el("fk1:OrganisationName", home["name"]),
                organisation_id("fk1:", "ENH", home["orgnr"]),
            ),
            el("po:Merknad", "Sammen med ham selv."),
        ),
    )


def _aids() -> Element:
    return el(
        "po:OpplysningerOmHjelpemidler",
        el(
            "po:FasteHjelpemidler",
            cs("po:Briller", "1", "Lesebriller"),
            cs("po:HjelpemiddelHorsel", "1", "Høreapparat"),
            el("po:Pacemaker", "true"),
            el("po:Merknad", "Øvingsdata."),
        ),
        el(
            "po:StatusHjelpemiddel",
            cs("po:Status", "6", "Aktiv"),
            el(
                "po:Hjelpemiddelbeskrivelse",
                el("po:Sekvensnummer", "1"),
                el("po:HjelpemiddelkodeRTV", S=OID + "8151", OT="Høreapparat"),
                el("po:BetegnelseHjelpemiddel", "Høreapparat, venstre øre"),
            ),
        ),
    )


def _communication(patient: Entry) -> Element:
    partner = patient["next_of_kin"][0]
    return el(
        "po:InfoAssistertKommunikasjon",
        el(
            "po:AssistertKommunikasjon",
            person(patient, "po:PersonTolkebehov", full=True),
            el("po:Horselsvikt", "true"),
            el("po:Synsvikt", "true"),
            cs("po:BehovTolkSprak", "NO", "Norsk"),
            person(partner, "po:PreferertTolk"),
            el("po:BehovOpphortDato", V="2026-05-31"),
            el("po:Merknad", "Øvingsdata: feltene er fylt ut for å vise hvor de står."),
        ),
    )


def _reservation(patient: Entry) -> Element:
    return el(
        "po:InfoReservasjon",
        el(
            "po:ReservasjonOnske",
            el("po:Gjelder", "Ville først ikke at arbeidsgiver fikk vite om innleggelsen."),
            person(patient, "po:FramsattAv"),
            el("po:FramsattDato", "2026-05-07"),
            person(patient, "po:TrukketTilbakeAv"),
            el("po:TrukketTilbakeDato", "2026-05-08"),
            el("po:Merknad", "Han sier fra til arbeidsgiver selv."),
        ),
    )


def _information(patient: Entry, author: Entry) -> Element:
    return el(
        "po:InfoInformasjonGitt",
        el(
            "po:InformasjonGitt",
            cv("po:TypeInformasjon", "9502", "A", "Annet"),
            el("po:BeskrivelseInformasjon", "Hva som står i denne rapporten"),
            el("po:MuntligInformasjon", "true"),
            person(patient, "po:InformasjonGittTil"),
            el("po:InformasjonGittDato", "2026-05-08"),
            professional(author, "po:InformasjonGittAv"),
        ),
    )


def _attachment(sample: Entry, issued: str) -> Element:
    return el(
        "Document",
        cs("DocumentConnection", "V", "Vedlegg"),
        el("ContentDescription", "Tekstfil laget for øving"),
        el(
            "RefDoc",
            el("IssueDate", V=issued),
            cs("MsgType", "A", "Vedlegg"),
            el("MimeType", "text/plain"),
            el("Description", "Kriseplan (øvingsdata)"),
            el(
                "Content",
                el("Base64Container", sample["attachment"], xmlns="http://www.kith.no/xmlstds/base64container"),
            ),
        ),
    )
