//! What goes in comes out, and the queue is in order.

use onrecord_model::{Handle, ProposalState, StatusKind, Target, Voice};
use onrecord_store::{Checkpoint, EventFilter, QueueFilter, Store};
use onrecord_testkit::{TempDatabase, day};

use crate::world::{self, World, filled, now};

pub(crate) async fn what_goes_in_comes_out(database: &TempDatabase) {
    let (store, mut world) = filled(database).await;
    documents(&store, &world).await;
    names(&store, &world).await;
    mentions(&store, &world).await;
    claims(&store, &world).await;
    log(&store, &mut world).await;
    let counts = store.counts().await.expect("counts");
    assert_eq!((counts.documents, counts.mentions, counts.claims), (2, 4, 3));
    assert_eq!((counts.speakers, counts.outlets, counts.events), (2, 1, 4));
    store.close().await;
    let again = world::open(database).await;
    assert_eq!(again.counts().await.expect("counts"), counts);
    again.close().await;
}

async fn documents(store: &Store, world: &World) {
    let new = &world.documents[0];
    let found = store.document(Handle::document(1)).await.expect("reads").expect("is there");
    assert_eq!(found.article, new.article);
    assert_eq!(found.outlet.as_ref(), Some(&world.outlet));
    assert_eq!((found.id, found.hash, found.retrieved_at), (new.id, new.hash, now()));
    assert_eq!(store.document_by_id(new.id).await.expect("reads"), Some(found));
    assert_eq!(store.raw(new.id).await.expect("reads").as_ref(), Some(&new.raw));
    assert_eq!(store.document(Handle::document(9)).await.expect("reads"), None);

    let listed = store.documents(None, 10).await.expect("lists");
    assert_eq!(listed.iter().map(|d| (d.handle.number, d.mentions)).collect::<Vec<_>>(), [(1, 2), (2, 2)]);
    assert_eq!(listed[0].title, new.article.title);
    assert_eq!(listed[0].outlet.as_deref(), Some("The Evening Ledger"));
    assert_eq!(listed[0].published, new.article.published);
    assert_eq!(listed[0].diagnostics, new.article.diagnostics);
    let rest = store.documents(Some(Handle::document(1)), 10).await.expect("lists");
    assert_eq!(rest, listed[1..]);
    assert_eq!(store.documents(None, 1).await.expect("lists"), listed[..1]);

    let unknown = onrecord_model::ContentHash::of(b"unknown");
    let by_hash = store.documents_by_hash(&[unknown, new.hash]).await.expect("finds");
    assert_eq!(by_hash, [(new.hash, listed[0].clone())]);
    let url = new.article.url.clone().expect("has one");
    let latest = store.latest_by_url(&["https://x.example/".to_owned(), url.clone()]).await.expect("finds");
    assert_eq!(latest, [(url, new.article_id, 1, new.id)]);
}

async fn names(store: &Store, world: &World) {
    let outlets = store.outlets().await.expect("lists");
    let first = store.first_of_outlets().await.expect("finds");
    assert_eq!(first.into_iter().collect::<Vec<_>>(), [(world.outlet.id, Handle::document(1))]);
    assert_eq!(outlets, std::slice::from_ref(&world.outlet));
    let asked = ["the  EVENING ledger".to_owned(), "unknown".to_owned()];
    let found = store.outlet_by_name(&asked).await.expect("finds");
    assert_eq!(found, [(asked[0].clone(), world.outlet.clone())]);

    assert_eq!(store.speakers().await.expect("lists"), world.speakers);
    let first = &world.speakers[0];
    assert_eq!(store.speaker(Handle::speaker(1)).await.expect("reads").as_ref(), Some(first));
    assert_eq!(store.speakers_by_id(&[first.id]).await.expect("reads"), std::slice::from_ref(first));
    let asked = ["TAL RÍOS".to_owned(), "T. Rios".to_owned()];
    let found = store.speakers_by_name(&asked).await.expect("finds");
    assert_eq!(found, [(asked[0].clone(), first.clone())], "a proposed alias finds nobody");
}

async fn mentions(store: &Store, world: &World) {
    for (new, mentions) in world.documents.iter().zip(&world.mentions) {
        let document = store.document_by_id(new.id).await.expect("reads").expect("is there");
        assert_eq!(store.mentions(&document).await.expect("lists"), *mentions);
    }
    let found = store.occurrences(&[world.claims[0].id]).await.expect("lists");
    let order: Vec<_> = found.iter().map(|o| (o.document.handle.number, o.stored.mention.number)).collect();
    assert_eq!(order, [(2, 2), (1, 1)], "by publication date");
    assert_eq!(found[0].text.slice(&found[0].stored.mention.content[0]), "300 votes");
}

async fn claims(store: &Store, world: &World) {
    let all = store.claims(&world.claims.iter().map(|c| c.id).collect::<Vec<_>>()).await.expect("reads");
    let mut expected = world.claims.clone();
    expected[0].first_published = Some(day("2026-01-20"));
    expected[1].first_published = Some(day("2026-01-24"));
    expected[2].first_published = Some(day("2026-01-20"));
    assert_eq!(all, expected, "the earliest of all mentions counts");
    assert_eq!(store.claim(Handle::claim(2)).await.expect("reads").as_ref(), Some(&expected[1]));
    let of_second = store.claims_of_document(world.documents[1].id).await.expect("lists");
    assert_eq!(of_second, [expected[0].clone(), expected[2].clone()]);
    let of_speaker = store.claims_of_speaker(world.speakers[0].id, 10).await.expect("lists");
    assert_eq!(of_speaker, of_second);
    let keys = [(None, expected[1].fingerprint), (None, expected[0].fingerprint)];
    assert_eq!(store.claims_by_fingerprint(&keys).await.expect("finds"), [expected[1].clone()]);
}

async fn log(store: &Store, world: &mut World) {
    world.decide(store, 1, Target::Said, StatusKind::Corroborated).await;
    world.decide(store, 1, Target::Said, StatusKind::Unverified).await;
    let all = store.events(&EventFilter::default()).await.expect("lists");
    let events: Vec<_> = all.iter().map(|sealed| sealed.event.clone()).collect();
    assert_eq!(events, world.events);
    assert_eq!(all.iter().map(|sealed| sealed.position).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let head = store.head().await.expect("reads");
    assert_eq!(head, Checkpoint { size: 4, root: all[3].hash });
    assert_eq!(store.event(events[2].id).await.expect("reads").as_ref(), Some(&all[2]));
    assert_eq!(store.event_at(4).await.expect("reads").as_ref(), Some(&all[3]));
    assert_eq!(store.event_at(u64::MAX).await.expect("reads"), None);

    let newest = EventFilter {
        subject: Some(world.claims[0].id.0),
        actors: Some(vec!["Mara".to_owned()]),
        newest_first: true,
        limit: 1,
        ..EventFilter::default()
    };
    assert_eq!(store.events(&newest).await.expect("lists"), all[3..]);
    let next = EventFilter { after: Some(4), ..newest };
    assert_eq!(store.events(&next).await.expect("lists"), all[2..3]);
    assert_eq!(store.actors().await.expect("lists"), ["Mara", "onrecord"]);
    let by_program = EventFilter { actors: Some(vec!["onrecord".to_owned()]), ..EventFilter::default() };
    assert_eq!(store.events(&by_program).await.expect("lists"), all[..2]);
}

/// Reads the claim numbers of a queue.
async fn numbers(store: &Store, filter: &QueueFilter) -> Vec<u32> {
    let rows = store.queue(filter).await.expect("lists");
    rows.iter().map(|row| row.claim.handle.number).collect()
}

/// A document that says a thing twice is one document.
async fn repeated_in_one_document(store: &Store, world: &World) {
    let mut tx = store.begin().await.expect("begin");
    let mut again = world.mentions[1][0].clone();
    again.id = onrecord_model::MentionId(world.id());
    again.mention.number = 3;
    tx.insert_mentions(world.documents[1].id, &[again]).await.expect("stores");
    let rows = tx.queue(&QueueFilter::default()).await.expect("lists");
    let counts: Vec<_> = rows.iter().map(|row| (row.claim.handle.number, row.mentions, row.documents)).collect();
    assert_eq!(counts, [(1, 2, 2), (3, 2, 1), (2, 1, 1)]);
    tx.rollback().await.expect("is taken back");
}

pub(crate) async fn queue_pages_in_order(database: &TempDatabase) {
    let (store, mut world) = filled(database).await;
    let all = QueueFilter::default();
    let rows = store.queue(&all).await.expect("lists");
    let order: Vec<u32> = rows.iter().map(|row| row.claim.handle.number).collect();
    assert_eq!(order, [1, 3, 2], "worth first, then handle");
    assert_eq!(rows[0].speaker.as_deref(), Some("Tal Ríos"));
    assert_eq!((rows[0].voice, rows[0].mentions, rows[0].document.handle.number), (Voice::Mixed, 2, 1));
    repeated_in_one_document(&store, &world).await;
    assert_eq!((rows[2].speaker.as_deref(), rows[2].voice), (None, Voice::Own));

    let mut pages = Vec::new();
    let mut page = QueueFilter { limit: 1, ..all.clone() };
    while let [row] = store.queue(&page).await.expect("lists").as_slice() {
        pages.push(row.claim.handle.number);
        page.after = Some((row.claim.worth, row.claim.handle));
    }
    assert_eq!(pages, order);

    world.decide(&store, 2, Target::Fact, StatusKind::Disputed).await;
    world.decide(&store, 1, Target::Said, StatusKind::Corroborated).await;
    assert_eq!(numbers(&store, &all).await, [1, 3], "a claim is open while one target is");
    let with = |change: fn(&mut QueueFilter)| {
        let mut filter = QueueFilter { open_only: false, ..QueueFilter::default() };
        change(&mut filter);
        filter
    };
    assert_eq!(numbers(&store, &with(|_| {})).await, [1, 3, 2]);
    assert_eq!(numbers(&store, &with(|f| f.status = Some(StatusKind::Disputed))).await, [2]);
    assert_eq!(numbers(&store, &with(|f| f.target = Some(Target::Said))).await, [1, 3]);
    let said_open = QueueFilter { target: Some(Target::Said), ..QueueFilter::default() };
    assert_eq!(numbers(&store, &said_open).await, [3]);
    let both = with(|f| (f.status, f.target) = (Some(StatusKind::Corroborated), Some(Target::Fact)));
    assert_eq!(numbers(&store, &both).await, Vec::<u32>::new());
    let second = QueueFilter { document: Some(world.documents[1].id), ..with(|_| {}) };
    assert_eq!(numbers(&store, &second).await, [1, 3]);
    let own = QueueFilter { speaker: Some(world.speakers[1].id), ..with(|_| {}) };
    assert_eq!(numbers(&store, &own).await, Vec::<u32>::new());
    assert_eq!(numbers(&store, &with(|f| f.since = Some(day("2026-01-21")))).await, [2]);
    world.decide(&store, 2, Target::Fact, StatusKind::Unverified).await;
    assert_eq!(numbers(&store, &all).await, [1, 3, 2], "what is returned is open again");
}

pub(crate) async fn odd_values_come_back(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let mut tx = store.begin().await.expect("begin");
    let odd = "\u{0}\u{1A}0\u{1A}'; DROP TABLE claim; --\u{202E}🗳\u{FFFF}";
    let mut speaker = world.speakers[1].clone();
    speaker.id = onrecord_model::SpeakerId(world.id());
    speaker.handle = Handle::speaker(7);
    speaker.name = odd.to_owned();
    tx.insert_speakers(&[speaker.clone()]).await.expect("speaker");
    let alias = onrecord_model::Alias { name: format!("{odd}{}", "y".repeat(10_000)), why: odd.to_owned() };
    tx.propose_aliases(&[(speaker.id, alias.clone())]).await.expect("alias");
    let mut claim = world::claim(&world.ids, 9, Some(speaker.id), odd, f64::MIN_POSITIVE);
    tx.insert_claims(&[claim.clone()]).await.expect("claim");
    claim.worth = f64::NAN;
    claim.handle = Handle::claim(10);
    let refused = tx.insert_claims(&[claim.clone()]).await.expect_err("is refused");
    assert_eq!(refused.to_string(), "cannot be stored: the worth of c10 is NaN");
    tx.commit().await.expect("commit");

    let found = store.speakers_by_name(&[odd.to_owned()]).await.expect("finds");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1.name, odd);
    assert_eq!(found[0].1.aliases[0].alias, alias);
    assert_eq!(found[0].1.aliases[0].state, ProposalState::Proposed);
    let read = store.claim(Handle::claim(9)).await.expect("reads").expect("is there");
    assert_eq!((read.wording.as_str(), read.worth), (odd, f64::MIN_POSITIVE));
}
