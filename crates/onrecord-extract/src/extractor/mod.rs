//! Rules that find attributions. One rule is one file and one line of [`RULES`].

mod according;
mod colon;
mod content;
mod continuation;
mod ending;
mod follow;
mod lead_in;
mod noun_phrase;
mod phrase;
mod postposed;
mod preposed;
mod quoted;
mod scene;
mod subject;

use crate::engine::{Analysis, Attribution, Engine};
use crate::prepared::Prepared;
use crate::worth::Worth;
use scene::Scene;

pub(crate) use continuation::run as carry_on;
pub(crate) use phrase::finite;
pub(crate) use scene::trimmed;

/// Version of the rules and word lists.
pub const RULES_VERSION: &str = "rules-11";

/// A rule looks at one unit and adds what it finds.
type Rule = fn(&mut Scene<'_>);

/// The rules in the order in which they are tried; a word that one rule has used is not used by a later one.
const RULES: &[(&str, Rule)] = &[
    ("quoted", quoted::run),
    ("postposed", postposed::run),
    ("according", according::run),
    ("preposed", preposed::run),
    ("follow", follow::run),
    ("colon", colon::run),
];

/// The engine made of hand-written rules for English news.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleEngine;

impl Engine for RuleEngine {
    fn version(&self) -> &'static str {
        RULES_VERSION
    }

    fn analyse(&self, prepared: &Prepared) -> Analysis {
        Analysis { attributions: attributions(prepared), worth: Worth::Rules, diagnostics: Vec::new() }
    }
}

/// Finds attributions by rules.
pub(crate) fn attributions(prepared: &Prepared) -> Vec<Attribution> {
    let mut found: Vec<(usize, Attribution)> = Vec::new();
    for (number, unit) in prepared.units.iter().enumerate() {
        if unit.aside {
            continue;
        }
        let mut scene = Scene::new(prepared.words_of(unit));
        for (name, rule) in RULES {
            scene.rule = name;
            rule(&mut scene);
        }
        found.extend(scene.into_attributions().into_iter().map(|a| (number, a)));
        let next = prepared.units.get(number + 1);
        found.extend(next.and_then(|next| lead_in::run(prepared, unit, next)).map(|a| (number + 1, a)));
    }
    continuation::run(prepared, &mut found);
    found.into_iter().map(|(_, attribution)| attribution).collect()
}

/// Tells whether a finite verb stands in the range.
pub(crate) fn finite_in(words: &[crate::word::Word], range: std::ops::Range<usize>) -> bool {
    words.get(range).is_some_and(|words| (0..words.len()).any(|i| finite(words, i)))
}

/// Tells whether a word credits a headline to somebody ("says").
pub(crate) fn cue_of_headline(word: &crate::word::Word) -> bool {
    use crate::lexicon::cue::{Form, cues};
    cues(&word.lower)
        .iter()
        .any(|c| matches!(c.form, Form::Third | Form::Base | Form::Past) && c.frame.takes('l') && c.particle.is_empty())
}
