//! `ingest`: articles into the database.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

use onrecord_app::{Desk, EngineKind, Incoming, MatchTally, Outcome, extract_all};
use onrecord_model::{Article, Diagnostic, Severity};
use serde::Serialize;

use crate::cli::{Format, Global, Ingest};
use crate::config;
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input::{Articles, Found, Kind, expand_with_pages, hints};
use crate::output::{Listing, Output, message};
use crate::progress::Progress;

/// How many warnings are told one by one; `doc show` tells the others.
const WARNED: u64 = 20;
/// How many documents a table for people lists.
const SHOWN: usize = 40;
/// How many documents one transaction holds at most.
const BATCH: usize = 64;
/// How many bytes one transaction holds at most; a larger document has one of its own.
const BATCH_BYTES: usize = 4 << 20;

/// What became of one input, as printed.
#[derive(Serialize)]
struct Record<'a> {
    path: &'a str,
    doc: String,
    outcome: &'static str,
    version: Option<u32>,
    mentions: Option<u32>,
    new_claims: Option<u32>,
    /// Pairs with other claims that the new ones were found to be like; `null` when nothing was stored.
    alike: Option<u32>,
    /// The earliest stored document it is a copy of; `null` when it is none.
    copy_of: Option<String>,
    title: Option<&'a str>,
}

/// How a run is going.
#[derive(Default)]
struct Tally {
    added: u64,
    unchanged: u64,
    refused: u64,
    mentions: u64,
    matched: MatchTally,
    warnings: u64,
    worst: Option<Kind>,
}

/// Returns how many threads extract when the user did not say.
pub(crate) fn cores() -> NonZeroUsize {
    available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Runs the command: what is refused is named on standard error, the rest goes in.
pub(crate) async fn run(global: &Global, args: Ingest) -> Result<Exit, CliError> {
    let sources = expand_with_pages(&args.paths)?;
    if args.hints.name_one() && sources.len() > 1 {
        return Err(CliError::usage("--url and --archived name one article; give one input with them"));
    }
    let progress = Progress::new((sources.len() > 1).then_some(sources.len() as u64), "documents");
    let articles = Articles::new(sources, hints(&args.hints), args.hints.from);
    let engine = config::engine(args.engine)?;
    let mut run = Run {
        desk: if args.dry_run { None } else { Some(desk::open(global).await?.using(engine)) },
        engine,
        alone: args.hints.name_one(),
        jobs: args.jobs.unwrap_or_else(cores),
        listing: Listing::new(&["doc", "outcome", "version", "mentions", "new claims", "copy of", "title", "path"]),
        tally: Tally::default(),
        progress,
    };
    let done = run.all(articles, args.strict).await;
    if let Some(desk) = run.desk.take() {
        desk.close().await;
    }
    match done {
        Ok(()) => run.finish(global, !args.dry_run, None),
        // Nothing was stored, so there is nothing to tell.
        Err(error) if error.exit == Exit::Usage => {
            run.progress.finish();
            Err(error)
        }
        // What is in stays in, so it is told before the cause.
        Err(error) => run.finish(global, !args.dry_run, Some(error)),
    }
}

/// Refuses a second article with the address of the first, which would become another version of it.
fn second(batch: &[Found]) -> CliError {
    let path = batch.first().map_or("-", |found| found.path.as_str());
    CliError::usage(format!(
        "{path} holds several articles, and --url and --archived name one; nothing was stored. Give each line its own \
         \"url\" and \"archived\""
    ))
}

/// Says what matching came to; nothing where it came to nothing.
fn alike(MatchTally { pairs, full, .. }: MatchTally) -> String {
    let pairs = match pairs {
        0 => String::new(),
        1 => ", 1 pair of claims to look at with 'onrecord match list'".to_owned(),
        n => format!(", {n} pairs of claims to look at with 'onrecord match list'"),
    };
    let full = if full == 0 { String::new() } else { format!(" ({full} keys were common to more than 64 statements)") };
    pairs + &full
}

struct Run {
    /// `None` when nothing is to be stored.
    desk: Option<Desk>,
    /// Whether there may be one article only, because an address was given with it.
    alone: bool,
    engine: EngineKind,
    jobs: NonZeroUsize,
    listing: Listing,
    tally: Tally,
    progress: Progress,
}

impl Run {
    async fn all(&mut self, articles: Articles, strict: bool) -> Result<(), CliError> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        for item in articles {
            match item {
                Ok(_) if self.alone && !batch.is_empty() => return Err(second(&batch)),
                Ok(found) => {
                    bytes += found.raw.len();
                    batch.push(found);
                }
                Err(bad) => {
                    self.tally.refused += 1;
                    self.tally.worst = self.tally.worst.max(Some(bad.kind));
                    self.progress.message(&bad.message());
                    if strict {
                        break;
                    }
                }
            }
            // An article that must be alone waits until it is clear that it is.
            if !self.alone && (batch.len() >= BATCH || bytes >= BATCH_BYTES) {
                self.take_in(std::mem::take(&mut batch)).await?;
                bytes = 0;
            }
        }
        self.take_in(batch).await
    }

    async fn take_in(&mut self, batch: Vec<Found>) -> Result<(), CliError> {
        let paths: Vec<String> = batch.iter().map(|found| found.path.clone()).collect();
        let incoming: Vec<Incoming> =
            batch.into_iter().map(|found| Incoming { article: found.article, raw: found.raw }).collect();
        self.progress.add(incoming.len() as u64);
        let Some(desk) = &self.desk else {
            let articles: Vec<&Article> = incoming.iter().map(|one| &one.article).collect();
            let found = extract_all(self.engine, &articles, self.jobs);
            self.tally.added += incoming.len() as u64;
            self.tally.mentions += found.iter().map(|one| one.mentions.len() as u64).sum::<u64>();
            return Ok(());
        };
        let outcomes = desk.ingest(&incoming, self.jobs).await?;
        for ((path, one), outcome) in paths.iter().zip(&incoming).zip(outcomes) {
            self.note(path, one, &outcome);
        }
        Ok(())
    }

    /// Says what was repaired, guessed or left out of an article that is in now.
    fn warn(&mut self, path: &str, document: &str, noticed: &[Diagnostic]) {
        for diagnostic in noticed.iter().filter(|d| d.severity == Severity::Warning) {
            self.tally.warnings += 1;
            if self.tally.warnings <= WARNED {
                self.progress.message(&format!("{path}: {document}: warning: {}", diagnostic.message));
            }
        }
    }

    fn note(&mut self, path: &str, one: &Incoming, outcome: &Outcome) {
        let title = one.article.title.as_deref();
        let record = match outcome {
            Outcome::Added { document, version, mentions, matched, copy_of, diagnostics } => {
                self.tally.added += 1;
                self.tally.mentions += u64::from(*mentions);
                self.warn(path, &document.to_string(), diagnostics);
                self.tally.matched.add(*matched);
                if *version > 1 {
                    let see = format!("'onrecord doc versions {document}' tells what changed");
                    self.progress.message(&format!("{document} is version {version} of its article ({path}); {see}"));
                }
                Record {
                    path,
                    doc: document.to_string(),
                    outcome: "added",
                    version: Some(*version),
                    mentions: Some(*mentions),
                    new_claims: Some(matched.claims),
                    alike: Some(matched.pairs),
                    copy_of: copy_of.map(|handle| handle.to_string()),
                    title,
                }
            }
            Outcome::Unchanged { document } => {
                self.tally.unchanged += 1;
                let (version, mentions, new_claims, alike, copy_of) = (None, None, None, None, None);
                let doc = document.to_string();
                Record { path, doc, outcome: "unchanged", version, mentions, new_claims, alike, copy_of, title }
            }
        };
        let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
        let cells = vec![
            record.doc.clone(),
            record.outcome.to_owned(),
            number(record.version),
            number(record.mentions),
            number(record.new_claims),
            record.copy_of.clone().unwrap_or_default(),
            title.unwrap_or_default().to_owned(),
            path.to_owned(),
        ];
        self.listing.push(cells, onrecord_report::json::to_line(&record));
    }

    /// Prints what went in, and returns the error that `stopped` the run early as its result.
    fn finish(mut self, global: &Global, stored: bool, stopped: Option<CliError>) -> Result<Exit, CliError> {
        self.progress.finish();
        let mut out = Output::new(global.format);
        if stored {
            let left_out = if out.format == Format::Table { self.listing.shorten(SHOWN) } else { 0 };
            out.list(&self.listing)?;
            if left_out > 0 {
                out.line(&format!(" … and {left_out} more; --format ndjson lists them all"))?;
            }
        }
        out.finish()?;
        let Tally { added, unchanged, refused, mentions, matched, warnings, worst } = self.tally;
        let counts =
            if stored { format!("{added} added, {unchanged} unchanged") } else { format!("{added} would be read") };
        let rest = if stopped.is_some() { "; stopped early, the same command takes in the rest" } else { "" };
        if warnings > WARNED {
            message(&format!("{} more warnings; 'onrecord doc show' tells those of a document", warnings - WARNED));
        }
        let alike = alike(matched);
        message(&format!("{counts}, {refused} refused; {mentions} mentions found{alike}{rest}"));
        stopped.map_or(Ok(Kind::exit(worst)), Err)
    }
}
