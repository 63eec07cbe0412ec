# SPDX-License-Identifier: MIT
from plokit.catalog import load
from plokit.cli import main
from plokit.generate import generate, kinds
from plokit.generate.batch import batch


def test_one_message_is_printed(capsys):
    assert main(["generate", "LOG_INNLAGT", "--seed", "9"]) == 0
    assert capsys.readouterr().out == generate("LOG_INNLAGT", "1.6", 9)


def test_many_messages_are_written_one_seed_after_the_other(tmp_path, capsys):
    assert main(["generate", "EPIKRISE", "--version", "1.1", "--count", "3", "--out", str(tmp_path / "ut")]) == 0
    assert capsys.readouterr().out == f"3 messages in {tmp_path / 'ut'}\n"
    files = sorted((tmp_path / "ut").iterdir())
    assert [file.name for file in files] == [f"epikrise-1.1-0000{number}.xml" for number in (1, 2, 3)]
    assert files[1].read_bytes() == generate("EPIKRISE", "1.1", 2).encode()


def test_all_types_come_in_turn():
    names = [name for name, _ in batch("ALLE", None, 1, len(kinds(load())), None)]
    assert len({name.rsplit("-", 1)[0] for name in names}) == len(kinds(load()))


def test_a_broken_message_says_so_in_its_file_name(tmp_path):
    arguments = ["generate", "INNLEGGELSESRAPPORT", "--broken", "PLO-INN-014", "--out", str(tmp_path)]
    assert main(arguments) == 0
    (file,) = tmp_path.iterdir()
    assert file.name == "innleggelsesrapport-1.6-00001-plo-inn-014.xml"


def test_what_cannot_be_made_ends_with_a_sentence_and_exit_code_2(capsys):
    assert main(["generate", "LOG_FEIL"]) == 2
    assert main(["generate", "LOG_DOD", "--broken", "XYZ"]) == 2
    words = capsys.readouterr().err
    assert "There is no message type LOG_FEIL." in words
    assert "cannot be made to break XYZ" in words
