//! The card of one claim.

use std::collections::BTreeSet;

use askama::Template;
use onrecord_model::{Feature, Handle, Mention, TimeBasis, TimeBound, TimeExpression, TimeRole};
use onrecord_text::{Text, normal_form};

use super::aside::{self, AsideWords};
use super::claim::tree::{self, TreeWords};
use super::correction::{self, CorrectionWords};
use super::evidence::{self, EvidenceWords};
use super::history::{self, Entry};
use super::other::{self, Other, PieceKind};
use super::speaker::SpeakerWords;
use super::status::{DecisionWords, Status};
use super::text::MentionRef;
use super::verdict::{self, VerdictWords};
use super::words::{self, When};
use crate::article::{ArticlePage, ClaimCard, OtherWording};
use crate::isolate::isolate;
use crate::language::{self, count, say, say_with, weave};
use crate::site::Site;

/// The card of one claim.
#[derive(Clone, Debug, Template)]
#[template(path = "article/card.html")]
pub(crate) struct Card {
    /// Short name of the claim; also the card's id.
    pub(crate) handle: String,
    /// The page of the claim; `None` when it has none.
    pub(crate) page: Option<String>,
    /// Where it is claimed in this article.
    pub(crate) refs: Vec<MentionRef>,
    /// Language of the wording, as a tag, where it is not that of the page.
    pub(crate) language: Option<String>,
    /// The words of the article.
    pub(crate) wording: String,
    /// The proposition, where it reads otherwise.
    pub(crate) proposition: Option<String>,
    /// Who says it.
    pub(crate) speaker: SpeakerWords,
    /// The words that say that it is said, such as "denied".
    pub(crate) cue: Option<String>,
    /// That it was set aside.
    pub(crate) aside: Option<AsideWords>,
    /// What came of checking.
    pub(crate) statuses: Vec<Status>,
    /// When it was said.
    pub(crate) said_at: Vec<TimeWords>,
    /// The time it speaks of.
    pub(crate) about: Vec<TimeWords>,
    /// When the article was published; where it is not known the head of the page says so once for all cards.
    pub(crate) published: Option<When>,
    /// How much it is worth checking; on pages for the desk alone.
    pub(crate) worth: Option<Worth>,
    /// How sure the engine is, in words.
    pub(crate) confidence: Option<String>,
    /// Why the engine took it for a claim; on pages for the desk alone.
    pub(crate) why: Vec<String>,
    /// The same claim elsewhere.
    pub(crate) same: Vec<Other>,
    /// What must not be taken for the same claim.
    pub(crate) contrasts: Vec<Other>,
    /// How many wordings that may be near to it are not shown; `None` when all are.
    pub(crate) left_out: Option<String>,
    /// What it goes back to.
    pub(crate) origins: Vec<TreeWords>,
    /// What people brought forward for and against it.
    pub(crate) evidence: Vec<EvidenceWords>,
    /// The verdict of the house.
    pub(crate) verdict: Option<VerdictWords>,
    /// What was put right of what was published.
    pub(crate) corrections: Vec<CorrectionWords>,
    /// What was done with it; empty where its statuses tell all of it.
    pub(crate) history: Vec<Entry>,
}

impl Card {
    /// Lists the documents that the card names, by their short names.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &str> {
        let others = self.same.iter().chain(&self.contrasts);
        let others = others.flat_map(|other| other.more.iter().map(|(name, _)| name).chain([&other.document]));
        let branches = self.origins.iter().flat_map(|tree| &tree.branches);
        let leaves = branches.flat_map(|branch| branch.leaves.iter().chain(&branch.copied));
        let leaves = leaves.flat_map(|leaf| leaf.ids.iter().map(|(name, _)| name));
        let evidence = self.evidence.iter().filter_map(|item| item.document.as_ref()).map(|(name, _)| name);
        others.chain(leaves).chain(evidence).map(String::as_str)
    }

    /// Tells whether the same claim is found in this article only.
    pub(crate) fn only_here(&self) -> bool {
        self.same.iter().all(|other| other.here)
    }
}

/// A time expression in words.
#[derive(Clone, Debug)]
pub(crate) struct TimeWords {
    /// The expression of the text, with the word that makes it a bound: "since 2019".
    pub(crate) expression: String,
    /// First day, or the only one that a bound names.
    pub(crate) from: When,
    /// Last day, where it is another one.
    pub(crate) to: Option<When>,
    /// Id of the message that says that it bounds the time meant; `None` where it is that time.
    pub(crate) bound: Option<&'static str>,
    /// Id of the message that says what it was resolved against.
    pub(crate) basis: &'static str,
}

/// How much a claim is worth checking, and why.
#[derive(Clone, Debug)]
pub(crate) struct Worth {
    /// 0..1 with two decimals.
    pub(crate) score: String,
    /// What made it so.
    pub(crate) features: Vec<FeatureWords>,
}

/// One thing that made it so.
#[derive(Clone, Debug)]
pub(crate) struct FeatureWords {
    /// What was seen.
    pub(crate) name: String,
    /// What it added, with its sign.
    pub(crate) weight: String,
}

impl Card {
    /// Makes the card of one claim of `page`; `on_page` names all claims that have a card.
    pub(crate) fn new(card: &ClaimCard, page: &ArticlePage, on_page: &BTreeSet<Handle>) -> Self {
        let article = &page.document.article;
        let text = &article.text;
        let is_here = |other: &OtherWording| other.document == page.document.handle && on_page.contains(&other.claim);
        let site = &*page.method.site;
        let (same, contrasts) = others(card, text, site, is_here);
        let first = card.mentions.first();
        let wording = wording(card, text);
        let aside = card.set_aside.as_ref().map(|aside| AsideWords::new(aside, site));
        let statuses: Vec<Status> = aside::told(&card.claim.statuses, aside.is_some()).map(Status::new).collect();
        let standing = statuses.iter().filter_map(|status| status.decision.as_ref()).map(DecisionWords::told);
        let standing: Vec<_> = standing.chain(aside.as_ref().map(AsideWords::told)).collect();
        Card {
            handle: card.claim.handle.to_string(),
            page: site.page(card.claim.handle),
            refs: refs(card),
            language: super::head::language(&page.document).filter(|tag| tag != language::spoken().tag()),
            proposition: proposition(card, &wording),
            wording: isolate(&wording),
            speaker: SpeakerWords::new(card, text, site),
            cue: first.and_then(|mention| cue(mention, text)),
            history: history::beyond(history::entries(&card.history, card.claim.handle), &standing),
            aside,
            statuses,
            said_at: times(&card.mentions, TimeRole::SaidAt, text),
            about: times(&card.mentions, TimeRole::About, text),
            published: article.published.as_ref().map(When::published),
            worth: site.internal.then(|| Worth::new(card)),
            confidence: first.map(|mention| confidence(mention.confidence)),
            why: first
                .filter(|_| site.internal)
                .map_or_else(Vec::new, |one| one.why.iter().map(|w| isolate(w)).collect()),
            same,
            contrasts,
            left_out: (card.others_left_out > 0).then(|| count("wordings-left-out", card.others_left_out)),
            origins: TreeWords::of_card(&card.origins, site, page.document.handle, true),
            evidence: evidence::shown(&card.evidence, site),
            verdict: verdict::verdict(&card.corrections),
            corrections: correction::corrections(&card.corrections),
        }
    }
}

/// Says how sure the program is.
pub(crate) fn confidence(score: f64) -> String {
    say_with("confidence", [("score", words::score(score).into())]).into_owned()
}

fn refs(card: &ClaimCard) -> Vec<MentionRef> {
    let handle = card.claim.handle;
    let link = |mention: &Mention| MentionRef::new(mention.number, mention.voice, handle.to_string(), 0);
    card.mentions.iter().map(link).collect()
}

/// Returns the cue; the dash of a headline says nothing here.
fn cue(mention: &Mention, text: &Text) -> Option<String> {
    let cue = text.slice(&mention.cue?);
    cue.contains(char::is_alphabetic).then(|| isolate(cue))
}

fn wording(card: &ClaimCard, text: &Text) -> String {
    let words = card.mentions.first().map(|mention| other::quoted(&mention.content, text));
    words.unwrap_or_else(|| card.claim.wording.clone())
}

fn proposition(card: &ClaimCard, shown: &str) -> Option<String> {
    let proposition = &card.claim.wording;
    // Most are the words themselves, which is cheaper to see than what they fold to.
    let same = shown.contains(proposition.as_str()) || normal_form(proposition) == normal_form(shown);
    (!same).then(|| isolate(proposition))
}

fn others(
    card: &ClaimCard,
    text: &Text,
    site: &Site,
    is_here: impl Fn(&OtherWording) -> bool,
) -> (Vec<Other>, Vec<Other>) {
    let (same, contrasts): (Vec<_>, Vec<_>) = card.others.iter().partition(|o| other::is_same_claim(&o.comparison));
    // Of what only repeats the claim its origins tell.
    let traced = tree::documents(&card.origins);
    let is_told = |o: &OtherWording| o.claim == card.claim.handle && traced.contains(&o.document);
    let words = |others: Vec<&OtherWording>| {
        let others = others.into_iter().map(|o| (o, Other::new(o, text, site, is_here(o))));
        let mut others: Vec<Other> =
            others.filter(|(o, words)| words.brief.is_none() || !is_told(o)).map(|(_, words)| words).collect();
        other::mark_again(&mut others);
        other::join_again(others)
    };
    (words(same), words(contrasts))
}

fn times(mentions: &[Mention], role: TimeRole, text: &Text) -> Vec<TimeWords> {
    let mut seen = BTreeSet::new();
    let times = mentions.iter().flat_map(|mention| &mention.times);
    times.filter(|time| time.role == role && seen.insert(time.span)).map(|time| TimeWords::new(time, text)).collect()
}

impl TimeWords {
    fn new(time: &TimeExpression, text: &Text) -> Self {
        let (bound, expression) = (time.bound(text), text.slice(&time.span));
        let is_day = time.to == time.from;
        let (from, to, id) = match bound.map(|(_, bound)| bound) {
            Some(TimeBound::Before) => (time.from, None, Some("time-before")),
            Some(TimeBound::After) => (time.to, None, Some("time-after")),
            Some(TimeBound::Since) => (time.from, None, Some("time-since")),
            Some(TimeBound::Until) if is_day => (time.to, None, Some("time-until")),
            Some(TimeBound::Until) => (time.from, Some(time.to), Some("time-until-within")),
            None => (time.from, (!is_day).then_some(time.to), None),
        };
        TimeWords {
            expression: isolate(
                &bound.map_or_else(|| expression.to_owned(), |(word, _)| format!("{word} {expression}")),
            ),
            from: When::day(from),
            to: to.map(When::day),
            bound: id,
            basis: match time.basis {
                TimeBasis::Explicit => "time-explicit",
                TimeBasis::Dateline => "time-dateline",
                TimeBasis::PublicationDate => "time-publication",
            },
        }
    }
}

impl Worth {
    /// Words how much a claim is worth checking, and what made it so.
    fn new(card: &ClaimCard) -> Self {
        let worth = card.mentions.first().map(|mention| &mention.check_worthiness);
        let score = worth.map_or(card.claim.worth, |worth| worth.score);
        let features = worth.map_or(&[][..], |worth| &worth.features);
        let words =
            |feature: &Feature| FeatureWords { name: isolate(&feature.name), weight: words::weight(feature.weight) };
        Worth { score: words::score(score), features: features.iter().map(words).collect() }
    }
}
