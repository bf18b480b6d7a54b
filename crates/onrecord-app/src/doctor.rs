//! What a person should look at, about the desk as a whole.

use chrono::TimeDelta;
use onrecord_model::{Claim, ContentHash, Handle, StatusKind};
use onrecord_review::Retention;
use onrecord_store::{EventFilter, Health, QueueFilter};

use crate::rating::{LatestVerdict, Withheld};
use crate::{AppError, Desk, house_words};

/// Entries at the end of the log whose chain is followed; `audit verify` follows all.
const TAIL: u32 = 1_000;
/// Decided claims held against the house rules and one another, the most worth checking first.
const DECIDED: usize = 5_000;
/// Claims read at a time.
const PAGE: u32 = 500;
/// By how much clocks of one desk may differ, in minutes.
const SKEW: i64 = 5;
/// Claims named in one finding; more are counted.
const NAMED: usize = 10;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// A person has to look.
    Attention,
    /// Good to know.
    Note,
}

/// One thing found, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthFinding {
    /// What was checked, in a word such as `log`.
    pub check: &'static str,
    /// How much it matters.
    pub concern: Concern,
    /// What was found.
    pub what: String,
    /// What to do.
    pub advice: String,
    /// The claims it is about, where it is about some.
    pub claims: Vec<Handle>,
}

impl HealthFinding {
    /// Makes a finding that a person has to look at.
    pub fn attention(check: &'static str, what: impl Into<String>, advice: impl Into<String>) -> Self {
        let (what, advice) = (what.into(), advice.into());
        HealthFinding { check, concern: Concern::Attention, what, advice, claims: Vec::new() }
    }

    /// Makes a finding that is good to know.
    pub fn note(check: &'static str, what: impl Into<String>, advice: impl Into<String>) -> Self {
        HealthFinding { concern: Concern::Note, ..Self::attention(check, what, advice) }
    }
}

impl Desk {
    /// Looks how the database itself is.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot answer.
    pub async fn health(&self) -> Result<Health, AppError> {
        Ok(self.store.health(self.now()).await?)
    }

    /// Looks for what a person should see to: database, log, clock, evidence, house rules, corrections, verdicts, decisions that
    /// stand against one another, retention.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn examine(&self) -> Result<Vec<HealthFinding>, AppError> {
        let mut found = database_findings(&self.health().await?);
        let decided = self.decided_claims().await?;
        found.extend(self.log_findings().await?);
        found.extend(self.evidence_findings().await?);
        match self.rules(None).await {
            Ok(None) => found.push(HealthFinding::note(
                "rules",
                "the desk has no house rules: one person sets any status, and everybody may do everything",
                "write a file (docs/house-rules.md) and adopt it with 'onrecord rules adopt FILE -m REASON'",
            )),
            Ok(Some(view)) => {
                if view.rules.roles.is_none() {
                    found.push(HealthFinding::note(
                        "roles",
                        "the house rules give no roles, so everybody may do everything",
                        "name people under [roles], or leave it so",
                    ));
                }
                found.extend(house_words::findings(&view.rules.house));
                found.extend(self.retention_findings(view.rules.retention).await?);
                found.extend(self.unmet_findings(&decided).await?);
            }
            Err(error @ AppError::RulesUnreadable(_)) => {
                found.push(HealthFinding::attention("rules", error.to_string(), "until then nothing can be decided"));
            }
            Err(other) => return Err(other),
        }
        found.extend(self.correction_findings().await?);
        found.extend(self.verdict_findings().await?);
        found.extend(self.clash_findings(&decided).await?);
        if decided.len() >= DECIDED {
            let what = format!(
                "only the {DECIDED} decided claims most worth checking were held against one another and the house rules"
            );
            found.push(HealthFinding::note("decisions", what, "'onrecord show CLAIM' says it of any other"));
        }
        found.sort_by_key(|finding| finding.concern);
        Ok(found)
    }

    /// Follows the end of the chain, and looks whether the log is ahead of the clock.
    async fn log_findings(&self) -> Result<Vec<HealthFinding>, AppError> {
        let head = self.store.head().await?;
        let after = i64::try_from(head.size.saturating_sub(u64::from(TAIL))).unwrap_or(i64::MAX);
        let tail = self.store.raw_entries(after, TAIL + 1).await?;
        let hash = |bytes: &[u8]| bytes.try_into().ok().map(ContentHash);
        let is_chain =
            tail.windows(2).all(|pair| pair[0].hash == pair[1].prev && pair[0].position + 1 == pair[1].position);
        let ends = tail.last().map_or(head.size == 0, |last| {
            hash(&last.hash) == Some(head.root) && u64::try_from(last.position).ok() == Some(head.size)
        });
        let mut found = Vec::new();
        if !is_chain || !ends {
            let what = "the end of the log does not hold together";
            let advice = "'onrecord audit verify' names the entry; go back to a copy that verifies";
            found.push(HealthFinding::attention("log", what, advice));
        }
        let newest = EventFilter { newest_first: true, limit: 1, ..EventFilter::default() };
        let limit = self.now() + TimeDelta::minutes(SKEW);
        if let Some(last) = self.store.events(&newest).await?.pop().filter(|last| last.event.at > limit) {
            let when = last.event.at.format("%Y-%m-%d %H:%M UTC");
            let what = format!("the last entry of the log is of {when}, which this machine's clock has not reached");
            found.push(HealthFinding::attention(
                "clock",
                what,
                "set the clocks of all machines by the same time server",
            ));
        }
        Ok(found)
    }

    async fn evidence_findings(&self) -> Result<Vec<HealthFinding>, AppError> {
        let stale = self.evidence(None, true).await?;
        if stale.is_empty() {
            return Ok(Vec::new());
        }
        let what = format!(
            "{} to be confirmed again, because a source changed or vanished",
            counted(stale.len() as u64, ("piece of evidence has", "pieces of evidence have"))
        );
        let advice = "'onrecord evidence list --stale' lists it";
        let mut claims: Vec<Handle> = stale.iter().map(|view| view.claim.handle).collect();
        claims.sort_unstable();
        claims.dedup();
        Ok(vec![HealthFinding { claims, ..HealthFinding::attention("evidence", what, advice) }])
    }

    /// Lists what is kept longer than the house wants; nothing is deleted.
    async fn retention_findings(&self, keep: Retention) -> Result<Vec<HealthFinding>, AppError> {
        let mut found = Vec::new();
        let before = |days: u32| self.now() - TimeDelta::days(i64::from(days));
        let mut push = |count: u64, noun: (&str, &str), days: u32| {
            if count > 0 {
                let what = format!("{} longer than {days} days, the time the house keeps them", counted(count, noun));
                let advice = "decide whether it still has to be kept; nothing is deleted by itself";
                found.push(HealthFinding::attention("retention", what, advice));
            }
        };
        if let Some(days) = keep.snapshots {
            push(
                self.store.snapshots_before(before(days)).await?,
                ("copy of a source is here", "copies of sources are here"),
                days,
            );
        }
        if let Some(days) = keep.texts {
            push(
                self.store.documents_before(before(days)).await?,
                ("text of a document is here", "texts of documents are here"),
                days,
            );
        }
        if let Some(days) = keep.private_notes {
            let all = self.evidence(None, false).await?;
            let old = all.iter().filter(|view| view.item.evidence.note.is_some() && view.item.at < before(days));
            push(old.count() as u64, ("private note is here", "private notes are here"), days);
        }
        Ok(found)
    }

    async fn unmet_findings(&self, decided: &[Claim]) -> Result<Vec<HealthFinding>, AppError> {
        let mut claims = Vec::new();
        for claim in decided {
            if !self.unmet(claim).await?.is_empty() {
                claims.push(claim.handle);
            }
        }
        let has = counted(claims.len() as u64, ("claim has", "claims have"));
        let what = format!("{has} a status that does not meet the house rules in force");
        let advice = "'onrecord show CLAIM' says what each lacks; the statuses stay until a person decides";
        Ok(of_claims("rules", claims, &what, advice))
    }

    async fn decided_claims(&self) -> Result<Vec<Claim>, AppError> {
        let mut all: Vec<Claim> = Vec::new();
        for status in [StatusKind::Corroborated, StatusKind::Disputed] {
            let mut page =
                QueueFilter { status: Some(status), open_only: false, limit: PAGE, ..QueueFilter::default() };
            loop {
                let rows = self.store.queue(&page).await?;
                page.after = rows.last().map(|row| (row.claim.worth, row.claim.handle));
                let is_last = rows.len() < PAGE as usize || all.len() >= DECIDED;
                all.extend(rows.into_iter().map(|row| row.claim));
                if is_last {
                    break;
                }
            }
        }
        all.sort_by_key(|claim| claim.handle);
        all.dedup_by_key(|claim| claim.handle);
        all.truncate(DECIDED);
        Ok(all)
    }

    async fn correction_findings(&self) -> Result<Vec<HealthFinding>, AppError> {
        let claims: Vec<Handle> = self.corrections_due().await?.into_iter().map(|claim| claim.handle).collect();
        let was = counted(claims.len() as u64, ("claim was", "claims were"));
        let what = format!("{was} published with another status than now, and not corrected");
        Ok(of_claims("corrections", claims, &what, "tell readers with 'onrecord correct CLAIM --gravity … -m NOTE'"))
    }
}

impl Desk {
    async fn verdict_findings(&self) -> Result<Vec<HealthFinding>, AppError> {
        // Of a retraction nothing is left to do.
        let is_due = |verdict: &LatestVerdict| matches!(verdict.withheld, Some(Withheld::Open | Withheld::Turned(_)));
        let withheld = self.verdicts().await?.into_iter().filter(is_due);
        let claims: Vec<Handle> = withheld.map(|verdict| verdict.claim.handle).collect();
        let has = counted(claims.len() as u64, ("claim has", "claims have"));
        let what = format!(
            "{has} a verdict of the house that rests on a decision which does not stand any more, so readers are not told of it"
        );
        let advice = "'onrecord verdict list' says why; give it anew with 'onrecord verdict set', after 'onrecord set CLAIM STATUS \
             --target fact' where it is open, or take it back with 'onrecord undo --entry N' ('onrecord log CLAIM' lists N)";
        Ok(of_claims("verdicts", claims, &what, advice))
    }
}

impl Desk {
    async fn clash_findings(&self, decided: &[Claim]) -> Result<Vec<HealthFinding>, AppError> {
        let claims = self.clashing(decided).await?;
        let what = format!("the desk says two things of {}", counted(claims.len() as u64, ("claim", "claims")));
        let advice = "'onrecord show CLAIM' says which; decide anew, or take one of the two back with 'onrecord undo'";
        Ok(of_claims("contradictions", claims, &what, advice))
    }
}

/// Makes the finding that a person has to look at these claims; none where there are none.
fn of_claims(check: &'static str, claims: Vec<Handle>, what: &str, advice: &str) -> Vec<HealthFinding> {
    if claims.is_empty() {
        return Vec::new();
    }
    let what = format!("{what}: {}", named(&claims));
    vec![HealthFinding { claims, ..HealthFinding::attention(check, what, advice) }]
}

fn database_findings(health: &Health) -> Vec<HealthFinding> {
    let mut found = Vec::new();
    if let Some(why) = &health.not_writable {
        let advice = "free the file or folder for writing, then try again; nothing can be decided until then";
        found.push(HealthFinding::attention("database", format!("it cannot be written: {why}"), advice));
    }
    if let Some(mode) = health.journal.as_ref().filter(|mode| !["wal", "memory"].contains(&mode.as_str())) {
        let advice = "readers and writers wait for one another; keep the file on a local disk, not on a network folder";
        found.push(HealthFinding::attention("database", format!("its journal mode is {mode}, not wal"), advice));
    }
    if !health.foreign.is_empty() {
        let what = format!("it holds what this program did not make: {}", health.foreign.join(", "));
        let advice = "ask who put it there and take it out: it can change or hide what is written; 'onrecord audit verify' checks the rest";
        found.push(HealthFinding::attention("database", what, advice));
    }
    if health.ended_leases > 0 {
        let what = format!(
            "{} that 'next' handed out ended without a decision",
            counted(health.ended_leases, ("claim", "claims"))
        );
        found.push(HealthFinding::note("leases", what, "nothing: they are in the queue again"));
    }
    found
}

/// Counts things, each named for one and for several.
fn counted(count: u64, (one, many): (&str, &str)) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

fn named(claims: &[Handle]) -> String {
    let names: Vec<String> = claims.iter().take(NAMED).map(ToString::to_string).collect();
    match claims.len().saturating_sub(NAMED) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}
