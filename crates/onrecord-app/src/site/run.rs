//! What the pages of one run have in common.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use onrecord_model::{Action, ClaimId, Event, EvidenceItem, Handle, PublicEntry};
use onrecord_report::article::{Checkpoint, Method};
use onrecord_report::site::{House, Site};
use onrecord_review::{HouseRules, read_rules};
use onrecord_store::EventFilter;

use super::histories::Histories;
use super::kept::Kept;
use super::mask::Mask;
use super::{Audience, files};
use crate::known::KnownArchive;
use crate::report::GENERATOR;
use crate::rewind::Rewound;
use crate::{AppError, AsOf, Desk};

/// What the pages of one run have in common: the state they show, for whom they are, and what was read for them.
pub(crate) struct Run {
    /// The state they show.
    pub(crate) rewound: Rewound,
    is_now: bool,
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
    /// What readers were told, by claim; `None` where it is asked for.
    pub(crate) told: Option<BTreeMap<ClaimId, Vec<PublicEntry>>>,
}

impl Desk {
    /// Begins a run.
    pub(crate) async fn run(&self, at: AsOf, audience: Audience) -> Result<Run, AppError> {
        let rewound = self.rewind(at).await?;
        let rules = self.rules_of(&rewound).await?;
        let hides = audience == Audience::Public && rules.house.hides_reviewers;
        let mask = if hides { self.mask(&rewound, &rules).await? } else { Mask::default() };
        let made_at = rewound.last.as_ref().map_or_else(|| self.now(), |sealed| sealed.event.at);
        let site = Site { house: house(rules), internal: audience == Audience::Internal, ..Site::default() };
        Ok(Run {
            rewound,
            is_now: at == AsOf::Now,
            made_at,
            site: Arc::new(site),
            mask,
            kept: Kept::default(),
            histories: None,
            archive: None,
            told: None,
        })
    }

    /// Hides everybody whom the log knows and whom the house rules name.
    async fn mask(&self, rewound: &Rewound, rules: &HouseRules) -> Result<Mask, AppError> {
        let mut people = self.people().await?;
        people.extend(rules.roles.iter().flat_map(|roles| roles.0.iter().map(|(person, _)| person.clone())));
        let seal = rewound.last.as_ref().map(|last| last.hash.to_string()).unwrap_or_default();
        Ok(Mask::over(&people, &seal))
    }

    /// Reads the house rules that were in force.
    async fn rules_of(&self, rewound: &Rewound) -> Result<HouseRules, AppError> {
        let mut filter =
            EventFilter { kind: Some("rules_adopted"), newest_first: true, limit: 20, ..EventFilter::default() };
        loop {
            let page = self.store.events(&filter).await?;
            let Some(last) = page.last().map(|sealed| sealed.position) else { return Ok(HouseRules::default()) };
            filter.after = Some(last);
            for sealed in page.into_iter().filter(|sealed| sealed.position <= rewound.size()) {
                if let Action::RulesAdopted { change, .. } = sealed.event.action {
                    let text = change.after.unwrap_or_default();
                    return Ok(read_rules(&text).unwrap_or_default());
                }
            }
        }
    }
}

fn house(rules: HouseRules) -> House {
    let look = rules.house;
    House { name: look.name, logo: look.logo, colours: look.colours, dispute: look.dispute }
}

impl Run {
    /// Reads at once what the pages of a whole site ask for again and again.
    pub(crate) async fn prepare(&mut self, desk: &Desk, pages: BTreeMap<Handle, String>) -> Result<(), AppError> {
        let site = Site { pages, is_whole: true, ..(*self.site).clone() };
        self.site = Arc::new(site);
        self.histories = Some(desk.histories().await?);
        self.archive = Some(desk.known(None).await?);
        self.told = Some(desk.told_of_all().await?);
        Ok(())
    }

    /// Tells whether the pages show the desk as it is.
    pub(crate) fn is_now(&self) -> bool {
        self.is_now
    }

    /// Says how pages came about; `engine` is `None` where each article names its own.
    pub(crate) fn method(&self, engine: Option<&str>) -> Method {
        let last = self.rewound.last.as_ref();
        let checkpoint =
            last.map(|sealed| Checkpoint { size: sealed.position, root: sealed.hash, at: sealed.event.at });
        Method {
            generator: GENERATOR.to_owned(),
            rules: engine.map(str::to_owned),
            checkpoint,
            dispute: None,
            site: Arc::clone(&self.site),
        }
    }

    /// Returns what was done with a claim, where that was read at once.
    pub(crate) fn history(&self, claim: ClaimId) -> Option<Vec<Event>> {
        self.histories.as_ref().map(|histories| histories.of(claim))
    }

    /// Returns evidence as it may leave the desk: files without their folders, but on pages for the desk alone.
    pub(crate) fn outside(&self, item: EvidenceItem) -> EvidenceItem {
        if self.site.internal { item } else { files::outside(item) }
    }
}
