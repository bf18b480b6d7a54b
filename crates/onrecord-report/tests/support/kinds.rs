//! One page of every kind of a site, made of what an article's page holds.

use std::collections::BTreeMap;
use std::sync::Arc;

use onrecord_model::{Document, EvidenceStatus, Handle, HandleKind, ProposalState, Speaker, SpeakerAlias, Veto};
use onrecord_report::article::{self, ArticlePage, ClaimCard, OtherWording};
use onrecord_report::claim::{self, ClaimPage, Kin, KnownCheck, Wording};
use onrecord_report::comparison::{self, ComparisonPage, Place, Row, Step};
use onrecord_report::index::{self, IndexEntry, IndexPage, News};
use onrecord_report::listing::{self, Line, ListKind, ListingPage, Part};
use onrecord_report::search::{self, SearchEntry, SearchPage};
use onrecord_report::site::{House, Site};
use onrecord_report::speaker::{self, Inconsistency, Said, SpeakerPage, Statement};
use onrecord_report::timeline;

use crate::sample::series;

#[path = "brought.rs"]
mod brought;

/// Writes a page of every kind; `words` stands in every field that an article's page has none for.
pub(crate) fn pages(mut page: ArticlePage, words: &str) -> Vec<(String, String)> {
    let some = || Some(words.to_owned());
    let house = House {
        name: some(),
        logo: some(),
        colours: Some((words.to_owned(), words.to_owned())),
        dispute: some(),
        words: page.method.site.house.words.clone(),
    };
    let mut places: BTreeMap<Handle, String> = BTreeMap::new();
    let document = page.document.handle;
    places.insert(document, format!("{document}.html"));
    for card in &page.claims {
        places.insert(card.claim.handle, format!("{document}.html#{}", card.claim.handle));
        places.extend(card.speaker.iter().map(|s| (s.handle, format!("{}.html", s.handle))));
    }
    let main = page.claims[2].claim.handle;
    places.insert(main, format!("{main}.html"));
    places.insert(Handle::document(999), words.to_owned());
    let versions = [(document, format!("timeline-{document}.html"))].into();
    page.method.site = Arc::new(Site { pages: places, versions, is_whole: true, house, internal: true });
    brought::to(&mut page, words);
    page.reviews = page.claims.iter().find_map(|card| brought::review(card, words)).into_iter().collect();
    let published = published(&page);
    let mut versions = series::hostile(words);
    versions.method = page.method.clone();
    let speaker = page.claims.iter().find_map(|card| card.speaker.clone()).expect("somebody speaks in the sample");
    let name = speaker.handle;
    let listing = |kind| listing::render(&list(&page, kind, words)).expect("a page");
    vec![
        (format!("{document}.html"), article::render(&page).expect("a page")),
        (format!("{main}.html"), claim::render(&of_claim(&page, words)).expect("a page")),
        (format!("{name}.html"), speaker::render(&of_speaker(&page, speaker, words)).expect("a page")),
        ("published.html".to_owned(), article::render(&published).expect("a page")),
        ("compare.html".to_owned(), comparison::render(&compared(&page, words)).expect("a page")),
        ("index.html".to_owned(), index::render(&of_all(&page, words)).expect("a page")),
        ("claims.html".to_owned(), listing(ListKind::Claims)),
        ("speakers.html".to_owned(), listing(ListKind::Speakers)),
        ("search.html".to_owned(), search::render(&found(&page, words)).expect("a page")),
        (format!("timeline-{document}.html"), timeline::render(&versions).expect("a page")),
    ]
}

/// Returns the page as everybody may see it, with what programs read of it.
fn published(page: &ArticlePage) -> ArticlePage {
    let mut published = page.clone();
    published.method.site = Arc::new(Site { internal: false, ..(*page.method.site).clone() });
    published
}

fn of_claim(page: &ArticlePage, words: &str) -> ClaimPage {
    let card = &page.claims[2];
    let own = wording(page, card, Kin::Same);
    let others = card.others.iter().zip([Kin::Same, Kin::Contrast, Kin::Others, Kin::Alike]);
    let near = others.map(|(other, kin)| near(other, kin, words));
    let wordings: Vec<Wording> = std::iter::once(own).chain(near).collect();
    ClaimPage {
        claim: card.claim.clone(),
        speaker: card.speaker.clone(),
        set_aside: card.set_aside.clone(),
        wordings,
        left_out: 3,
        origins: vec![brought::tree(page, words)],
        evidence: page.claims.iter().flat_map(|card| card.evidence.clone()).collect(),
        known: vec![known(card.claim.handle, words)],
        corrections: page.corrections.clone(),
        history: card.history.clone(),
        review: page.reviews.first().cloned(),
        method: page.method.clone(),
        generated_at: page.generated_at,
    }
}

fn wording(page: &ArticlePage, card: &ClaimCard, kin: Kin) -> Wording {
    let article = &page.document.article;
    let mention = &card.mentions[0];
    Wording {
        claim: card.claim.handle,
        document: page.document.handle,
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        published: article.published,
        language: article.language.clone(),
        speaker: mention.speaker.as_ref().map(|speaker| speaker.name.clone()),
        voice: mention.voice,
        text: article.text.clone(),
        content: mention.content.clone(),
        denial: mention.cue,
        kin,
        earlier: false,
        before: None,
    }
}

fn near(other: &OtherWording, kin: Kin, words: &str) -> Wording {
    Wording {
        claim: other.claim,
        document: other.document,
        title: Some(words.to_owned()),
        outlet: other.outlet.clone(),
        published: other.published,
        language: Some(onrecord_model::Language(words.to_owned())),
        speaker: other.speaker.clone(),
        voice: onrecord_model::Voice::Direct,
        text: other.text.clone(),
        content: other.content.clone(),
        denial: other.denial,
        kin,
        earlier: other.earlier,
        before: Some((0, other.comparison.clone())),
    }
}

fn known(own: Handle, words: &str) -> KnownCheck {
    let some = || Some(words.to_owned());
    KnownCheck {
        claim: words.to_owned(),
        speaker: some(),
        by: some(),
        rating: some(),
        date: None,
        url: some(),
        own: Some(own),
        contrasts: vec![Veto::Negation],
    }
}

fn said(page: &ArticlePage, card: &ClaimCard) -> Said {
    let article = &page.document.article;
    Said {
        claim: card.claim.handle,
        document: page.document.handle,
        outlet: article.outlet.clone(),
        published: article.published,
        text: article.text.clone(),
        content: card.mentions[0].content.clone(),
        denial: card.mentions[0].cue,
    }
}

fn of_speaker(page: &ArticlePage, speaker: Speaker, words: &str) -> SpeakerPage {
    let alias = onrecord_model::Alias { name: words.to_owned(), why: words.to_owned() };
    let statement = |card: &ClaimCard| Statement {
        claim: card.claim.clone(),
        set_aside: card.set_aside.as_ref().map(|aside| aside.exit),
        withdrawn: Some((2, page.document.handle)),
        role: Some(words.to_owned()),
        resolved: Some((words.to_owned(), 0.6)),
        voice: card.mentions[0].voice,
        said_at: card.mentions[0].times.first().map(|time| (time.from, time.to)),
        said: said(page, card),
        documents: 2,
        told: card.corrections.clone(),
    };
    let card = &page.claims[2];
    let other = &card.others[0];
    let later = Said {
        claim: other.claim,
        document: other.document,
        outlet: other.outlet.clone(),
        published: other.published,
        text: other.text.clone(),
        content: other.content.clone(),
        denial: None,
    };
    let inconsistency = Inconsistency {
        earlier: said(page, card),
        later,
        comparison: other.comparison.clone(),
        is_confirmed: false,
        roles_apart: None,
    };
    let of_two = Inconsistency { roles_apart: Some((words.to_owned(), words.to_owned())), ..inconsistency.clone() };
    SpeakerPage {
        speaker: Speaker { aliases: vec![SpeakerAlias { alias, state: ProposalState::Confirmed }], ..speaker },
        statements: page.claims.iter().map(statement).collect(),
        left_out: 2,
        articles: 2,
        namesakes: vec![(words.to_owned(), Handle::speaker(3))],
        inconsistencies: vec![inconsistency, of_two],
        method: page.method.clone(),
        generated_at: page.generated_at,
    }
}

fn compared(page: &ArticlePage, words: &str) -> ComparisonPage {
    let other = &page.claims[2].others[0];
    let mut later: Document = page.document.clone();
    later.article.text = other.text.clone();
    later.handle = Handle { kind: HandleKind::Document, number: 2 };
    let place = |content: &Vec<onrecord_text::Span>| Place {
        claim: page.claims[2].claim.handle,
        set_aside: page.claims.iter().find_map(|card| Some(card.set_aside.as_ref()?.exit)),
        statuses: page.claims[2].claim.statuses.clone(),
        told: page.claims[2].corrections.clone(),
        speaker: Some(words.to_owned()),
        voice: onrecord_model::Voice::Own,
        content: content.clone(),
        denial: None,
    };
    let (old, new) = (place(&page.claims[2].mentions[0].content), place(&other.content));
    let rows = vec![
        Row { earlier: Some(old.clone()), later: Some(new.clone()), comparison: Some(other.comparison.clone()) },
        Row { earlier: None, later: Some(new), comparison: None },
        Row { earlier: Some(old), later: None, comparison: None },
    ];
    ComparisonPage {
        documents: vec![page.document.clone(), later],
        steps: vec![Step { earlier: 0, later: 1, rows }],
        method: page.method.clone(),
        generated_at: page.generated_at,
    }
}

fn of_all(page: &ArticlePage, words: &str) -> IndexPage {
    IndexPage {
        title: Some(words.to_owned()),
        entries: vec![IndexEntry::new(page.document.clone(), &page.claims)],
        news: page.corrections.iter().map(|entry| News { wording: words.to_owned(), entry: entry.clone() }).collect(),
        part: Part::default(),
        method: page.method.clone(),
        generated_at: page.generated_at,
    }
}

fn list(page: &ArticlePage, kind: ListKind, words: &str) -> ListingPage {
    let line = |card: &ClaimCard| Line {
        handle: if kind == ListKind::Claims {
            card.claim.handle
        } else {
            Handle { kind: HandleKind::Speaker, number: 1 }
        },
        text: words.to_owned(),
        speaker: Some(words.to_owned()),
        date: card.claim.first_published,
        count: 3,
        set_aside: card.set_aside.as_ref().map(|aside| aside.exit),
        statuses: Some(card.claim.statuses.clone()),
    };
    ListingPage {
        kind,
        lines: page.claims.iter().map(line).collect(),
        part: Part::default(),
        method: page.method.clone(),
        generated_at: page.generated_at,
    }
}

fn found(page: &ArticlePage, words: &str) -> SearchPage {
    let statuses =
        || page.claims.iter().map(|card| &card.claim.statuses).find(|all| all.fact != EvidenceStatus::Unverified);
    let entry = |handle: Handle| SearchEntry {
        handle,
        text: words.to_owned(),
        who: words.to_owned(),
        day: words.to_owned(),
        outlet: Some(words.to_owned()),
        set_aside: page.claims.iter().find_map(|card| Some(card.set_aside.as_ref()?.exit)),
        statuses: statuses().cloned(),
    };
    SearchPage {
        entries: page.method.site.pages.keys().map(|handle| entry(*handle)).collect(),
        method: page.method.clone(),
        generated_at: page.generated_at,
    }
}
