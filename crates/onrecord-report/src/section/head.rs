//! The top of an article's report: what it is about and what came of checking.

use std::borrow::Cow;

use askama::Template;
use onrecord_model::{Document, Handle, Outlet, Target};

use super::bar::Bar;
use super::correction;
use super::verdict;
use super::words::{self, When};
use crate::RenderError;
use crate::article::{ArticlePage, ClaimCard, Gap, Newer};
use crate::counts::Counts;
use crate::isolate::isolate;
use crate::language::{self, say, say_with, weave};
use crate::link;
use crate::site::Site;

/// The top of the report.
#[derive(Clone, Debug, Template)]
#[template(path = "article/head.html")]
pub(crate) struct Head {
    /// Headline, or how the text begins where there is none.
    pub(crate) title: String,
    /// Language of the headline, as a tag.
    pub(crate) language: Option<String>,
    /// Who published it.
    pub(crate) outlet: Option<OutletWords>,
    /// When it was published.
    pub(crate) published: Option<When>,
    /// Byline.
    pub(crate) author: Option<String>,
    /// Wire credit line.
    pub(crate) credit: Option<String>,
    /// Its address.
    pub(crate) address: Option<Address>,
    /// The address the page says is its own, where it is another one.
    pub(crate) canonical: Option<Address>,
    /// Where others keep a copy of it.
    pub(crate) archived: Option<Address>,
    /// Short name of the document.
    pub(crate) handle: String,
    /// Version of the article.
    pub(crate) version: u32,
    /// Where its versions stand side by side, where it has others.
    pub(crate) versions: Option<String>,
    /// Which newer version of the article there is, as HTML; `None` where it is the newest.
    pub(crate) newer: Option<String>,
    /// When it was taken in.
    pub(crate) retrieved: When,
    /// BLAKE3 of the bytes as received.
    pub(crate) hash: String,
    /// How many claims and mentions, in words.
    pub(crate) summary: String,
    /// The verdicts of the house: the claim, its words, what was found.
    pub(crate) verdicts: Vec<(String, String, String)>,
    /// The bars, as HTML.
    pub(crate) bars: Vec<String>,
    /// Whether any claim was found.
    pub(crate) has_claims: bool,
    /// What could not be established.
    pub(crate) not_established: Vec<GapWords>,
    /// What was put right last.
    pub(crate) corrected: Option<String>,
}

/// A publisher and who stands behind it.
#[derive(Clone, Debug)]
pub(crate) struct OutletWords {
    /// Its name.
    pub(crate) name: String,
    /// Who owns it.
    pub(crate) owner: Option<String>,
    /// Who controls the owner.
    pub(crate) controller: Option<String>,
    /// Whether it is a wire agency.
    pub(crate) agency: bool,
}

/// An address as text, and as a link where it is safe to follow.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    /// What is shown.
    pub(crate) text: String,
    /// What is linked to; `None` when it is no `http` or `https` address of the plain kind.
    pub(crate) href: Option<String>,
}

/// Something that could not be established.
#[derive(Clone, Debug)]
pub(crate) struct GapWords {
    /// What.
    pub(crate) what: String,
    /// The first claims it is said of.
    pub(crate) claims: Vec<GapMark>,
    /// The others.
    pub(crate) further: Vec<GapMark>,
    /// How many others there are; `None` for none.
    pub(crate) more: Option<String>,
    /// Whether it is said of every claim of the page, which are then not named.
    pub(crate) is_of_all: bool,
}

/// A claim of which something could not be established.
#[derive(Clone, Debug)]
pub(crate) struct GapMark {
    /// Its short name.
    pub(crate) claim: String,
    /// How it is marked where it stands first in the text: number and letter; `None` where it is not.
    pub(crate) place: Option<(u32, Cow<'static, str>)>,
}

/// Claims of a gap that are named at once.
const NAMED: usize = 6;

impl GapWords {
    fn new(gap: &Gap, page: &ArticlePage) -> Self {
        let is_of_all = gap.claims.len() > NAMED && gap.claims.len() == page.claims.len();
        let named = if is_of_all { &[] } else { gap.claims.as_slice() };
        let mut claims: Vec<GapMark> = named.iter().map(|claim| GapMark::new(*claim, page)).collect();
        let further = claims.split_off(claims.len().min(NAMED));
        let more = (!further.is_empty()).then(|| language::count("gaps-more", further.len()));
        GapWords { what: isolate(&gap.what), claims, further, more, is_of_all }
    }
}

impl Head {
    /// Makes the top of `page`.
    pub(crate) fn new(page: &ArticlePage) -> Result<Self, RenderError> {
        let (document, article) = (&page.document, &page.document.article);
        let canonical = article.canonical_url.as_ref().filter(|url| Some(*url) != article.url.as_ref());
        Ok(Head {
            title: words::headline(article),
            language: language(document),
            outlet: outlet(document),
            published: article.published.as_ref().map(When::published),
            author: words::foreign(article.author.as_deref()),
            credit: words::foreign(article.credit.as_deref()),
            address: article.url.as_deref().map(Address::from),
            canonical: canonical.map(|url| Address::from(url.as_str())),
            archived: article.archived.as_deref().map(Address::from),
            handle: document.handle.to_string(),
            version: document.version,
            versions: page.method.site.versions(document.handle),
            newer: page.newer.map(|newer| self::newer(newer, &page.method.site)),
            retrieved: When::moment(document.retrieved_at),
            hash: document.hash.to_string(),
            summary: summary(page),
            verdicts: page.claims.iter().filter_map(found).collect(),
            bars: bars(page)?,
            has_claims: !page.claims.is_empty(),
            not_established: page.not_established.iter().map(|gap| GapWords::new(gap, page)).collect(),
            corrected: correction::notice(&page.corrections),
        })
    }
}

impl GapMark {
    fn new(claim: Handle, page: &ArticlePage) -> Self {
        let card = page.claims.iter().find(|card| card.claim.handle == claim);
        let mention = card.and_then(|card| card.mentions.first());
        GapMark { claim: claim.to_string(), place: mention.map(|one| (one.number, words::letter(one.voice))) }
    }
}

/// Says which version of an article is newer than the one that is shown, as HTML.
pub(crate) fn newer(newer: Newer, site: &Site) -> String {
    of_version("article-newer", (newer.version, newer.document), site)
}

/// Says something of a version of an article, as HTML: the message names its number and its document.
pub(crate) fn of_version(id: &'static str, (version, document): (u32, Handle), site: &Site) -> String {
    let name = document.to_string();
    let said = weave(id).text("version", version.to_string());
    match site.page(document) {
        Some(href) => said.link("document", href, name).to_string(),
        None => said.text("document", name).to_string(),
    }
}

/// Letters of a claim that are shown with its verdict at the head of the page.
const SHOWN: usize = 90;

/// Names a claim and the verdict of the house on it, where there is one.
fn found(card: &ClaimCard) -> Option<(String, String, String)> {
    let verdict = verdict::verdict(&card.corrections)?;
    let mut said: String = card.claim.wording.chars().take(SHOWN).collect();
    if said.len() < card.claim.wording.len() {
        said.push('…');
    }
    Some((card.claim.handle.to_string(), isolate(&said), verdict.text))
}

/// Returns the language of a document as a tag; `None` when it is not known or no tag.
pub(crate) fn language(document: &Document) -> Option<String> {
    let code = document.article.language.as_ref()?;
    words::language(&code.0).map(str::to_owned)
}

/// Words who published a document; `None` when nothing is known.
pub(crate) fn outlet(document: &Document) -> Option<OutletWords> {
    let bare = || words::foreign(document.article.outlet.as_deref()).map(OutletWords::bare);
    document.outlet.as_ref().map(OutletWords::from).or_else(bare)
}

fn summary(page: &ArticlePage) -> String {
    let places: usize = page.claims.iter().map(|card| card.mentions.len()).sum();
    say_with("article-summary", [("claims", page.claims.len().into()), ("places", places.into())]).into_owned()
}

fn bars(page: &ArticlePage) -> Result<Vec<String>, RenderError> {
    Target::ALL
        .into_iter()
        .map(|target| {
            let statuses = page.claims.iter().map(|card| (&card.claim.statuses, card.set_aside.is_some()));
            Ok(Bar::new(target, Counts::of(statuses, target)).render()?)
        })
        .collect()
}

impl OutletWords {
    fn bare(name: String) -> Self {
        OutletWords { name, owner: None, controller: None, agency: false }
    }
}

impl From<&Outlet> for OutletWords {
    fn from(outlet: &Outlet) -> Self {
        OutletWords {
            name: isolate(&outlet.name),
            owner: words::foreign(outlet.owner.as_deref()),
            controller: words::foreign(outlet.controller.as_deref()),
            agency: outlet.agency,
        }
    }
}

impl From<&str> for Address {
    fn from(url: &str) -> Self {
        Address { text: isolate(url), href: link::safe(url).map(str::to_owned) }
    }
}
