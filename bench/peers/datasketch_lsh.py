#!/usr/bin/env python3
"""Files sentences in datasketch's MinHashLSH and asks it: datasketch_lsh.py STATEMENTS QUERIES TOKENS WAY.

TOKENS: words (lower-cased), shingles (three words in a row) or letters (five in a row); WAY: update (one `MinHash.update` a token, as its
guide shows) or bulk (`MinHash.bulk`, the quickest it offers). 128 permutations, threshold 0.5, all else as it comes. Prints one line of JSON.
"""
import json, re, sys, time
from importlib.metadata import version
from datasketch import MinHash, MinHashLSH

PERMUTATIONS, THRESHOLD, PASSES = 128, 0.5, 3

def words(text):
    return re.findall(r'\w+', text.lower())

def runs(units, length, join):
    return {join(units[at:at + length]) for at in range(max(1, len(units) - length + 1))}

TOKENS = {
    'words': lambda text: set(words(text)),
    'shingles': lambda text: runs(words(text), 3, ' '.join),
    'letters': lambda text: runs(' '.join(words(text)), 5, str),
}

def updated(sets):
    for tokens in sets:
        made = MinHash(num_perm=PERMUTATIONS)
        for token in tokens:
            made.update(token)
        yield made

WAYS = {'update': updated, 'bulk': lambda sets: MinHash.generator(sets, num_perm=PERMUTATIONS)}

statements, queries, tokens, way = sys.argv[1:]
statements = [json.loads(line)['text'] for line in open(statements, encoding='utf-8')]
queries = [json.loads(line) for line in open(queries, encoding='utf-8')]
prints = lambda texts: WAYS[way]([token.encode() for token in TOKENS[tokens](text)] for text in texts)

begun = time.process_time()
index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
for number, made in enumerate(prints(statements)):
    index.insert(number, made)
build = time.process_time() - begun

begun = time.process_time()
for _ in range(PASSES):
    found = [index.query(made) for made in prints(query['text'] for query in queries)]
asked = (time.process_time() - begun) / PASSES

result = {'program': f'datasketch {version("datasketch")}', 'build_seconds': build, 'query_seconds': asked}
for kind in ('edited', 'reworded'):
    of = [query['wanted'] in hits for query, hits in zip(queries, found) if query['kind'] == kind]
    result[kind] = sum(of) / len(of)
result['candidates'] = result['kept'] = sum(map(len, found)) / len(found)
print(json.dumps(result | {'statements': len(statements), 'queries': len(queries)}))
