#!/usr/bin/env python3
"""Checks a bundle from docs/formats.md and docs/log.md alone: python3 bundle.py FILE [--checkpoint SIZE:ROOT]"""

import argparse
import base64
import hashlib
import json
import sys
import tarfile

sys.dont_write_bytecode = True  # The folder it lies in stays as it is.

import verify  # noqa: E402

TABLES = (
    "outlet article document document_body speaker speaker_alias claim mention statement statement_band claim_pair passage "
    "copy_link finding evidence snapshot work lease house public_entry saved_search event event_subject counter"
).split()


def files(path):
    """Reads the files of the archive by name, in order."""
    with tarfile.open(path, "r:gz") as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


def parts(held, table):
    """Returns the bytes of a table."""
    return b"".join(data for name, data in held.items() if name.startswith(table + "/"))


def rows(held, table):
    """Returns the rows of a table."""
    return [json.loads(line) for line in parts(held, table).split(b"\n") if line]


def hashes(held, manifest, faults):
    """Compares what is there with what the manifest names."""
    named = {part["name"]: part for part in manifest["files"]}
    for name in sorted({name for name in held if "/" in name} ^ set(named)):
        faults.append(f"{name} is missing or not named")
    for name in set(held) & set(named):
        if hashlib.sha256(held[name]).hexdigest() != named[name]["sha256"]:
            faults.append(f"{name} is not what the manifest names")
    content = hashlib.sha256()
    for table in TABLES:
        content.update(table.encode() + b"\n" + parts(held, table))
        if len(rows(held, table)) != manifest["rows"][table]:
            faults.append(f"{table} has other rows than the manifest counts")
    if content.hexdigest() != manifest["content"]:
        faults.append("the hash over all rows is another")


def received(held, faults):
    """Compares bytes of documents and kept copies with the hashes they are kept under."""
    kept = {row["id"]: row["hash"] for row in rows(held, "document")}
    raw = {row["document_id"]: base64.b64decode(row["raw"]) for row in rows(held, "document_body")}
    if set(kept) != set(raw):
        faults.append("documents and their bytes differ")
    pairs = [(kept[document], raw[document]) for document in set(kept) & set(raw)]
    pairs += [(row["hash"], base64.b64decode(row["raw"])) for row in rows(held, "snapshot")]
    faults.extend(f"bytes are not those of {digest}" for digest, data in pairs if verify.blake3(data).hex() != digest)


def log(held, manifest, kept, faults):
    """Checks the chain up to the head that the manifest names, and against a kept checkpoint."""
    entries = [{**row, "v": 1, "subject": row["subject_id"]} for row in rows(held, "event")]
    verify.chain(entries, faults)
    head = manifest["log"]
    last = entries[-1]["hash"] if entries else "0" * 64
    if head["size"] != len(entries) or head["root"] != last:
        faults.append("the log does not end as the manifest says")
    if kept:
        verify.checkpoint(entries, kept, faults)
    return len(entries)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--checkpoint")
    arguments = parser.parse_args()
    held, faults = files(arguments.file), []
    manifest = json.loads(held["manifest.json"])
    hashes(held, manifest, faults)
    received(held, faults)
    entries = log(held, manifest, arguments.checkpoint, faults)
    for fault in faults:
        print(fault)
    if not faults:
        print(f"ok: {sum(manifest['rows'].values())} rows, {entries} entries, content {manifest['content']}")
    return 7 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
