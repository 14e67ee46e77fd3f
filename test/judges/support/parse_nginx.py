"""Reads a JSON list of {"text", "strict"} and writes what crossplane, a parser of nginx configuration, makes of each."""

import json
import os
import sys
import tempfile

import crossplane

parsed = []
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "nginx.conf")
    for case in json.load(sys.stdin):
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(case["text"])
        strict = case["strict"]
        payload = crossplane.parse(path, single=True, strict=strict, check_ctx=strict, check_args=strict)
        parsed.append({"errors": [error["error"] for error in payload["errors"]], "parsed": payload["config"][0]["parsed"]})
json.dump(parsed, sys.stdout)
