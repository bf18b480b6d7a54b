//! A small desk: two documents of one outlet, three claims, two speakers.

use chrono::{DateTime, Utc};
use onrecord_model::{
    Action, Actor, Alias, Approximation, Article, ArticleId, Attributed, CheckWorthiness, Claim, ClaimId,
    ClaimStatuses, ContentHash, Decision, Diagnostic, DocumentId, Entity, EntityKind, Event, EventId, EvidenceStatus,
    Feature, Format, Handle, HandleKind, Hedge, HedgeKind, IdSource, Language, Mention, MentionId, Outlet, OutletId,
    Polarity, ProposalState, Published, Quantity, Reason, Slots, Speaker, SpeakerAlias, SpeakerId, StatusChange,
    StatusKind, Target, TimeBasis, TimeExpression, TimePrecision, TimeRole, Unit, Voice,
};
use onrecord_store::{Filed, NewArticle, NewDocument, Store, StoredMention, Tx, content_digest};
use onrecord_testkit::{SequentialIds, TempDatabase, day, moment};
use onrecord_text::{Span, Text, normal_form};
use uuid::Uuid;

/// The moment at which everything is taken in.
pub(crate) fn now() -> DateTime<Utc> {
    moment("2026-02-01T12:00:00.123456Z")
}

/// What was stored, as it was handed in.
pub(crate) struct World {
    pub(crate) ids: SequentialIds,
    pub(crate) outlet: Outlet,
    pub(crate) speakers: Vec<Speaker>,
    pub(crate) documents: Vec<NewDocument>,
    pub(crate) claims: Vec<Claim>,
    /// Mentions of each document.
    pub(crate) mentions: Vec<Vec<StoredMention>>,
    /// The entries of the log, in order.
    pub(crate) events: Vec<Event>,
}

pub(crate) const FIRST: &str = "Тал Ríos won\u{0}by “about 300 votes”, she said on Thursday. Nobody had counted. 🗳";
pub(crate) const SECOND: &str = "“We won by more than 300 votes”, said Tal Rios.";

/// Opens a new database and fills it.
pub(crate) async fn filled(database: &TempDatabase) -> (Store, World) {
    let store = open(database).await;
    let mut world = World::new();
    let mut tx = store.begin().await.expect("begin");
    world.store(&mut tx).await;
    tx.commit().await.expect("commit");
    (store, world)
}

pub(crate) async fn open(database: &TempDatabase) -> Store {
    Store::open(database.url(), now()).await.expect("opens")
}

impl World {
    fn new() -> Self {
        let ids = SequentialIds::default();
        let outlet = Outlet {
            id: OutletId(ids.next(now())),
            handle: Handle::outlet(1),
            name: "The Evening Ledger".to_owned(),
            owner: Some("Ledger Group".to_owned()),
            controller: None,
            agency: false,
        };
        let speakers = vec![speaker(&ids, 1, "Tal Ríos", &["T. Rios"]), speaker(&ids, 2, "Ann Bo", &[])];
        let documents = vec![
            document(&ids, 1, &outlet, FIRST, "2026-01-24T09:00:00+02:00"),
            document(&ids, 2, &outlet, SECOND, "2026-01-20T09:00:00Z"),
        ];
        let claims = vec![
            claim(&ids, 1, Some(speakers[0].id), "won by about 300 votes", 0.9),
            claim(&ids, 2, None, "nobody had counted", 0.4),
            claim(&ids, 3, Some(speakers[0].id), "we won by more than 300 votes", 0.9),
        ];
        let mut world = World { ids, outlet, speakers, documents, claims, mentions: Vec::new(), events: Vec::new() };
        world.mentions = vec![world.first_mentions(), world.second_mentions()];
        world.events = (0..world.documents.len()).map(|at| world.ingested(at)).collect();
        world
    }

    async fn store(&mut self, tx: &mut Tx) {
        for kind in HandleKind::ALL {
            let first = tx.next_handles(kind, 3).await.expect("handles");
            assert_eq!(first, 1);
        }
        tx.insert_outlets(std::slice::from_ref(&self.outlet)).await.expect("outlets");
        let articles: Vec<NewArticle> = self.documents.iter().map(article_of).collect();
        tx.insert_articles(&articles).await.expect("articles");
        tx.insert_documents(&self.documents).await.expect("documents");
        tx.insert_speakers(&self.speakers).await.expect("speakers");
        tx.insert_claims(&self.claims).await.expect("claims");
        for (document, mentions) in self.documents.iter().zip(&self.mentions) {
            tx.insert_mentions(document.id, mentions).await.expect("mentions");
        }
        let last = tx.append_all(&self.events).await.expect("events");
        assert_eq!(last, 2);
    }

    /// Returns the day a document was published, from 0.
    pub(crate) fn day_of(&self, document: usize) -> Option<chrono::NaiveDate> {
        self.documents[document].article.published.map(|published| published.date)
    }

    /// Makes the id of something new.
    pub(crate) fn id(&self) -> Uuid {
        self.ids.next(now())
    }

    /// Makes an entry by a person.
    pub(crate) fn event(&self, action: Action) -> Event {
        Event { id: EventId(self.id()), at: now(), actor: Actor::Person("Mara".parse().expect("a name")), action }
    }

    /// Sets a status as a use case does: read, decide, write row and entry together.
    pub(crate) async fn decide(&mut self, store: &Store, claim: u32, target: Target, to: StatusKind) -> StatusChange {
        let found = store.claim(Handle::claim(claim)).await.expect("claim").expect("is there");
        let change = change(&found, target, to);
        let mut tx = store.begin().await.expect("begin");
        tx.set_status(&change, found.revision).await.expect("status");
        let event = self.event(Action::StatusSet(change.clone()));
        tx.append(&event).await.expect("event");
        tx.commit().await.expect("commit");
        self.events.push(event);
        change
    }

    fn ingested(&self, at: usize) -> Event {
        let document = &self.documents[at];
        let mentions: Vec<Filed<'_>> = self.mentions[at].iter().map(|stored| self.filed(stored)).collect();
        Event {
            id: EventId(self.id()),
            at: now(),
            actor: Actor::Program,
            action: Action::Ingested {
                document: document.id,
                handle: document.handle,
                article: document.article_id,
                version: 1,
                hash: document.hash,
                content: content_digest(&document.article, &mentions),
                mentions: mentions.len() as u32,
                new_claims: 2,
            },
        }
    }

    fn filed<'a>(&'a self, stored: &'a StoredMention) -> Filed<'a> {
        let claim = self.claims.iter().find(|claim| claim.id == stored.claim).expect("is there");
        Filed { mention: &stored.mention, claim: claim.id, wording: &claim.wording, claimant: claim.claimant }
    }

    fn first_mentions(&self) -> Vec<StoredMention> {
        let text = &self.documents[0].article.text;
        let mut said = mention(text, 1, Voice::Mixed, "won\u{0}by “about 300 votes”");
        said.source = Some(span(text, "she"));
        said.cue = Some(span(text, "said"));
        said.slots = slots(text);
        said.times = vec![thursday(text)];
        let own = mention(text, 2, Voice::Own, "Nobody had counted.");
        vec![self.first(0, Some(0), said), self.first(1, None, own)]
    }

    fn second_mentions(&self) -> Vec<StoredMention> {
        let text = &self.documents[1].article.text;
        let again = mention(text, 1, Voice::Direct, "“We won by more than 300 votes”");
        let first = mention(text, 2, Voice::Indirect, "300 votes");
        vec![self.first(2, Some(0), again), self.stored(0, Some(0), first)]
    }

    /// The first mention of a claim, from which it has its worth.
    fn first(&self, claim: usize, speaker: Option<usize>, mut mention: Mention) -> StoredMention {
        mention.check_worthiness.score = self.claims[claim].worth;
        self.stored(claim, speaker, mention)
    }

    fn stored(&self, claim: usize, speaker: Option<usize>, mut mention: Mention) -> StoredMention {
        mention.speaker = speaker.map(|_| attributed());
        StoredMention {
            id: MentionId(self.id()),
            claim: self.claims[claim].id,
            speaker: speaker.map(|at| self.speakers[at].id),
            mention,
        }
    }
}

/// Makes the change that `to` would be, decided by Mara.
pub(crate) fn change(claim: &Claim, target: Target, to: StatusKind) -> StatusChange {
    let decision = Decision {
        by: "Mara".parse().expect("a name"),
        at: now(),
        reason: "compared with\u{0}the count".parse::<Reason>().expect("a reason"),
    };
    let after = claim.statuses.decide(target, to, decision).expect("may be decided");
    StatusChange {
        claim: claim.id,
        handle: claim.handle,
        target,
        before: claim.statuses.of(target).expect("has the target").clone(),
        after: after.of(target).expect("has the target").clone(),
        revision: claim.revision + 1,
        judged: None,
        bulk: None,
    }
}

pub(crate) fn article_of(document: &NewDocument) -> NewArticle {
    NewArticle { id: document.article_id, url: document.article.url.clone() }
}

fn speaker(ids: &SequentialIds, number: u32, name: &str, aliases: &[&str]) -> Speaker {
    let alias = |name: &&str| SpeakerAlias {
        alias: Alias { name: (*name).to_owned(), why: "initial of the first name".to_owned() },
        state: ProposalState::Proposed,
    };
    Speaker {
        id: SpeakerId(ids.next(now())),
        handle: Handle::speaker(number),
        name: name.to_owned(),
        aliases: aliases.iter().map(alias).collect(),
    }
}

pub(crate) fn claim(ids: &SequentialIds, number: u32, claimant: Option<SpeakerId>, wording: &str, worth: f64) -> Claim {
    Claim {
        id: ClaimId(ids.next(now())),
        handle: Handle::claim(number),
        claimant,
        wording: wording.to_owned(),
        fingerprint: ContentHash::of(normal_form(wording).as_bytes()),
        statuses: ClaimStatuses::start(claimant.is_some()),
        revision: 1,
        worth,
        first_published: None,
    }
}

pub(crate) fn document(ids: &SequentialIds, number: u32, outlet: &Outlet, text: &str, published: &str) -> NewDocument {
    let raw = format!("<p>{text}</p>").into_bytes();
    NewDocument {
        id: DocumentId(ids.next(now())),
        handle: Handle::document(number),
        article_id: ArticleId(ids.next(now())),
        version: 1,
        hash: ContentHash::of(&raw),
        outlet: Some(outlet.id),
        retrieved_at: now(),
        article: article(number, text, published.parse().expect("a date")),
        raw,
    }
}

fn article(number: u32, text: &str, published: Published) -> Article {
    Article {
        id: Some(format!("wire-{number}")),
        url: Some(format!("https://ledger.example/{number}?{}", "x".repeat(5_000))),
        canonical_url: None,
        archived: Some("https://archive.example/1".to_owned()),
        outlet: Some("The  Evening LEDGER".to_owned()),
        published: Some(published),
        title: Some("Count\u{0}goes on".to_owned()),
        author: None,
        credit: Some("Wire".to_owned()),
        language: Some(Language("en".to_owned())),
        fetched: None,
        text: Text::new(text).expect("short"),
        format: Format::Html,
        engine: Some("rules-2".to_owned()),
        diagnostics: vec![
            Diagnostic::note("date-from-page", "date taken from the page"),
            Diagnostic::warning("glued-sentences", "a joint was found").at(3..9),
        ],
    }
}

pub(crate) fn span(text: &Text, words: &str) -> Span {
    let start = text.as_str().find(words).unwrap_or_else(|| panic!("{words:?} is in the text"));
    text.span(start..start + words.len()).expect("on boundaries")
}

pub(crate) fn mention(text: &Text, number: u32, voice: Voice, words: &str) -> Mention {
    Mention {
        number,
        voice,
        content: vec![span(text, words)],
        source: None,
        cue: None,
        speaker: None,
        check_worthiness: CheckWorthiness {
            score: 0.1 + 0.2,
            features: vec![Feature { name: "states a quantity".to_owned(), weight: -1.0 / 3.0 }],
        },
        confidence: 1.0 / 3.0,
        slots: Slots::default(),
        times: Vec::new(),
        by_hand: None,
        why: vec!["a verb of saying".to_owned()],
    }
}

fn attributed() -> Attributed {
    Attributed {
        name: "Tal Ríos".to_owned(),
        aliases: vec![Alias { name: "T. Rios".to_owned(), why: "initial of the first name".to_owned() }],
        role: Some("mayor\u{0}elect".to_owned()),
        confidence: 0.7,
        why: "pronoun, nearest earlier speaker".to_owned(),
    }
}

fn slots(text: &Text) -> Slots {
    let quantity = |words: &str, value, upper, approximation| Quantity {
        span: span(text, words),
        value,
        upper,
        unit: Some(Unit("votes".to_owned())),
        approximation,
    };
    Slots {
        polarity: Polarity::Negated,
        negations: vec![span(text, "Nobody")],
        hedges: vec![Hedge { span: span(text, "about"), kind: HedgeKind::Probability }],
        quantities: vec![
            quantity("about 300 votes", 300.0, None, Approximation::About),
            quantity("300", 1e300, Some(f64::INFINITY), Approximation::Range),
        ],
        entities: vec![Entity { span: span(text, "Тал Ríos"), kind: EntityKind::Person }],
    }
}

fn thursday(text: &Text) -> TimeExpression {
    TimeExpression {
        span: span(text, "on Thursday"),
        from: day("2026-01-22"),
        to: day("2026-01-22"),
        precision: TimePrecision::Day,
        basis: TimeBasis::PublicationDate,
        role: TimeRole::SaidAt,
    }
}

/// Tells the status of a claim's target.
pub(crate) fn status_of(claim: &Claim, target: Target) -> &EvidenceStatus {
    claim.statuses.of(target).expect("has the target")
}
