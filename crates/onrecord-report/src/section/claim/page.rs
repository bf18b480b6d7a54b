//! The page of one claim, put together from its sections.

use std::borrow::Cow;
use std::collections::BTreeSet;

use askama::Template;
use onrecord_model::Stance;

use super::lane::Line;
use super::tree::TreeWords;
use super::wording::{self, WordingWords};
use crate::RenderError;
use crate::claim::{ClaimPage, Kin, KnownCheck};
use crate::isolate::isolate;
use crate::language::{count, say, say_with, weave};
use crate::section::aside::{self, AsideWords};
use crate::section::correction::{self, CorrectionWords};
use crate::section::evidence::{self, EvidenceWords};
use crate::section::foot::Foot;
use crate::section::head::Address;
use crate::section::history::{self, Entry};
use crate::section::other::PieceKind;
use crate::section::status::Status;
use crate::section::verdict::{self, VerdictWords};
use crate::section::words::{self, When};
use crate::shell::{Sheet, Shell};
use crate::site::Site;

/// The whole page.
#[derive(Clone, Debug, Template)]
#[template(path = "claim/page.html")]
pub(crate) struct Page {
    /// The head.
    pub(crate) shell: Shell,
    /// Short name of the claim.
    pub(crate) handle: String,
    /// What is claimed.
    pub(crate) wording: String,
    /// Who claims it, and where more of them is shown.
    pub(crate) speaker: Option<(String, Option<String>)>,
    /// In how many places, documents and outlets.
    pub(crate) summary: String,
    /// First and last day.
    pub(crate) span: Option<(When, When)>,
    /// That it was set aside.
    pub(crate) aside: Option<AsideWords>,
    /// What came of checking.
    pub(crate) statuses: Vec<Status>,
    /// What it goes back to.
    pub(crate) origins: Vec<TreeWords>,
    /// The time line.
    pub(crate) line: Option<Line>,
    /// The wordings.
    pub(crate) same: Vec<WordingWords>,
    /// The same words, credited to others.
    pub(crate) others: Vec<WordingWords>,
    /// Those that are alike, which nobody has confirmed.
    pub(crate) alike: Vec<WordingWords>,
    /// What must not be taken for the same claim.
    pub(crate) contrasts: Vec<WordingWords>,
    /// How many more there are.
    pub(crate) left_out: Option<String>,
    /// The evidence in three lists: for it, against it, to understand it.
    pub(crate) evidence: Vec<Side>,
    /// Earlier fact-checks.
    pub(crate) known: Vec<KnownWords>,
    /// The verdict of the house.
    pub(crate) verdict: Option<VerdictWords>,
    /// What was put right last, at the head of the page.
    pub(crate) corrected: Option<String>,
    /// What was put right.
    pub(crate) corrections: Vec<CorrectionWords>,
    /// What was done with it.
    pub(crate) history: Vec<Entry>,
    /// How it came about, as HTML.
    pub(crate) foot: String,
}

/// Evidence of one stance.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    /// `For it`, `Against it`, `To understand it`.
    pub(crate) title: Cow<'static, str>,
    /// The pieces.
    pub(crate) items: Vec<EvidenceWords>,
}

/// An earlier fact-check in words.
#[derive(Clone, Debug)]
pub(crate) struct KnownWords {
    /// The claim that was checked.
    pub(crate) claim: String,
    /// Who made it.
    pub(crate) speaker: Option<String>,
    /// Who checked it.
    pub(crate) by: Option<String>,
    /// What came of it.
    pub(crate) rating: Option<String>,
    /// When.
    pub(crate) date: Option<When>,
    /// Where it can be read.
    pub(crate) address: Option<Address>,
    /// The desk's own claim, and where it is shown.
    pub(crate) own: Option<(String, Option<String>)>,
    /// That something differs, in words.
    pub(crate) contrasts: Option<Cow<'static, str>>,
}

impl Page {
    /// Tells whether no evidence can be shown at all.
    pub(crate) fn has_no_evidence(&self) -> bool {
        self.evidence.iter().all(|side| side.items.is_empty())
    }

    /// Returns the lists of evidence; none where all are empty, which one line says.
    pub(crate) fn sides(&self) -> &[Side] {
        if self.has_no_evidence() { &[] } else { &self.evidence }
    }

    /// Fills the sections of `page`.
    pub(crate) fn new(page: &ClaimPage) -> Result<Self, RenderError> {
        let site: &Site = &page.method.site;
        let speaker = page.speaker.as_ref().map(|speaker| (isolate(&speaker.name), site.page(speaker.handle)));
        let title = format!("{}: {}", page.claim.handle, page.claim.wording);
        Ok(Page {
            shell: Shell::new(&title, &page.method.generator, site, Sheet::Lists).telling(page.review.as_slice()),
            handle: page.claim.handle.to_string(),
            wording: isolate(&page.claim.wording),
            speaker,
            summary: summary(page),
            span: span(page),
            aside: page.set_aside.as_ref().map(|aside| AsideWords::new(aside, site)),
            statuses: aside::told(&page.claim.statuses, page.set_aside.is_some()).map(Status::new).collect(),
            origins: page.origins.iter().map(|tree| TreeWords::new(tree, site)).collect(),
            line: Line::new(page),
            same: wording::wordings(page, Kin::Same),
            others: wording::wordings(page, Kin::Others),
            alike: wording::wordings(page, Kin::Alike),
            contrasts: wording::wordings(page, Kin::Contrast),
            left_out: (page.left_out > 0).then(|| count("wordings-left-out", page.left_out)),
            evidence: sides(page),
            known: page.known.iter().map(|known| KnownWords::new(known, site)).collect(),
            verdict: verdict::verdict(&page.corrections),
            corrected: correction::notice(&page.corrections),
            corrections: correction::corrections(&page.corrections),
            history: history::entries(&page.history, page.claim.handle),
            foot: Foot::of_site(&page.method, page.generated_at).render()?,
        })
    }
}

fn summary(page: &ClaimPage) -> String {
    let own = || page.wordings.iter().filter(|wording| wording.kin == Kin::Same);
    let documents: BTreeSet<_> = own().map(|wording| wording.document).collect();
    let outlets: BTreeSet<_> = own().filter_map(|wording| wording.outlet.as_ref()).collect();
    let counts = [("places", own().count()), ("documents", documents.len()), ("outlets", outlets.len())];
    say_with("claim-summary", counts.map(|(name, count)| (name, count.into()))).into_owned()
}

fn span(page: &ClaimPage) -> Option<(When, When)> {
    let days = || page.wordings.iter().filter(|w| w.kin == Kin::Same).filter_map(|w| Some(w.published?.date));
    Some((When::day(days().min()?), When::day(days().max()?)))
}

fn sides(page: &ClaimPage) -> Vec<Side> {
    let of = |stance: Stance| {
        let items: Vec<_> = page.evidence.iter().filter(|item| item.evidence.stance == stance).cloned().collect();
        evidence::shown(&items, &page.method.site)
    };
    let sides = [
        (Stance::Supports, "evidence-for"),
        (Stance::Refutes, "evidence-against"),
        (Stance::Context, "evidence-to-understand"),
    ];
    sides.map(|(stance, title)| Side { title: say(title), items: of(stance) }).into_iter().collect()
}

impl KnownWords {
    fn new(known: &KnownCheck, site: &Site) -> Self {
        KnownWords {
            claim: isolate(&known.claim),
            speaker: words::foreign(known.speaker.as_deref()),
            by: words::foreign(known.by.as_deref()),
            rating: words::foreign(known.rating.as_deref()),
            date: known.date.map(When::day),
            address: known.url.as_deref().map(Address::from),
            own: known.own.map(|handle| (handle.to_string(), site.href(handle))),
            contrasts: (!known.contrasts.is_empty()).then(|| words::differs(&known.contrasts)),
        }
    }
}
