//! House rules: adopted by a person, kept in the database, and what every decision is judged against.

use chrono::{DateTime, TimeDelta, Utc};
use onrecord_model::{
    Action, Actor, Claim, ClaimId, ContentHash, Event, EventId, Evidence, Handle, Judged, Reason, Reviewer, Role,
    RulesChange, StatusKind, Target,
};
use onrecord_review::{Breach, Facts, HouseRules, StatusPolicy, Suggestion, breaches, read_rules};
use onrecord_store::{EventFilter, SealedEvent, StoreError, Tx};

use crate::desk::retrying;
use crate::{AppError, Desk, ReviewRule, house_words};

/// Entries of one claim's decisions looked at for the one that stands.
const HISTORY: u32 = 1_000;

/// The rules in force.
pub(crate) struct House {
    /// Hash of their text; `None` when there are none.
    hash: Option<ContentHash>,
    pub(crate) rules: HouseRules,
}

/// House rules with the entry that put them into force.
#[derive(Clone, Debug)]
pub struct RulesView {
    /// Their text, as it was adopted.
    pub text: String,
    /// What they mean.
    pub rules: HouseRules,
    /// The entry of the log that put them into force.
    pub entry: SealedEvent,
}

/// What the rules for suggestions said of a claim right before a decision on it.
pub(crate) struct Looked {
    suggestions: Vec<Suggestion>,
    /// How long the log was then; `None` when no rule had to be asked.
    size: Option<u64>,
}

/// A decision that is to be judged.
pub(crate) struct Decides<'a> {
    pub(crate) claim: &'a Claim,
    pub(crate) target: Target,
    pub(crate) to: StatusKind,
    pub(crate) by: &'a Reviewer,
    pub(crate) reason: &'a Reason,
    pub(crate) overrides: Option<&'a Reason>,
}

impl House {
    fn read(text: Option<&str>) -> Result<Self, AppError> {
        let Some(text) = text else { return Ok(House { hash: None, rules: HouseRules::default() }) };
        let rules = read_rules(text).map_err(|faults| AppError::RulesUnreadable(first(&faults)))?;
        Ok(House { hash: Some(ContentHash::of(text.as_bytes())), rules })
    }

    /// Refuses what a person may not do.
    pub(crate) fn require(&self, person: &Reviewer, needs: Role) -> Result<(), AppError> {
        if self.rules.allows(person, needs) {
            return Ok(());
        }
        let has = self.rules.roles.as_ref().and_then(|roles| roles.of(person));
        Err(AppError::Role { person: person.clone(), needs, has })
    }

    /// Returns how a proposal is reviewed: as the status wants it, else as the house does, else as `usual`.
    pub(crate) fn review(&self, target: Target, to: StatusKind, usual: ReviewRule) -> ReviewRule {
        let (Some(_), policy, house) = (self.hash, self.rules.policy(target, to), self.rules.review) else {
            return usual;
        };
        let people = house.people.unwrap_or(ReviewRule::default().people);
        let people = if policy.seconds > 0 { policy.seconds + 1 } else { people };
        let of = house.of.unwrap_or(people).max(people);
        ReviewRule { people, of, blind: house.blind || self.rules.is_blind(target) }
    }

    /// Says under which rules a decision is made.
    pub(crate) fn judged(&self, overrides: Option<Reason>) -> Option<Judged> {
        self.hash.map(|rules| Judged { rules, overrides })
    }

    /// Refuses to set a status for which fewer people stand than the house wants.
    pub(crate) fn enough(&self, decides: &Decides<'_>, people: usize) -> Result<(), AppError> {
        let needs = self.rules.policy(decides.target, decides.to).seconds;
        if people > needs as usize {
            return Ok(());
        }
        let others = if needs == 1 { "a second person has".to_owned() } else { format!("{needs} further people have") };
        let how = match people {
            1 => "propose it with --propose, and others answer with 'onrecord second'".to_owned(),
            _ => format!(
                "the proposal was made when fewer were wanted; its author gives it back with 'onrecord release {}' and \
                 proposes it again",
                decides.claim.handle
            ),
        };
        Err(decides.refused(vec![format!("{others} to agree (seconds = {needs}): {how}")]))
    }
}

impl Decides<'_> {
    fn refused(&self, why: Vec<String>) -> AppError {
        AppError::House { handle: self.claim.handle, target: self.target, to: self.to, why }
    }

    /// Holds a decision against the conditions of the house, other than how many people agree, and returns the reason
    /// for which a rule that does not hold is overridden.
    async fn judge(&self, tx: &Tx, house: &House, looked: &Looked) -> Result<Option<Reason>, AppError> {
        house.require(self.by, Role::Reviewer)?;
        let policy = house.rules.policy(self.target, self.to);
        let items = tx.evidence_on(&[self.claim.id]).await?;
        let evidence: Vec<&Evidence> = items.iter().map(|item| &item.evidence).collect();
        let facts = Facts {
            target: self.target,
            to: self.to,
            reason: self.reason,
            evidence: &evidence,
            suggestions: &looked.suggestions,
        };
        let mut found = breaches(&policy, &facts);
        let all = found.len();
        if let Some(why) = self.overrides {
            found.retain(|breach| !matches!(breach, Breach::Rule { .. }));
            if found.len() == all {
                return Err(AppError::Invalid(not_needed(policy.rule.is_some(), why)));
            }
        }
        if found.is_empty() {
            return Ok(self.overrides.cloned());
        }
        Err(self.refused(found.iter().map(Breach::words).collect()))
    }
}

fn not_needed(has_rule: bool, why: &Reason) -> String {
    let is = if has_rule { "the rule that has to hold does hold" } else { "the house rules ask for no rule to hold" };
    format!("{is}, so there is nothing to override with {:?}; leave --override out", why.as_str())
}

/// Names the first fault, and how many there are.
fn first(faults: &[onrecord_review::RulesFault]) -> String {
    let first = faults.first().map(ToString::to_string).unwrap_or_default();
    match faults.len() {
        0 | 1 => first,
        more => format!("{first} (and {} more)", more - 1),
    }
}

impl Desk {
    /// Reads the house rules in force.
    pub(crate) async fn house(&self, tx: &Tx) -> Result<House, AppError> {
        House::read(tx.house_rules().await?.as_deref())
    }

    /// Asks the rules for suggestions about a claim where the house wants one of them to hold. Before the transaction,
    /// which must not wait for another connection.
    pub(crate) async fn look_at(&self, claim: Handle) -> Result<Looked, AppError> {
        let house = House::read(self.store.house_rules().await?.as_deref())?;
        if house.rules.policies.iter().all(|(.., policy)| policy.rule.is_none()) {
            return Ok(Looked { suggestions: Vec::new(), size: None });
        }
        let size = Some(self.store.head().await?.size);
        Ok(Looked { suggestions: self.suggest(claim).await?.suggestions, size })
    }

    /// Judges a decision under the rules in force; returns these, and why a rule that does not hold is overridden.
    pub(crate) async fn judge(
        &self,
        tx: &Tx,
        decides: &Decides<'_>,
        looked: &Looked,
    ) -> Result<(House, Option<Reason>), AppError> {
        let house = self.house(tx).await?;
        let overrides = decides.judge(tx, &house, looked).await?;
        Ok((house, overrides))
    }

    /// Refuses what a person may not do under the rules in force.
    ///
    /// # Errors
    /// [`AppError::Role`], [`AppError::RulesUnreadable`], [`AppError::Store`].
    pub async fn require_role(&self, person: &Reviewer, needs: Role) -> Result<(), AppError> {
        House::read(self.store.house_rules().await?.as_deref())?.require(person, needs)
    }

    /// Returns what the house rules in force want; nothing where there are none.
    ///
    /// # Errors
    /// [`AppError::RulesUnreadable`], [`AppError::Store`].
    pub async fn house_rules(&self) -> Result<HouseRules, AppError> {
        Ok(House::read(self.store.house_rules().await?.as_deref())?.rules)
    }

    /// Returns the house rules as they were in force at `at`, or now; `None` when there were none.
    ///
    /// # Errors
    /// [`AppError::RulesUnreadable`], [`AppError::Store`].
    pub async fn rules(&self, at: Option<DateTime<Utc>>) -> Result<Option<RulesView>, AppError> {
        let until = at.map(|at| at + TimeDelta::microseconds(1));
        let filter =
            EventFilter { kind: Some("rules_adopted"), until, newest_first: true, limit: 1, ..EventFilter::default() };
        let Some(entry) = self.store.events(&filter).await?.pop() else { return Ok(None) };
        let Action::RulesAdopted { change, .. } = &entry.event.action else { return Ok(None) };
        let Some(text) = change.after.clone() else { return Ok(None) };
        let rules = House::read(Some(&text))?.rules;
        Ok(Some(RulesView { text, rules, entry }))
    }

    /// Puts house rules into force: the text and its log entry in one transaction. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when the text holds no rules or those in force, [`AppError::Role`] when the person may not,
    /// [`AppError::Store`].
    pub async fn adopt_rules(
        &self,
        text: &str,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<HouseRules, AppError> {
        retrying!(self.adopt_rules_once(text, by, reason, dry_run))
    }

    async fn adopt_rules_once(
        &self,
        text: &str,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<HouseRules, AppError> {
        let rules = house_words::read_rules(text).map_err(|faults| AppError::Invalid(first(&faults)))?;
        let mut tx = self.store.begin().await?;
        let before = tx.house_rules().await?;
        House::read(before.as_deref())?.require(by, Role::Admin)?;
        if before.as_deref() == Some(text) {
            return Err(AppError::Invalid("these very rules are in force already".to_owned()));
        }
        let change = RulesChange { before, after: Some(text.to_owned()) };
        tx.adopt_rules(&change).await?;
        let action = Action::RulesAdopted { change, reason: reason.clone(), takes_back: None };
        tx.append(&Event { id: EventId(self.next_id()), at: self.now(), actor: Actor::Person(by.clone()), action })
            .await?;
        if dry_run { tx.rollback().await } else { tx.commit().await }?;
        Ok(rules)
    }
}

impl Desk {
    /// Says of each status that was set what it lacks under the house rules in force; how many people agreed is not among
    /// it, and a rule that was overridden stays so.
    pub(crate) async fn unmet(&self, claim: &Claim) -> Result<Vec<String>, AppError> {
        let house = House::read(self.store.house_rules().await?.as_deref())?;
        let policies = claim.statuses.iter().map(|(target, status)| house.rules.policy(target, status.kind()));
        let policies: Vec<StatusPolicy> = policies.collect();
        if policies.iter().all(|policy| *policy == StatusPolicy::default()) {
            return Ok(Vec::new());
        }
        let asks_rules = policies.iter().any(|policy| policy.rule.is_some());
        let suggestions = if asks_rules { self.suggest(claim.handle).await?.suggestions } else { Vec::new() };
        let items = self.store.evidence_on(&[claim.id]).await?;
        let evidence: Vec<&Evidence> = items.iter().map(|item| &item.evidence).collect();
        let mut found = Vec::new();
        for (target, status) in claim.statuses.iter() {
            let Some(decision) = status.decision() else { continue };
            let facts = Facts {
                target,
                to: status.kind(),
                reason: &decision.reason,
                evidence: &evidence,
                suggestions: &suggestions,
            };
            let mut lacks = breaches(&house.rules.policy(target, status.kind()), &facts);
            if lacks.iter().any(|breach| matches!(breach, Breach::Rule { .. }))
                && self.overridden(claim, target).await?
            {
                lacks.retain(|breach| !matches!(breach, Breach::Rule { .. }));
            }
            let words = |breach: &Breach| {
                format!("{}: the house rules in force are not met: {}", target.as_str(), breach.words())
            };
            found.extend(lacks.iter().map(words));
        }
        Ok(found)
    }

    /// Tells whether the last decision on a target overrode a rule.
    async fn overridden(&self, claim: &Claim, target: Target) -> Result<bool, AppError> {
        let filter = EventFilter {
            subject: Some(claim.id.0),
            kind: Some("status_set"),
            newest_first: true,
            limit: HISTORY,
            ..EventFilter::default()
        };
        let last = self.store.events(&filter).await?.into_iter().find_map(|sealed| match sealed.event.action {
            Action::StatusSet(change)
                if change.target == target && claim.statuses.of(target) == Some(&change.after) =>
            {
                Some(change)
            }
            _ => None,
        });
        Ok(last.and_then(|change| change.judged).is_some_and(|judged| judged.overrides.is_some()))
    }
}

impl Looked {
    /// Asks for another look when something was done to the claim between the look and the decision, which stands at the
    /// end of the log.
    pub(crate) async fn still_holds(&self, tx: &Tx, claim: ClaimId, last: u64, own: u64) -> Result<(), AppError> {
        let Some(size) = self.size.filter(|size| size + own != last) else { return Ok(()) };
        let filter = EventFilter { subject: Some(claim.0), after: Some(size), limit: 1, ..EventFilter::default() };
        let since = tx.events(&filter).await?;
        if since.first().is_none_or(|sealed| sealed.position > last - own) {
            return Ok(());
        }
        let why = "the claim was changed while the rules looked at it; try again".to_owned();
        Err(AppError::Store(StoreError::Busy { why }))
    }
}
