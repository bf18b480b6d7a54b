#!/usr/bin/env python3
"""Fits the ranking of earlier fact-checks: fit.py SHARED BINARY [parts], where BINARY is the example `known` of
onrecord-compare; with `parts` some of the signs are scored alone too.

Prints MAP@5 on both sets of FTS5, of the candidates, and of the ranking fitted on the other folds, without and with dates, then the
weights fitted on everything, to be put into crates/onrecord-compare/src/known/rank.rs. Needs numpy and scipy. The folds come from
seed 5; nothing else is left to chance.
"""
import gzip, json, re, sqlite3, subprocess, sys, tempfile
from collections import defaultdict
from datetime import date
import numpy as np
from scipy.optimize import minimize

shared, binary = sys.argv[1], sys.argv[2]
DATES, FOLDS, SEED, PENALTY = 23, 5, 5, .01
MONTHS = 'january february march april may june july august september october november december'.split()
lines = lambda path: [json.loads(l) for l in (gzip.open(path, 'rt') if path.endswith('.gz') else open(path))]

def day(y, m, d):
    month = next((n for n, name in enumerate(MONTHS, 1) if len(m) > 2 and name.startswith(m.lower())), None) if isinstance(m, str) else m
    try: return date(int(y), month, int(d))
    except (TypeError, ValueError): return None

def written(text, pattern, order):
    found = re.search(pattern, text or '')
    return day(*(found[n] for n in order)) if found else None

def tweet(text):
    """The words of a quoted tweet without its author, and its date."""
    found = re.search(r'[—–-]+\s*([^—–]{0,80}\(@\w+\))\s*(\w+) (\d{1,2}), (\d{4})\W*$', text) or re.search(r'()(\w+) (\d{1,2}), (\d{4})\W*$', text)
    return (text[:found.start()], day(found[4], found[2], found[3])) if found else (text, None)

def event(name):
    found = re.match(r'(\d{4})(\d\d)(\d\d)', name) or re.match(r'(\d{4})_(\w{3})_(\d\d)', name)
    return day(found[1], int(found[2]) if found[2].isdigit() else found[2], found[3]) if found else None

def sets():
    """Name, findings and queries of both sets. `fitted` is what a query is fitted to: of the several answers of a tweet those checked within
    250 days, where that leaves one; the others are known to be mistakes of the set. Scores are always on all answers."""
    claims = lines(shared + '/data/checkthat22_2a/vclaims.jsonl.gz')
    findings = [dict(id=c['id'], claim=c['claim'], title=c['title'], speaker=c.get('subtitle') or '', date=written(c['date'], r'(\d{1,2}) (\w+) (\d{4})', (3, 2, 1))) for c in claims]
    dates, queries = {f['id']: f['date'] for f in findings}, []
    for q in lines(shared + '/data/checkthat22_2a/queries.jsonl.gz'):
        (body, when), gold = tweet(q['text']), set(q['vclaim_ids'])
        near = {g for g in gold if when and dates[g] and abs((dates[g] - when).days) < 250}
        queries.append(dict(id=q['id'], text=q['text'], body=body, date=when, gold=gold, fitted=near if len(gold) > 1 and len(near) == 1 else gold))
    yield '2a', findings, queries
    claims = lines(shared + '/data/politifact/data.jsonl.gz')
    findings = [dict(id=c['id'], claim=c['claim'], title=c.get('title') or '', speaker=c.get('speaker') or '', date=date.fromisoformat(c['date'][:10]) if c.get('date') else None) for c in claims]
    known, queries = {c['id'] for c in claims}, []
    for q in lines(shared + '/data/checkthat22_2b/queries.jsonl'):
        gold = set(q.get('politifact_ids') or [])
        if gold & known:
            queries.append(dict(id=q['id'], text=q['text'], body=q['text'], date=event(q['event']), gold=gold, fitted=gold & known))
    yield '2b', findings, queries

def ap5(ranked, gold):
    hits = total = 0
    for n, one in enumerate(ranked[:5], 1):
        if one in gold:
            hits += 1
            total += hits / n
    return total / min(len(gold), 5)

def fts5(name, findings, queries):
    db = sqlite3.connect(':memory:')
    db.execute("create virtual table f using fts5(claim, title, extra, tokenize='porter unicode61')")
    db.executemany('insert into f(rowid, claim, title, extra) values(?,?,?,?)', [(i, f['claim'], f['title'], f['speaker'] if name == '2a' else '') for i, f in enumerate(findings)])
    match = lambda text: ' OR '.join('"%s"' % w for w in dict.fromkeys(re.findall(r'\w+', text.lower())))
    ask = lambda text: [findings[r[0]]['id'] for r in db.execute('select rowid from f where f match ? order by bm25(f) limit 5', (match(text),))]
    return np.array([ap5(ask(q['text']), q['gold']) for q in queries])

def folds(queries):
    """Queries that share an answer or half of their words stay in one fold."""
    of = list(range(len(queries)))
    def root(x):
        while of[x] != x:
            of[x] = of[of[x]]; x = of[x]
        return x
    first = {}
    for i, q in enumerate(queries):
        for g in q['fitted']:
            if g in first: of[root(i)] = root(first[g])
            else: first[g] = i
    words = [set(re.findall(r'\w{3,}', q['body'].lower())) for q in queries]
    for i in range(len(queries)):
        for j in range(i):
            both = len(words[i] & words[j])
            if both and both / len(words[i] | words[j]) > .5: of[root(i)] = root(j)
    groups = defaultdict(list)
    for i in range(len(queries)): groups[root(i)].append(i)
    order = sorted(groups)
    np.random.RandomState(SEED).shuffle(order)
    order.sort(key=lambda g: -len(groups[g]))
    size, fold = [0] * FOLDS, np.zeros(len(queries), int)
    for g in order:
        k = int(np.argmin(size)); size[k] += len(groups[g])
        fold[groups[g]] = k
    return fold

def signs(findings, queries):
    plain = lambda row: json.dumps({k: str(v) if k == 'date' else v for k, v in row.items() if k in ('id', 'text', 'claim', 'title', 'speaker') or k == 'date' and v})
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl') as f, tempfile.NamedTemporaryFile('w', suffix='.jsonl') as q:
        f.write('\n'.join(map(plain, findings))); f.flush()
        q.write('\n'.join(map(plain, queries))); q.flush()
        return [json.loads(l)['signs'] for l in subprocess.run([binary, f.name, q.name, 'signs'], capture_output=True, text=True, check=True).stdout.splitlines()]

def fit(X, Y):
    """Multinomial logit over the candidates of a query, squared penalty."""
    Z = np.zeros((len(X), max(map(len, X)), X[0].shape[1])); M = np.full(Z.shape[:2], -1e9); T = np.zeros(Z.shape[:2])
    for i, (x, y) in enumerate(zip(X, Y)): Z[i, :len(x)] = x; M[i, :len(x)] = 0; T[i, :len(x)] = y / y.sum()
    def loss(w):
        s = Z @ w + M; s -= s.max(1, keepdims=True); e = np.exp(s); whole = e.sum(1, keepdims=True)
        return -(T * (s - np.log(whole))).sum() / len(X) + .5 * PENALTY * (w @ w), -np.einsum('qnf,qn->f', Z, T - e / whole) / len(X) + PENALTY * w
    start = np.zeros(Z.shape[2]); start[0] = 1
    return minimize(loss, start, jac=True, method='L-BFGS-B', options=dict(maxiter=200)).x

everything = []
for name, findings, queries in sets():
    base = fts5(name, findings, queries)
    for q, fold, row, score in zip(queries, folds(queries), signs(findings, queries), base):
        everything.append(dict(q, set=name, fold=fold, fts5=score, ids=[r['id'] for r in row], X=np.array([r['signs'] for r in row]), y=np.array([r['id'] in q['fitted'] for r in row], float)))
show = lambda what, score: print('%-34s' % what, *('%s %.4f' % (name, np.mean([score(e) for e in everything if e['set'] == name])) for name in ('2a', '2b')), flush=True)
show('FTS5', lambda e: e['fts5'])
show('candidates', lambda e: ap5(e['ids'], e['gold']))
show('an answer among the candidates', lambda e: any(i in e['gold'] for i in e['ids']))
every = everything[0]['X'].shape[1]
subsets = {'UNDATED': range(DATES), 'DATED': range(every)}
if sys.argv[3:] == ['parts']:
    subsets |= {'terms': range(14), 'terms, runs': range(16), 'terms, pieces': [*range(14), *range(16, 23)], 'terms, dates': [*range(14), *range(23, 26)]}
for what, columns in subsets.items():
    columns = list(columns)
    stacked = np.vstack([e['X'][:, columns] for e in everything])
    mean, spread = stacked.mean(0), stacked.std(0) + 1e-9
    def weights(rows):
        rows = [e for e in rows if e['y'].sum()]
        return fit([(e['X'][:, columns] - mean) / spread for e in rows], [e['y'] for e in rows]) / spread
    def ranked(e, w): return ap5([e['ids'][i] for i in np.argsort(-(e['X'][:, columns] @ w), kind='stable')], e['gold'])
    for k in range(FOLDS):
        w = weights([e for e in everything if e['fold'] != k])
        for e in everything:
            if e['fold'] == k: e['score'] = ranked(e, w)
    show(what + ', other folds', lambda e: e['score'])
    w = weights(everything)
    show(what + ', in fold', lambda e: ranked(e, w))
    if what in ('UNDATED', 'DATED'):
        print([round(float(v), 4) for v in w] + [0.0] * (every - len(columns)))
