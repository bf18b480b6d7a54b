//! What the fast tagger sees of each word: its form, its neighbours, the quotation and sentence it stands in, and the
//! words of saying around it. A feature is a 64-bit number made of its kind and its values.

use std::ops::Range;

use onrecord_text::TokenKind;

use crate::lexicon::cluster::cluster;
use crate::lexicon::cue::{Form, cues};
use crate::lexicon::name;
use crate::word::Word;

/// The features of a paragraph, asked for word by word.
#[derive(Debug)]
pub struct Features {
    facts: Vec<Fact>,
}

/// What is asked of a word again and again, as numbers.
#[derive(Clone, Copy, Debug, Default)]
struct Fact {
    word: u64,
    ending: u64,
    short_ending: u64,
    beginning: u64,
    shape: u64,
    class: u64,
    cluster: u64,
    names: u64,
    /// Kind of the verb of saying, 0 for none; and its lemma.
    cue: u64,
    lemma: u64,
    quoted: bool,
    mark: bool,
    /// Sentence: number, first word, end.
    sentence: usize,
    from: usize,
    to: usize,
    /// Nearest words of saying outside quotations in the sentence.
    left_cue: Option<usize>,
    right_cue: Option<usize>,
    /// Nearest marks outside quotations to the left and right in the sentence, and any mark.
    left_mark: u64,
    right_mark: u64,
    /// Nearest edges of the quotation.
    quote_from: usize,
    quote_to: usize,
}

impl Features {
    /// Looks at the words of a paragraph; `sentences` are ranges of these words, in order and without gaps.
    pub fn new(words: &[Word], sentences: &[Range<usize>]) -> Self {
        let mut facts: Vec<Fact> = words.iter().map(fact).collect();
        for (number, sentence) in sentences.iter().enumerate() {
            let end = sentence.end.min(facts.len());
            let start = sentence.start.min(end);
            around(&mut facts, start..end, number);
        }
        quotation_edges(&mut facts, words);
        Features { facts }
    }

    /// Tells `sink` every feature of word `i`.
    pub fn of(&self, i: usize, sink: &mut impl FnMut(u64)) {
        let Some(now) = self.facts.get(i) else {
            return;
        };
        let none = Fact { word: EDGE, ..Fact::default() };
        let at = |d: isize| i.checked_add_signed(d).and_then(|j| self.facts.get(j)).unwrap_or(&none);
        let mut kind = 0_u64;
        let mut add = |values: &[u64]| {
            kind += 1;
            sink(values.iter().fold(mix(kind, 0), |h, v| mix(h, *v)));
        };
        forms(now, &at, &mut add);
        self.company(i, now, &at, &mut add);
        self.sayings(i, now, &at, &mut add);
        self.quotations(i, now, &at, &mut add);
    }

    fn company<'a>(&self, i: usize, now: &Fact, at: &impl Fn(isize) -> &'a Fact, add: &mut impl FnMut(&[u64])) {
        add(&[at(-1).class, now.class]);
        add(&[now.class, at(1).class]);
        add(&[at(-2).class, at(-1).class, now.class]);
        add(&[now.class, at(1).class, at(2).class]);
        add(&[now.names, now.shape]);
        add(&[at(-1).names, now.names, at(1).names]);
        for d in -2..=2 {
            add(&[at(d).cluster]);
        }
        add(&[at(-1).cluster, now.cluster]);
        add(&[now.cluster, at(1).cluster]);
        add(&[at(-1).cluster, now.cluster, at(1).cluster]);
        add(&[now.cluster, u64::from(now.quoted), now.shape]);
        let (before, behind) = (i - now.from, now.to.saturating_sub(i + 1));
        add(&[bucket(before), u64::from(now.quoted)]);
        add(&[bucket(behind), u64::from(now.quoted)]);
        add(&[u64::from(now.sentence == 0), u64::from(before == 0), now.shape]);
        let opening = self.facts.get(now.from).map_or(0, |f| f.word);
        add(&[opening, bucket(before)]);
    }

    fn sayings<'a>(&self, i: usize, now: &Fact, at: &impl Fn(isize) -> &'a Fact, add: &mut impl FnMut(&[u64])) {
        let quoted = u64::from(now.quoted);
        add(&[now.cue, quoted]);
        add(&[at(-1).cue, now.cue, at(1).cue]);
        add(&[now.lemma, quoted, at(1).class]);
        let told = |place: Option<usize>| {
            let fact = place.and_then(|p| self.facts.get(p));
            (fact.map_or(0, |f| f.cue), fact.map_or(0, |f| f.lemma), place.map_or(99, |p| bucket(p.abs_diff(i))))
        };
        let (left, left_lemma, left_far) = told(now.left_cue);
        let (right, right_lemma, right_far) = told(now.right_cue);
        let that = now.left_cue.map_or(0, |c| self.between(c + 1, i));
        let comma = now.right_cue.map_or(0, |c| self.between(i, c));
        add(&[left, left_far, quoted]);
        add(&[right, right_far, quoted]);
        add(&[left, right, quoted]);
        add(&[left_lemma, quoted, that]);
        add(&[right_lemma, quoted, comma]);
        add(&[left, left_far.min(4), that, quoted]);
        add(&[right, right_far.min(4), comma, quoted]);
        add(&[left, right, that, comma, quoted]);
        add(&[now.word, left, right]);
        add(&[now.cluster, left, left_far.min(3), right, right_far.min(3)]);
        add(&[at(-1).cluster, at(1).cluster, left, right]);
        add(&[at(-1).word, left, left_far.min(3)]);
        add(&[at(1).word, right, right_far.min(3)]);
        add(&[now.left_mark, now.right_mark, quoted]);
        add(&[now.left_mark, left, quoted]);
        add(&[now.right_mark, right, quoted]);
        let first_cue = self.facts.get(now.from).and_then(|f| if f.cue > 0 { Some(now.from) } else { f.right_cue });
        let alone = self.facts.get(now.from).is_some_and(|f| f.left_cue.is_none() && f.right_cue.is_none());
        add(&[u64::from(alone), quoted, self.before_sentence(now)]);
        add(&[first_cue.map_or(99, |c| bucket(c - now.from)), bucket(i - now.from), quoted]);
    }

    fn quotations<'a>(&self, i: usize, now: &Fact, at: &impl Fn(isize) -> &'a Fact, add: &mut impl FnMut(&[u64])) {
        let quoted = |d: isize| u64::from(at(d).quoted);
        add(&[quoted(-2), quoted(-1), quoted(0), quoted(1), quoted(2)]);
        let whole = now.quoted && now.quote_from <= now.from && now.quote_to >= now.to.saturating_sub(1);
        let span = if now.quoted { bucket(now.quote_to - now.quote_from) } else { 99 };
        add(&[span, u64::from(whole), u64::from(now.mark)]);
        let (from, to) = if now.quoted { (i - now.quote_from, now.quote_to - i - 1) } else { (99, 99) };
        add(&[bucket(from), bucket(to)]);
        let before = self.facts.get(now.quote_from.wrapping_sub(1));
        let behind = self.facts.get(now.quote_to);
        let edge = |fact: Option<&Fact>| if now.quoted { fact.map_or(1, |f| mix(f.word, 1)) } else { 0 };
        add(&[edge(before), edge(behind)]);
        let kinds = |fact: Option<&Fact>| if now.quoted { fact.map_or(0, |f| f.cue) } else { 99 };
        let next = self.facts.get(now.quote_to + 1);
        add(&[kinds(before), kinds(behind), kinds(next), span.min(5)]);
        add(&[self.before_sentence(now), quoted(0), now.shape]);
    }

    /// What stands between two places of a sentence that changes who a clause belongs to: "that", a comma, a quotation.
    fn between(&self, from: usize, to: usize) -> u64 {
        let mut found = 0;
        for fact in self.facts.get(from..to).unwrap_or(&[]) {
            found |= match fact.word {
                w if w == word_hash("that") => 1,
                w if w == word_hash(",") && !fact.quoted => 2,
                w if w == word_hash("to") => 4,
                _ if fact.quoted => 8,
                _ => 0,
            };
        }
        found
    }

    /// What the sentence before ends in: nothing, a quotation, and whether somebody was credited in it.
    fn before_sentence(&self, now: &Fact) -> u64 {
        let Some(last) = now.from.checked_sub(1).and_then(|l| self.facts.get(l)) else {
            return 0;
        };
        1 + u64::from(last.quoted) + 2 * u64::from(last.left_cue.is_some() || last.cue > 0)
    }
}

/// The word, its neighbours, how they are written.
fn forms<'a>(now: &Fact, at: &impl Fn(isize) -> &'a Fact, add: &mut impl FnMut(&[u64])) {
    for d in -2..=2 {
        add(&[at(d).word]);
    }
    add(&[at(-1).word, now.word]);
    add(&[now.word, at(1).word]);
    add(&[now.ending]);
    add(&[now.short_ending]);
    add(&[now.beginning]);
    add(&[now.shape, at(-1).shape, at(1).shape]);
    add(&[now.shape, u64::from(now.quoted), now.class]);
}

/// The word outside a paragraph.
const EDGE: u64 = 1;

fn fact(word: &Word) -> Fact {
    let lower = &*word.lower;
    let tail = |n: usize| lower.char_indices().rev().nth(n - 1).map_or(lower, |(at, _)| &lower[at..]);
    let head = lower.char_indices().nth(3).map_or(lower, |(at, _)| &lower[..at]);
    let cue = cues(lower).first();
    Fact {
        word: if word.kind == TokenKind::Number { word_hash("7") } else { word_hash(lower) },
        ending: word_hash(tail(3)),
        short_ending: word_hash(tail(2)),
        beginning: word_hash(head),
        shape: shape(word),
        class: u64::from(word.class.bits()),
        cluster: cluster_of(word, tail(3)),
        names: names(word),
        cue: cue.map_or(0, |c| 1 + c.strength as u64 * 4 + form(c.form)),
        lemma: cue.map_or(0, |c| word_hash(c.lemma)),
        quoted: word.quotation.is_some(),
        mark: word.kind == TokenKind::Mark,
        ..Fact::default()
    }
}

/// The group of a word; of one in none, its ending.
fn cluster_of(word: &Word, ending: &str) -> u64 {
    match cluster(word.stem()) {
        0 => word_hash(ending),
        known => u64::from(known),
    }
}

fn form(form: Form) -> u64 {
    match form {
        Form::Base => 0,
        Form::Third => 1,
        Form::Past => 2,
        Form::Ing => 3,
    }
}

fn shape(word: &Word) -> u64 {
    let case = u64::from(word.capital) + u64::from(word.upper);
    let kind = match word.kind {
        TokenKind::Word => 0,
        TokenKind::Number => 1,
        TokenKind::Url => 2,
        TokenKind::Mark => 3,
    };
    let inside = word.lower.contains(['-', '.', '\'', '’']);
    case * 8 + kind * 2 + u64::from(inside)
}

fn names(word: &Word) -> u64 {
    if word.kind == TokenKind::Word { name::lists_of(word.stem()) } else { 0 }
}

/// Fills in what a word sees of its sentence.
fn around(facts: &mut [Fact], sentence: Range<usize>, number: usize) {
    let (mut cue, mut mark) = (None, 0);
    for i in sentence.clone() {
        let fact = &mut facts[i];
        (fact.sentence, fact.from, fact.to) = (number, sentence.start, sentence.end);
        (fact.left_cue, fact.left_mark) = (cue, mark);
        if !fact.quoted && fact.cue > 0 {
            cue = Some(i);
        }
        if !fact.quoted && fact.mark {
            mark = fact.word;
        }
    }
    (cue, mark) = (None, 0);
    for i in sentence.rev() {
        let fact = &mut facts[i];
        (fact.right_cue, fact.right_mark) = (cue, mark);
        if !fact.quoted && fact.cue > 0 {
            cue = Some(i);
        }
        if !fact.quoted && fact.mark {
            mark = fact.word;
        }
    }
}

fn quotation_edges(facts: &mut [Fact], words: &[Word]) {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let end = words[at..].iter().position(|w| w.quotation != word.quotation).map_or(words.len(), |n| at + n);
        if word.quotation.is_some() {
            for fact in &mut facts[at..end] {
                (fact.quote_from, fact.quote_to) = (at, end);
            }
        }
        at = end;
    }
}

/// Distances in words, coarser the longer.
pub(crate) fn bucket(distance: usize) -> u64 {
    match distance {
        0..=4 => distance as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}

/// Folds one number into a hash (the multiply-and-rotate step of `FxHash`, then a shift so that low bits count).
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    let h = (hash.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    h ^ (h >> 29)
}

/// FNV-1a over the bytes of a word.
pub(crate) const fn word_hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let (mut hash, mut i) = (0xcbf2_9ce4_8422_2325_u64, 0);
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}
