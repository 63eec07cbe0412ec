# SPDX-License-Identifier: MIT
"""The six reports of PLO 1.6: parts are made in any order, and the table of the message puts them in place."""

from __future__ import annotations

from datetime import date

from .envelope import msghead, payload_root
from .markup import Element, prefixes
from .parts import Entry
from .plo_care import assessments, care
from .plo_people import opening
from .world import World

BASE = "http://www.kith.no/xmlstds/"
NAMESPACES = {
    "po": BASE + "po/poKomponent/2012-04-01",
    "fk1": BASE + "felleskomponent1",
    "epj1": BASE + "epj/epj1/2008-02-20",
    "epj2": BASE + "epj/epj2/2008-02-20",
    "epj3": BASE + "epj/epj3/2008-02-20",
    "m1": BASE + "epj/meta/2008-02-20",
}
ROOTS = {
    "INNLEGGELSESRAPPORT": ("Innleggelsesrapport", "Innleggelsesrapport"),
    "HELSEOPPL_SOKNAD": ("HelseopplysningerVedSoknad", "HelseopplysningerVedSoknad"),
    "HELSEOPPLYSNINGER_LEGE": ("Konsultasjon", "HelseopplysningerTilLege"),
    "ORIENTERING_TJENESTETILBUD": ("OrienteringOmTjenestetilbud", "OrienteringOmTjenestetilbud"),
    "MEDISINSKE_OPPLYSNINGER": ("OverforingMedisinskeOpplysninger", "MedisinskeOpplysninger"),
    "UTSKRIVNINGSRAPPORT": ("TverrfagligEpikrise", "TverrfagligEpikrise"),
}
OPENING = (
    "InformasjonOmForsendelsen TilleggsopplysningPasient ParorendeForesatt TilknyttetEnhet "
    "KontaktpersonHelsepersonell AnsvarForRapport SendtDokument "
)
MEDICINE = "epj3:Legemiddelinfo"
ORDER = {
    "INNLEGGELSESRAPPORT": f"InfoMedisinskDiagnose MedisinskfagligeOpplysninger {MEDICINE} EksisterendeTjeneste "
    "InfoKartleggingFunksjonsniva InfoAndreViktigeOpplysninger Sykepleierdokumentasjon OpplysningerAndreFaggrupper "
    "OpplysningerOmHjelpemidler InfoAssistertKommunikasjon InfoReservasjon InfoInformasjonGitt",
    "HELSEOPPL_SOKNAD": "TypeInnholdIMelding OpplysningOpphold OpplysningerTilSoknad InfoMedisinskDiagnose "
    "MedisinskfagligeOpplysninger Sykepleierdokumentasjon OpplysningerAndreFaggrupper InfoKartleggingFunksjonsniva "
    "InfoAssistertKommunikasjon InfoInformasjonGitt TjenesteBehov",
    "HELSEOPPLYSNINGER_LEGE": f"InnholdKonsultasjon InfoMedisinskDiagnose MedisinskfagligeOpplysninger {MEDICINE} "
    "InfoAndreViktigeOpplysninger Sykepleierdokumentasjon InfoKartleggingFunksjonsniva InfoInformasjonGitt "
    "InfoAssistertKommunikasjon InfoReservasjon",
    "ORIENTERING_TJENESTETILBUD": "EksisterendeTjeneste AssistertKommunikasjon",
    "MEDISINSKE_OPPLYSNINGER": f"TypeInnholdIMelding OpplysningerTilSoknad InfoMedisinskDiagnose "
    f"MedisinskfagligeOpplysninger {MEDICINE} InfoIPLOSrelevantInformasjon OpplysningerAndreFaggrupper "
    "InfoKartleggingFunksjonsniva InfoAssistertKommunikasjon InfoInformasjonGitt TjenesteBehov "
    "InfoAndreViktigeOpplysninger InfoReservasjon",
    "UTSKRIVNINGSRAPPORT": f"TypeInnholdIMelding OpplysningOpphold InfoMedisinskDiagnose MedisinskfagligeOpplysninger "
    f"{MEDICINE} InfoAndreViktigeOpplysninger Sykepleierdokumentasjon OpplysningerAndreFaggrupper "
    "InfoKartleggingFunksjonsniva TjenesteBehov InfoInformasjonGitt InfoAssistertKommunikasjon InfoReservasjon "
    "InfoKontrolltime OpplysningerOmHjelpemidler",
}


def plo(world: World, message: Entry, sample: Entry) -> Element:
    """A report in PLO 1.6; a cancellation says only who, what and why."""
    parts = opening(world, message, sample)
    if message.get("status") != "C":
        parts += care(world, message, sample, date.fromisoformat(message["gendate"][:10]))
    parts += assessments(message, sample)
    return msghead(world, message, payload(message["type"], parts, sample), bare=sample.get("bare", False))


def payload(kind: str, parts: list[Element], sample: Entry) -> Element:
    """The root with the parts that this message has a place for, in its order; `only` narrows them further."""
    places = [name if ":" in name else "po:" + name for name in (OPENING + ORDER[kind]).split()]
    if "only" in sample:
        places = [name for name in places if name.split(":")[1] in sample["only"]]
    placed = sorted((part for part in parts if part.name in places), key=lambda part: places.index(part.name))
    name, namespace = ROOTS[kind]
    used = prefixes(placed)
    declared = {"": f"{BASE}po/{namespace}/2012-04-01"} | {
        prefix: uri for prefix, uri in NAMESPACES.items() if prefix in used
    }
    return payload_root(name, declared, placed)
