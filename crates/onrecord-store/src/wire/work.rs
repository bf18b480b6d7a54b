//! Work states as they stand in the database and in the log.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use onrecord_model::{
    Action, ClaimId, Decision, EventId, Handle, Opinion, OpinionRole, Reason, Reviewer, Round, StatusKind, Target,
    WorkChange, WorkKind, WorkState,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::read_reason;
use super::json;

/// Every field that any state has; those a state has no use for are not written.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct WorkRecord {
    state: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<OriginalRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<RoundRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
struct OriginalRecord {
    claim: Uuid,
    handle: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct RoundRecord {
    target: String,
    needed: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<u32>,
    blind: bool,
    opinions: Vec<OpinionRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
struct OpinionRecord {
    role: String,
    status: String,
    by: String,
    at: String,
    reason: String,
}

/// Writes a state: equal states give equal text.
pub(crate) fn write(state: &WorkState) -> String {
    json(&WorkRecord::write(state))
}

/// Reads what [`write`] wrote.
pub(crate) fn read(text: &str) -> Result<WorkState, String> {
    let record: WorkRecord = serde_json::from_str(text).map_err(|error| error.to_string())?;
    record.read()
}

impl WorkRecord {
    fn write(state: &WorkState) -> Self {
        let bare = WorkRecord { state: state.kind().as_str().to_owned(), ..WorkRecord::default() };
        match state {
            WorkState::New => bare,
            WorkState::Assigned { to, by, at, due } => {
                WorkRecord { to: Some(to.name().to_owned()), due: *due, ..bare.signed(by, *at) }
            }
            WorkState::InReview { by, at, due } => WorkRecord { due: *due, ..bare.signed(by, *at) },
            WorkState::Proposed(round) | WorkState::SecondReview(round) => {
                WorkRecord { round: Some(RoundRecord::write(round)), ..bare }
            }
            WorkState::Final(decision)
            | WorkState::Reopened(decision)
            | WorkState::NotAClaim(decision)
            | WorkState::OutOfScope(decision) => bare.decided(decision),
            WorkState::DuplicateOf { claim, handle, decision } => {
                let original = Some(OriginalRecord { claim: claim.0, handle: handle.number });
                WorkRecord { original, ..bare.decided(decision) }
            }
            WorkState::Deferred { until, decision } => WorkRecord { until: Some(*until), ..bare.decided(decision) },
        }
    }

    fn signed(self, by: &Reviewer, at: DateTime<Utc>) -> Self {
        WorkRecord { by: Some(by.name().to_owned()), at: Some(moment(at)), ..self }
    }

    fn decided(self, decision: &Decision) -> Self {
        let reason = Some(decision.reason.as_str().to_owned());
        WorkRecord { reason, ..self.signed(&decision.by, decision.at) }
    }

    fn read(self) -> Result<WorkState, String> {
        let kind = WorkKind::parse(&self.state).ok_or_else(|| format!("unknown state {:?}", self.state))?;
        Ok(match kind {
            WorkKind::New => WorkState::New,
            WorkKind::Assigned => {
                let to = person(&need(self.to.as_deref(), "to")?)?;
                WorkState::Assigned { to, by: self.by()?, at: self.at()?, due: self.due }
            }
            WorkKind::InReview => WorkState::InReview { by: self.by()?, at: self.at()?, due: self.due },
            WorkKind::Proposed => WorkState::Proposed(self.round()?),
            WorkKind::SecondReview => WorkState::SecondReview(self.round()?),
            WorkKind::Final => WorkState::Final(self.decision()?),
            WorkKind::Reopened => WorkState::Reopened(self.decision()?),
            WorkKind::NotAClaim => WorkState::NotAClaim(self.decision()?),
            WorkKind::OutOfScope => WorkState::OutOfScope(self.decision()?),
            WorkKind::DuplicateOf => {
                let decision = self.decision()?;
                let original = self.original.ok_or("a duplicate of nothing")?;
                WorkState::DuplicateOf {
                    claim: ClaimId(original.claim),
                    handle: Handle::claim(original.handle),
                    decision,
                }
            }
            WorkKind::Deferred => {
                WorkState::Deferred { until: self.until.ok_or("deferred without a day")?, decision: self.decision()? }
            }
        })
    }

    fn by(&self) -> Result<Reviewer, String> {
        person(&need(self.by.as_deref(), "by")?)
    }

    fn at(&self) -> Result<DateTime<Utc>, String> {
        read_moment(&need(self.at.as_deref(), "at")?)
    }

    fn decision(&self) -> Result<Decision, String> {
        Ok(Decision { by: self.by()?, at: self.at()?, reason: read_reason(&need(self.reason.as_deref(), "reason")?)? })
    }

    fn round(self) -> Result<Round, String> {
        self.round.ok_or("a proposal of nothing")?.read()
    }
}

impl RoundRecord {
    fn write(round: &Round) -> Self {
        let opinion = |opinion: &Opinion| OpinionRecord {
            role: opinion.role.as_str().to_owned(),
            status: opinion.status.as_str().to_owned(),
            by: opinion.decision.by.name().to_owned(),
            at: moment(opinion.decision.at),
            reason: opinion.decision.reason.as_str().to_owned(),
        };
        RoundRecord {
            target: round.target.as_str().to_owned(),
            needed: round.needed,
            of: (round.of != round.needed).then_some(round.of),
            blind: round.blind,
            opinions: round.opinions.iter().map(opinion).collect(),
        }
    }

    fn read(self) -> Result<Round, String> {
        if self.opinions.is_empty() {
            return Err("a proposal without an opinion".to_owned());
        }
        Ok(Round {
            target: Target::parse(&self.target).ok_or_else(|| format!("unknown target {:?}", self.target))?,
            needed: self.needed,
            of: self.of.unwrap_or(self.needed),
            blind: self.blind,
            opinions: self.opinions.into_iter().map(OpinionRecord::read).collect::<Result<_, _>>()?,
        })
    }
}

impl OpinionRecord {
    fn read(self) -> Result<Opinion, String> {
        let (by, at, reason) = (person(&self.by)?, read_moment(&self.at)?, read_reason(&self.reason)?);
        Ok(Opinion {
            role: OpinionRole::parse(&self.role).ok_or_else(|| format!("unknown role {:?}", self.role))?,
            status: StatusKind::parse(&self.status).ok_or_else(|| format!("unknown status {:?}", self.status))?,
            decision: Decision { by, at, reason },
        })
    }
}

fn need(field: Option<&str>, name: &str) -> Result<String, String> {
    field.map(str::to_owned).ok_or_else(|| format!("{name} is missing"))
}

fn person(name: &str) -> Result<Reviewer, String> {
    name.parse().map_err(|_| format!("{name:?} is no reviewer"))
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn read_moment(at: &str) -> Result<DateTime<Utc>, String> {
    at.parse().map_err(|error: chrono::ParseError| error.to_string())
}

#[derive(Debug, Serialize, Deserialize)]
struct ChangeRecord {
    claim: Uuid,
    handle: u32,
    before: WorkRecord,
    after: WorkRecord,
}

/// An entry of the log on the work.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WorksRecord {
    changes: Vec<ChangeRecord>,
    reason: Option<String>,
    takes_back: Option<Uuid>,
    /// Left out of what was written before several claims could be taken back at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bulk: Option<Uuid>,
}

impl WorksRecord {
    pub(super) fn write(
        changes: &[WorkChange],
        reason: Option<&Reason>,
        takes_back: Option<EventId>,
        bulk: Option<Uuid>,
    ) -> Self {
        let write = |change: &WorkChange| ChangeRecord {
            claim: change.claim.0,
            handle: change.handle.number,
            before: WorkRecord::write(&change.before),
            after: WorkRecord::write(&change.after),
        };
        WorksRecord {
            changes: changes.iter().map(write).collect(),
            reason: reason.map(|reason| reason.as_str().to_owned()),
            takes_back: takes_back.map(|id| id.0),
            bulk,
        }
    }

    pub(super) fn read(self) -> Result<Action, String> {
        let read = |change: ChangeRecord| {
            Ok::<_, String>(WorkChange {
                claim: ClaimId(change.claim),
                handle: Handle::claim(change.handle),
                before: change.before.read()?,
                after: change.after.read()?,
            })
        };
        if self.changes.is_empty() {
            return Err("a change of nothing".to_owned());
        }
        Ok(Action::WorkChanged {
            changes: self.changes.into_iter().map(read).collect::<Result<_, _>>()?,
            reason: self.reason.as_deref().map(read_reason).transpose()?,
            takes_back: self.takes_back.map(EventId),
            bulk: self.bulk,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_testkit::{day, moment as at};

    fn decision(by: &str) -> Decision {
        Decision { by: by.parse().unwrap(), at: at("2026-02-01T12:00:00.5Z"), reason: "a\u{0}reason".parse().unwrap() }
    }

    #[test]
    fn every_state_comes_back() {
        let by: Reviewer = "Ana".parse().unwrap();
        let moment = at("2026-02-01T12:00:00.5Z");
        let round = Round::start(Target::Said, StatusKind::Disputed, decision("Ana"), 3, true).unwrap();
        let second = Opinion { role: OpinionRole::Seconds, status: StatusKind::Disputed, decision: decision("Ben") };
        let states = [
            WorkState::New,
            WorkState::Assigned { to: "Ben".parse().unwrap(), by: by.clone(), at: moment, due: None },
            WorkState::InReview { by, at: moment, due: Some(day("2026-03-01")) },
            WorkState::Proposed(round.clone()),
            WorkState::SecondReview(round.with(second).unwrap()),
            WorkState::Final(decision("Ana")),
            WorkState::Reopened(decision("Ana")),
            WorkState::NotAClaim(decision("Ana")),
            WorkState::OutOfScope(decision("Ana")),
            WorkState::DuplicateOf {
                claim: ClaimId(Uuid::from_u128(7)),
                handle: Handle::claim(7),
                decision: decision("Ana"),
            },
            WorkState::Deferred { until: day("2026-03-01"), decision: decision("Ana") },
        ];
        for state in states {
            let text = write(&state);
            assert!(!text.contains('\0'));
            assert_eq!(read(&text), Ok(state));
        }
        assert!(read("{\"state\":\"deferred\"}").is_err());
        assert!(read("{\"state\":\"lost\"}").is_err());
    }

    /// Logs written by earlier versions must go on verifying.
    #[test]
    fn the_form_is_fixed() {
        let to = "Ben".parse().unwrap();
        let state = WorkState::Assigned { to, by: "Ana".parse().unwrap(), at: at("2026-02-01T12:00:00.5Z"), due: None };
        assert_eq!(
            write(&state),
            "{\"state\":\"assigned\",\"to\":\"Ben\",\"by\":\"Ana\",\"at\":\"2026-02-01T12:00:00.500000Z\"}"
        );
    }
}
