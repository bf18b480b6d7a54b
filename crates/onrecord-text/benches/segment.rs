//! Throughput of sentences, tokens and quotations over generated news text.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord_text::{normal_form, quotations, sentences, tokens};

/// One paragraph in the manner of news: a quotation, a glued join, abbreviations, numbers, an address.
const PARAGRAPH: &str = "\"We paid 3.5 million crowns in 2014,\" Mr. Berg said, \"and the 'Friends of Peace' group paid \
     the rest.\" The U.S. delegation, headed by Gen. A. B. Cray, left at 9 a.m. Monday, she added.Officials of Acme Inc. \
     said “it’s over”; see https://example.org/a.B?c=D for the report. Was it enough? Few think so.\n\n";

fn segment(c: &mut Criterion) {
    let text = PARAGRAPH.repeat((1 << 20) / PARAGRAPH.len());
    let mut group = c.benchmark_group("segment");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("sentences", |b| b.iter(|| sentences(black_box(&text)).len()));
    group.bench_function("sentencex", |b| {
        b.iter(|| sentencex::get_sentence_boundaries("en", black_box(&text)).len());
    });
    group.bench_function("tokens", |b| b.iter(|| tokens(black_box(&text)).len()));
    group.bench_function("quotations", |b| b.iter(|| quotations(black_box(&text)).len()));
    group.bench_function("normal_form", |b| b.iter(|| normal_form(black_box(&text)).len()));
    group.finish();
}

criterion_group!(benches, segment);
criterion_main!(benches);
