//! A proposal and the opinions on it.

use super::WorkRefusal;
use crate::{Decision, Reviewer, StatusKind, Target};

/// Why an opinion was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpinionRole {
    /// The first: a proposal.
    Proposes,
    /// A further one, by another person.
    Seconds,
    /// The last word between opinions that differ, by a person who had given none.
    Adjudicates,
}

impl OpinionRole {
    /// All roles, in the order in which they come.
    pub const ALL: [OpinionRole; 3] = [Self::Proposes, Self::Seconds, Self::Adjudicates];

    /// Returns the word used in JSON and storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposes => "proposes",
            Self::Seconds => "seconds",
            Self::Adjudicates => "adjudicates",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == s)
    }
}

/// What one person holds of one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Why it was given.
    pub role: OpinionRole,
    /// The status the person finds right.
    pub status: StatusKind,
    /// Who, when and why.
    pub decision: Decision,
}

/// A proposal and the opinions on it, the proposal first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// What is checked.
    pub target: Target,
    /// How many people must agree, the one who proposes among them; at least 2.
    pub needed: u32,
    /// How many people look at most; as many as must agree where all of them must.
    pub of: u32,
    /// Whether others see the opinions only after giving their own.
    pub blind: bool,
    /// The opinions in the order in which they were given; empty only where they are hidden.
    pub opinions: Vec<Opinion>,
}

/// What the opinions come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// So many more people have to look.
    Waiting(u32),
    /// The opinions differ: a person who has given none decides.
    Split,
    /// It is this.
    Settled(StatusKind),
}

impl Round {
    /// Starts a round with a proposal.
    ///
    /// # Errors
    /// [`WorkRefusal::TooFew`] when fewer than 2 people would have to agree.
    pub fn start(
        target: Target,
        status: StatusKind,
        decision: Decision,
        needed: u32,
        blind: bool,
    ) -> Result<Self, WorkRefusal> {
        if needed < 2 {
            return Err(WorkRefusal::TooFew(needed));
        }
        let first = Opinion { role: OpinionRole::Proposes, status, decision };
        Ok(Round { target, needed, of: needed, blind, opinions: vec![first] })
    }

    /// Lets so many people look, of whom as many as are needed must agree; fewer than those are none fewer.
    #[must_use]
    pub fn among(self, of: u32) -> Self {
        Round { of: of.max(self.needed), ..self }
    }

    /// Returns the proposal; `None` where it is hidden.
    pub fn proposal(&self) -> Option<&Opinion> {
        self.opinions.first()
    }

    /// Tells what the opinions come to.
    pub fn verdict(&self) -> Verdict {
        if let Some(last) = self.opinions.iter().find(|opinion| opinion.role == OpinionRole::Adjudicates) {
            return Verdict::Settled(last.status);
        }
        let count = |status| self.opinions.iter().filter(|opinion| opinion.status == status).count() as u32;
        // Of several with as many, the one named first; none can be settled then.
        let most =
            self.opinions.iter().rev().map(|opinion| (count(opinion.status), opinion.status)).max_by_key(|(n, _)| *n);
        let Some((agree, status)) = most else { return Verdict::Waiting(self.needed) };
        let left = self.of.saturating_sub(self.opinions.len() as u32);
        match self.needed.saturating_sub(agree) {
            0 => Verdict::Settled(status),
            more if more <= left => Verdict::Waiting(more),
            _ => Verdict::Split,
        }
    }

    /// Adds an opinion.
    ///
    /// # Errors
    /// [`WorkRefusal::SamePerson`] when the person has given one, [`WorkRefusal::Lookalike`] when the name looks like that of one
    /// who has, [`WorkRefusal::NotSplit`] for an adjudication of opinions
    /// that do not differ, [`WorkRefusal::IsSplit`] for a further opinion where they do.
    pub fn with(&self, opinion: Opinion) -> Result<Self, WorkRefusal> {
        let by = &opinion.decision.by;
        if self.has_spoken(by) {
            return Err(WorkRefusal::SamePerson(by.clone()));
        }
        if let Some(found) = by.lookalike(self.opinions.iter().map(|one| one.decision.by.name())) {
            return Err(found.into());
        }
        match (opinion.role, self.verdict()) {
            (OpinionRole::Seconds, Verdict::Waiting(_)) | (OpinionRole::Adjudicates, Verdict::Split) => {}
            (OpinionRole::Seconds, _) => return Err(WorkRefusal::IsSplit),
            _ => return Err(WorkRefusal::NotSplit),
        }
        let mut round = self.clone();
        round.opinions.push(opinion);
        Ok(round)
    }

    /// Tells whether a person has given an opinion.
    pub fn has_spoken(&self, who: &Reviewer) -> bool {
        self.opinions.iter().any(|opinion| opinion.decision.by.is(who))
    }

    /// Tells whether the opinions are hidden from those who have given none: the round is blind and goes on.
    pub fn is_hidden(&self) -> bool {
        self.blind && matches!(self.verdict(), Verdict::Waiting(_))
    }

    /// Tells whether the opinions are hidden from a person: the round is blind, goes on, and the person has given none.
    pub fn hides_from(&self, who: &Reviewer) -> bool {
        self.is_hidden() && !self.has_spoken(who)
    }
}
