# SPDX-License-Identifier: MIT
"""Nursing documentation, aids, appointments and what has been told to whom."""

from __future__ import annotations

from .clinical import ADMINISTERED, Components, journal_text, medicine_name
from .markup import Element, el
from .parts import Entry, cs, cv, person, professional
from .story_text import words
from .world import World


def documentation(
    world: World, message: Entry, sample: Entry, make: Components, rows: list[Entry], notes: dict[str, str]
) -> Element:
    """What the nurses have seen, given and done; empty parts are left out."""
    texts = [journal_text(heading, text) for heading, text in notes.items()]
    follow_up = _follow_up(sample)
    today = message["gendate"][:10]
    author = world.staff[message["author"]]
    return el(
        "po:Sykepleierdokumentasjon",
        el("po:InfoFraSykepleier", follow_up, texts) if follow_up or texts else None,
        _given(make, sample["doses"], rows, message) if "doses" in sample else None,
        [_measure(words(message["text"], [line]), author, today) for line in sample.get("measures", [])],
    )


def _follow_up(sample: Entry) -> Element | None:
    dressings, help_needed = sample.get("dressings"), sample.get("help_with_medicine")
    remark = help_needed or sample.get("manages_medicine")
    if not (dressings or remark):
        return None
    return el(
        "po:OpplysningerRelevantOppfolging",
        el("po:BandasjemateriellEngangsutstyr", "true") if dressings else None,
        el("po:HjelpLegemiddeladm", "true") if help_needed else None,
        el("po:MerknadTilBandasjemateriell", dressings) if dressings else None,
        el("po:MerknadTilLegemiddeladministrering", remark) if remark else None,
    )


def _given(make: Components, doses: list[Entry], rows: list[Entry], message: Entry) -> Element:
    """The doses of today: which medicine, when, and what became of it."""
    known = {f"{row['name']} {row['strength']}": row for row in rows}
    day, offset = message["gendate"][:10], message["gendate"][-6:]
    return make.make(
        "epj3:LegemidlerAdministrertVedOverforing",
        [
            el(
                "epj3:AdmAvHelsepersonell",
                el("epj3:AdmStart", V=f"{dose.get('date', day)}T{dose['at']}:00{offset}"),
                cs("epj3:AdmStatus", dose["status"], ADMINISTERED[dose["status"]]),
                el(
                    "epj3:Forskrivningsinfo",
                    el("epj3:Navn", medicine_name(known[dose["medicine"]])),
                    cs("epj3:Atc", known[dose["medicine"]]["atc"], known[dose["medicine"]]["name"]),
                ),
            )
            for dose in doses
        ],
    )


def _measure(text: str, author: Entry, today: str) -> Element:
    return el(
        "po:IverksatteTiltak",
        el(
            "po:Tiltaksbeskrivelse",
            el("po:IntervensjonTiltakBeskrivelse", text),
            cs("po:KategoriHelsepersonell", author["profession"], author["profession_text"]),
            el("po:GjennomforingAvTiltak", el("po:UtfortTidspunkt", today)),
        ),
    )


def aids(names: list[str]) -> Element:
    """Aids in use."""
    return el(
        "po:OpplysningerOmHjelpemidler",
        [
            el(
                "po:StatusHjelpemiddel",
                cs("po:Status", "6", "Aktiv"),
                el("po:Hjelpemiddelbeskrivelse", el("po:BetegnelseHjelpemiddel", name)),
            )
            for name in names
        ],
    )


def control(plan: Entry) -> Element:
    """An appointment: booked with a time, or only meant."""
    told = el("po:InformertOm", el("po:PasientInformert", "true"), el("po:ParorendeInformert", "true"))
    if "at" in plan:
        return el(
            "po:InfoKontrolltime",
            el(
                "po:InformasjonOmTime",
                el("po:BestiltKontrolltime", "true"),
                el("po:TidspunktTime", plan["at"]),
                el("po:StedTime", plan["place"]),
                told,
            ),
        )
    return el(
        "po:InfoKontrolltime",
        el(
            "po:InformasjonOmTentativTime",
            el("po:TentativtTidspunktTime", plan["about"]),
            el("po:StedTime", plan["place"]),
            told,
        ),
    )


def informed(world: World, message: Entry, told: str) -> Element:
    """What the nearest of kin has been told."""
    relative = world.patients[message["patient"]]["next_of_kin"][0]
    return el(
        "po:InfoInformasjonGitt",
        el(
            "po:InformasjonGitt",
            cv("po:TypeInformasjon", "9502", "A", "Annet"),
            el("po:BeskrivelseInformasjon", told),
            el("po:MuntligInformasjon", "true"),
            person(relative, "po:InformasjonGittTil"),
            el("po:InformasjonGittDato", message["gendate"][:10]),
            professional(world.staff[message["author"]], "po:InformasjonGittAv"),
        ),
    )
