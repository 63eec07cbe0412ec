# SPDX-License-Identifier: MIT
"""The nursing part and the parts of other professions in the full Innleggelsesrapport."""

from __future__ import annotations

from .clinical import Components, journal_text, medicine_name
from .markup import Element, el
from .parts import OID, Entry, cs, cv, professional
from .world import World


def nursing(make: Components, patient: Entry, author: Entry) -> Element:
    """Everything a nurse can tell."""
    return el(
        "po:Sykepleierdokumentasjon",
        _from_nurse(),
        _given_today(make, patient, author),
        _agreement(),
        _assessment("Søvn og stemning"),
        el("po:IverksatteTiltak", _measure("Kriseplan laget sammen med ham")),
        el("po:AnbefaltVidereTiltak", _measure("Hjembesøk første uke etter utskriving")),
        _goal(),
        el(
            "po:Ansvarlig",
            cv("po:TypeHendelse", "9131", "3", "Utarbeiding av sykepleiesammenfatning"),
            el("po:TidspunktForHendelse", "2026-05-08T08:45:00+02:00"),
            el("po:Ekstern", "false"),
            professional(author, "po:AnsvarligTjenesteyter"),
        ),
    )


def other_professions(world: World) -> Element:
    """A short report from another profession, here the case worker who is an occupational therapist."""
    return el(
        "po:OpplysningerAndreFaggrupper",
        el(
            "po:AndreFagrapporter",
            el("po:BehandlingStart", "2026-04-13"),
            el("po:StatusInnleggelse", "Klarer hverdagen, men orker lite utenfor hjemmet."),
            el("po:StatusBehandlingsstart", "Var i full jobb."),
            el("po:ForventetStatusUtskriving", "Gradvis tilbake i arbeid."),
            professional(world.staff["sunniva"], "po:AnsvarligRapport"),
            journal_text("VU", "Faste rutiner om morgenen hjelper ham."),
        ),
        el("po:AnbefaltVidereTiltak", _measure("Hjelp til å komme i gang med arbeid")),
        _assessment("Aktivitet og arbeid"),
    )


def _from_nurse() -> Element:
    return el(
        "po:InfoFraSykepleier",
        el(
            "po:OpplysningerRelevantOppfolging",
            el("po:BandasjemateriellEngangsutstyr", "true"),
            el("po:HjelpLegemiddeladm", "true"),
            el("po:EndringFunksjonsnivaa", "Sover tre timer og spiser lite de siste tre ukene."),
            el("po:MerknadTilBandasjemateriell", "Øvingsdata: engangshansker."),
            el("po:MerknadTilLegemiddeladministrering", "Medisin leveres ut for én uke om gangen."),
        ),
        journal_text("8", "Ukentlige samtaler siden mars. Tok imot en kriseplan 5. mai. Kjenner varseltegnene sine."),
        journal_text("13", "Jonas sier at det hjelper å gå tur og at han vil hjem til barna."),
        journal_text("14", "Samboer Silje er hjemme med barna. Snekkerverktøyet er satt bort etter avtale med ham."),
    )


def _given_today(make: Components, patient: Entry, author: Entry) -> Element:
    row = patient["medicine"][0]
    info = el("epj3:Forskrivningsinfo", el("epj3:Navn", medicine_name(row)), cs("epj3:Atc", row["atc"], row["name"]))
    evening = patient["medicine"][2]
    return make.make(
        "epj3:LegemidlerAdministrertVedOverforing",
        el(
            "epj3:AdmAvHelsepersonell",
            el("epj3:AdmEnkeltdose", V="100", U="mg"),
            el("epj3:AdmStart", V="2026-05-07T08:00:00+02:00"),
            el("epj3:AdmSlutt", V="2026-05-07T08:00:00+02:00"),
            professional(author, "epj3:AdministrertAv"),
            cs("epj3:AdmStatus", "1", "Inntatt i sin helhet"),
            el("epj3:AdministrertLegemiddel", el("epj3:Kvantum", "1 tablett")),
            info,
        ),
        el(
            "epj3:Egenadministrering",
            el("epj3:AdmEnkeltdose", V="15", U="mg"),
            el("epj3:AdmStart", V="2026-05-06T21:00:00+02:00"),
            el("epj3:AdmSlutt", V="2026-05-06T21:00:00+02:00"),
            professional(author, "epj3:AdministrertAv"),
            el("epj3:UtlevertLegemiddel", el("epj3:AntEnkeltdoser", "7")),
            el(
                "epj3:Forskrivningsinfo",
                el("epj3:Navn", medicine_name(evening)),
                cs("epj3:Atc", evening["atc"], evening["name"]),
            ),
        ),
    )


def _agreement() -> Element:
    return el(
        "po:InfoAvtaleOmLegemiddeladm",
        el(
            "po:AvtaleOmAdmLegemidler",
            el("po:AvtaleAdmLegemidler", "true"),
            el("po:AvtaleAdmMultidose", "false"),
            el("po:Merknad", "Etter avtale med ham selv."),
            el(
                "po:AdmInstrukser",
                cs("po:Utleveringsform", "8", "Annet"),
                cs("po:SarskilteTiltak", "3", "Oppfølging av marevanbehandling"),
            ),
            _measure("Utlevering hver mandag"),
        ),
    )


def _assessment(about: str) -> Element:
    return el(
        "po:InfoVurderinger",
        el(
            "po:InnholdVurdering",
            el("po:VurderingenGjelder", about),
            el("po:Stikkord", "dagsform"),
            el("po:FraDato", "2026-04-13"),
            el("po:TilDato", "2026-05-05"),
            cs("po:KategoriHelsepersonell", "SP", "Sykepleier"),
            el(
                "po:Enkeltvurdering",
                cv("po:Funksjonsområde", "9536", "5", "Angst/depresjon"),
                el("po:KodetVurdering", S=OID + "7250", OT="Nedsatt"),
                el("po:VurderingTekst", "Tydelig dårligere siden midten av april."),
            ),
        ),
        journal_text("7", "Sover lite og har mistet matlysten."),
    )


def _measure(text: str) -> Element:
    return el(
        "po:Tiltaksbeskrivelse",
        cv("po:IntervensjonTiltakKode", "9132", "6", "Overlevering av legemiddel"),
        el("po:IntervensjonTiltakBeskrivelse", text),
        cs("po:KategoriHelsepersonell", "SP", "Sykepleier"),
        el("po:Stikkord", "trygghet"),
        el("po:EvalueringTidspunkt", "2026-06-01"),
        el("po:Merknad", "Avtalt med ham."),
        el(
            "po:GjennomforingAvTiltak",
            el("po:UtfortTidspunkt", "2026-05-05"),
            el("po:TiltakKanTermineres", "false"),
            el("po:Merknad", "Gikk som planlagt."),
        ),
        el(
            "po:PlanlagtGjennomforingTiltak",
            el("po:PlanlagtStart", "2026-05-11"),
            el("po:PlanlagtSlutt", "2026-06-29"),
            cs("po:FasteUkedager", "1", "Mandag"),
            el("po:GjentagelseIntervall", V="7", U="Døgn"),
            el("po:EtterBehov", "true"),
        ),
    )


def _goal() -> Element:
    return el(
        "po:InfoMaalForventetRes",
        el(
            "po:InnholdMaaldokument",
            el("po:MaalForventetResultat", S=OID + "7140", OT="Sover minst seks timer"),
            el("po:ForventetGradMaaloppnaaelse", S=OID + "7140", OT="I stor grad"),
            el("po:Beskrivelse", "Jonas sover minst seks timer og spiser frokost hver dag."),
            cs("po:KategoriHelsepersonell", "SP", "Sykepleier"),
            el("po:ForventesOppnaadd", "2026-06-15"),
            el("po:FraDato", "2026-05-05"),
            el("po:TilDato", "2026-06-15"),
            el("po:Stikkord", "søvn"),
        ),
        journal_text("13", "Han vil tilbake på jobb før sommeren."),
    )
