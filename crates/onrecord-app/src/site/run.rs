//! What the pages of one run have in common.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use onrecord_model::{Action, ClaimId, EvidenceItem, Handle, PublicEntry, WorkState};
use onrecord_report::article::{Checkpoint, Method};
use onrecord_report::site::{House, Site};
use onrecord_review::{HouseRules, read_rules};
use onrecord_store::{EventFilter, SealedEvent};
use uuid::Uuid;

use super::histories::Histories;
use super::kept::Kept;
use super::mask::Mask;
use super::plan::Plan;
use super::{Audience, files};
use crate::known::KnownArchive;
use crate::report::GENERATOR;
use crate::rewind::Rewound;
use crate::{AppError, AsOf, Desk, house_words};

/// What the pages of one run have in common: the state they show, for whom they are, and what was read for them.
pub(crate) struct Run {
    /// The state they show.
    pub(crate) rewound: Rewound,
    audience: Audience,
    /// The moment they carry.
    pub(crate) made_at: DateTime<Utc>,
    /// The site they belong to.
    pub(crate) site: Arc<Site>,
    /// What hides the names of reviewers.
    pub(crate) mask: Mask,
    /// What speakers said, as far as it was read.
    pub(crate) kept: Kept,
    /// What was done with claims; `None` where each is asked for.
    pub(crate) histories: Option<Histories>,
    /// Earlier fact-checks; `None` where they are searched for each claim.
    pub(crate) archive: Option<KnownArchive>,
    /// The work on claims that were set aside for good; `None` where it is asked for.
    pub(crate) dropped: Option<BTreeMap<ClaimId, WorkState>>,
    /// What readers were told, by claim; `None` where it is asked for.
    pub(crate) told: Option<BTreeMap<ClaimId, Vec<PublicEntry>>>,
    /// The place of the newest entry of the log about each thing; `None` where pages name the newest entry of all.
    newest: Option<BTreeMap<Uuid, u64>>,
}

impl Desk {
    /// Begins a run.
    pub(crate) async fn run(&self, at: AsOf, audience: Audience) -> Result<Run, AppError> {
        let rewound = self.rewind(at).await?;
        let rules = self.rules_of(rewound.size()).await?;
        let hides = audience == Audience::Public && (rules.house.hides_reviewers || self.hides_reviewers().await?);
        let mask = if hides { self.mask(&rewound, &rules).await? } else { Mask::default() };
        let made_at = rewound.last.as_ref().map_or_else(|| self.now(), |sealed| sealed.event.at);
        let site = Site { house: house(rules), internal: audience == Audience::Internal, ..Site::default() };
        Ok(Run {
            rewound,
            audience,
            made_at,
            site: Arc::new(site),
            mask,
            kept: Kept::default(),
            histories: None,
            archive: None,
            dropped: None,
            told: None,
            newest: None,
        })
    }

    /// Hides everybody whom the log knows and whom the house rules name.
    async fn mask(&self, rewound: &Rewound, rules: &HouseRules) -> Result<Mask, AppError> {
        let mut people = self.people().await?;
        people.extend(rules.roles.iter().flat_map(|roles| roles.0.iter().map(|(person, _)| person.clone())));
        let seal = rewound.last.as_ref().map(|last| last.hash.to_string()).unwrap_or_default();
        Ok(Mask::over(&people, &seal))
    }

    /// Tells whether the house wants the names of reviewers hidden now, whatever it wanted then.
    async fn hides_reviewers(&self) -> Result<bool, AppError> {
        Ok(self.rules_of(u64::MAX).await?.house.hides_reviewers)
    }

    /// Reads the house rules that were in force after this entry of the log.
    async fn rules_of(&self, size: u64) -> Result<HouseRules, AppError> {
        let mut filter =
            EventFilter { kind: Some("rules_adopted"), newest_first: true, limit: 20, ..EventFilter::default() };
        loop {
            let page = self.store.events(&filter).await?;
            let Some(last) = page.last().map(|sealed| sealed.position) else { return Ok(HouseRules::default()) };
            filter.after = Some(last);
            for sealed in page.into_iter().filter(|sealed| sealed.position <= size) {
                if let Action::RulesAdopted { change, .. } = sealed.event.action {
                    let text = change.after.unwrap_or_default();
                    return Ok(read_rules(&text).unwrap_or_default());
                }
            }
        }
    }
}

fn checkpoint(sealed: &SealedEvent) -> Checkpoint {
    Checkpoint { size: sealed.position, root: sealed.hash, at: sealed.event.at }
}

fn house(rules: HouseRules) -> House {
    let look = rules.house;
    let words = house_words::words(&look);
    House { name: look.name, logo: look.logo, colours: look.colours, dispute: look.dispute, words }
}

impl Run {
    /// Reads at once what the pages of a whole site ask for again and again.
    pub(crate) async fn prepare(&mut self, desk: &Desk, plan: &Plan) -> Result<(), AppError> {
        let (pages, versions) = (plan.pages(), plan.version_pages());
        self.site = Arc::new(Site { pages, versions, is_whole: true, ..(*self.site).clone() });
        self.histories = Some(desk.histories().await?);
        self.archive = Some(desk.known(None).await?);
        self.dropped = Some(desk.store.dropped_works().await?.into_iter().collect());
        self.told = Some(desk.told_of_all().await?);
        self.newest = Some(desk.store.newest_about(self.rewound.size()).await?);
        Ok(())
    }

    /// Makes the pages part of the site that lies in the same folder and has these pages of documents.
    pub(crate) async fn join(&mut self, desk: &Desk, documents: Vec<Handle>) -> Result<(), AppError> {
        let pages = documents.into_iter().map(|handle| (handle, format!("{handle}.html"))).collect();
        self.site = Arc::new(Site { pages, is_whole: true, ..(*self.site).clone() });
        self.newest = Some(desk.store.newest_about(self.rewound.size()).await?);
        Ok(())
    }

    /// Tells whether everybody may read them.
    pub(crate) fn is_public(&self) -> bool {
        self.audience == Audience::Public
    }

    /// Says how pages came about; `engine` is `None` where each article names its own.
    pub(crate) fn method(&self, engine: Option<&str>) -> Method {
        Method {
            generator: GENERATOR.to_owned(),
            rules: engine.map(str::to_owned),
            checkpoint: self.rewound.last.as_ref().map(checkpoint),
            newest: None,
            dispute: None,
            site: Arc::clone(&self.site),
        }
    }

    /// Returns the log at the newest entry about any of these, which a page of a site carries: it changes with what the page
    /// shows, and not with every entry. `None` outside a site, and where the log has none.
    pub(crate) async fn newest_about(
        &self,
        desk: &Desk,
        subjects: impl IntoIterator<Item = Uuid>,
    ) -> Result<Option<Checkpoint>, AppError> {
        let Some(newest) = &self.newest else { return Ok(None) };
        let Some(position) = subjects.into_iter().filter_map(|subject| newest.get(&subject)).max() else {
            return Ok(None);
        };
        Ok(desk.store.event_at(*position).await?.as_ref().map(checkpoint))
    }

    /// Returns evidence as it may leave the desk: files without their folders, but on pages for the desk alone.
    pub(crate) fn outside(&self, item: EvidenceItem) -> EvidenceItem {
        if self.site.internal { item } else { files::outside(item) }
    }
}
