//! What readers were told of a claim and is other now, so that they have to be told again.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use onrecord_model::{Action, Claim, Handle, PublicChange, PublicEntry, PublicId, StatusKind, Target};
use onrecord_store::SealedEvent;

/// What pages show of a claim.
#[derive(Clone)]
struct Shown {
    kinds: Vec<(Target, StatusKind)>,
    /// The verdicts of the house that were given and not taken back, by when they were given, and what they rest on.
    verdicts: BTreeMap<Given, (String, Option<StatusKind>)>,
    /// When it was retracted last.
    retracted: Option<Given>,
}

/// When readers were told, and the id of the entry.
type Given = (DateTime<Utc>, PublicId);

impl Shown {
    fn set(&mut self, target: Target, kind: StatusKind) {
        self.kinds.iter_mut().filter(|(on, _)| *on == target).for_each(|(_, now)| *now = kind);
    }

    /// Returns the verdict that readers are told: the latest, by the rule of [`crate::rating::latest`].
    fn verdict(&self) -> Option<&str> {
        let fact = self.kinds.iter().find(|(target, _)| *target == Target::Fact).map(|(_, kind)| *kind);
        let (given, (text, ground)) = self.verdicts.last_key_value()?;
        let grounded =
            fact.is_some_and(|kind| kind != StatusKind::Unverified && ground.is_none_or(|ground| ground == kind));
        (grounded && self.retracted.is_none_or(|retracted| retracted < *given)).then_some(text)
    }

    /// Lists what is other now than it was then. A verdict where there was none is none: it tells of itself.
    fn since(&self, then: &Shown) -> Vec<Change> {
        let verdict = then.verdict().filter(|was| Some(*was) != self.verdict());
        let verdict = verdict.map(|was| Change::Verdict(was.to_owned(), self.verdict().map(str::to_owned)));
        let statuses = then.kinds.iter().zip(&self.kinds).filter(|(was, is)| was != is);
        verdict.into_iter().chain(statuses.map(|((target, was), (_, is))| Change::Status(*target, *was, *is))).collect()
    }
}

/// What readers have been told so far.
struct Reader {
    now: Shown,
    /// What they read when it was published last or corrected, and in each publication since: a new report alone tells nobody that
    /// the last one was wrong.
    read: Vec<Shown>,
    /// Whether the last thing they were told is a retraction, which tells them beforehand that it becomes unverified.
    knows_it_falls: bool,
}

/// One step of what happened to a published claim.
enum Step {
    Status(Target, StatusKind),
    Rated(Given, String, Option<StatusKind>),
    RatingTakenBack(Given),
    Published,
    Corrected,
    Retracted(Given),
}

impl Reader {
    fn follow(&mut self, step: &Step) {
        if matches!(step, Step::Published | Step::Corrected | Step::Retracted(_)) {
            self.knows_it_falls = matches!(step, Step::Retracted(_));
        }
        match step {
            Step::Status(target, kind) => {
                self.now.set(*target, *kind);
                if self.knows_it_falls && *kind == StatusKind::Unverified {
                    self.read.iter_mut().for_each(|read| read.set(*target, *kind));
                }
            }
            Step::Rated(given, text, ground) => {
                self.now.verdicts.insert(*given, (text.clone(), *ground));
            }
            Step::RatingTakenBack(given) => {
                self.now.verdicts.remove(given);
            }
            Step::Published => self.read.push(self.now.clone()),
            Step::Corrected => self.read = vec![self.now.clone()],
            Step::Retracted(at) => {
                self.now.retracted = self.now.retracted.max(Some(*at));
                self.read = vec![self.now.clone()];
            }
        }
    }

    /// Lists what is other now than in the latest of what they read that is not so any more; `None` where all of it is.
    fn changes(&self) -> Option<Vec<Change>> {
        self.read.iter().rev().map(|read| self.now.since(read)).find(|changes| !changes.is_empty())
    }
}

/// What readers were told, and what it is now.
pub(crate) enum Change {
    /// The status of a target.
    Status(Target, StatusKind, StatusKind),
    /// The verdict of the house; `None` when it has no ground any more.
    Verdict(String, Option<String>),
}

/// Lists what readers were told of a claim and is other now: `entries` are what they were told and was not taken back, `history` is the
/// log of the claim. Follows what was decided, published and corrected in the order of the log; `None` where readers know all of it.
pub(crate) fn changes(claim: &Claim, entries: &[PublicEntry], history: &[SealedEvent]) -> Option<Vec<Change>> {
    let mut steps: Vec<(u64, u8, Step)> = Vec::new();
    for sealed in history {
        match &sealed.event.action {
            Action::StatusSet(change) | Action::Undone { change, .. } if change.claim == claim.id => {
                steps.push((sealed.position, 0, Step::Status(change.target, change.after.kind())));
            }
            Action::PublicChanged { change, .. } if is_standing_correction(&change.entry, entries) => {
                steps.push((sealed.position, 0, corrected(&change.entry)));
            }
            Action::PublicChanged { change, .. } if change.entry.subject.id() == claim.id.0 => {
                steps.extend(rated(change).map(|step| (sealed.position, 0, step)));
            }
            _ => {}
        }
    }
    steps.extend(entries.iter().filter_map(PublicEntry::publication).map(|one| (one.size, 1, Step::Published)));
    steps.sort_by_key(|(position, after, _)| (*position, *after));
    let start = |(target, _): (Target, _)| (target, StatusKind::Unverified);
    let kinds = claim.statuses.iter().map(start).collect();
    let now = Shown { kinds, verdicts: BTreeMap::new(), retracted: None };
    let mut reader = Reader { now, read: Vec::new(), knows_it_falls: false };
    for (.., step) in &steps {
        reader.follow(step);
    }
    reader.changes()
}

/// Returns the step of a verdict that was given or taken back; `None` for all else that readers were told.
fn rated(change: &PublicChange) -> Option<Step> {
    let rating = change.entry.rating()?;
    let given = (change.entry.at, change.entry.id);
    let step = || Step::Rated(given, rating.text.clone(), rating.ground);
    Some(if change.stands { step() } else { Step::RatingTakenBack(given) })
}

fn corrected(entry: &PublicEntry) -> Step {
    if withdraws(entry) { Step::Retracted((entry.at, entry.id)) } else { Step::Corrected }
}

fn is_standing_correction(entry: &PublicEntry, standing: &[PublicEntry]) -> bool {
    entry.correction().is_some() && standing.iter().any(|one| one.id == entry.id)
}

/// Says that a correction is due, and of what.
pub(crate) fn words(handle: Handle, changes: &[Change]) -> String {
    let told = |change: &Change| match change {
        Change::Status(target, was, is) => {
            format!("{} as {}, and is {} now", target.as_str(), was.as_str(), is.as_str())
        }
        Change::Verdict(was, Some(is)) => format!("the verdict {was:?}, and it is {is:?} now"),
        Change::Verdict(was, None) => format!("the verdict {was:?}, which has no ground now"),
    };
    let told: Vec<String> = changes.iter().map(told).collect();
    format!(
        "a correction is due: it was published with {}; 'onrecord correct {handle} --gravity correction -m NOTE' tells \
         readers",
        told.join(", ")
    )
}

/// Tells whether an entry withdraws what stood of its claim when it was entered.
pub(crate) fn withdraws(entry: &PublicEntry) -> bool {
    entry.correction().is_some_and(|one| one.withdraws)
}

/// Says what readers were told: "verdict: False, fact: disputed".
pub(crate) fn told(changes: &[Change]) -> String {
    let was = |change: &Change| match change {
        Change::Status(target, was, _) => format!("{}: {}", target.as_str(), was.as_str()),
        Change::Verdict(was, _) => format!("verdict: {was}"),
    };
    changes.iter().map(was).collect::<Vec<_>>().join(", ")
}
