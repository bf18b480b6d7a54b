//! Findings by their word pieces.

use rustc_hash::FxHashMap;

use super::meeting::{Meeting, Met};
use super::vectors::{Vector, of_piece};
use super::wordpiece::{Piece, pieces_of};
use super::words::parts;

/// Pieces of one field that are looked at, from its beginning. Claims are sentences; one of thousands would cost every query that meets it.
const KEPT: usize = 256;
/// Distinct pieces of a text that are asked for, from its beginning.
const ASKED: usize = 512;

/// The pieces of claim and headline, each sorted and without repeats.
pub(super) type Bags = [Box<[Piece]>; 2];

/// The pieces of words met before, so that each is cut once.
pub(super) type Seen<'a> = FxHashMap<&'a str, Box<[Piece]>>;

/// The pieces of every finding.
#[derive(Clone, Debug, Default)]
pub(super) struct PieceIndex {
    findings: Vec<Bags>,
    /// Of each piece, how many findings have it.
    with: Vec<u32>,
}

impl PieceIndex {
    /// Adds a finding.
    pub(super) fn push<'a>(&mut self, claim: &'a str, title: &'a str, seen: &mut Seen<'a>) {
        let bags = [claim, title].map(|text| bag(read(text, seen)));
        for piece in union(&bags).into_iter().map(usize::from) {
            if self.with.len() <= piece {
                self.with.resize(piece + 1, 0);
            }
            self.with[piece] += 1;
        }
        self.findings.push(bags);
    }

    /// Compares a text with the findings of these numbers, in their order.
    pub(super) fn meet(&self, text: &str, findings: impl Iterator<Item = usize>) -> Vec<Met> {
        let none = Bags::default();
        let bags: Vec<&Bags> = findings.map(|number| self.findings.get(number).unwrap_or(&none)).collect();
        let mut distinct: Vec<Piece> = bags.iter().flat_map(|bags| bags.iter().flatten().copied()).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let asked = asked(text).into_iter().map(|piece| self.weighed(piece)).collect();
        let rows = distinct.iter().map(|piece| self.weighed(*piece)).collect();
        let meeting = Meeting::new(asked, rows);
        let places = |pieces: &[Piece]| -> Vec<usize> {
            pieces.iter().filter_map(|piece| distinct.binary_search(piece).ok()).collect()
        };
        bags.into_iter().map(|bags| meeting.met(&places(&bags[0]), &places(&bags[1]), &places(&union(bags)))).collect()
    }

    fn weighed(&self, piece: Piece) -> (Vector, f64) {
        (of_piece(piece), self.rarity(piece))
    }

    /// How rare a piece is: the logarithm of BM25, larger than 0.
    fn rarity(&self, piece: Piece) -> f64 {
        let with = self.with.get(usize::from(piece)).map_or(0.0, |n| f64::from(*n));
        (1.0 + (self.findings.len() as f64 - with + 0.5) / (with + 0.5)).ln()
    }
}

fn read<'a>(text: &'a str, seen: &mut Seen<'a>) -> Vec<Piece> {
    let mut found = Vec::new();
    for part in parts(text) {
        let pieces = seen.entry(part).or_insert_with(|| {
            let mut pieces = Vec::new();
            pieces_of(part, &mut pieces);
            pieces.into_boxed_slice()
        });
        found.extend_from_slice(pieces);
    }
    found
}

/// Returns the distinct pieces of a text in their order.
fn asked(text: &str) -> Vec<Piece> {
    let mut distinct = Vec::new();
    let mut pieces = Vec::new();
    for part in parts(text) {
        pieces_of(part, &mut pieces);
        for piece in pieces.drain(..) {
            if !distinct.contains(&piece) {
                distinct.push(piece);
            }
        }
        if distinct.len() >= ASKED {
            distinct.truncate(ASKED);
            break;
        }
    }
    distinct
}

fn bag(mut pieces: Vec<Piece>) -> Box<[Piece]> {
    pieces.truncate(KEPT);
    pieces.sort_unstable();
    pieces.dedup();
    pieces.into_boxed_slice()
}

fn union(bags: &Bags) -> Vec<Piece> {
    let mut both = bags.concat();
    both.sort_unstable();
    both.dedup();
    both
}
