#!/usr/bin/env python3
"""Validates outputs against their JSON Schemas, and wants every change that a schema must see to be refused.

python3 schemas.py FOLDER: in it cases NAME.json, {"schema": SCHEMA, "outputs": [OUTPUT, …]}. Needs the package jsonschema.
Ends with 0 when all is well, 1 when something is not as its schema says, 3 when the package is missing."""
import copy
import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: python3 has no package jsonschema")
    sys.exit(3)

LEFT_OUT = {"by_hand", "folded", "note"}  # Fields that are not always there, as their descriptions say.
ANY_TYPE = {"id", "query"}  # Fields that repeat what the sender wrote.


def changes(output):
    """Yields changes of a record, or of the first of a list: a field more, each field gone, each of another type."""
    record = output[0] if isinstance(output, list) and output else output
    if not isinstance(record, dict):
        return
    wrap = (lambda one: [one]) if isinstance(output, list) else (lambda one: one)
    yield "a field more", wrap({**record, "unheard_of": 1})
    for field in record:
        if field not in LEFT_OUT:
            yield f"no {field}", wrap({name: value for name, value in record.items() if name != field})
        if field not in ANY_TYPE:
            changed = copy.deepcopy(record)
            changed[field] = {"unheard_of": []}
            yield f"{field} of another type", wrap(changed)


def faults(name, case):
    """Yields what is wrong with a case, and counts the changes that were refused."""
    Draft202012Validator.check_schema(case["schema"])
    validator = Draft202012Validator(case["schema"], format_checker=Draft202012Validator.FORMAT_CHECKER)
    for output in case["outputs"]:
        for error in validator.iter_errors(output):
            why = [error.message] + [f"{list(one.absolute_path)}: {one.message}" for one in error.context or []]
            yield f"{name}: {list(error.absolute_path)}: {'; '.join(why)[:600]}"
        for what, changed in changes(output) if case["closed"] else ():
            if validator.is_valid(changed):
                yield f"{name} lets pass {what}"
            else:
                case["refused"] = case.get("refused", 0) + 1


def main():
    found, refused = [], 0
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        found.extend(faults(path.stem, case))
        refused += case.get("refused", 0)
    for fault in found:
        print(fault)
    print(f"{refused} changes refused")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
