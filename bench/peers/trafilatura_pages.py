"""Main text of pages by trafilatura (PyPI), one JSON line a page, as score_html.py takes them.

usage: trafilatura_pages.py FOLDER [fast]
CPU seconds of the extraction alone, without starting Python and importing, go to standard error.
"""
import json
import os
import sys
import time

import trafilatura

files = sorted(os.path.join(root, name) for root, _, names in os.walk(sys.argv[1]) for name in names)
begun = time.process_time()
found = []
for path in files:
    with open(path, "rb") as page:
        found.append((path, trafilatura.extract(page.read(), include_comments=False, fast="fast" in sys.argv[2:]) or ""))
print(time.process_time() - begun, file=sys.stderr)
for path, text in found:
    print(json.dumps({"path": path, "text": text}))
