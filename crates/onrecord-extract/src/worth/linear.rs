//! The linear model of check-worthiness: words, pairs of words and a few named signs, each with a weight.
//!
//! Logistic regression on sentences of debates that people labelled (Hassan et al., "ClaimBuster", KDD 2017); the weights
//! are a text file, one feature a line, made by `training/fast/worth.rs`.

use std::sync::OnceLock;

use onrecord_model::CheckWorthiness;
use onrecord_text::TokenKind;
use rustc_hash::FxHashMap;

use super::logistic;
use crate::lexicon::class::Class;
use crate::word::Word;

static FILE: &str = include_str!("../model/worth.tsv");
/// Name of the line that holds the score of a sentence without features.
const BIAS: &str = "bias";

/// Weights by the hash of the feature's name.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    bias: f64,
    known: FxHashMap<u64, (f64, String)>,
}

impl Weights {
    /// Reads `name TAB weight` lines; others (comments) are passed over.
    pub(crate) fn read(file: &str) -> Self {
        let mut weights = Weights::default();
        for line in file.lines() {
            let Some((name, Ok(weight))) = line.rsplit_once('\t').map(|(n, w)| (n, w.parse::<f64>())) else {
                continue;
            };
            if name == BIAS {
                weights.bias = weight;
            } else {
                weights.known.insert(hash(&[name]), (weight, name.to_owned()));
            }
        }
        weights
    }

    /// Scores the words of a sentence.
    pub(crate) fn score(&self, words: &[Word]) -> CheckWorthiness {
        logistic(self.bias, self.evidence(words))
    }

    fn evidence(&self, words: &[Word]) -> Vec<(&str, f64)> {
        let (mut found, mut seen): (Vec<(&str, f64)>, Vec<u64>) = (Vec::with_capacity(64), Vec::with_capacity(64));
        signs(words, &mut |parts| {
            let sign = hash(parts);
            let Some((weight, name)) = self.known.get(&sign) else {
                return;
            };
            // A sign counts once, however often it stands in the sentence.
            if !seen.contains(&sign) {
                seen.push(sign);
                found.push((name.as_str(), *weight));
            }
        });
        found
    }
}

fn weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| Weights::read(FILE))
}

/// Scores the words of a sentence with the weights that are built in.
pub(crate) fn score(words: &[Word]) -> CheckWorthiness {
    weights().score(words)
}

/// Returns the score of a sentence without signs, and the signs of this one, in logits.
pub(crate) fn evidence(words: &[Word]) -> (f64, Vec<(&'static str, f64)>) {
    (weights().bias, weights().evidence(words))
}

/// FNV-1a over the parts of a name, as if they were one.
fn hash(parts: &[&str]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    parts.iter().flat_map(|p| p.as_bytes()).fold(0xcbf2_9ce4_8422_2325, step)
}

/// Tells `sink` every sign of a sentence, as the parts of its name; some more than once.
pub(crate) fn signs(words: &[Word], sink: &mut dyn FnMut(&[&str])) {
    let shown: Vec<&str> = words.iter().map(plain).collect();
    for (i, word) in shown.iter().enumerate() {
        sink(&["“", word, "”"]);
        let next = shown.get(i + 1).copied().unwrap_or("end");
        sink(&["“", word, " ", next, "”"]);
        if let Some(after) = shown.get(i + 2) {
            sink(&["“", word, " … ", after, "”"]);
        }
    }
    sink(&["opens with “", shown.first().copied().unwrap_or("nothing"), "”"]);
    endings(words, sink);
    named(words, sink);
}

/// The word as it counts: figures by kind.
fn plain(word: &Word) -> &str {
    if word.kind != TokenKind::Number {
        return &word.lower;
    }
    match word.lower.parse::<u32>() {
        Ok(1900..=2099) => "a year",
        Ok(0..=12) => "a small number",
        _ => "a number",
    }
}

/// Word endings, which show tense and comparison.
fn endings(words: &[Word], sink: &mut dyn FnMut(&[&str])) {
    for word in words.iter().filter(|w| w.kind == TokenKind::Word && !w.capital && w.lower.len() > 4) {
        for ending in ["ed", "ing", "est", "er", "ion", "ly", "s", "ment", "al", "ive"] {
            if word.lower.ends_with(ending) {
                sink(&["a word in “-", ending, "”"]);
            }
        }
    }
}

fn named(words: &[Word], sink: &mut dyn FnMut(&[&str])) {
    let count = |test: &dyn Fn(usize, &Word) -> bool| words.iter().enumerate().filter(|(i, w)| test(*i, w)).count();
    let numbers = count(&|_, w| w.kind == TokenKind::Number);
    let names = count(&|i, w| {
        i > 0 && w.capital && w.kind == TokenKind::Word && !matches!(&*w.lower, "i" | "i'm" | "i've" | "i’m" | "i’ve")
    });
    let length = count(&|_, w| w.is_word());
    let some = |n: usize| match n {
        0 => "no",
        1 => "one",
        2 => "two",
        _ => "several",
    };
    sink(&[some(numbers), " figures"]);
    sink(&[some(names), " names"]);
    let long = match length {
        0..=4 => "very short",
        5..=8 => "short",
        9..=15 => "of middle length",
        16..=25 => "long",
        _ => "very long",
    };
    sink(&[long]);
    let mut sign = |holds: bool, name: &str| {
        if holds {
            sink(&[name]);
        }
    };
    let any = |test: &dyn Fn(&Word) -> bool| words.iter().any(test);
    sign(any(&|w| matches!(&*w.lower, "%" | "percent")), "a percentage");
    sign(any(&|w| matches!(&*w.lower, "$" | "dollars" | "billion" | "million" | "trillion")), "an amount");
    sign(any(&|w| w.any(Class::NEGATION)), "a negation");
    sign(any(&|w| w.any(Class::MODAL)), "will, would, may or the like");
    sign(any(&|w| w.any(Class::MONTH | Class::WEEKDAY)), "a day or month");
    sign(words.last().is_some_and(|w| w.is("?")), "a question");
    sign(any(&|w| matches!(w.stem(), "i" | "my" | "me")), "first person");
    sign(any(&|w| matches!(w.stem(), "we" | "our" | "us")), "first person plural");
    sign(any(&|w| matches!(w.stem(), "you" | "your")), "second person");
    sign(any(&|w| matches!(w.stem(), "he" | "she" | "his" | "her" | "they" | "their")), "third person");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(raw: &str) -> CheckWorthiness {
        score(&crate::word::words(raw, &(0..raw.len())))
    }

    #[test]
    fn figures_outrank_opinions_and_questions() {
        let figure = of("Unemployment fell to 4.1 percent last year, the lowest rate since 1979.").score;
        let opinion = of("I think it is a wonderful evening for all of us.").score;
        let question = of("Did anybody see where the captain went?").score;
        assert!(figure > 0.7 && opinion < 0.2 && question < 0.2, "{figure} {opinion} {question}");
    }

    #[test]
    fn a_file_gives_the_weights_it_says() {
        let weights = Weights::read("# made by hand\nbias\t-1\n“tax cut”\t2.5\n“tax”\t0.5\n");
        let raw = "A tax cut";
        let found = weights.score(&crate::word::words(raw, &(0..raw.len())));
        let names: Vec<&str> = found.features.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["“tax cut”", "“tax”"]);
        assert!((found.score - 0.881).abs() < 1e-9, "{}", found.score);
    }
}
