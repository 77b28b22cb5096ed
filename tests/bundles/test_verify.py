"""Verifying a bundle: whatever was changed in it is found, and said where."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner, Result

from dateline.bundles import verify_bundle
from dateline.bundles.archive import write_archive
from dateline.bundles.bag import find_faults, make_bag
from dateline.bundles.layout import DAMAGED, NO_CRATE
from dateline.cli import main
from dateline.errors import BundleError


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def rewrite(made: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write a bundle with its files changed, as somebody does who has a zip program."""
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
    return target


def names(made: Path) -> list[str]:
    with zipfile.ZipFile(made) as archive:
        return archive.namelist()


def reseal(folder: Path, *, tags: bool) -> None:
    """Write the manifests anew, as somebody does who wants a change to pass; with tag manifests or without."""
    for prefix in ("manifest", *(["tagmanifest"] if tags else [])):
        for algorithm in ("sha256", "sha512"):
            manifest = folder / f"{prefix}-{algorithm}.txt"
            lines = [line.split(maxsplit=1)[1] for line in manifest.read_text().splitlines()]
            hashes = [f"{hashlib.new(algorithm, (folder / name).read_bytes()).hexdigest()} {name}\n" for name in lines]
            manifest.write_text("".join(hashes))


def test_a_bundle_that_nobody_touched_is_whole(made: Path) -> None:
    """A new bundle has no fault, its folder neither, and the command says what it is and exits with 0."""
    found = verify_bundle(made)
    assert (found.code, found.faults, found.breaches, found.versions) == (0, [], [], [])
    done = run("verify", made)
    assert done.exit_code == 0
    assert '"Who speaks of the dam" is described as RO-Crate 1.1 and Process Run Crate 0.5 require.' in done.output


def test_one_bit_flipped_in_any_file_is_found(made: Path, tmp_path: Path) -> None:
    """Each file in turn gets one bit flipped in its middle; that file is named, with both hashes, each time."""
    missed = []
    for number, name in enumerate(names(made)):

        def flip(found: str, content: bytes, name: str = name, number: int = number) -> bytes:
            place = len(content) // 2
            flipped = content[place] ^ (1 << number % 8)
            return content[:place] + bytes([flipped]) + content[place + 1 :] if found == name else content

        faults = verify_bundle(rewrite(made, tmp_path / "flipped.zip", flip)).faults
        plain = name.partition("/")[2]
        named = any(fault.path == plain or plain.split("manifest-")[0] in ("", "tag") for fault in faults)
        if not faults or not named:
            missed.append(name)
    assert len(names(made)) > 30
    assert missed == []


def test_any_bit_of_a_small_bag_counts(tmp_path: Path) -> None:
    """Every single bit of every file of a bag is flipped, the manifests that nothing else covers included."""
    folder = tmp_path / "bag"
    folder.mkdir()
    (folder / "a.txt").write_text("dam")
    make_bag(folder, facts={"Bagging-Date": "2025-03-04"}, beside={"README.md": b"read"})
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert find_faults(files, lambda name: [files[name]]) == []
    missed = []
    for name, content in files.items():
        for place in range(len(content) * 8):
            flipped = bytearray(content)
            flipped[place // 8] ^= 1 << place % 8
            changed = files | {name: bytes(flipped)}
            if not find_faults(changed, lambda found, changed=changed: [changed[found]]):
                missed.append((name, place))
    assert missed == []


def test_expected_and_found_are_said(unpacked: Path) -> None:
    """The command names the file and both hashes, and exits with 3."""
    path = unpacked / "data" / "report" / "tables" / "claims.csv"
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes().replace(b"Ana Ruiz", b"Ona Ruiz"))
    done = run("verify", unpacked)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    assert done.exit_code == DAMAGED
    assert (
        "data/report/tables/claims.csv: has another sha256 than the manifest says"
        f" (expected {expected}, found {found})" in done.stderr
    )


@pytest.mark.parametrize("name", ["data/report/more.txt", "more.txt", "binder/postBuild", "tagmanifest-md5.txt"])
def test_an_added_file_is_found(unpacked: Path, name: str) -> None:
    """A file in no manifest is a fault, in the payload and beside it."""
    (unpacked / name).write_text("more")
    assert [(fault.path, fault.what) for fault in verify_bundle(unpacked).faults] == [
        (name, "was added: no manifest lists it")
    ]


@pytest.mark.parametrize("name", ["data/corpus/claims.parquet", "README.md", "tagmanifest-sha512.txt", "bagit.txt"])
def test_a_removed_file_is_found(unpacked: Path, name: str) -> None:
    """A file that a manifest lists and is not there is a fault, and so is a missing manifest."""
    (unpacked / name).unlink()
    assert name in {fault.path for fault in verify_bundle(unpacked).faults}


def test_a_renamed_file_is_found(unpacked: Path) -> None:
    """A file under another name is missing under its own and added under the other."""
    (unpacked / "data" / "notebook.ipynb").rename(unpacked / "data" / "Notebook.ipynb")
    assert {(fault.path, fault.what.split(":")[0].split(";")[0]) for fault in verify_bundle(unpacked).faults} >= {
        ("data/Notebook.ipynb", "was added"),
        ("data/notebook.ipynb", "is missing"),
    }


def test_a_manifest_edited_to_match_is_found_by_the_tag_manifest(unpacked: Path) -> None:
    """Who changes a file and the manifest, and not the tag manifest, is found out."""
    (unpacked / "data" / "corpus" / "corpus.json").write_text("{}")
    reseal(unpacked, tags=False)
    assert {fault.path for fault in verify_bundle(unpacked).faults} >= {"manifest-sha256.txt", "manifest-sha512.txt"}


def test_a_file_in_one_manifest_only_is_found(unpacked: Path) -> None:
    """A line left out of one of the two manifests is a fault even where all hashes are right."""
    manifest = unpacked / "manifest-sha512.txt"
    manifest.write_text("".join(manifest.read_text().splitlines(keepends=True)[1:]))
    reseal(unpacked, tags=True)
    faults = verify_bundle(unpacked).faults
    assert [fault.what for fault in faults if fault.path.startswith("data/")] == ["is not in the manifest of sha512"]


def test_a_manifest_cannot_point_outside(unpacked: Path, tmp_path: Path) -> None:
    """A manifest that lists a file outside the bag makes no byte of it count."""
    (tmp_path / "secret").write_text("secret")
    digest = hashlib.sha256(b"secret").hexdigest()
    with (unpacked / "manifest-sha256.txt").open("a") as manifest:
        manifest.write(f"{digest}  data/../../../secret\n")
    faults = {fault.path: fault.what for fault in verify_bundle(unpacked).faults}
    assert faults["data/../../../secret"] == "is missing; the manifest lists it"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Dataset", "Person", "There is no entity ./ of type Dataset."),
        ('"license"', '"licence"', "The crate has no license."),
        ("2026", "last year", "The crate has no datePublished"),
        ("wfrun/process/0.5", "wfrun/other/0.5", "The crate does not conform to the profile"),
        ('"instrument"', '"tool"', "names no software that is described in the crate"),
        ('"report/figures/claims.png"', '"report/figures/claim.png"', "claim.png, which is not there"),
        ("CreateAction", "Action", "The crate describes no run"),
        ('"@graph"', '"graph"', "cannot be understood as JSON-LD"),
    ],
)
def test_a_crate_that_lacks_what_the_profile_requires_is_said(unpacked: Path, old: str, new: str, said: str) -> None:
    """A whole bag whose description breaks the profile exits with 5 and says what is lacking."""
    path = unpacked / "data" / "ro-crate-metadata.json"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    info = unpacked / "bag-info.txt"
    size = sum(file.stat().st_size for file in (unpacked / "data").rglob("*") if file.is_file())
    lines = info.read_text().splitlines()
    info.write_text(
        "".join(
            f"Payload-Oxum: {size}.{line.rpartition('.')[2]}\n" if "Oxum" in line else f"{line}\n" for line in lines
        )
    )
    reseal(unpacked, tags=True)
    done = run("verify", unpacked)
    assert done.exit_code == NO_CRATE
    assert said in done.stderr


def test_other_versions_are_listed(unpacked: Path) -> None:
    """A bundle made with another pandas is whole; what is installed here is said, and the code is 6."""
    path = unpacked / "data" / "report" / "run.json"
    facts = json.loads(path.read_bytes())
    made_with = facts["packages"]["pandas"]
    path.write_text(path.read_text().replace(f'"pandas": "{made_with}"', f'"pandas": "{"9" * len(made_with)}"'))
    reseal(unpacked, tags=True)
    done = run("verify", unpacked)
    assert done.exit_code == 6
    assert f"pandas: made with {'9' * len(made_with)}, here {made_with}" in done.output


def test_what_is_no_bundle_is_said(tmp_path: Path) -> None:
    """No file, no zip archive, and an archive of something else each give an error and a code of their own."""
    (tmp_path / "text.zip").write_text("no archive")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("folder/letter.txt", "Dear all")
    assert run("verify", tmp_path / "none.zip").exit_code == 1
    assert run("verify", tmp_path / "text.zip").exit_code == NO_CRATE
    assert run("verify", tmp_path / "other.zip").exit_code == DAMAGED


def test_a_link_in_an_unpacked_bundle_is_refused(unpacked: Path, tmp_path: Path) -> None:
    """A link in place of a file is not followed, even to the same bytes."""
    path = unpacked / "README.md"
    path.rename(tmp_path / "README.md")
    path.symlink_to(tmp_path / "README.md")
    with pytest.raises(BundleError, match="is a link"):
        verify_bundle(unpacked)


def test_the_libraries_own_check_agrees(unpacked: Path) -> None:
    """bagit finds the bag valid, and a changed one not."""
    assert bagit.Bag(str(unpacked)).is_valid()
    (unpacked / "data" / "notebook.ipynb").write_text("{}")
    assert not bagit.Bag(str(unpacked)).is_valid()


def test_an_archive_packed_anew_by_a_zip_program_is_whole(unpacked: Path, tmp_path: Path) -> None:
    """What counts are the files: packed again, in another order and compressed, nothing is wrong."""
    write_archive(unpacked, tmp_path / "again.zip")
    with zipfile.ZipFile(tmp_path / "packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(unpacked.rglob("*"), reverse=True):
            archive.write(path, path.relative_to(unpacked.parent))
    assert verify_bundle(tmp_path / "again.zip").code == verify_bundle(tmp_path / "packed.zip").code == 0
