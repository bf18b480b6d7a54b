//! Made-up pages: a plain one with everything on it, and one with a payload in every field.

use chrono::{DateTime, NaiveDate, Utc};
use onrecord_model::{
    Action, Actor, Alias, Article, ArticleId, Attributed, CheckWorthiness, Claim, ClaimId, ClaimStatuses, Comparison,
    ContentHash, Decision, Document, DocumentId, Drift, DriftKind, Event, EventId, EvidenceStatus, Feature, Format,
    Handle, Language, Mention, Outlet, OutletId, ProposalState, Published, Reason, Relation, Segment, SegmentKind,
    Slots, Speaker, SpeakerAlias, SpeakerId, StatusChange, Target, TimeBasis, TimeExpression, TimePrecision, TimeRole,
    Veto, Voice, WordDiff, WorkChange, WorkState,
};
use onrecord_report::article::{ArticlePage, Checkpoint, ClaimCard, Gap, Method, NamedDocument, Newer, OtherWording};
use onrecord_report::aside::SetAside;
use onrecord_report::index::{IndexEntry, IndexPage};
use onrecord_text::{Span, Text};

#[path = "series.rs"]
pub(crate) mod series;

const ARTICLE: &str = " date 2026-03-14 https://harbour-ledger.example/20260314/port-strike-is-over\n
Port Strike Is Over, Says Dockers’ Union\n
Port Strike Is Over, Says Dockers’ Union\n
The strike at the port of Varnholm has ended after nine days, Mirela Tasev, chair of the Dockers’ Union, told the \
Harbour Ledger on Friday.\n
“About 300 members voted, and nobody was pressed to vote either way,” she said. “We did not ask for the minister’s \
help.”\n
Mirela Tassev said the agreement was “the best in twenty years” and would cost the port company $3.5 million.The \
company lost about four hours of loading on Thursday, according to a person familiar with the talks.\n
Late on Thursday, the port’s director, Joren Halvik, signed the agreement at the town hall. The port handles a third \
of the country’s grain.\n
A banner at the gate read “שביתה עד הניצחון”, and a shop steward said it would stay up.\n";

/// The words of one mention: voice, content, source, cue.
type Words<'a> = (Voice, &'a [&'a str], Option<&'a str>, Option<&'a str>);

const MENTIONS: [Words<'static>; 8] = [
    (Voice::Headline, &["Port Strike Is Over", "Port Strike Is Over"], Some("Dockers’ Union"), Some("Says")),
    (
        Voice::Indirect,
        &["The strike at the port of Varnholm has ended after nine days"],
        Some("Mirela Tasev, chair of the Dockers’ Union"),
        Some("told"),
    ),
    (
        Voice::Direct,
        &["“About 300 members voted, and nobody was pressed to vote either way,”"],
        Some("she"),
        Some("said"),
    ),
    (Voice::Direct, &["“We did not ask for the minister’s help.”"], Some("she"), Some("said")),
    (
        Voice::Mixed,
        &["the agreement was “the best in twenty years” and would cost the port company $3.5 million"],
        Some("Mirela Tassev"),
        Some("said"),
    ),
    (
        Voice::Indirect,
        &["The company lost about four hours of loading on Thursday"],
        Some("a person familiar with the talks"),
        Some("according to"),
    ),
    (Voice::Own, &["the port’s director, Joren Halvik, signed the agreement at the town hall"], None, None),
    (Voice::Own, &["The port handles a third of the country’s grain"], None, None),
];

/// Returns a page that shows every part of the report.
pub(crate) fn page() -> ArticlePage {
    let document = document(ARTICLE);
    let text = document.article.text.clone();
    let mut claims: Vec<ClaimCard> =
        (1..).zip(&MENTIONS).map(|(number, words)| card(number, mention(number, words, &text), &text)).collect();
    claims[0].others = vec![in_this_article(&text)];
    claims[1].others = vec![rewording(&text)];
    claims[2].others = vec![more_than(&text), ten_times(&text)];
    decide(&mut claims[2], Target::Said, EvidenceStatus::Corroborated, "heard on the union’s own recording, 04:10");
    decide(&mut claims[5], Target::Fact, EvidenceStatus::Disputed, "the harbour log shows no gap on 12 March");
    take_back(&mut claims[5], "the log of the second quay is missing");
    claims[3].others = vec![negated(&text)];
    put_aside(&mut claims[7], "said of every port, and nobody disputes it");
    ArticlePage {
        document,
        newer: Some(Newer { document: Handle::document(9), version: 2 }),
        claims,
        not_established: vec![
            gap("Who the person familiar with the talks is", &[]),
            gap("Whether the union published the count of the vote", &[1, 2, 3, 4, 5, 6, 7]),
            gap("Whether other towns voted", &[1, 2, 3, 4, 5, 6, 7, 8]),
        ],
        named: named(),
        corrections: Vec::new(),
        reviews: Vec::new(),
        method: method(),
        generated_at: moment("2026-03-21T08:30:00Z"),
    }
}

fn named() -> Vec<NamedDocument> {
    let post = NamedDocument {
        document: Handle::document(4),
        title: Some("Dockers go back to work".to_owned()),
        outlet: Some("Varnholm Evening Post".to_owned()),
        published: Some(Published::on(day("2026-03-16"))),
        address: Some("https://evening-post.example/dockers".to_owned()),
    };
    let bare =
        NamedDocument { document: Handle::document(7), title: None, outlet: None, published: None, address: None };
    vec![post, bare]
}

fn gap(what: &str, claims: &[u32]) -> Gap {
    Gap { what: what.to_owned(), claims: claims.iter().map(|claim| Handle::claim(*claim)).collect() }
}

/// Returns a page on which `payload` stands in every field that can hold foreign text.
pub(crate) fn hostile(payload: &str) -> ArticlePage {
    let mut page = page();
    let content = format!("{payload}\n\nShe said {payload} and {payload}\n{payload}");
    page.document = document(&content);
    let article = &mut page.document.article;
    let some = || Some(payload.to_owned());
    (article.url, article.canonical_url, article.archived) = (some(), Some(format!("{payload} ")), some());
    (article.title, article.author, article.credit) = (some(), some(), some());
    (article.language, article.outlet) = (Some(Language(payload.to_owned())), some());
    let outlet = page.document.outlet.as_mut().expect("the sample has an outlet");
    (outlet.name, outlet.owner, outlet.controller) = (payload.to_owned(), some(), some());
    let text = page.document.article.text.clone();
    let places: Vec<Span> =
        text.as_str().match_indices(payload).filter_map(|(at, found)| text.span(at..at + found.len()).ok()).collect();
    for card in &mut page.claims {
        poison(card, payload, &places);
    }
    page.not_established = vec![gap(payload, &[1])];
    for one in &mut page.named {
        (one.title, one.outlet, one.address) = (some(), some(), some());
    }
    page.method.dispute = some();
    (page.method.generator, page.method.rules) = (payload.to_owned(), some());
    page
}

/// Returns the index of the plain page and two that lack everything that can be lacking.
pub(crate) fn index() -> IndexPage {
    let full = page();
    let mut bare = document("");
    bare.article.title = None;
    (bare.article.published, bare.article.outlet, bare.outlet) = (None, None, None);
    let hostile = hostile("\"><script>fired()</script>").document;
    IndexPage {
        title: Some("Varnholm port strike".to_owned()),
        news: Vec::new(),
        part: onrecord_report::listing::Part::default(),
        entries: vec![
            IndexEntry { newer: full.newer, ..IndexEntry::new(full.document, &full.claims) },
            IndexEntry::new(bare, []),
            IndexEntry { file: "javascript:fired()".to_owned(), ..IndexEntry::new(hostile, []) },
        ],
        method: method(),
        generated_at: full.generated_at,
    }
}

fn poison(card: &mut ClaimCard, payload: &str, places: &[Span]) {
    let own = || payload.to_owned();
    card.claim.wording = format!("{payload}, so to say");
    if let Some(speaker) = &mut card.speaker {
        speaker.name = own();
    }
    for mention in &mut card.mentions {
        mention.content = places.to_vec();
        (mention.source, mention.cue) = (places.first().copied(), places.last().copied());
        mention.why = vec![own()];
        mention.check_worthiness.features = vec![Feature { name: own(), weight: f64::NAN }];
        if let Some(speaker) = &mut mention.speaker {
            (speaker.name, speaker.role, speaker.why) = (own(), Some(own()), own());
            speaker.aliases = vec![Alias { name: own(), why: own() }];
        }
        for time in &mut mention.times {
            time.span = places.first().copied().unwrap_or(time.span);
        }
    }
    for other in &mut card.others {
        (other.outlet, other.speaker) = (Some(own()), Some(own()));
        other.text = Text::new(own()).expect("short");
        other.content = other.text.span(0..payload.len()).into_iter().collect();
        let whole = other.content.first().copied();
        other.comparison.drifts = vec![Drift { kind: DriftKind::Wording, a: None, b: whole, note: own() }];
        let removed = Segment { kind: SegmentKind::Removed, a: places.first().copied(), b: None };
        let added = Segment { kind: SegmentKind::Added, a: None, b: whole };
        other.comparison.diff.segments = vec![removed, added];
    }
    if card.set_aside.is_some() {
        put_aside(card, payload);
    }
    if !payload.trim().is_empty() {
        decide(card, Target::Fact, EvidenceStatus::Disputed, payload);
    }
}

fn document(text: &str) -> Document {
    Document {
        id: DocumentId(uuid(1)),
        handle: Handle::document(1),
        article_id: ArticleId(uuid(2)),
        version: 2,
        hash: ContentHash::of(text.as_bytes()),
        outlet: Some(Outlet {
            id: OutletId(uuid(3)),
            handle: Handle::outlet(1),
            name: "Harbour Ledger".to_owned(),
            owner: Some("Ledger Holding".to_owned()),
            controller: Some("Varnholm Port Company".to_owned()),
            agency: false,
        }),
        retrieved_at: moment("2026-03-14T10:00:00Z"),
        article: Article {
            id: None,
            url: Some("https://harbour-ledger.example/20260314/port-strike-is-over".to_owned()),
            canonical_url: None,
            archived: None,
            outlet: Some("harbour-ledger.example".to_owned()),
            published: Some(Published::on(day("2026-03-14"))),
            title: Some("Port Strike Is Over, Says Dockers’ Union".to_owned()),
            author: Some("Ilse Brandt".to_owned()),
            credit: None,
            language: Some(Language("en".to_owned())),
            fetched: None,
            text: Text::new(text).expect("short"),
            format: Format::Dated,
            engine: Some("rules-2".to_owned()),
            diagnostics: Vec::new(),
        },
    }
}

fn mention(number: u32, (voice, content, source, cue): &Words<'_>, text: &Text) -> Mention {
    let mut from = 0;
    let content: Vec<Span> = content
        .iter()
        .map(|words| {
            let span = place(text, words, from);
            from = span.bytes().end;
            span
        })
        .collect();
    let near = content.first().map_or(0, |span| span.bytes().start.saturating_sub(20));
    Mention {
        number,
        voice: *voice,
        source: source.map(|words| place(text, words, near)),
        cue: cue.map(|words| place(text, words, near)),
        speaker: source.filter(|words| !words.starts_with("a person")).map(attributed),
        check_worthiness: CheckWorthiness {
            score: 0.2 + 0.09 * f64::from(number),
            features: vec![
                Feature { name: "states a quantity".to_owned(), weight: 0.35 },
                Feature { name: "tells of an intention".to_owned(), weight: -0.1 },
            ],
        },
        confidence: 0.93,
        slots: Slots::default(),
        times: times(*voice, text),
        by_hand: None,
        why: vec!["a verb of saying with a named subject".to_owned()],
        content,
    }
}

fn attributed(source: &str) -> Attributed {
    if source == "Dockers’ Union" {
        return Attributed {
            name: source.to_owned(),
            aliases: Vec::new(),
            role: None,
            confidence: 0.9,
            why: "named in the headline".to_owned(),
        };
    }
    Attributed {
        name: "Mirela Tasev".to_owned(),
        aliases: vec![Alias { name: "Mirela Tassev".to_owned(), why: "spelling variant of Mirela Tasev".to_owned() }],
        role: Some("chair of the Dockers’ Union".to_owned()),
        confidence: 0.88,
        why: if source == "she" { "pronoun, nearest earlier speaker" } else { "named in the text" }.to_owned(),
    }
}

fn times(voice: Voice, text: &Text) -> Vec<TimeExpression> {
    let (words, role, date) = match voice {
        Voice::Indirect => ("on Friday", TimeRole::SaidAt, "2026-03-13"),
        Voice::Own => ("Late on Thursday", TimeRole::About, "2026-03-12"),
        _ => return Vec::new(),
    };
    vec![TimeExpression {
        span: text.as_str().find(words).map_or_else(|| place(text, "", 0), |at| place(text, words, at)),
        from: day(date),
        to: day(date),
        precision: TimePrecision::Day,
        basis: TimeBasis::PublicationDate,
        role,
    }]
}

fn card(number: u32, mention: Mention, text: &Text) -> ClaimCard {
    let speaker = mention.speaker.as_ref().map(speaker);
    let wording = mention.content.first().map_or("", |span| text.slice(span));
    let wording = wording.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    ClaimCard {
        claim: Claim {
            id: ClaimId(uuid(100 + u128::from(number))),
            handle: Handle::claim(number),
            claimant: speaker.as_ref().map(|speaker| speaker.id),
            fingerprint: ContentHash::of(wording.as_bytes()),
            wording,
            statuses: ClaimStatuses::start(mention.source.is_some()),
            revision: 1,
            worth: mention.check_worthiness.score,
            first_published: Some(day("2026-03-14")),
        },
        speaker,
        set_aside: None,
        mentions: vec![mention],
        others: Vec::new(),
        others_left_out: 0,
        evidence: Vec::new(),
        origins: Vec::new(),
        corrections: Vec::new(),
        history: Vec::new(),
    }
}

fn speaker(attributed: &Attributed) -> Speaker {
    let number = if attributed.role.is_some() { 1 } else { 2 };
    let stored = |alias: &Alias| SpeakerAlias { alias: alias.clone(), state: ProposalState::Proposed };
    Speaker {
        id: SpeakerId(uuid(200 + u128::from(number))),
        handle: Handle::speaker(number),
        name: attributed.name.clone(),
        aliases: attributed.aliases.iter().map(stored).collect(),
    }
}

fn decide(card: &mut ClaimCard, target: Target, status: fn(Decision) -> EvidenceStatus, reason: &str) {
    let (by, at) = ("Ana Petrova", moment("2026-03-16T14:05:00Z"));
    let Ok(reason) = reason.parse() else { return };
    let after = status(Decision { by: by.parse().expect("a name"), at, reason });
    let change = change(card, target, after.clone());
    card.claim.statuses = card.claim.statuses.with(target, after);
    card.history.push(event(card, by, at, Action::StatusSet(change)));
}

fn put_aside(card: &mut ClaimCard, reason: &str) {
    let (by, at) = ("Ana Petrova", moment("2026-03-16T14:20:00Z"));
    let Ok(reason) = reason.parse::<Reason>() else { return };
    let decision = Decision { by: by.parse().expect("a name"), at, reason: reason.clone() };
    let after = WorkState::NotAClaim(decision);
    card.set_aside = SetAside::of(&after);
    let change = WorkChange { claim: card.claim.id, handle: card.claim.handle, before: WorkState::New, after };
    let action = Action::WorkChanged { changes: vec![change], reason: Some(reason), takes_back: None, bulk: None };
    card.history.push(event(card, by, at, action));
}

fn take_back(card: &mut ClaimCard, reason: &str) {
    let at = moment("2026-03-17T09:12:00Z");
    let change = change(card, Target::Fact, EvidenceStatus::Unverified);
    card.claim.statuses = card.claim.statuses.with(Target::Fact, EvidenceStatus::Unverified);
    let action = Action::Undone { event: EventId(uuid(300)), change, reason: reason.parse().ok() };
    card.history.push(event(card, "Tom Okoro", at, action));
}

fn change(card: &ClaimCard, target: Target, after: EvidenceStatus) -> StatusChange {
    StatusChange {
        claim: card.claim.id,
        handle: card.claim.handle,
        target,
        before: card.claim.statuses.of(target).cloned().unwrap_or_default(),
        after,
        revision: 2,
        judged: None,
        bulk: None,
    }
}

fn event(card: &ClaimCard, by: &str, at: DateTime<Utc>, action: Action) -> Event {
    Event {
        id: EventId(uuid(300 + card.history.len() as u128)),
        at,
        actor: Actor::Person(by.parse().expect("a name")),
        action,
    }
}

/// A run of a word diff: how it fares, its words in the first text, its words in the second.
type Run<'a> = (SegmentKind, &'a str, &'a str);

fn in_this_article(text: &Text) -> OtherWording {
    let mut other = other(
        text,
        "The strike at the port of Varnholm has ended after nine days",
        &[
            (SegmentKind::Removed, "Port Strike Is Over", ""),
            (SegmentKind::Added, "", "The strike at the port of Varnholm has ended after nine days"),
        ],
        (Relation::Rewords, 0.41, &[]),
        &[(DriftKind::Wording, "Over → has ended"), (DriftKind::Wording, "“after nine days” added")],
    );
    (other.document, other.claim) = (Handle::document(1), Handle::claim(2));
    other
}

fn rewording(text: &Text) -> OtherWording {
    other(
        text,
        "“The port strike has ended after nine days,” Tasev said.",
        &[
            (SegmentKind::Removed, "The strike at the port of Varnholm", ""),
            (SegmentKind::Added, "", "“The port strike"),
            (SegmentKind::Same, "has ended after nine days", "has ended after nine days"),
            (SegmentKind::Added, "", ",”"),
        ],
        (Relation::Rewords, 0.81, &[]),
        &[(DriftKind::Quote, "quotation marks put round a paraphrase"), (DriftKind::Entity, "Varnholm dropped")],
    )
}

fn more_than(text: &Text) -> OtherWording {
    other(
        text,
        "More than 300 members voted, Tasev said, and nobody was pressed to vote either way.",
        &[
            (SegmentKind::Removed, "“About", ""),
            (SegmentKind::Added, "", "More than"),
            (SegmentKind::Same, "300 members voted,", "300 members voted,"),
            (SegmentKind::Folded, "and nobody", "and nobody"),
            (SegmentKind::Same, "was pressed to vote either way", "was pressed to vote either way"),
        ],
        (Relation::Contradicts, 0.86, &[Veto::Quantity]),
        &[(DriftKind::Number, "about 300 → more than 300"), (DriftKind::Quote, "quotation marks taken off")],
    )
}

fn ten_times(text: &Text) -> OtherWording {
    let mut other = other(
        text,
        "Tasev said 3,000 members voted.",
        &[
            (SegmentKind::Removed, "“About 300", ""),
            (SegmentKind::Added, "", "3,000"),
            (SegmentKind::Same, "members voted", "members voted"),
            (SegmentKind::Removed, ", and nobody was pressed to vote either way,”", ""),
        ],
        (Relation::Contradicts, 0.55, &[Veto::Quantity]),
        &[(DriftKind::Number, "about 300 → 3,000"), (DriftKind::Wording, "the second half dropped")],
    );
    (other.document, other.claim) = (Handle::document(7), Handle::claim(31));
    (other.outlet, other.published) = (Some("Northern Wire".to_owned()), Some(Published::on(day("2026-03-20"))));
    other
}

fn negated(text: &Text) -> OtherWording {
    other(
        text,
        "“We asked for the minister’s help,” Tasev said.",
        &[
            (SegmentKind::Same, "“We", "“We"),
            (SegmentKind::Removed, "did not ask", ""),
            (SegmentKind::Added, "", "asked"),
            (SegmentKind::Same, "for the minister’s help", "for the minister’s help"),
            (SegmentKind::Folded, ".”", ",”"),
        ],
        (Relation::Contradicts, 0.9, &[Veto::Negation]),
        &[(DriftKind::Negation, "“did not” dropped")],
    )
}

fn other(
    a: &Text,
    wording: &str,
    runs: &[Run<'_>],
    (relation, score, vetoes): (Relation, f64, &[Veto]),
    drifts: &[(DriftKind, &str)],
) -> OtherWording {
    let text = Text::new(wording).expect("short");
    let (mut at_a, mut at_b) = (0, 0);
    let mut span = |text: &Text, words: &str, second: bool| {
        let at = if second { &mut at_b } else { &mut at_a };
        (!words.is_empty()).then(|| {
            let span = place(text, words, *at);
            *at = span.bytes().end;
            span
        })
    };
    let segments = runs.iter().map(|(kind, in_a, in_b)| Segment {
        kind: *kind,
        a: span(a, in_a, false),
        b: span(&text, in_b, true),
    });
    let segments = segments.collect();
    let drift = |(kind, note): &(DriftKind, &str)| Drift { kind: *kind, a: None, b: None, note: (*note).to_owned() };
    OtherWording {
        document: Handle::document(4),
        outlet: Some("Varnholm Evening Post".to_owned()),
        published: Some(Published::on(day("2026-03-16"))),
        claim: Handle::claim(19),
        speaker: Some("Mirela Tasev".to_owned()),
        content: vec![place(&text, wording, 0)],
        denial: None,
        claim_denial: None,
        earlier: false,
        comparison: Comparison {
            relation,
            score,
            vetoes: vetoes.to_vec(),
            drifts: drifts.iter().map(drift).collect(),
            diff: WordDiff { segments },
        },
        text,
    }
}

fn method() -> Method {
    Method {
        generator: "onrecord 0.1.0".to_owned(),
        rules: Some("rules-1".to_owned()),
        newest: None,
        checkpoint: Some(Checkpoint {
            size: 41,
            root: ContentHash::of(b"checkpoint"),
            at: moment("2026-03-21T08:00:00Z"),
        }),
        site: std::sync::Arc::default(),
        dispute: Some("Write to the desk of the Varnholm Fact Project, desk@varnholm.example.".to_owned()),
    }
}

fn place(text: &Text, words: &str, from: usize) -> Span {
    let from = text.as_str().ceil_char_boundary(from);
    let at = text.as_str()[from..].find(words).unwrap_or_else(|| panic!("{words:?} is not in the sample"));
    text.span(from + at..from + at + words.len()).expect("found in the text")
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

fn day(s: &str) -> NaiveDate {
    s.parse().expect("a day")
}

fn moment(s: &str) -> DateTime<Utc> {
    s.parse().expect("a moment")
}
