# SPDX-License-Identifier: MIT
"""PLO 1.5 from PLO 1.6: other namespaces, a few elements fewer, and two that the old schemas demand."""

from __future__ import annotations

from collections.abc import Iterator

from .markup import Element, el
from .parts import cv, organisation_id
from .world import World

PO = "http://www.kith.no/xmlstds/po/"
NEW, OLD = "/2012-04-01", "/2009-06-30"
RENAMED = {"HelseopplysningerTilLege": "Konsultasjon", "MedisinskeOpplysninger": "OverforingMedisinskeOpplysninger"}
ONLY_NEW = {
    "po:FodselsarMindrearigParorende",
    "po:MerknadTilBandasjemateriell",
    "po:MerknadTilLegemiddeladministrering",
}
ONLY_NEW_IN_NOTICE = {"po:TypeInnholdIMelding", "po:OpplysningOpphold"}


def older(world: World, element: Element) -> Element:
    """The same message as 1.5 has it."""
    name = element.name
    if name == "epj2:Overskriftskode" and element.attributes["V"] == "AAI":
        return cv(name, "9141", "11", "Innleggelsesårsak")
    if name.endswith("Diagnosekode") and element.attributes["S"].endswith("7170"):
        return Element(name, {**element.attributes, "S": element.attributes["S"].replace("7170", "7160")}, None, ())
    if name == "po:InformasjonOmTentativTime":
        return _time(element)
    attributes = {
        key: _namespace(value) if key.startswith("xmlns") else value for key, value in element.attributes.items()
    }
    children = [older(world, child) for child in element.children if child.name not in ONLY_NEW]
    if name == "HelseopplysningerVedSoknad":
        children = list(_notice(children))
    if name == "po:MedisinskDiagnose" and children[0].name != "po:Hoveddiagnose":
        children = [el("po:Hoveddiagnose", "false"), *children]
    if name == "po:Kontaktenhet":
        children = list(_numbered(world, children))
    return Element(name, attributes, element.text, tuple(children))


def _namespace(uri: str) -> str:
    if not uri.startswith(PO):
        return uri
    name = uri.removeprefix(PO).removesuffix(NEW)
    return PO + RENAMED.get(name, name) + OLD


def _notice(children: list[Element]) -> Iterator[Element]:
    """Helseopplysninger 1.5 has no kind and no dates of the stay, and must say if an application is sent."""
    applied = [child for child in children if child.name == "po:OpplysningerTilSoknad"]
    kept = [child for child in children if child.name not in {*ONLY_NEW_IN_NOTICE, "po:OpplysningerTilSoknad"}]
    place = next((i for i, child in enumerate(kept) if child.name in AFTER), len(kept))
    yield from kept[:place]
    yield from applied or [el("po:OpplysningerTilSoknad", el("po:EgensoknadSendt", "false"))]
    yield from kept[place:]


AFTER = {
    "po:InfoMedisinskDiagnose",
    "po:MedisinskfagligeOpplysninger",
    "po:Sykepleierdokumentasjon",
    "po:OpplysningerAndreFaggrupper",
}


def _time(element: Element) -> Element:
    """An appointment that is only meant: 1.5 can say that it is not booked, and where."""
    texts = {child.name: child.text for child in element.children}
    told = [child for child in element.children if child.name == "po:InformertOm"]
    place = ", ".join(
        text for text in (texts.get("po:StedTime"), texts.get("po:TentativtTidspunktTime")) if text is not None
    )
    return el("po:InformasjonOmTime", el("po:BestiltKontrolltime", "false"), el("po:StedTime", place), told)


def _numbered(world: World, children: list[Element]) -> Iterator[Element]:
    """A unit gets its organisation's number as well."""
    local = {entry["local_id"]: entry for entry in world.units.values()}
    for child in children:
        yield child
        known = local.get(child.children[0].text or "") if child.name == "fk1:Ident" else None
        if known:
            yield organisation_id("fk1:", "ENH", world.organisations[known["organisation"]]["orgnr"])
