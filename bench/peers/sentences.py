#!/usr/bin/env python3
"""Writes what datasketch and the keys of onrecord-compare are measured on: sentences.py SHARED FOLDER.

statements.jsonl: 100,000 different sentences of at least 32 characters, {"text"}; queries.jsonl: {"kind","text","wanted"}, the last a line
of the first file, counted from 0. 2,000 queries are sentences with two words replaced by words from anywhere in the texts; the reworded
ones are one side of each pair that MRPC calls the same, whose other side is among the sentences. No other randomness than the seed.
"""
import gzip, json, random, re, sys

SEED, SENTENCES, EDITED, SHORTEST = 100_000, 100_000, 2_000, 32
CORPORA = ('reuters21578', 'fed_speeches', 'politifact')

shared, folder = sys.argv[1], sys.argv[2]
rows = lambda name: (json.loads(line) for line in gzip.open(f'{shared}/data/{name}/data.jsonl.gz', 'rt', encoding='utf-8'))

def sentences(text):
    """Cuts at blank lines, and behind a mark that ends a sentence before a capital, a digit or a quotation mark."""
    for paragraph in re.split(r'\n\s+|\n\n', text):
        for one in re.split(r'(?:(?<=[.!?])|(?<=[.!?]["”]))\s+(?=[A-Z0-9"“])', ' '.join(paragraph.split())):
            if len(one) >= SHORTEST:
                yield one

found = dict.fromkeys(one for name in CORPORA for row in rows(name) for one in sentences(row.get('text') or ''))
draw = random.Random(SEED)
pairs = [(row['s1'], row['s2']) for row in rows('mrpc') if row['label'] == 1 and row['s1'] != row['s2']]
sides = list(dict.fromkeys(one for one, _ in pairs))
corpus = draw.sample(sorted(found.keys() - set(sides)), SENTENCES - len(sides))
statements = corpus + sides
draw.shuffle(statements)
number = {text: at for at, text in enumerate(statements)}
vocabulary = sorted({word for text in corpus for word in text.split()})

def edited(text):
    words = text.split()
    for at in draw.sample(range(len(words)), min(2, len(words))):
        words[at] = draw.choice(vocabulary)
    return ' '.join(words)

queries = [('edited', edited(text), number[text]) for text in draw.sample(corpus, EDITED)]
queries += [('reworded', other, number[one]) for one, other in pairs]
with open(f'{folder}/statements.jsonl', 'w', encoding='utf-8') as out:
    out.writelines(json.dumps({'text': text}) + '\n' for text in statements)
with open(f'{folder}/queries.jsonl', 'w', encoding='utf-8') as out:
    out.writelines(json.dumps(dict(zip(('kind', 'text', 'wanted'), query))) + '\n' for query in queries)
print(f'{len(statements)} sentences of {len(found)}, {EDITED} edited, {len(pairs)} reworded', file=sys.stderr)
