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
        let mut before = 0;
        let parts = StatusKind::ALL.map(|kind| {
            let count = counts.get(kind);
            let (from, to) = (share(before, total), share(before + count, total));
            before += count;
            Part {
                class: kind.as_str(),
                word: word(kind, count),
                sign: words::sign(kind),
                count,
                x: from,
                width: to - from,
            }
        });
        Bar { target: words::target(target), question: words::question(target), parts: parts.into(), total }
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
        let counts = Counts { unverified: 1, corroborated: 1, disputed: 1 };
        let bar = Bar::new(Target::Fact, counts);
        let ends: Vec<_> = bar.parts.iter().map(|p| (p.x, p.x + p.width)).collect();
        assert_eq!(ends, [(0, 333), (333, 666), (666, 1000)]);
        assert_eq!(Bar::new(Target::Said, Counts::default()).total, 0);
    }
}
