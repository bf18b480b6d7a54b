//! Time for one article of ordinary length.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord_extract::{EngineKind, Input, extract};
use onrecord_text::Text;

/// About forty sentences in every shape the rules know.
fn article() -> String {
    let mut out = String::from("Harbour Budget Rejected – City Council\n\n");
    for day in ["Monday", "Tuesday", "Friday"] {
        for n in 3..8 {
            let _ = write!(
                out,
                "The council approved about {n},200 permits on {day}. \"We never refused a permit,\" Mayor Ana Torres said. \
                 According to the port authority, traffic rose {n} percent in March. Torres told reporters that the city \
                 would spend ${n}.5 million, adding that \"nobody was asked\" to pay more.\n\n"
            );
        }
    }
    out
}

fn bench(criterion: &mut Criterion) {
    let raw = article();
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(raw.len() as u64));
    let text = Text::new(raw).unwrap_or_else(|_| unreachable!("a short text"));
    let input = Input { text: &text, title: None, published: None, language: None, keep_that: false };
    for kind in EngineKind::ALL {
        group.bench_function(kind.as_str(), |b| b.iter(|| extract(kind.engine(), black_box(&input))));
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
