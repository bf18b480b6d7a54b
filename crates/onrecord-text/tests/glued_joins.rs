//! How many sentence joins are found again when the space between sentences of real news is taken out.
//!
//! The texts are read in place from `ONRECORD_SHARED` (or `../shared` beside the workspace); without them the test says so
//! and passes. Only open parts of the corpora are read.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "an evaluation: it prints its figures, and a corpus that cannot be read must fail it"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::PathBuf;

use onrecord_text::{paragraphs, sentences, trim};

/// Sentences of one document, whose joins are known.
type Document = Vec<String>;

fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("ONRECORD_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let full = root.join(path);
    if full.exists() {
        return Some(full);
    }
    println!("skipped: {} not found", full.display());
    None
}

/// Reads the sentences that the BASIL annotators worked on.
fn basil() -> Option<Vec<Document>> {
    let mut lines = String::new();
    let file = fs::File::open(shared("data/basil/data.jsonl.gz")?).unwrap();
    flate2::read::GzDecoder::new(file).read_to_string(&mut lines).unwrap();
    let documents = lines.lines().map(|line| {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let sentences = article["sentences"].as_array().unwrap().iter();
        sentences.map(|s| s.as_str().unwrap().trim().to_owned()).filter(|s| !s.is_empty()).collect()
    });
    Some(documents.collect())
}

/// Reads the paragraphs of the `PolNeAR` dev articles: where one ends with a stop, a sentence ends.
fn polnear() -> Option<Vec<Document>> {
    let mut files: Vec<_> =
        fs::read_dir(shared("data/polnear/dev/text")?).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let documents = files.into_iter().map(|file| {
        let text = fs::read_to_string(file).unwrap();
        paragraphs(&text).into_iter().map(|p| text[p].to_owned()).collect()
    });
    Some(documents.collect())
}

/// A text without spaces at the joins of complete sentences, and where these joins are.
fn glue(document: &Document) -> (String, BTreeSet<usize>) {
    let mut text = String::new();
    let mut joins = BTreeSet::new();
    for sentence in document {
        if ends(&text) && begins(sentence) {
            joins.insert(text.len());
        } else if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(sentence);
    }
    (text, joins)
}

fn ends(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    bare.ends_with(['.', '!', '?', '…'])
}

fn begins(sentence: &str) -> bool {
    let bare = sentence.trim_start_matches(['"', '“', '‘', '\'', '(', '[']);
    bare.starts_with(char::is_uppercase)
}

#[derive(Debug, Default)]
struct Score {
    joins: usize,
    found: usize,
    /// Splits without white space that are no known join.
    false_joins: usize,
    /// Splits at white space that the corpus does not have.
    extra: usize,
}

impl Score {
    fn recall(&self) -> f64 {
        self.found as f64 / self.joins as f64
    }
}

/// Counts joins; `show` prints what differs when `ONRECORD_SHOW` is set.
fn score(documents: &[Document], starts: impl Fn(&str) -> BTreeSet<usize>, show: bool) -> Score {
    let show = show && std::env::var_os("ONRECORD_SHOW").is_some();
    let mut score = Score::default();
    for document in documents {
        let (text, joins) = glue(document);
        let starts = starts(&text);
        score.joins += joins.len();
        score.found += joins.intersection(&starts).count();
        for join in joins.difference(&starts).filter(|_| show) {
            println!("missed {:?}", around(&text, *join));
        }
        for at in starts.difference(&joins) {
            let head = &text[..*at];
            if head.is_empty() || head.ends_with("\n\n") {
                continue;
            }
            let glued = !head.ends_with(char::is_whitespace);
            score.false_joins += usize::from(glued);
            score.extra += usize::from(!glued);
            if show {
                println!("{} {:?}", if glued { "false" } else { "extra" }, around(&text, *at));
            }
        }
    }
    score
}

/// Returns the text around byte `at` with a bar there.
fn around(text: &str, at: usize) -> String {
    let head: Vec<char> = text[..at].chars().rev().take(40).collect();
    let tail: String = text[at..].chars().take(30).collect();
    head.into_iter().rev().chain(['|']).chain(tail.chars()).collect()
}

fn own(text: &str) -> BTreeSet<usize> {
    sentences(text).into_iter().map(|s| s.start).collect()
}

fn plain_sentencex(text: &str) -> BTreeSet<usize> {
    let found = sentencex::get_sentence_boundaries("en", text);
    let starts = found.into_iter().map(|b| trim(text, b.start_byte..b.end_byte));
    starts.filter(|s| !s.is_empty()).map(|s| s.start).collect()
}

#[track_caller]
fn compare(name: &str, documents: &[Document], floor: f64) {
    let (own, plain) = (score(documents, own, true), score(documents, plain_sentencex, false));
    println!("{name}: {} documents", documents.len());
    println!("  own rules: recall {:.4} {own:?}", own.recall());
    println!("  sentencex: recall {:.4} {plain:?}", plain.recall());
    assert!(own.recall() >= floor, "{name}: recall {} fell below {floor}", own.recall());
    assert!(own.recall() >= plain.recall());
    assert!(own.false_joins * 100 <= own.joins, "{name}: {} false joins", own.false_joins);
}

#[test]
fn joins_of_annotated_sentences_are_found() {
    if let Some(documents) = basil() {
        compare("basil", &documents, 0.99);
    }
}

#[test]
fn joins_of_paragraphs_are_found() {
    if let Some(documents) = polnear() {
        compare("polnear dev", &documents, 0.985);
    }
}
