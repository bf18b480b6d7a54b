//! How fast two statements are compared, and how fast the filter before it passes over strangers.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord_compare::{Statement, candidates, compare, statement_signature};
use onrecord_model::Slots;
use onrecord_text::{Span, Text};

/// How many statements of one speaker are filtered.
const STATEMENTS: usize = 2_000;

struct Prepared {
    text: Text,
    content: Vec<Span>,
    slots: Slots,
}

impl Prepared {
    fn new(text: &str) -> Option<Self> {
        let text = Text::new(text).ok()?;
        let content = vec![text.span(0..text.as_str().len()).ok()?];
        Some(Prepared { text, content, slots: Slots::default() })
    }

    fn statement(&self) -> Statement<'_> {
        Statement::bare(&self.text, &self.content, &self.slots)
    }
}

fn pair(c: &mut Criterion) {
    let a = Prepared::new("More than 300 tonnes of solvent leaked from tank 7 into the inner harbour on Sunday night");
    let b = Prepared::new("About 3,000 tonnes of solvent may have leaked from tank 7 into the harbour on Sunday");
    let (Some(a), Some(b)) = (a, b) else { return };
    c.bench_function("compare a pair of sentences", |bench| {
        bench.iter(|| compare(black_box(&a.statement()), black_box(&b.statement())));
    });
}

fn filter(c: &mut Criterion) {
    let words = ["harbour", "solvent", "tank", "ferry", "council", "budget", "strike", "water", "limit", "inquiry"];
    let sentence = |n: usize| -> String {
        let word = |i: usize| format!("{}{}", words[(n * 7 + i * 3) % words.len()], (n + i) % 37);
        (0..14).map(word).collect::<Vec<_>>().join(" ")
    };
    let others: Vec<_> = (0..STATEMENTS).filter_map(|n| Prepared::new(&sentence(n))).collect();
    let signatures: Vec<_> = others.iter().map(|p| statement_signature(&p.statement())).collect();
    let mut group = c.benchmark_group("filter");
    group.throughput(Throughput::Elements(STATEMENTS as u64));
    group.bench_function("pass over the statements of a speaker", |bench| {
        bench.iter(|| candidates(black_box(&signatures[0]), black_box(&signatures)));
    });
    group.finish();
}

criterion_group!(benches, pair, filter);
criterion_main!(benches);
