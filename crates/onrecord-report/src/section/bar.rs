//! Counts by status as numbers and a bar.

use std::borrow::Cow;

use askama::Template;
use onrecord_model::{StatusKind, Target};

use super::words;
use crate::counts::Counts;
use crate::language::{self, say};

/// A bar and its numbers.
#[derive(Clone, Debug, Template)]
#[template(path = "partials/bar.html")]
pub(crate) struct Bar {
    /// `said` or `fact`.
    pub(crate) target: Cow<'static, str>,
    /// What is asked.
    pub(crate) question: Cow<'static, str>,
    /// The counts in the order of legends.
    pub(crate) parts: Vec<Part>,
    /// How many claims were counted.
    pub(crate) total: usize,
}

/// One status of a bar.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The status, as the class that gives it its colour.
    pub(crate) class: &'static str,
    /// The status, behind a number.
    pub(crate) word: String,
    /// Its sign.
    pub(crate) sign: char,
    /// How many claims have it.
    pub(crate) count: usize,
    /// Where its rectangle starts, in thousandths of the bar.
    pub(crate) x: usize,
    /// How wide it is, in thousandths of the bar.
    pub(crate) width: usize,
}

impl Bar {
    /// Makes the bar of one target.
    pub(crate) fn new(target: Target, counts: Counts) -> Self {
        let total = counts.total();
        let mut parts: Vec<Part> = StatusKind::ALL.iter().map(|kind| Part::of(*kind, counts.get(*kind))).collect();
        if counts.set_aside > 0 {
            parts.push(Part::aside(counts.set_aside));
        }
        let mut before = 0;
        for part in &mut parts {
            let (from, to) = (share(before, total), share(before + part.count, total));
            (part.x, part.width) = (from, to - from);
            before += part.count;
        }
        Bar { target: words::target(target), question: words::question(target), parts, total }
    }
}

fn word(kind: StatusKind, count: usize) -> String {
    let id = match kind {
        StatusKind::Unverified => "bar-unverified",
        StatusKind::Corroborated => "bar-corroborated",
        StatusKind::Disputed => "bar-disputed",
    };
    language::count(id, count)
}

impl Part {
    fn of(kind: StatusKind, count: usize) -> Self {
        let (word, sign) = (word(kind, count), words::sign(kind));
        Part { class: kind.as_str(), word, sign, count, x: 0, width: 0 }
    }

    fn aside(count: usize) -> Self {
        let word = language::count("bar-aside", count);
        Part { class: "aside", word, sign: words::ASIDE, count, x: 0, width: 0 }
    }

    /// Returns where its rectangle starts, in percent of the bar.
    pub(crate) fn start(&self) -> String {
        words::percent(self.x)
    }

    /// Returns how wide it is, in percent of the bar.
    pub(crate) fn share(&self) -> String {
        words::percent(self.width)
    }
}

fn share(count: usize, total: usize) -> usize {
    count * 1000 / total.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_bar() {
        let counts = Counts { unverified: 1, corroborated: 1, disputed: 1, set_aside: 0 };
        let ends =
            |counts| Bar::new(Target::Fact, counts).parts.iter().map(|p| (p.x, p.x + p.width)).collect::<Vec<_>>();
        assert_eq!(ends(counts), [(0, 333), (333, 666), (666, 1000)]);
        assert_eq!(ends(Counts { set_aside: 1, ..counts }), [(0, 250), (250, 500), (500, 750), (750, 1000)]);
        assert_eq!(Bar::new(Target::Said, Counts::default()).total, 0);
    }
}
