//! `extract`: documents in, mentions out, no database; a pure filter that any engine can pipe through.

use std::num::NonZeroUsize;

use onrecord_app::{EngineKind, extract, extract_with_that, map_in_order, sentences};
use onrecord_model::{ContentHash, Format as Kept, Voice};
use onrecord_report::json::{to_line, v1};

use crate::cli::{Extract, Format, Global, That};
use crate::config;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input::{Articles, Bad, Found, Kind, expand, hints};
use crate::output::{Listing, Output, message};
use crate::progress::Progress;

/// How much text a batch holds at most: enough to keep every core busy, little enough to keep memory flat.
const BATCH_BYTES: usize = 4 << 20;
/// How many documents a batch holds at most.
const BATCH: usize = 256;

/// What one input became.
struct Answer {
    lines: Vec<String>,
    rows: Vec<Vec<String>>,
    bad: Option<(Kind, String)>,
}

/// What was printed, for the closing record.
struct Tally {
    read: u64,
    written: u64,
    errors: u64,
    worst: Option<Kind>,
    hasher: blake3::Hasher,
}

/// Runs the command: a bad line becomes an error record, so that one record answers one line.
pub(crate) fn run(global: &Global, args: &Extract) -> Result<Exit, CliError> {
    let mut out = Output::raw(global.format.unwrap_or(Format::Ndjson));
    let columns = if args.all_sentences { ["speaker", "reason", "sentence"] } else { ["speaker", "source", "content"] };
    let mut listing = Listing::new(&["doc", "n", "voice", "worth", columns[0], columns[1], columns[2]]);
    let mut tally = Tally::new();
    let mut articles = Articles::new(expand(&args.paths)?, hints(&args.hints), args.hints.from);
    let mut progress = Progress::new(None, "documents");
    let jobs = args.jobs.unwrap_or_else(crate::command::ingest::cores);
    let engine = config::engine(args.engine)?;
    loop {
        let batch = next_batch(&mut articles);
        if batch.is_empty() {
            break;
        }
        let read = batch.len() as u64;
        for answer in answers(batch, args, engine, jobs) {
            print(answer, &mut out, &mut listing, &mut tally)?;
        }
        tally.read += read;
        progress.add(read);
    }
    progress.finish();
    finish(&mut out, &listing, &tally, args)
}

fn next_batch(articles: &mut Articles) -> Vec<Result<Found, Bad>> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(item) = articles.next() else { break };
        bytes += item.as_ref().map_or(0, |found| found.raw.len());
        batch.push(item);
    }
    batch
}

fn answers(batch: Vec<Result<Found, Bad>>, args: &Extract, engine: EngineKind, jobs: NonZeroUsize) -> Vec<Answer> {
    map_in_order(batch, jobs, |item| match item {
        Ok(found) if args.all_sentences => all_sentences(engine, &found),
        Ok(found) => mentions(engine, &found, args),
        Err(bad) => refused(&bad),
    })
}

/// Names a document: its own id, else the beginning of its hash, so that the name does not depend on where it lies.
fn name(found: &Found, hash: ContentHash) -> String {
    found.article.id.clone().unwrap_or_else(|| hash.to_string().chars().take(16).collect())
}

fn mentions(engine: EngineKind, found: &Found, args: &Extract) -> Answer {
    let hash = ContentHash::of(&found.raw);
    let article = &found.article;
    // Whoever sends JSON Lines compares engines on corpora, and those count "that" in.
    let default = if article.format == Kept::JsonLines { That::Keep } else { That::Drop };
    let mut extraction = match args.that.unwrap_or(default) {
        That::Keep => extract_with_that(engine, article),
        That::Drop => extract(engine, article),
    };
    let mut diagnostics = article.diagnostics.clone();
    diagnostics.append(&mut extraction.diagnostics);
    let doc = name(found, hash);
    let rows = extraction.mentions.iter().map(|m| row(&doc, m, &article.text)).collect();
    let record = v1::ExtractRecord::new(doc, hash, engine.version(), &article.text, &extraction.mentions, &diagnostics);
    let lines = if args.flat { record.into_flat().map(|m| to_line(&m)).collect() } else { vec![to_line(&record)] };
    Answer { lines, rows, bad: None }
}

fn row(doc: &str, mention: &onrecord_model::Mention, text: &onrecord_app::Text) -> Vec<String> {
    let slice = |span: &Option<onrecord_app::Span>| span.map(|s| text.slice(&s).to_owned()).unwrap_or_default();
    let content: Vec<&str> = mention.content.iter().map(|span| text.slice(span)).collect();
    let content = if mention.voice == Voice::Headline { content[..1.min(content.len())].to_vec() } else { content };
    vec![
        doc.to_owned(),
        mention.number.to_string(),
        mention.voice.as_str().to_owned(),
        format!("{:.2}", mention.check_worthiness.score),
        mention.speaker.as_ref().map(|s| s.name.clone()).unwrap_or_default(),
        slice(&mention.source),
        content.join(" … "),
    ]
}

fn all_sentences(engine: EngineKind, found: &Found) -> Answer {
    let hash = ContentHash::of(&found.raw);
    let article = &found.article;
    let inputs: Vec<v1::SentenceInput> = sentences(engine, article)
        .into_iter()
        .map(|s| v1::SentenceInput {
            span: s.span,
            voice: s.voice,
            mentions: Vec::new(),
            worth: s.check_worthiness,
            why: s.why,
        })
        .collect();
    let doc = name(found, hash);
    let rows = inputs.iter().enumerate().map(|(n, s)| sentence_row(&doc, n + 1, s, &article.text)).collect();
    let record = v1::SentencesRecord::new(doc, hash, engine.version(), &article.text, &inputs, &article.diagnostics);
    Answer { lines: vec![to_line(&record)], rows, bad: None }
}

fn sentence_row(doc: &str, n: usize, s: &v1::SentenceInput, text: &onrecord_app::Text) -> Vec<String> {
    vec![
        doc.to_owned(),
        n.to_string(),
        s.voice.map_or("none", Voice::as_str).to_owned(),
        format!("{:.2}", s.worth.score),
        String::new(),
        s.why.join("; "),
        text.slice(&s.span).to_owned(),
    ]
}

fn refused(bad: &Bad) -> Answer {
    let record = v1::ErrorRecord::new(bad.id.as_deref().map(str::to_owned), bad.hash, bad.line, bad.why.clone());
    Answer { lines: vec![to_line(&record)], rows: Vec::new(), bad: Some((bad.kind, bad.message())) }
}

fn print(answer: Answer, out: &mut Output, listing: &mut Listing, tally: &mut Tally) -> Result<(), CliError> {
    if let Some((kind, why)) = &answer.bad {
        tally.errors += 1;
        tally.worst = tally.worst.max(Some(*kind));
        message(why);
    }
    match out.format {
        Format::Ndjson => {
            for line in answer.lines {
                tally.add(&line);
                out.record(&line)?;
            }
        }
        Format::Json => answer.lines.into_iter().for_each(|line| listing.record(line)),
        Format::Table | Format::Csv => answer.rows.into_iter().for_each(|row| listing.row(row)),
    }
    Ok(())
}

impl Tally {
    fn new() -> Self {
        Tally { read: 0, written: 0, errors: 0, worst: None, hasher: blake3::Hasher::new() }
    }

    fn add(&mut self, line: &str) {
        self.written += 1;
        self.hasher.update(line.as_bytes());
        self.hasher.update(b"\n");
    }
}

/// Programs read the error records, so for them a bad line is no failure; for people it is. An input that could not be
/// read is one for both.
fn finish(out: &mut Output, listing: &Listing, tally: &Tally, args: &Extract) -> Result<Exit, CliError> {
    if out.format != Format::Ndjson {
        out.list(listing)?;
    } else if args.eof {
        let hash = ContentHash(*tally.hasher.finalize().as_bytes());
        out.record(&to_line(&v1::EofRecord::new(tally.read, tally.written, tally.errors, hash)))?;
    }
    out.finish()?;
    let answered = out.is_json() && tally.worst == Some(Kind::Content);
    Ok(if answered { Exit::Ok } else { Kind::exit(tally.worst) })
}
