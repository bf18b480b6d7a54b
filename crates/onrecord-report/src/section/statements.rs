//! The page of one speaker.

use std::borrow::Cow;

use askama::Template;
use onrecord_model::{Handle, ProposalState, Target};

use super::aside;
use super::bar::Bar;
use super::card;
use super::foot::Foot;
use super::head::of_version;
use super::listing::{StatusWords, status_words};
use super::other::{DiffPiece, DriftWords, PieceKind, Side, diff};
use super::verdict::ToldWords;
use super::words::{self, When};
use crate::RenderError;
use crate::counts::Counts;
use crate::isolate::isolate;
use crate::language::{count, say, weave};
use crate::shell::{Sheet, Shell};
use crate::site::Site;
use crate::speaker::{Inconsistency, Said, SpeakerPage, Statement};

/// How sure it must be whose words they are for nothing to be said of it: a name or a role that only one person has.
const SURE: f64 = 0.8;

/// The whole page.
#[derive(Clone, Debug, Template)]
#[template(path = "speaker/page.html")]
pub(crate) struct Page {
    /// The head.
    pub(crate) shell: Shell,
    /// Short name.
    pub(crate) handle: String,
    /// The name.
    pub(crate) name: String,
    /// How much was said, and from when to when.
    pub(crate) summary: String,
    /// First and last day.
    pub(crate) span: Option<(When, When)>,
    /// Other names that a person confirmed.
    pub(crate) aliases: Vec<String>,
    /// That the name alone puts the statements of several articles together.
    pub(crate) joined: Option<String>,
    /// Speakers who may be the same: name, short name, where they are shown.
    pub(crate) namesakes: Vec<(String, String, Option<String>)>,
    /// Roles as of the statements, each once.
    pub(crate) roles: Vec<RoleWords>,
    /// The bars, as HTML.
    pub(crate) bars: Vec<String>,
    /// What contradicts itself.
    pub(crate) flags: Vec<FlagWords>,
    /// What was said, by month.
    pub(crate) months: Vec<Month>,
    /// How many more statements there are.
    pub(crate) left_out: Option<String>,
    /// How it came about, as HTML.
    pub(crate) foot: String,
}

/// A role and when it was first given.
#[derive(Clone, Debug)]
pub(crate) struct RoleWords {
    /// The role.
    pub(crate) role: String,
    /// Since when.
    pub(crate) since: Option<When>,
}

/// The statements of one month.
#[derive(Clone, Debug)]
pub(crate) struct Month {
    /// Its name.
    pub(crate) name: String,
    /// How many statements there are, in percent of the fullest month.
    pub(crate) share: String,
    /// The statements.
    pub(crate) statements: Vec<StatementWords>,
}

/// One statement in words.
#[derive(Clone, Debug)]
pub(crate) struct StatementWords {
    /// When it was published.
    pub(crate) date: Option<When>,
    /// From which day to which it was said, where that is not the day of publication.
    pub(crate) said_at: Option<(When, When)>,
    /// What was said.
    pub(crate) wording: String,
    /// Where it is shown.
    pub(crate) href: Option<String>,
    /// Short name of the claim.
    pub(crate) handle: String,
    /// The outlet of its first place.
    pub(crate) outlet: Option<String>,
    /// In how many other documents it stands.
    pub(crate) more: usize,
    /// In whose voice.
    pub(crate) voice: Cow<'static, str>,
    /// How the words were taken to be the speaker's, and how sure that is, where there is room for doubt.
    pub(crate) doubt: Option<(String, String)>,
    /// That it was set aside.
    pub(crate) aside: Option<String>,
    /// That its article holds it no more, as HTML.
    pub(crate) withdrawn: Option<String>,
    /// Statuses: target, sign, word.
    pub(crate) statuses: Vec<StatusWords>,
    /// The verdict of the house, and that what was published of it was corrected.
    pub(crate) told: ToldWords,
    /// Numbers of the flags that are about it.
    pub(crate) flags: Vec<usize>,
}

/// Two statements that contradict one another.
#[derive(Clone, Debug)]
pub(crate) struct FlagWords {
    /// The earlier one.
    pub(crate) earlier: SaidWords,
    /// The later one.
    pub(crate) later: SaidWords,
    /// The word diff.
    pub(crate) diff: Vec<DiffPiece>,
    /// The typed changes.
    pub(crate) drifts: Vec<DriftWords>,
    /// Whether the one is known to have come before the other.
    pub(crate) is_in_order: bool,
    /// Whether a person confirmed it.
    pub(crate) is_confirmed: bool,
    /// The roles given with them, where they may be of two people: the earlier, the later.
    pub(crate) roles_apart: Option<(String, String)>,
}

/// Where words stand.
#[derive(Clone, Debug)]
pub(crate) struct SaidWords {
    /// When.
    pub(crate) date: Option<When>,
    /// The outlet.
    pub(crate) outlet: Option<String>,
    /// Short name of the claim.
    pub(crate) handle: String,
    /// Where it is shown.
    pub(crate) href: Option<String>,
}

impl Page {
    /// Fills the sections of `page`.
    pub(crate) fn new(page: &SpeakerPage) -> Result<Self, RenderError> {
        let site: &Site = &page.method.site;
        let statuses = || page.statements.iter().map(|said| (&said.claim.statuses, said.set_aside.is_some()));
        let bar = |target| Ok(Bar::new(target, Counts::of(statuses(), target)).render()?);
        let confirmed: Vec<String> = confirmed(page).collect();
        let joined = if confirmed.is_empty() { "speaker-joined" } else { "speaker-joined-confirmed" };
        Ok(Page {
            shell: Shell::new(&page.speaker.name, &page.method.generator, site, Sheet::Lists),
            handle: page.speaker.handle.to_string(),
            name: isolate(&page.speaker.name),
            summary: count("statements", page.statements.len() + page.left_out),
            span: span(page),
            joined: (page.articles > 1).then(|| count(joined, page.articles)),
            aliases: confirmed,
            namesakes: page.namesakes.iter().map(|(name, handle)| namesake(name, *handle, site)).collect(),
            roles: roles(page),
            bars: Target::ALL.into_iter().map(bar).collect::<Result<_, RenderError>>()?,
            flags: page.inconsistencies.iter().map(|pair| FlagWords::new(pair, site)).collect(),
            months: months(page),
            left_out: (page.left_out > 0).then(|| count("statements-left-out", page.left_out)),
            foot: Foot::of_site(&page.method, page.generated_at).render()?,
        })
    }
}

fn namesake(name: &str, handle: Handle, site: &Site) -> (String, String, Option<String>) {
    (isolate(name), handle.to_string(), site.href(handle))
}

/// Lists the other names that a person confirmed.
fn confirmed(page: &SpeakerPage) -> impl Iterator<Item = String> {
    let confirmed = page.speaker.aliases.iter().filter(|known| known.state == ProposalState::Confirmed);
    confirmed.map(|known| isolate(&known.alias.name))
}

fn span(page: &SpeakerPage) -> Option<(When, When)> {
    let days = || page.statements.iter().filter_map(|statement| Some(statement.said.published?.date));
    Some((When::day(days().min()?), When::day(days().max()?)))
}

fn roles(page: &SpeakerPage) -> Vec<RoleWords> {
    let mut roles: Vec<RoleWords> = Vec::new();
    for statement in &page.statements {
        let Some(role) = words::foreign(statement.role.as_deref()) else { continue };
        if roles.iter().all(|known| known.role != role) {
            roles.push(RoleWords { role, since: statement.said.published.map(|published| When::day(published.date)) });
        }
    }
    roles
}

fn months(page: &SpeakerPage) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for statement in &page.statements {
        let undated = || say("statements-undated").into_owned();
        let name = statement.said.published.map_or_else(undated, |published| words::month(published.date));
        if months.last().is_none_or(|month| month.name != name) {
            months.push(Month { name, share: String::new(), statements: Vec::new() });
        }
        if let Some(month) = months.last_mut() {
            month.statements.push(StatementWords::new(statement, page));
        }
    }
    let most = months.iter().map(|month| month.statements.len()).max().unwrap_or(1);
    for month in &mut months {
        month.share = words::percent(month.statements.len() * 1000 / most);
    }
    months
}

impl StatementWords {
    fn new(statement: &Statement, page: &SpeakerPage) -> Self {
        let claim = &statement.claim;
        let about = |pair: &Inconsistency| {
            pair.roles_apart.is_none() && [&pair.earlier, &pair.later].iter().any(|said| said.claim == claim.handle)
        };
        let flags = (1..).zip(&page.inconsistencies).filter(|(_, pair)| about(pair));
        StatementWords {
            date: statement.said.published.as_ref().map(When::published),
            said_at: statement.said_at.map(|(from, to)| (When::day(from), When::day(to))),
            wording: isolate(&claim.wording),
            href: page.method.site.href(claim.handle),
            handle: claim.handle.to_string(),
            flags: flags.map(|(number, _)| number).collect(),
            outlet: words::foreign(statement.said.outlet.as_deref()),
            more: statement.documents.saturating_sub(1),
            voice: words::voice(statement.voice),
            doubt: statement.resolved.as_ref().filter(|(_, sure)| *sure < SURE).map(doubt),
            aside: statement.set_aside.as_ref().map(aside::shortly),
            withdrawn: statement.withdrawn.map(|of| of_version("statement-withdrawn", of, &page.method.site)),
            statuses: aside::told(&claim.statuses, statement.set_aside.is_some()).map(status_words).collect(),
            told: ToldWords::new(&statement.told),
        }
    }
}

fn doubt((why, sure): &(String, f64)) -> (String, String) {
    (isolate(why), card::confidence(*sure))
}

impl FlagWords {
    fn new(pair: &Inconsistency, site: &Site) -> Self {
        let comparison = &pair.comparison;
        FlagWords {
            earlier: SaidWords::new(&pair.earlier, site),
            later: SaidWords::new(&pair.later, site),
            diff: diff(&comparison.diff.segments, side(&pair.earlier), side(&pair.later)),
            drifts: comparison.drifts.iter().map(DriftWords::from).collect(),
            is_in_order: words::is_in_order(pair.earlier.published, pair.later.published),
            is_confirmed: pair.is_confirmed,
            roles_apart: pair.roles_apart.clone(),
        }
    }
}

fn side(said: &Said) -> Side<'_> {
    (&said.text, said.denial)
}

impl SaidWords {
    fn new(said: &Said, site: &Site) -> Self {
        SaidWords {
            date: said.published.as_ref().map(When::published),
            outlet: words::foreign(said.outlet.as_deref()),
            handle: said.claim.to_string(),
            href: site.href(said.claim),
        }
    }
}
