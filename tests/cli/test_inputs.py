# SPDX-License-Identifier: MIT
"""What can be named on the command line: files, folders, zip files and stdin."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from plokit import samples
from plokit.catalog import Catalog, load
from plokit.cli import main
from plokit.cli.checking import read
from plokit.cli.inputs import Inputs, safe
from plokit.model import Finding
from tests.cli.conftest import BROKEN, VALID

GOOD = samples.get(VALID).data
BAD = samples.get(BROKEN).data


def paths(answer) -> list[str]:
    return [json.loads(line)["path"] for line in answer.out.splitlines()]


def small_limit(most: int) -> Catalog:
    data = load().data
    return Catalog(data | {"limits": data["limits"] | {"bytes": most}})


def test_a_folder_gives_its_xml_files_and_then_those_of_its_subfolders(plokit, inbox):
    answer = plokit("validate", "--format", "jsonl", inbox)
    assert paths(answer) == [str(inbox / "c.XML"), str(inbox / "b" / "feil.xml")]
    assert answer.code == 1


def test_a_folder_without_xml_says_so_and_exits_2(plokit, tmp_path):
    (tmp_path / "tom").mkdir()
    answer = plokit("validate", tmp_path / "tom")
    assert answer.code == 2
    assert "Det er ingen XML-filer i mappen tom.  [KIT-FIL]" in answer.out


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", int)() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_reported(plokit, inbox):
    (inbox / "b").chmod(0)
    answer = plokit("validate", inbox)
    (inbox / "b").chmod(0o700)
    assert answer.code == 2
    assert "kunne ikke åpnes" in answer.out


def test_a_subfolder_that_cannot_be_listed_is_reported_and_the_rest_is_checked(plokit, inbox, monkeypatch):
    scandir = os.scandir

    def locked(path):
        if str(path).endswith("b"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", locked)
    answer = plokit("validate", inbox)
    assert answer.code == 2
    assert "c.XML: Innleggelsesrapport 1.6: gyldig" in answer.out
    assert "Mappen" in answer.out


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_nothing_is_reported_and_a_folder_that_links_to_itself_ends(plokit, inbox):
    (inbox / "borte.xml").symlink_to(inbox / "finnes-ikke.xml")
    (inbox / "b" / "rundt").symlink_to(inbox, target_is_directory=True)
    answer = plokit("validate", "--format", "jsonl", inbox)
    assert answer.code == 2
    assert len(answer.out.splitlines()) == 3


def test_stdin_is_a_hyphen(plokit, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(BAD)))
    answer = plokit("validate", "--format", "jsonl", "-")
    assert answer.code == 1
    (report,) = map(json.loads, answer.out.splitlines())
    assert report["path"] == "-"
    assert [finding["code"] for finding in report["findings"]] == ["PLO-HOD-006"]


def test_the_module_runs_as_a_program_and_reads_stdin():
    program = [sys.executable, "-m", "plokit.cli", "validate", "-"]
    done = subprocess.run(program, input=GOOD, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("-: Innleggelsesrapport 1.6: gyldig")


def test_a_reader_that_goes_away_gives_no_traceback_and_no_success(inbox):
    program = [sys.executable, "-m", "plokit.cli", "validate", "--format", "json", *[str(inbox)] * 40]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        error = process.stderr.read()
    assert process.returncode == 1
    assert b"Traceback" not in error


def test_a_zip_file_gives_its_xml_members(plokit, tmp_path):
    archive = tmp_path / "arkiv.ZIP"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("inn/feil.xml", BAD)
        pack.writestr("les-meg.txt", "ikke en melding")
        pack.writestr("god.xml", GOOD)
    answer = plokit("validate", "--format", "jsonl", archive)
    assert paths(answer) == [f"{archive}!inn/feil.xml", f"{archive}!god.xml"]
    assert answer.code == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"ikke en zip", "Zip-filen a.zip kunne ikke åpnes."),
        (b"", "Zip-filen a.zip kunne ikke åpnes."),
        (b"PK\x05\x06" + bytes(18), "Det er ingen XML-filer i zip-filen a.zip."),
    ],
)
def test_a_zip_file_without_anything_to_check_says_why_and_exits_2(plokit, tmp_path, content, words):
    (tmp_path / "a.zip").write_bytes(content)
    answer = plokit("validate", tmp_path / "a.zip")
    assert answer.code == 2
    assert words in answer.out


def test_a_damaged_member_is_reported_and_the_next_is_checked(plokit, tmp_path):
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as pack:
        pack.writestr("skadet.xml", BAD)
        pack.writestr("god.xml", GOOD)
    data = archive.read_bytes()
    archive.write_bytes(data.replace(b"MsgHead", b"MsgHode", 1))
    answer = plokit("validate", archive)
    assert answer.code == 2
    assert "kunne ikke pakkes ut" in answer.out
    assert "god.xml: Innleggelsesrapport 1.6: gyldig" in answer.out


def test_a_member_that_unpacks_to_more_than_the_limit_is_never_unpacked(tmp_path, monkeypatch):
    archive = tmp_path / "bombe.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("bombe.xml", b"<a>" + b" " * 5_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))
    (source,) = Inputs((str(archive),), small_limit(1_000_000)).sources()
    assert isinstance(source.content, Finding)
    assert source.content.code == "XML-STOR"
    assert source.content.explanation == "Den er 6 MB. Grensen er 1 MB."


def test_a_member_that_lies_about_its_size_is_cut_off_at_what_it_says(tmp_path):
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("a.xml", b" " * 5_000_000)
    size = (5_000_000).to_bytes(4, "little")
    archive.write_bytes(archive.read_bytes().replace(size, (900_000).to_bytes(4, "little")))
    (source,) = Inputs((str(archive),), small_limit(1_000_000)).sources()
    assert isinstance(source.content, Finding)
    assert source.content.code == "KIT-FIL"


def test_a_file_above_the_limit_is_told_as_the_check_tells_it_without_being_kept(tmp_path):
    (tmp_path / "stor.xml").write_bytes(b"<a>" + b" " * 5_000_000)
    catalog = small_limit(1_000_000)
    (source,) = Inputs((str(tmp_path / "stor.xml"),), catalog).sources()
    found = read(source, catalog)
    assert isinstance(found, Finding)
    assert found.explanation == "Den er 6 MB. Grensen er 1 MB."


def test_since_leaves_out_files_that_were_last_changed_before(plokit, inbox, tmp_path):
    os.utime(inbox / "c.XML", (1_700_000_000, 1_700_000_000))  # 14 November 2023
    os.utime(inbox / "b" / "feil.xml", (1_800_000_000, 1_800_000_000))  # 15 January 2027
    for since in ("2025-01-01", "2027-01-15T08:00:00Z", "2023-11-15 10:00"):
        assert paths(plokit("validate", "--format", "jsonl", "--since", since, inbox)) == [
            str(inbox / "b" / "feil.xml")
        ]
    stamp = tmp_path / "sist"
    stamp.touch()
    os.utime(stamp, (1_750_000_000, 1_750_000_000))
    assert plokit("validate", "--since", stamp, inbox).code == 1
    answer = plokit("validate", "--since", "2028-01-01", inbox)
    assert (answer.code, answer.out) == (0, "")
    assert "nothing to check" in answer.err


def test_a_time_that_is_none_ends_with_a_sentence_and_exit_code_2(capsys, inbox):
    with pytest.raises(SystemExit) as stopped:
        main(["validate", "--since", "i går", str(inbox)])
    assert stopped.value.code == 2
    assert "i går is neither an ISO date" in capsys.readouterr().err


def test_a_file_that_is_gone_is_reported_even_with_since(plokit, tmp_path):
    assert plokit("validate", "--since", "2025-01-01", tmp_path / "borte.xml").code == 2


@pytest.mark.parametrize("name", ["../../etc/x.xml", "/etc/x.xml", "..\\..\\x.xml", "C:\\x.xml", "a/./../x.xml"])
def test_a_members_copy_never_leaves_its_folder(name):
    path = Path(safe(name))
    assert not path.is_absolute()
    assert ".." not in path.parts
    assert ":" not in str(path)


def test_the_count_is_the_number_of_sources_and_reads_nothing(inbox, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as pack:
        pack.writestr("a.xml", GOOD)
    inputs = Inputs((str(inbox), str(tmp_path / "a.zip"), "-", "borte.xml"), load())
    assert inputs.count() == 5
