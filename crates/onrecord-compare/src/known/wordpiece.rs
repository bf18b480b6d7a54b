//! Word pieces: `WordPiece` (Schuster and Nakajima 2012) over the vocabulary of BERT, uncased, as its tokeniser cuts them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The pieces in the order of the table's rows; those inside a word begin with two signs.
const PIECES: &str = include_str!("pieces.txt");
/// What stands for a word that cannot be put together.
const UNKNOWN: &str = "[UNK]";
/// Characters of a word above which it is not cut.
const LONGEST: usize = 100;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);

/// Number of a piece: its row in the table.
pub(super) type Piece = u16;

struct Vocabulary {
    first: FxHashMap<&'static str, Piece>,
    inner: FxHashMap<&'static str, Piece>,
    unknown: Piece,
    /// Bytes of the longest piece.
    longest: usize,
}

/// Adds the pieces of a part between spaces.
pub(super) fn pieces_of(part: &str, out: &mut Vec<Piece>) {
    let folded = folded(part);
    let mut rest = folded.as_str();
    while let Some(c) = rest.chars().next() {
        let alone = rest.find(stands_alone).unwrap_or(rest.len());
        let (word, after) = rest.split_at(if alone == 0 { c.len_utf8() } else { alone });
        VOCABULARY.cut(word, out);
        rest = after;
    }
}

/// Lower case without accents and control characters.
fn folded(part: &str) -> String {
    if part.is_ascii() {
        return part.chars().filter(|c| !c.is_control()).map(|c| c.to_ascii_lowercase()).collect();
    }
    let kept = |c: &char| !c.is_control() && !is_unseen(*c) && !is_combining_mark(*c);
    part.nfd().filter(kept).flat_map(char::to_lowercase).collect()
}

/// Characters of Unicode's classes Cf and Co in use on the web, and the mark for what could not be decoded.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fffd}' | '\u{e0000}'..='\u{10ffff}')
}

/// Marks and ideographs are words of their own.
fn stands_alone(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    is_mark(c)
        || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

/// Punctuation of Latin text and its full-width forms (Unicode's classes P).
fn is_mark(c: char) -> bool {
    matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}'
        | '\u{2053}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        | '\u{ff01}'..='\u{ff03}' | '\u{ff05}'..='\u{ff0a}' | '\u{ff0c}'..='\u{ff0f}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}')
}

impl Vocabulary {
    fn new() -> Self {
        let mut vocabulary =
            Vocabulary { first: FxHashMap::default(), inner: FxHashMap::default(), unknown: 0, longest: 0 };
        for (piece, number) in PIECES.lines().zip(0..) {
            let inner = piece.strip_prefix("##").filter(|inner| !inner.is_empty());
            if piece == UNKNOWN {
                vocabulary.unknown = number;
                continue;
            }
            vocabulary.longest = vocabulary.longest.max(piece.len());
            match inner {
                Some(inner) => vocabulary.inner.insert(inner, number),
                None => vocabulary.first.insert(piece, number),
            };
        }
        vocabulary
    }

    /// Cuts a word into the longest pieces there are, from its beginning.
    fn cut(&self, word: &str, out: &mut Vec<Piece>) {
        let before = out.len();
        let mut rest = word;
        while !rest.is_empty() {
            let pieces = if rest.len() == word.len() { &self.first } else { &self.inner };
            let known = if word.chars().nth(LONGEST).is_some() { None } else { self.longest(pieces, rest) };
            let Some((piece, after)) = known else {
                out.truncate(before);
                out.push(self.unknown);
                return;
            };
            out.push(piece);
            rest = after;
        }
    }

    fn longest<'a>(&self, pieces: &FxHashMap<&str, Piece>, word: &'a str) -> Option<(Piece, &'a str)> {
        let heads = (1..=word.len().min(self.longest)).rev().filter_map(|end| word.split_at_checked(end));
        heads.into_iter().find_map(|(head, after)| Some((*pieces.get(head)?, after)))
    }
}

#[cfg(test)]
mod tests {
    use super::{PIECES, pieces_of};

    fn pieces(text: &str) -> Vec<&'static str> {
        let names: Vec<&str> = PIECES.lines().collect();
        let mut found = Vec::new();
        text.split_whitespace().for_each(|part| pieces_of(part, &mut found));
        found.into_iter().filter_map(|piece| names.get(usize::from(piece)).copied()).collect()
    }

    #[test]
    fn words_are_cut_into_the_longest_pieces() {
        assert_eq!(
            pieces("Gerrymandering isn't café-like"),
            ["gerry", "##man", "##der", "##ing", "isn", "'", "t", "cafe", "-", "like"]
        );
    }

    #[test]
    fn marks_and_ideographs_stand_alone() {
        assert_eq!(pieces("“Yes”… 中国 £7"), ["“", "yes", "”", "…", "中", "国", "£", "##7"]);
    }

    #[test]
    fn what_cannot_be_put_together_is_unknown() {
        assert_eq!(pieces("🦈 shark"), ["[UNK]", "shark"]);
        assert_eq!(pieces(&"a".repeat(101)), ["[UNK]"]);
        assert_eq!(pieces("\u{200b} \u{0}"), Vec::<&str>::new());
    }
}
