#!/usr/bin/env python3
"""Checks an exported log of Onrecord from docs/log.md alone: chain, checkpoint, statuses, second reviews. Needs only Python 3."""
import argparse
import json
import struct
import sys
import uuid

# BLAKE3 (O'Connor, Aumasson, Neves, Wilcox-O'Hearn, 2020), the reference algorithm.
IV = (0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19)
ORDER = (2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
CHUNK_START, CHUNK_END, PARENT, ROOT = 1, 2, 4, 8
MASK = 0xFFFFFFFF


def mix(s, a, b, c, d, x, y):
    for shift, word in ((16, x), (8, y)):
        s[a] = (s[a] + s[b] + word) & MASK
        s[d] ^= s[a]
        s[d] = ((s[d] >> shift) | (s[d] << (32 - shift))) & MASK
        s[c] = (s[c] + s[d]) & MASK
        s[b] ^= s[c]
        turn = 12 if shift == 16 else 7
        s[b] = ((s[b] >> turn) | (s[b] << (32 - turn))) & MASK


def compress(chaining, block, counter, length, flags):
    s = list(chaining) + list(IV[:4]) + [counter & MASK, counter >> 32 & MASK, length, flags]
    m = list(struct.unpack("<16I", block.ljust(64, b"\0")))
    for _ in range(7):
        for column, (a, b, c, d) in enumerate(((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15))):
            mix(s, a, b, c, d, m[2 * column], m[2 * column + 1])
        for row, (a, b, c, d) in enumerate(((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))):
            mix(s, a, b, c, d, m[8 + 2 * row], m[9 + 2 * row])
        m = [m[i] for i in ORDER]
    return [s[i] ^ s[i + 8] for i in range(8)]


def chunk(data, counter, root):
    blocks = [data[i:i + 64] for i in range(0, len(data), 64)] or [b""]
    value = IV
    for i, block in enumerate(blocks):
        last = i == len(blocks) - 1
        flags = (CHUNK_START if i == 0 else 0) | (CHUNK_END | (ROOT if root else 0) if last else 0)
        value = compress(value, block, counter, len(block), flags)
    return value


def tree(data, counter=0, root=True):
    if len(data) <= 1024:
        return chunk(data, counter, root)
    left = 1024
    while left * 2 < len(data):
        left *= 2
    a, b = tree(data[:left], counter, False), tree(data[left:], counter + left // 1024, False)
    return compress(IV, struct.pack("<16I", *a, *b), 0, 64, PARENT | (ROOT if root else 0))


def blake3(data):
    return struct.pack("<8I", *tree(data))


def seal(entry):
    parts = (
        bytes.fromhex(entry["prev"]),
        struct.pack("<q", entry["position"]),
        uuid.UUID(entry["id"]).bytes,
        struct.pack("<q", entry["at"]),
        entry["actor_kind"].encode(),
        entry["actor"].encode(),
        entry["kind"].encode(),
        uuid.UUID(entry["subject"]).bytes,
        entry["payload"].encode(),
    )
    return blake3(b"".join(struct.pack("<Q", len(part)) + part for part in parts)).hex()


def chain(entries, faults):
    prev = "0" * 64
    for number, entry in enumerate(entries, 1):
        if entry["position"] != number:
            faults.append(f"entry {number}: missing, {entry['position']} stands in its place")
            return
        if entry["prev"] != prev:
            faults.append(f"entry {number}: does not follow the entry before it")
        if entry["hash"] != seal(entry):
            faults.append(f"entry {number}: its content is not what was sealed")
        prev = entry["hash"]


def checkpoint(entries, kept, faults):
    size, root = kept.strip().split(":")
    if len(entries) < int(size):
        faults.append(f"the log has {len(entries)} entries, the checkpoint {size}: entries were cut off")
    elif int(size) and entries[int(size) - 1]["hash"] != root:
        faults.append(f"entry {size} is not that of the checkpoint: the log was rewritten")


def filing(entry, payload, now, revisions, said, faults):
    """Claims put right: made, gone, saying something else, made by other mentions."""
    for change in payload["claims"]:
        where, claim = f"entry {entry['position']} on c{change['handle']}", change["claim"]
        if change["before"] != said.get(claim, change["before"]):
            faults.append(f"{where}: does not continue what it said")
        start = revisions.get(claim, 0 if change["before"] is None else 1)
        if change["revision"] != start + 1:
            faults.append(f"{where}: is revision {change['revision']}")
        revisions[claim], said[claim] = change["revision"], change["after"]
        before, after = ((side or {}).get("claimant") for side in (change["before"], change["after"]))
        if bool(before) != bool(after):
            now.pop((claim, "said"), None)
    if entry["actor_kind"] != "person":
        faults.append(f"entry {entry['position']}: claims were not put right by a person")


def reviews(entries, faults):
    """Work on claims: an opinion is its author's, and each of a round another person's."""
    works = {}
    for entry in (entry for entry in entries if entry["kind"] == "work_changed"):
        payload = json.loads(entry["payload"])
        for change in payload["changes"]:
            where, before, after = f"entry {entry['position']} on c{change['handle']}", change["before"], change["after"]
            if before != works.get(change["claim"], {"state": "new"}):
                faults.append(f"{where}: does not continue the history of the work")
            works[change["claim"]] = after
            had, has = (side.get("round", {}).get("opinions", []) for side in (before, after))
            people = [" ".join(opinion["by"].split()).lower() for opinion in has]
            if len(set(people)) < len(people):
                faults.append(f"{where}: a second is the person who proposed")
            starts = after["state"] == "proposed"
            if payload["takes_back"] is None and (starts or after["state"] == "second_review"):
                if has[:-1] != ([] if starts else had) or has[-1]["by"] != entry["actor"]:
                    faults.append(f"{where}: holds opinions that are not those of {entry['actor']}")


def statuses(entries, faults):
    now, revisions, said = {}, {}, {}
    for entry in entries:
        if entry["kind"] not in ("status_set", "undone", "filing_changed"):
            continue
        payload = json.loads(entry["payload"])
        if entry["kind"] == "filing_changed":
            filing(entry, payload, now, revisions, said, faults)
            continue
        change = payload if entry["kind"] == "status_set" else payload["change"]
        where, claim = f"entry {entry['position']} on c{change['handle']}", change["claim"]
        target = (claim, change["target"])
        if change["before"] != now.get(target, {"status": "unverified"}):
            faults.append(f"{where}: does not continue the history of {change['target']}")
        if change["revision"] != revisions.get(claim, 1) + 1:
            faults.append(f"{where}: is revision {change['revision']}")
        if entry["actor_kind"] != "person":
            faults.append(f"{where}: was not decided by a person")
        if entry["kind"] == "status_set" and change["after"].get("by") != entry["actor"]:
            faults.append(f"{where}: was entered by {entry['actor']}, and decided by {change['after'].get('by')}")
        now[target], revisions[claim] = change["after"], change["revision"]
    return now


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("log", help="what 'onrecord audit export' printed")
    arguments.add_argument("--checkpoint", help="SIZE:ROOT as kept")
    arguments = arguments.parse_args()
    entries, faults, decided = [], [], {}
    with open(arguments.log, encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(filter(None, lines.read().split("\n")), 1):
            try:
                entries.append(json.loads(line))
            except ValueError as error:
                faults.append(f"line {number}: is no entry, or was cut: {error}")
    try:
        chain(entries, faults)
        decided = statuses(entries, faults)
        reviews(entries, faults)
    except (KeyError, IndexError, TypeError, AttributeError, ValueError, struct.error) as error:
        faults.append(f"an entry cannot be read: {error!r}")
    if arguments.checkpoint:
        checkpoint(entries, arguments.checkpoint, faults)
    for fault in faults:
        print(f"BROKEN {fault}")
    if faults:
        return 7
    print(f"ok: {len(entries)} entries, {len(decided)} targets decided, root {entries[-1]['hash'] if entries else '-'}")
    return 0


if __name__ == "__main__":
    assert blake3(b"").hex() == "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
    sys.exit(main())
