//! Paragraphs as word pieces, cut exactly as in training (`training/accurate/data.py`).

use std::ops::Range;
use std::sync::OnceLock;

use crate::lexicon::cluster::VOCABULARY;
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::{NormalizerWrapper, PostProcessorWrapper, PreTokenizerWrapper, TokenizerImpl};

/// Pieces of a window at most, with the two kinds of mark.
pub(super) const LIMIT: usize = 254;
/// Pieces of a paragraph at most; a longer one is cut between words.
const PARAGRAPH: usize = LIMIT - 2;

/// Bytes of a run without white space from which it is an address or a path: no prose, it would fill a window with a piece for
/// every other letter.
const LONG_RUN: usize = 32;
/// Bytes at each end of such a run that are read, so that the marks round it are.
const RUN_END: usize = 8;

type Tokenizer =
    TokenizerImpl<WordPiece, NormalizerWrapper, PreTokenizerWrapper, PostProcessorWrapper, tokenizers::DecoderWrapper>;

/// A paragraph, or a part of one, as pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pieces {
    /// Numbers of the pieces in the vocabulary.
    pub(super) ids: Vec<i32>,
    /// Kind of the word of each piece: twice its shape, and one more between quotation marks.
    pub(super) kinds: Vec<i32>,
    /// For each word the place of its first piece.
    pub(super) first: Vec<usize>,
    /// For each word its bytes, counted from the start of the paragraph.
    pub(super) words: Vec<Range<usize>>,
}

fn tokenizer() -> Option<&'static Tokenizer> {
    static TOKENIZER: OnceLock<Option<Tokenizer>> = OnceLock::new();
    let build = || {
        let vocabulary = WordPiece::read_bytes(VOCABULARY.as_bytes()).ok()?;
        let mut tokenizer = TokenizerImpl::new(WordPiece::builder().vocab(vocabulary).build().ok()?);
        let normalizer = NormalizerWrapper::from(BertNormalizer::new(true, true, None, true));
        tokenizer.with_normalizer(Some(normalizer)).ok()?;
        tokenizer.with_pre_tokenizer(Some(PreTokenizerWrapper::from(BertPreTokenizer)));
        Some(tokenizer)
    };
    TOKENIZER.get_or_init(build).as_ref()
}

/// Cuts a paragraph into pieces; into several parts when it is long.
pub(super) fn pieces(paragraph: &str) -> Vec<Pieces> {
    let Some(encoding) = tokenizer().and_then(|t| t.encode(paragraph, false).ok()) else {
        return Vec::new();
    };
    let quoted = quoted(paragraph);
    let inner = inner(paragraph);
    let run_of = |word: &Range<usize>| inner.get(inner.partition_point(|run| run.end < word.end));
    let is_read = |word: &Range<usize>| run_of(word).is_none_or(|run| word.start < run.start);
    let mut parts = vec![Pieces::default()];
    let all = encoding.get_ids().iter().zip(encoding.get_offsets()).zip(encoding.get_word_ids());
    let mut word: Vec<i32> = Vec::new();
    let (mut range, mut number) = (0..0, None);
    for ((id, (start, end)), of) in all {
        if *of != number {
            if is_read(&range) {
                push(&mut parts, &word, &range, paragraph, &quoted);
            }
            word.clear();
            (range, number) = (*start..*end, *of);
        }
        word.push(id.cast_signed());
        range.end = *end;
    }
    push(&mut parts, &word, &range, paragraph, &quoted);
    parts.retain(|p| !p.ids.is_empty());
    parts
}

fn push(parts: &mut Vec<Pieces>, word: &[i32], range: &Range<usize>, paragraph: &str, quoted: &[Range<usize>]) {
    if word.is_empty() {
        return;
    }
    let word = word.get(..PARAGRAPH).unwrap_or(word);
    if parts.last().is_none_or(|p| !p.ids.is_empty() && p.ids.len() + word.len() > PARAGRAPH) {
        parts.push(Pieces::default());
    }
    let Some(part) = parts.last_mut() else {
        return;
    };
    let inside = quoted.iter().any(|q| q.contains(&range.start));
    let kind = shape(paragraph.get(range.clone()).unwrap_or("")) * 2 + i32::from(inside);
    part.first.push(part.ids.len());
    part.ids.extend(word);
    part.kinds.extend(std::iter::repeat_n(kind, word.len()));
    part.words.push(range.clone());
}

/// Stretches in the middle of long runs without white space and long dashes, in order.
fn inner(paragraph: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for run in paragraph.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '–' | '—')) {
        let end = start + run.len();
        if run.len() > LONG_RUN {
            found.push(start + RUN_END..end - RUN_END);
        }
        start = end;
    }
    found
}

/// Stretches between quotation marks, opening mark included: simpler than [`crate::Prepared::quotations`], and what the
/// tagger was trained with.
fn quoted(paragraph: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open = None;
    for (at, c) in paragraph.char_indices() {
        let opens = match c {
            '“' | '„' | '«' => true,
            '”' | '»' => false,
            '"' => open.is_none(),
            _ => continue,
        };
        match (open, opens) {
            (None, true) => open = Some(at),
            (Some(from), false) => {
                found.push(from..at);
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|from| from..paragraph.len()));
    found
}

/// 3 with a digit, 2 capitals only, 1 a capital first, else 0.
fn shape(word: &str) -> i32 {
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return 3;
    }
    let mut cased = word.chars().filter(|c| c.is_uppercase() || c.is_lowercase()).peekable();
    let any = cased.peek().is_some();
    if any && word.chars().nth(1).is_some() && cased.all(char::is_uppercase) {
        return 2;
    }
    i32::from(word.chars().next().is_some_and(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_place_shape_and_quotation() {
        let parts = pieces("Mrs. O’Neil: “No, NATO paid $3.5bn” in Zaporizhzhia.");
        assert_eq!(parts.len(), 1);
        let raw = "Mrs. O’Neil: “No, NATO paid $3.5bn” in Zaporizhzhia.";
        let shown: Vec<String> = parts[0]
            .words
            .iter()
            .zip(&parts[0].first)
            .map(|(w, f)| format!("{}/{}", &raw[w.clone()], parts[0].kinds[*f]))
            .collect();
        assert_eq!(
            shown.join(" "),
            "Mrs/2 ./0 O/2 ’/0 Neil/2 :/0 “/1 No/3 ,/1 NATO/5 paid/1 $/1 3/7 ./1 5bn/7 ”/0 in/0 Zaporizhzhia/2 ./0"
        );
    }

    #[test]
    fn of_a_long_run_without_white_space_both_ends_are_read() {
        let raw = format!("See “https://example.com/{}/end”, he said", "a1/".repeat(500));
        let words: Vec<&str> = pieces(&raw).iter().flat_map(|p| p.words.iter().map(|w| &raw[w.clone()])).collect();
        assert!(words.len() < 50, "{words:?}");
        assert_eq!(words.get(..3), Some(["See", "“", "https"].as_slice()));
        assert_eq!(words.get(words.len() - 5..), Some(["end", "”", ",", "he", "said"].as_slice()));
        let dashes = "administration—particularly—investigators—notwithstanding";
        assert_eq!(pieces(dashes).iter().map(|p| p.words.len()).sum::<usize>(), 7);
    }

    #[test]
    fn a_long_paragraph_becomes_several_parts_with_nothing_lost() {
        let raw = "word ".repeat(1000);
        let parts = pieces(&raw);
        assert!(parts.len() > 3 && parts.iter().all(|p| p.ids.len() <= PARAGRAPH));
        assert_eq!(parts.iter().map(|p| p.words.len()).sum::<usize>(), 1000);
    }
}
