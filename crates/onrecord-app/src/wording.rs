//! Claims as statements that can be compared, without the articles they stand in.

use std::sync::OnceLock;

use onrecord_compare::{Signature, Statement, StatementKeys, statement_keys, statement_signature};
use onrecord_model::{Claim, Published, Slots};
use onrecord_text::{Span, Text};

/// A claim's wording ready to be compared.
pub(crate) struct Wording {
    text: Text,
    /// The proposition, without the cue that stands in brackets before it.
    content: Vec<Span>,
    /// The cue that turns the words round, where there is one ("[denied] she took it").
    cue: Option<Span>,
    speaker: Option<String>,
    published: Option<Published>,
    /// Its comparable parts, which cost more than the rest and are found when a full comparison first asks for them.
    slots: OnceLock<Slots>,
}

impl Wording {
    /// Takes a claim apart; `speaker` is its claimant's name. `None` for a wording over 4 GiB.
    pub(crate) fn of(claim: &Claim, speaker: Option<&str>) -> Option<Self> {
        let text = Text::new(claim.wording.as_str()).ok()?;
        let (cue, start) = bracketed(text.as_str());
        let content: Vec<Span> = text.span(start..text.as_str().len()).into_iter().collect();
        Some(Wording {
            cue: cue.and_then(|range| text.span(range).ok()),
            slots: OnceLock::new(),
            speaker: speaker.map(str::to_owned),
            published: claim.first_published.map(Published::on),
            text,
            content,
        })
    }

    /// Returns the keys it is filed under.
    pub(crate) fn keys(&self) -> StatementKeys {
        statement_keys(&self.with(&Slots::default()))
    }

    /// Returns what tells cheaply whether it is worth comparing.
    pub(crate) fn signature(&self) -> Signature {
        statement_signature(&self.with(&Slots::default()))
    }

    /// Views it as a statement.
    pub(crate) fn statement(&self) -> Statement<'_> {
        self.with(self.slots.get_or_init(|| onrecord_extract::slots(&self.text, &self.content)))
    }

    fn with<'s>(&'s self, slots: &'s Slots) -> Statement<'s> {
        Statement {
            cue: self.cue,
            speaker: self.speaker.as_deref(),
            published: self.published,
            ..Statement::bare(&self.text, &self.content, slots)
        }
    }

    /// Tells whether it comes after `other`; undated ones come last, and of one day neither comes after the other.
    pub(crate) fn is_after(&self, other: &Self) -> bool {
        let day = |w: &Self| (w.published.is_none(), w.published.map(|p| p.date));
        day(self) > day(other)
    }
}

/// Returns a claim's wording for where it stands alone: who denies something is named with it ("Marsh denied: …").
pub(crate) fn alone(wording: &str, speaker: Option<&str>) -> String {
    match bracketed(wording) {
        (Some(cue), start) => {
            let (cue, words) = (wording.get(cue).unwrap_or_default(), wording.get(start..).unwrap_or_default());
            format!("{} {cue}: {words}", speaker.unwrap_or("Somebody"))
        }
        (None, _) => wording.to_owned(),
    }
}

/// Finds the cue in brackets at the start of a wording, and where the rest begins.
fn bracketed(wording: &str) -> (Option<std::ops::Range<usize>>, usize) {
    let end = wording.strip_prefix('[').and_then(|rest| rest.find("] ")).map(|at| at + 1);
    match end.filter(|end| wording.get(1..*end).is_some_and(onrecord_compare::turns_round)) {
        Some(end) => (Some(1..end), end + 2),
        None => (None, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::{alone, bracketed};

    #[test]
    fn a_denial_that_stands_alone_says_who_denies() {
        assert_eq!(alone("[denied] she took it", Some("Alena Marsh")), "Alena Marsh denied: she took it");
        assert_eq!(alone("[denied] she took it", None), "Somebody denied: she took it");
        assert_eq!(alone("[sic] she took it", Some("Alena Marsh")), "[sic] she took it");
    }

    #[test]
    fn a_cue_in_brackets_is_no_part_of_what_is_said() {
        assert_eq!(bracketed("[denied] she took it"), (Some(1..7), 9));
        assert_eq!(bracketed("[sic] she took it"), (None, 0));
        assert_eq!(bracketed("[denied]"), (None, 0));
        assert_eq!(bracketed(""), (None, 0));
    }
}
