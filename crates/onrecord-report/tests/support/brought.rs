//! Evidence, corrections, a verdict and a decision with the same words in every field.

use chrono::{DateTime, NaiveDate, Utc};
use onrecord_model::{
    Action, Actor, Basis, Citation, ContentHash, Correction, Event, EventId, Evidence, EvidenceId, EvidenceItem,
    EvidenceStatus, Grade, Gravity, Handle, HandleKind, Keeping, PublicEntry, PublicId, PublicKind, PublicSubject,
    Quote, Rating, Reason, Reviewer, Snapshot, SourceClass, Stance, StatusChange, Target,
};
use onrecord_report::article::{ArticlePage, ClaimCard};
use onrecord_report::claim::{OriginBranch, OriginLeaf, OriginTree, Repeat};
use onrecord_report::export::claimreview::{Appearance, Author, Review};

/// Puts them to the third claim of a page, which is to hold one.
pub(crate) fn to(page: &mut ArticlePage, words: &str) {
    let (origins, at) = (vec![tree(page, words)], page.generated_at);
    let Some(card) = page.claims.get_mut(2) else { return };
    card.origins = origins;
    card.evidence = (1..).zip(Stance::ALL).map(|(number, stance)| item(card, number, stance, words, at)).collect();
    card.corrections = entries(card, words, at);
    card.history.push(decision(card, words, at));
    page.corrections.clone_from(&card.corrections);
}

/// What goes back to one origin: a place, evidence, a copy and a later version.
pub(crate) fn tree(page: &ArticlePage, words: &str) -> OriginTree {
    let leaf = |document, repeats| OriginLeaf {
        id: words.to_owned(),
        label: Some(words.to_owned()),
        published: page.document.article.published,
        document,
        cited: Some(page.document.handle),
        claim: Some(Handle::claim(19)),
        part: Some("for"),
        repeats,
        why: words.to_owned(),
    };
    let here = Some(page.document.handle);
    let repeats = [Repeat::Copy, Repeat::Version, Repeat::Place].map(|how| leaf(here, Some(how)));
    let branch = OriginBranch {
        name: words.to_owned(),
        kind: words.to_owned(),
        of_claimant: true,
        leaves: [leaf(here, None), leaf(None, None), leaf(Some(Handle::document(4)), None)]
            .into_iter()
            .chain(repeats)
            .collect(),
    };
    OriginTree { target: Target::Fact, origins: vec![branch], notes: vec![words.to_owned()] }
}

/// What a person may have said in `words`; some people say nothing, which is no reason.
fn reason(words: &str) -> Reason {
    words.parse().unwrap_or_else(|_| "no reason".parse().expect("a reason"))
}

fn reviewer(words: &str) -> Reviewer {
    words.parse().unwrap_or_else(|_| "Ana Petrova".parse().expect("a name"))
}

fn uuid(number: u32) -> uuid::Uuid {
    uuid::Uuid::from_u128(u128::from(number) + 70_000)
}

fn item(card: &ClaimCard, number: u32, stance: Stance, words: &str, at: DateTime<Utc>) -> EvidenceItem {
    let some = || Some(words.to_owned());
    let path = format!("/home/desk/{words}/{words}.pdf");
    let citation = match stance {
        Stance::Supports => Citation::Url(words.to_owned()),
        Stance::Refutes | Stance::Context => Citation::Offline(path.clone()),
    };
    let evidence = Evidence {
        target: if stance == Stance::Supports { Target::Said } else { Target::Fact },
        stance,
        quote: Some(Quote { exact: words.to_owned(), prefix: words.to_owned(), suffix: words.to_owned() }),
        citation,
        keeping: Keeping {
            snapshot: Some(Snapshot { hash: ContentHash::of(words.as_bytes()), path }),
            link: some(),
            waived: Some(reason(words)),
        },
        retrieved_at: Some(at),
        as_of: None,
        publisher: some(),
        speaker: some(),
        class: SourceClass::Primary,
        basis: Basis::Document,
        independence: Vec::new(),
        interest: some(),
        stale: some(),
        last_seen: None,
        note: some(),
        confidential: stance == Stance::Context,
    };
    let handle = Handle { kind: HandleKind::Evidence, number };
    EvidenceItem { id: EvidenceId(uuid(number)), handle, claim: card.claim.id, by: reviewer(words), at, evidence }
}

fn entries(card: &ClaimCard, words: &str, at: DateTime<Utc>) -> Vec<PublicEntry> {
    let on: NaiveDate = at.date_naive();
    let rating = Rating {
        on,
        name: words.to_owned(),
        text: words.to_owned(),
        value: Grade::new(2.5),
        worst: Grade::new(1.0),
        best: Grade::new(5.0),
        explanation: reason(words),
        ground: None,
    };
    let correction = Correction {
        on,
        gravity: Gravity::Clarification,
        note: reason(words),
        was: Some(words.to_owned()),
        withdraws: false,
    };
    let kinds = [PublicKind::Rated(rating), PublicKind::Corrected(correction)];
    let subject = PublicSubject::Claim(card.claim.id, card.claim.handle);
    let entry = |(number, kind)| PublicEntry { id: PublicId(uuid(number)), subject, by: reviewer(words), at, kind };
    (10..).zip(kinds).map(entry).collect()
}

/// Makes what programs read of a verdict, of the entries of a card.
pub(crate) fn review(card: &ClaimCard, words: &str) -> Option<Review> {
    let some = || Some(words.to_owned());
    let of_kind = |rated: bool| card.corrections.iter().find(move |entry| entry.rating().is_some() == rated);
    let (verdict, corrected) = (of_kind(true)?, of_kind(false)?);
    let rating = verdict.rating()?.clone();
    Some(Review {
        claim: card.claim.clone(),
        words: words.to_owned(),
        speaker: some(),
        places: vec![Appearance { url: some(), title: some(), outlet: some(), published: None }],
        id: verdict.id,
        author: Some(Author::House(words.to_owned())),
        published: rating.on,
        rating,
        url: some(),
        corrections: vec![(corrected.id, corrected.correction()?.clone())],
    })
}

fn decision(card: &ClaimCard, words: &str, at: DateTime<Utc>) -> Event {
    let change = StatusChange {
        claim: card.claim.id,
        handle: card.claim.handle,
        target: Target::Fact,
        before: EvidenceStatus::Unverified,
        after: EvidenceStatus::Unverified,
        revision: 3,
        judged: None,
        bulk: None,
    };
    let action = Action::Undone { event: EventId(uuid(20)), change, reason: words.parse().ok() };
    Event { id: EventId(uuid(21)), at, actor: Actor::Person(reviewer(words)), action }
}
