//! Which claims and speakers have pages to themselves, and where everything else is shown.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{
    ArticleId, Claim, ClaimId, EvidenceStatus, Handle, ProposalState, PublicSubject, Relation, SideExit, SpeakerId,
};
use onrecord_report::listing::Line;
use onrecord_report::search::SearchEntry;
use onrecord_store::{DocumentSummary, QueueFilter, QueueRow};

use super::Run;
use crate::{AppError, Desk};

/// Claims looked at at a time.
const PAGE: u32 = 2_000;
/// Documents and pieces of evidence looked at at a time.
const MANY: u32 = 1_000;
/// Versions of one article that stand side by side at most, the latest: a page is read by people.
const VERSIONS: usize = 10;

/// How alike two claims are, by a pair nobody decided on, for each to have a page to itself; set by hand.
const NEAR: f64 = 0.5;

/// The plan of a site.
#[derive(Default)]
pub(crate) struct Plan {
    /// Claims with a page to themselves, by handle.
    pub(crate) claims: Vec<ClaimLine>,
    /// Speakers with a page to themselves, by handle.
    pub(crate) speakers: Vec<SpeakerLine>,
    /// Claims without, and the document they are shown in.
    elsewhere: Vec<(Handle, Handle)>,
    documents: Vec<Handle>,
    /// The documents that are versions of one article, of those that have several: oldest first, the latest ones.
    pub(crate) versions: Vec<Vec<Handle>>,
    entries: Vec<SearchEntry>,
}

/// A claim with a page to itself.
pub(crate) struct ClaimLine {
    pub(crate) claim: Claim,
    speaker: Option<String>,
    documents: usize,
    set_aside: Option<SideExit>,
}

/// A speaker with a page to themselves.
pub(crate) struct SpeakerLine {
    pub(crate) id: SpeakerId,
    handle: Handle,
    name: String,
    statements: usize,
}

impl Plan {
    /// Says where everything is shown.
    pub(crate) fn pages(&self) -> BTreeMap<Handle, String> {
        let own = |handle: Handle| (handle, format!("{handle}.html"));
        let claims = self.claims.iter().map(|line| own(line.claim.handle));
        let speakers = self.speakers.iter().map(|line| own(line.handle));
        let elsewhere = self.elsewhere.iter().map(|(claim, document)| (*claim, format!("{document}.html#{claim}")));
        self.documents.iter().map(|handle| own(*handle)).chain(claims).chain(speakers).chain(elsewhere).collect()
    }

    /// Says where the versions of a document stand side by side, of those that have others.
    pub(crate) fn version_pages(&self) -> BTreeMap<Handle, String> {
        let of_one =
            |versions: &Vec<Handle>| versions.iter().map(|one| (*one, versions_file(versions))).collect::<Vec<_>>();
        self.versions.iter().flat_map(of_one).collect()
    }

    /// Finds a claim that has a page to itself.
    pub(crate) fn claim(&self, handle: Handle) -> Option<&Claim> {
        let at = self.claims.binary_search_by_key(&handle, |line| line.claim.handle).ok()?;
        self.claims.get(at).map(|line| &line.claim)
    }

    /// Lists the claims: those on which something was decided first, then those in most documents.
    pub(crate) fn claim_lines(&self) -> Vec<Line> {
        let mut lines: Vec<&ClaimLine> = self.claims.iter().collect();
        lines.sort_by_key(|line| (!is_decided(&line.claim), std::cmp::Reverse(line.documents), line.claim.handle));
        lines.into_iter().map(ClaimLine::line).collect()
    }

    /// Lists the speakers by name.
    pub(crate) fn speaker_lines(&self) -> Vec<Line> {
        let line = |one: &SpeakerLine| Line {
            handle: one.handle,
            text: one.name.clone(),
            speaker: None,
            date: None,
            count: one.statements,
            set_aside: None,
            statuses: None,
        };
        let mut lines: Vec<Line> = self.speakers.iter().map(line).collect();
        lines.sort_by_key(|line| (line.text.to_lowercase(), line.handle));
        lines
    }

    /// Lists what can be found: documents, speakers, claims.
    pub(crate) fn entries(&self) -> Vec<SearchEntry> {
        let speakers = self.speakers.iter().map(|one| SearchEntry {
            handle: one.handle,
            text: one.name.clone(),
            who: String::new(),
            day: String::new(),
            outlet: None,
            set_aside: None,
            statuses: None,
        });
        let mut entries = self.entries.clone();
        entries.extend(speakers);
        entries.sort_by_key(|entry| entry.handle);
        entries
    }
}

/// Names the page on which versions of one article stand side by side.
pub(crate) fn versions_file(versions: &[Handle]) -> String {
    versions.first().map_or_else(String::new, |first| format!("versions-{first}.html"))
}

impl ClaimLine {
    fn line(&self) -> Line {
        Line {
            handle: self.claim.handle,
            text: self.claim.wording.clone(),
            speaker: self.speaker.clone(),
            date: self.claim.first_published,
            count: self.documents,
            set_aside: self.set_aside,
            // Lists name no decision.
            statuses: Some(self.claim.statuses.clone()),
        }
    }
}

/// Tells whether a person decided something on a claim.
fn is_decided(claim: &Claim) -> bool {
    claim.statuses.iter().any(|(_, status)| *status != EvidenceStatus::Unverified)
}

impl Desk {
    /// Plans a site of these documents.
    pub(crate) async fn site_plan(&self, documents: &[Handle], run: &Run) -> Result<Plan, AppError> {
        let mut plan = Plan { documents: documents.to_vec(), ..Plan::default() };
        let named = self.touched().await?;
        let mut speakers: BTreeMap<SpeakerId, usize> = BTreeMap::new();
        self.plan_documents(&mut plan).await?;
        let mut filter = QueueFilter { open_only: false, limit: PAGE, ..QueueFilter::default() };
        loop {
            let rows = self.store.queue(&filter).await?;
            let Some(last) = rows.last() else { break };
            filter.after = Some((last.claim.worth, last.claim.handle));
            let ids: Vec<ClaimId> = rows.iter().map(|row| row.claim.id).collect();
            let paired = self.paired(&ids).await?;
            let mut set_aside = self.set_aside(ids, run).await?;
            for row in rows {
                *speakers.entry(row.claim.claimant.unwrap_or(SpeakerId(uuid::Uuid::nil()))).or_default() += 1;
                let has_page = row.documents > 1
                    || is_decided(&row.claim)
                    || named.contains(&row.claim.id)
                    || paired.contains(&row.claim.id);
                let aside = set_aside.remove(&row.claim.id).map(|aside| aside.exit);
                plan.add(row, has_page, aside);
            }
        }
        plan.claims.sort_by_key(|line| line.claim.handle);
        speakers.retain(|id, statements| !id.0.is_nil() && *statements > 1);
        let ids: Vec<SpeakerId> = speakers.keys().copied().collect();
        for speaker in self.store.speakers_by_id(&ids).await? {
            let statements = speakers.get(&speaker.id).copied().unwrap_or_default();
            let (id, handle, name) = (speaker.id, speaker.handle, speaker.name);
            plan.speakers.push(SpeakerLine { id, handle, name, statements });
        }
        Ok(plan)
    }

    async fn plan_documents(&self, plan: &mut Plan) -> Result<(), AppError> {
        let (mut after, mut versions) = (None, BTreeMap::<ArticleId, Vec<(u32, Handle)>>::new());
        loop {
            let page = self.store.documents(after, MANY).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.handle);
            plan.entries.extend(page.iter().map(entry));
            for one in page {
                versions.entry(one.article_id).or_default().push((one.version, one.handle));
            }
        }
        for mut several in versions.into_values().filter(|versions| versions.len() > 1) {
            several.sort_unstable();
            let latest = several.split_off(several.len().saturating_sub(VERSIONS));
            plan.versions.push(latest.into_iter().map(|(_, handle)| handle).collect());
        }
        plan.versions.sort_unstable();
        Ok(())
    }

    /// Lists the claims with evidence, and those of which readers were told something.
    async fn touched(&self) -> Result<BTreeSet<ClaimId>, AppError> {
        let told = self.store.public_entries().await?.into_iter().filter_map(|entry| match entry.subject {
            PublicSubject::Claim(claim, _) => Some(claim),
            PublicSubject::Document(..) => None,
        });
        let (mut touched, mut after): (BTreeSet<ClaimId>, u32) = (told.collect(), 0);
        loop {
            let page = self.store.evidence_page(false, after, MANY).await?;
            let Some(last) = page.last() else { return Ok(touched) };
            after = last.handle.number;
            touched.extend(page.iter().map(|item| item.claim));
        }
    }

    /// Tells which of these claims are near to others and nobody refused that.
    async fn paired(&self, claims: &[ClaimId]) -> Result<BTreeSet<ClaimId>, AppError> {
        let pairs = self.store.pairs_of_claims(claims).await?.into_iter();
        let standing = pairs.filter(|pair| match pair.state {
            ProposalState::Refused => false,
            ProposalState::Confirmed => true,
            // A negation takes much of the likeness away.
            ProposalState::Proposed => pair.score >= NEAR || pair.relation == Relation::Contradicts,
        });
        Ok(standing.flat_map(|pair| [pair.a, pair.b]).collect())
    }
}

impl Plan {
    fn add(&mut self, row: QueueRow, has_page: bool, set_aside: Option<SideExit>) {
        let handle = row.claim.handle;
        self.entries.push(SearchEntry {
            handle,
            text: row.claim.wording.clone(),
            who: row.speaker.clone().unwrap_or_default(),
            day: row.claim.first_published.map(|day| day.to_string()).unwrap_or_default(),
            outlet: row.document.outlet.clone(),
            set_aside,
            statuses: Some(row.claim.statuses.clone()),
        });
        if has_page {
            let documents = usize::try_from(row.documents).unwrap_or(usize::MAX);
            self.claims.push(ClaimLine { claim: row.claim, speaker: row.speaker, documents, set_aside });
        } else {
            self.elsewhere.push((handle, row.document.handle));
        }
    }
}

fn entry(document: &DocumentSummary) -> SearchEntry {
    SearchEntry {
        handle: document.handle,
        text: document.title.clone().unwrap_or_else(|| "Untitled article".to_owned()),
        who: document.outlet.clone().unwrap_or_default(),
        day: document.published.map(|published| published.date.to_string()).unwrap_or_default(),
        outlet: None,
        set_aside: None,
        statuses: None,
    }
}
