# SPDX-License-Identifier: MIT
"""Make every file under samples/ from schemas/world.toml and the .toml files beside them."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import Any

from samplemaker import manifest, recipes
from samplemaker.apprec import apprec
from samplemaker.dialog import dialog
from samplemaker.full import full_report
from samplemaker.logistics import logistics
from samplemaker.markup import document
from samplemaker.referral import old_referral, referral
from samplemaker.report import cancellation, report
from samplemaker.sizes import Sizes
from samplemaker.stories import Stories
from samplemaker.world import World

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
MAKERS = {
    "report": report,
    "cancellation": cancellation,
    "full": full_report,
    "logistics": logistics,
    "apprec": apprec,
    "dialog": dialog,
    "referral": referral,
    "old_referral": old_referral,
}
Entry = dict[str, Any]


def main() -> int:
    """Make the samples; the exit code says whether all is well."""
    options = _options()
    contents = _read(SAMPLES / "contents.toml")
    files, entries = make(contents, _recipes())
    problems: list[str] = []
    if options.expect:
        problems += _fill_expectations(files, entries)
    else:
        _keep_expectations(entries)
    files["manifest.toml"] = manifest.write(entries).encode()
    problems += _check(files) if options.check else _write(files)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(files)} files, {len(problems)} problems")
    return 1 if problems else 0


def _recipes() -> list[Entry]:
    """The recipes of all areas, in the order of the files."""
    return [recipe for path in sorted((SAMPLES / "recipes").glob("*.toml")) for recipe in _read(path)["recipe"]]


def make(contents: Entry, recipe_list: list[Entry]) -> tuple[dict[str, bytes], list[Entry]]:
    """All sample files by name, and their manifest entries with a first guess at `expect`."""
    world = World(ROOT / "schemas" / "world.toml", contents)
    files: dict[str, bytes] = {}
    entries: list[Entry] = []
    for sample in contents["sample"]:
        message = world.messages[sample["message"]]
        files[sample["file"]] = document(MAKERS[sample["make"]](world, message, sample)).encode()
        entries.append({**_words(sample), **_kind(sample, message), "file": sample["file"], "expect": []})
    stories = Stories(world, _checked("stories"), contents["sample"], MAKERS)
    for entry, tree in stories.samples(world.story):
        files[entry["file"]] = document(tree).encode()
        entries.append({**entry, "expect": [f"{code}@1" for code in entry.get("faults", [])]})
    sizes = Sizes(world, stories, _checked("sizes")["kind"], _full)
    for entry, data in sizes.samples():
        if entry["file"] not in files:
            files[entry["file"]] = data
            entries.append({**entry, "expect": []})
    types = {entry["file"]: (entry["type"], entry["version"]) for entry in entries}
    for recipe in recipe_list:
        name, base = recipes.file_name(recipe), recipe.get("base")
        before = files[base] if base else b""
        files[name] = recipes.apply(recipe, before.decode() if base else None)
        unreadable = recipe.get("code", "").startswith("XML-")
        kind, version = types.get(base, ("", ""))
        kind = "" if unreadable else recipe.get("type", kind)
        entry = {**_words(recipe), "file": name, "type": kind, "expect": []}
        if version and kind:
            entry["version"] = version
        if "code" in recipe:
            line = manifest.first_difference(before, files[name])
            entry["expect"] = [f"{recipe['code']}@{line}"]
            entry["mended"] = recipe.get("mended", base)
            entry["code"] = recipe["code"]
        types[name] = (kind, entry.get("version", ""))
        entries.append(entry)
    return files, entries


def _full(kind: str, version: str) -> str:
    """The full message of a type and version, as the package makes it."""
    from plokit.generate import full  # noqa: PLC0415 (see _fill_expectations)

    return full(kind, version)


def _checked(name: str) -> Entry:
    """A file of choices, closed by its JSON Schema: a misspelt key is an error."""
    from plokit.catalog.meta import checked  # noqa: PLC0415 (see _fill_expectations)

    return checked(ROOT / "schemas", f"../samples/{name}.toml", name)


def _kind(sample: Entry, message: Entry) -> Entry:
    if sample["make"] != "apprec":
        return {"type": message["type"], "version": message.get("version", "1.6")}
    return {"type": "APPREC", "version": message["apprec"][sample.get("receipt", 0)].get("version", "1.1")}


def _words(sample: Entry) -> Entry:
    return {"title": sample["title"], "about": sample["about"]}


def _fill_expectations(files: dict[str, bytes], entries: list[Entry]) -> list[str]:
    """Run the checks: a broken sample must give its code once and nothing else, others no feil but those on purpose.

    Advice to those others is printed, for somebody to read whether they deserve it.
    """
    from plokit import validate  # noqa: PLC0415 (samples can be made before the package works)

    problems = []
    for entry in entries:
        findings = validate(files[entry["file"]]).findings
        entry["expect"] = [f"{finding.code}@{finding.line}" for finding in findings]
        wanted = {entry["code"]} if "code" in entry else set(entry.get("faults", []))
        counted = [finding.code for finding in findings if "code" in entry or finding.severity == "feil"]
        if set(counted) != wanted or len(counted) > 1:
            problems.append(f"{entry['file']}: expected {sorted(wanted)}, found {entry['expect']}")
        elif len(counted) < len(findings):
            print(f"{entry['file']}: advice: {entry['expect']}")
    return problems


def _keep_expectations(entries: list[Entry]) -> None:
    """What the checks found last time stays, unless the recipe now promises something that is not there."""
    path = SAMPLES / "manifest.toml"
    known = {entry["file"]: entry["expect"] for entry in _read(path)["sample"]} if path.exists() else {}
    for entry in entries:
        found = known.get(entry["file"], [])
        if {item.split("@")[0] for item in entry["expect"]} <= {item.split("@")[0] for item in found}:
            entry["expect"] = found


def _check(files: dict[str, bytes]) -> list[str]:
    on_disk = _made_files()
    wrong = [name for name, data in files.items() if name not in on_disk or (SAMPLES / name).read_bytes() != data]
    return [f"{name}: not as it would be made" for name in wrong] + [
        f"{name}: nothing makes this file" for name in on_disk - set(files)
    ]


def _write(files: dict[str, bytes]) -> list[str]:
    for name in _made_files() - set(files):
        (SAMPLES / name).unlink()
    for name, data in files.items():
        path = SAMPLES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
    return []


def _made_files() -> set[str]:
    made = [path for folder in ("valid", "broken", "flows") for path in (SAMPLES / folder).rglob("*") if path.is_file()]
    return {path.relative_to(SAMPLES).as_posix() for path in made} | (
        {"manifest.toml"} if (SAMPLES / "manifest.toml").exists() else set()
    )


def _read(path: Path) -> Entry:
    with path.open("rb") as file:
        return tomllib.load(file)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--expect", action="store_true", help="run plokit and write its findings into the manifest")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when a file is not as it would be made"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
