"""Archives that mean harm are refused before a byte of them is written; archives of ours are the same every time."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.bundles.archive import open_archive, write_archive
from dateline.bundles.layout import DAMAGED, NO_CRATE, UNSAFE, is_portable
from dateline.errors import BundleError

Maker = Callable[[zipfile.ZipFile], None]


def entry(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system, info.external_attr = 3, mode << 16
    return info


def raw(name: str) -> Maker:
    """Return a maker of an entry whose name zipfile would set right itself."""

    def make(archive: zipfile.ZipFile) -> None:
        info = entry("n" * len(name.encode()))
        archive.writestr(info, b"harm")
        info.filename = name

    return make


HARMFUL: dict[str, Maker] = {
    "parent": lambda archive: archive.writestr(entry("b/../../escaped"), b"harm"),
    "parent at the end": lambda archive: archive.writestr(entry("b/.."), b"harm"),
    "parent folder": lambda archive: archive.writestr(entry("../b/"), b""),
    "absolute": lambda archive: archive.writestr(entry("/tmp/escaped"), b"harm"),
    "two slashes": lambda archive: archive.writestr(entry("//server/share"), b"harm"),
    "drive": lambda archive: archive.writestr(entry("C:/escaped"), b"harm"),
    "drive below": lambda archive: archive.writestr(entry("b/C:escaped"), b"harm"),
    "backslashes": lambda archive: archive.writestr(entry("b\\..\\..\\escaped"), b"harm"),
    "stream of a file": lambda archive: archive.writestr(entry("b/file.txt:hidden"), b"harm"),
    "device name": lambda archive: archive.writestr(entry("b/NUL.txt"), b"harm"),
    "home": lambda archive: archive.writestr(entry("b/~/escaped"), b"harm"),
    "line end": lambda archive: archive.writestr(entry("b/two\nlines"), b"harm"),
    "escape sequence": lambda archive: archive.writestr(entry("b/\x1b[2Jred"), b"harm"),
    "right to left": lambda archive: archive.writestr(entry("b/\u202egpj.exe"), b"harm"),
    "dot at the end": lambda archive: archive.writestr(entry("b/file."), b"harm"),
    "space": lambda archive: archive.writestr(entry("b/file "), b"harm"),
    "empty name": lambda archive: archive.writestr(entry("b//file"), b"harm"),
    "long name": lambda archive: archive.writestr(entry("b/" + "n" * 300), b"harm"),
    "link": lambda archive: archive.writestr(entry("b/link", stat.S_IFLNK | 0o777), b"/etc/passwd"),
    "device": lambda archive: archive.writestr(entry("b/null", stat.S_IFCHR | 0o666), b""),
    "pipe": lambda archive: archive.writestr(entry("b/pipe", stat.S_IFIFO | 0o666), b""),
    "folder that is a file": lambda archive: archive.writestr(entry("b/x/", stat.S_IFREG | 0o644), b""),
    "twice": lambda archive: [archive.writestr(entry("b/file"), text) for text in (b"one", b"two")] and None,
    "twice in other letters": lambda archive: (
        [archive.writestr(entry(name), b"harm") for name in ("b/File", "b/file")] and None
    ),
    "file below a file": lambda archive: [archive.writestr(entry(name), b"harm") for name in ("b/x", "b/x/y")] and None,
    "bomb": lambda archive: archive.writestr(entry("b/bomb"), b"\0" * 20_000_000, zipfile.ZIP_DEFLATED),
    "packed otherwise": lambda archive: archive.writestr(entry("b/file"), b"harm" * 99, zipfile.ZIP_LZMA),
    "NUL in the name": raw("b/file\0.txt"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", HARMFUL)
def test_a_harmful_archive_is_refused(kind: str, tmp_path: Path) -> None:
    """Whatever the trick is, nothing is unpacked, nothing is written anywhere, and the error has the code for it."""
    path, target = tmp_path / "in" / "harm.zip", tmp_path / "out"
    path.parent.mkdir()
    target.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry("b/bagit.txt"), b"first")
        HARMFUL[kind](archive)
    with pytest.raises(BundleError, match=r"^Refused, nothing was unpacked") as error, open_archive(path) as opened:
        opened.unpack(target)
    assert error.value.code == UNSAFE
    assert error.value.args[0].isprintable()
    assert sorted(found.name for found in tmp_path.rglob("*")) == ["harm.zip", "in", "out"]


def test_more_files_than_a_bundle_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So are more bytes in all, and a single file of too many."""
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(30):
            archive.writestr(f"b/{number}", b"x" * 1000)
    for limit, most in (("MOST_FILES", 29), ("LARGEST", 29_999), ("LARGEST_FILE", 999)):
        with monkeypatch.context() as patched:
            patched.setattr(f"dateline.bundles.archive.{limit}", most)
            with pytest.raises(BundleError) as error, open_archive(tmp_path / "many.zip"):
                pass
            assert error.value.code == UNSAFE


def test_files_that_lie_over_each_other_are_refused(tmp_path: Path) -> None:
    """Many entries that share the same bytes, each of them modest, are the bomb that no ratio finds."""
    path = tmp_path / "over.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b/0", b"x" * 5000)
        first = archive.filelist[0]
        for number in range(1, 50):
            copy = zipfile.ZipInfo(f"b/{number}")
            copy.file_size, copy.compress_size, copy.CRC = first.file_size, first.compress_size, first.CRC
            copy.header_offset = first.header_offset
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
        archive._didModify = True
    with pytest.raises(BundleError, match="lie over each other") as error, open_archive(path):
        pass
    assert error.value.code == UNSAFE


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    """The mark of encryption is enough."""
    path = tmp_path / "locked.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b/file", b"text")
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    path.write_bytes(content)
    with pytest.raises(BundleError, match="is encrypted") as error, open_archive(path):
        pass
    assert error.value.code == UNSAFE


@pytest.mark.parametrize("stated", [10, 2**40])
def test_sizes_that_are_not_true_are_found(stated: int, tmp_path: Path) -> None:
    """An entry that states fewer bytes than it has, or terabytes in a zip64 field, is not unpacked."""
    path = tmp_path / "lies.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/file", b"x" * 5000)
    content = path.read_bytes()
    place = content.index(b"PK\x01\x02")
    if stated < 2**32:
        content = content[: place + 24] + struct.pack("<L", stated) + content[place + 28 :]
    else:
        header = bytearray(content[place : place + 46])
        header[24:28], header[30:32] = b"\xff\xff\xff\xff", struct.pack("<H", 12)
        extra = struct.pack("<HHQ", 1, 8, stated)
        end = bytearray(content[place + 46 + len("b/file") :])
        end[12:16] = struct.pack("<L", 46 + len("b/file") + 12)
        content = content[:place] + bytes(header) + b"b/file" + extra + bytes(end)
    path.write_bytes(content)
    (tmp_path / "out").mkdir()
    with pytest.raises(BundleError) as error, open_archive(path) as opened:
        opened.unpack(tmp_path / "out")
    assert error.value.code in (UNSAFE, DAMAGED)
    assert sum(found.stat().st_size for found in (tmp_path / "out").rglob("*") if found.is_file()) <= 5000


def test_an_archive_cut_short_is_no_archive(tmp_path: Path, made: Path) -> None:
    """A download that broke off is said to be none that can be opened."""
    (tmp_path / "half.zip").write_bytes(made.read_bytes()[:-5000])
    with pytest.raises(BundleError, match="is no zip archive that can be opened") as error:
        open_archive(tmp_path / "half.zip").__enter__()
    assert error.value.code == NO_CRATE


def test_an_archive_of_ours_is_the_same_whoever_writes_it(tmp_path: Path) -> None:
    """Order of making, dates, modes and owner of the files change no byte of the archive."""
    content = {"a.txt": b"one", "z/b.txt": b"two", "Z.txt": b"three"}
    archives = []
    for number, names in enumerate((sorted(content), sorted(content, reverse=True))):
        folder = tmp_path / str(number) / "b"
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content[name])
            (folder / name).chmod(0o600 if number else 0o777)
        write_archive(folder, tmp_path / f"{number}.zip", runnable=frozenset({"a.txt"}))
        archives.append((tmp_path / f"{number}.zip").read_bytes())
    assert archives[0] == archives[1]
    with open_archive(tmp_path / "0.zip") as opened:
        assert {name: b"".join(opened.blocks(name)) for name in opened.names()} == content


@pytest.mark.parametrize("name", ["a", "a/b.txt", "report/tables/a-b_c.csv", ".hidden", "1"])
def test_plain_names_are_portable(name: str) -> None:
    """Names of bundles' own files pass."""
    assert is_portable(name)


@pytest.mark.parametrize(
    "name", ["", "/", "a/", ".", "a/./b", "a/../b", "aux", "com1.txt", "é", "a b", "a" * 201, "a\n"]
)
def test_other_names_are_not(name: str) -> None:
    """Names that a system reads in its own way do not."""
    assert not is_portable(name)
