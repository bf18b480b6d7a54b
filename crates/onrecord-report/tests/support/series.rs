//! Made-up versions of a text: one of each fate a sentence can have, and one with a payload in every field.

use onrecord_model::{
    Comparison, Document, Drift, DriftKind, Handle, Language, Published, Relation, Segment, SegmentKind,
    SentenceChange, SentenceEvent, SentencePlace, Veto, WordDiff,
};
use onrecord_report::article::Method;
use onrecord_report::timeline::{TimelineEvent, TimelinePage};
use onrecord_text::{Span, Text};

use super::{day, document, method, moment, place};

const PRICE: [&str; 2] = [
    "The board keeps the price of a cubic metre at 2.10 crowns.",
    "The board raises the price of a cubic metre to 2.35 crowns.",
];
const RESERVES: [&str; 4] = [
    "Reserves in the upper basin may fall below 40 percent before the summer.",
    "Reserves in the upper basin fell below 40 percent, and repairs at the old dam will go on until spring.",
    "Reserves in the upper basin fell below 40 percent.",
    "Reserves in the upper basin did not fall below 40 percent, and repairs at the old dam will go on until spring.",
];
const FARMERS: &str = "The board will meet the farmers of the valley again.";
const GATES: [&str; 2] = [
    "“The gates stay shut,” the engineers of the dam report.",
    "\"The gates stay shut,\" the engineers of the dam report.",
];
const REPAIRS: &str = "Repairs at the old dam will go on until spring.";

/// Returns a page that shows every part of the versions.
pub(crate) fn page() -> TimelinePage {
    use SentenceChange::{Back, Left, Merged, New, Reworded, Same, Split};
    let versions = vec![
        version(1, "2024-03-05", &format!("For the press.\n\n{} {}\n\n{FARMERS}\n", PRICE[0], RESERVES[0])),
        version(2, "2024-09-03", &format!("For the press.\n\n{} {}\n\n{}\n", PRICE[1], RESERVES[1], GATES[0])),
        version(3, "2025-03-04", &format!("{} {} {REPAIRS}\n\n{} {FARMERS}\n", PRICE[1], RESERVES[2], GATES[1])),
        version(4, "2025-09-02", &format!("{}\n\n{}\n\n{FARMERS}\n", PRICE[1], RESERVES[3])),
    ];
    let told = [
        (0, 0, New, PRICE[0], None),
        (0, 1, New, RESERVES[0], None),
        (0, 2, New, FARMERS, None),
        (1, 0, Reworded, PRICE[1], Some((0, PRICE[0]))),
        (1, 1, Reworded, RESERVES[1], Some((0, RESERVES[0]))),
        (1, 3, New, GATES[0], None),
        (1, 2, Left, "", Some((0, FARMERS))),
        (2, 0, Same, PRICE[1], Some((1, PRICE[1]))),
        (2, 1, Reworded, RESERVES[2], Some((1, RESERVES[1]))),
        (2, 4, Split, REPAIRS, None),
        (2, 3, Same, GATES[1], Some((1, GATES[0]))),
        (2, 2, Back, FARMERS, Some((0, FARMERS))),
        (3, 0, Same, PRICE[1], Some((2, PRICE[1]))),
        (3, 1, Reworded, RESERVES[3], Some((2, RESERVES[2]))),
        (3, 2, Same, FARMERS, Some((2, FARMERS))),
        (3, 4, Merged, "", Some((2, REPAIRS))),
        (3, 3, Left, "", Some((2, GATES[1]))),
    ];
    let mut events: Vec<TimelineEvent> = told.iter().map(|told| event(&versions, *told)).collect();
    let whole = |version: usize, words| Some(SentencePlace { version, span: span(&versions, version, words) });
    (events[9].event.whole, events[15].event.whole) = (whole(1, RESERVES[1]), whole(3, RESERVES[3]));
    notes(
        &mut events[3],
        &[(DriftKind::Number, "2.10 crowns → 2.35 crowns"), (DriftKind::Wording, "keeps → raises")],
        &[Veto::Quantity],
    );
    notes(
        &mut events[4],
        &[(DriftKind::Hedge, "“may” dropped"), (DriftKind::Wording, "“before the summer” dropped")],
        &[Veto::Hedge],
    );
    notes(&mut events[8], &[(DriftKind::Wording, "the second half dropped")], &[]);
    notes(&mut events[13], &[(DriftKind::Negation, "“did not” added")], &[Veto::Negation]);
    let method = method();
    TimelinePage { versions, events, find: None, method, generated_at: moment("2025-09-03T08:30:00Z") }
}

/// Returns a page on which `payload` stands in every field that can hold foreign text.
pub(crate) fn hostile(payload: &str) -> TimelinePage {
    let own = || payload.to_owned();
    let text = |number: u32| format!("{payload} {number}\n\n{payload} of the last version {payload}");
    let mut versions: Vec<Document> = (1..=3).map(|number| version(number, "2025-09-02", &text(number))).collect();
    for (number, version) in versions.iter_mut().enumerate() {
        let article = &mut version.article;
        (article.title, article.url) = (Some(format!("{payload} {number}")), Some(format!("{payload}{number}")));
        article.language = Some(Language(own()));
        let outlet = version.outlet.as_mut().expect("the sample has an outlet");
        (outlet.name, outlet.owner) = (format!("{payload}{number}"), Some(own()));
    }
    versions[2].article.published = None;
    let place = |version: usize| {
        let text = &versions[version].article.text;
        text.span(0..payload.len() + 2).expect("the payload and a number")
    };
    let mut events = Vec::new();
    for (version, change) in [
        (0, SentenceChange::New),
        (1, SentenceChange::Reworded),
        (2, SentenceChange::Back),
        (2, SentenceChange::Merged),
    ] {
        let before = (version > 0).then(|| SentencePlace { version: version - 1, span: place(version - 1) });
        let whole = change.is_gone().then(|| SentencePlace { version, span: place(version) });
        let now = (!change.is_gone()).then(|| place(version));
        let event = SentenceEvent { version, thread: usize::from(change.is_gone()), change, now, before, whole };
        let comparison = before.zip(now).map(|(before, now)| Comparison {
            relation: Relation::Rewords,
            score: 0.5,
            vetoes: Veto::ALL.to_vec(),
            drifts: DriftKind::ALL.map(|kind| Drift { kind, a: None, b: None, note: own() }).to_vec(),
            diff: WordDiff {
                segments: vec![
                    Segment { kind: SegmentKind::Removed, a: Some(before.span), b: None },
                    Segment { kind: SegmentKind::Folded, a: Some(before.span), b: Some(now) },
                    Segment { kind: SegmentKind::Added, a: None, b: Some(now) },
                ],
            },
        });
        events.push(TimelineEvent { event, comparison });
    }
    TimelinePage { versions, events, find: Some(own()), method: Method { generator: own(), ..method() }, ..page() }
}

fn version(number: u32, date: &str, text: &str) -> Document {
    let mut document = document(text);
    document.handle = Handle::document(number);
    document.article.title = Some(format!("Statement of the water board, {date}"));
    document.article.url = Some(format!("https://water-board.example/{date}"));
    document.article.published = Some(Published::on(day(date)));
    document
}

/// Version, thread, change, words of now, version and words before.
type Told<'a> = (usize, usize, SentenceChange, &'a str, Option<(usize, &'a str)>);

fn event(versions: &[Document], (version, thread, change, now, before): Told<'_>) -> TimelineEvent {
    let now = (!change.is_gone()).then(|| span(versions, version, now));
    let before = before.map(|(version, words)| SentencePlace { version, span: span(versions, version, words) });
    let compared = |(now, before): (Span, SentencePlace)| {
        let (old, new) = (&versions[before.version].article.text, &versions[version].article.text);
        (old.slice(&before.span) != new.slice(&now)).then(|| comparison((old, before.span), (new, now)))
    };
    let comparison = now.zip(before).and_then(compared);
    TimelineEvent { event: SentenceEvent { version, thread, change, now, before, whole: None }, comparison }
}

fn span(versions: &[Document], version: usize, words: &str) -> Span {
    place(&versions[version].article.text, words, 0)
}

/// Aligns two sentences at the words they begin and end with; quotation marks of another style are folded.
fn comparison(a: (&Text, Span), b: (&Text, Span)) -> Comparison {
    let plain = |word: &str| word.replace(['“', '”'], "\"");
    let (old, new) = (words(a), words(b));
    let alike = |(x, y): &(&Span, &Span)| plain(a.0.slice(x)) == plain(b.0.slice(y));
    let head = old.iter().zip(&new).take_while(alike).count();
    let room = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(alike).count().min(room);
    let both = |x: &Span, y: &Span| {
        let kind = if a.0.slice(x) == b.0.slice(y) { SegmentKind::Same } else { SegmentKind::Folded };
        Segment { kind, a: Some(*x), b: Some(*y) }
    };
    let mut segments: Vec<Segment> = old[..head].iter().zip(&new[..head]).map(|(x, y)| both(x, y)).collect();
    let removed =
        old[head..old.len() - tail].iter().map(|x| Segment { kind: SegmentKind::Removed, a: Some(*x), b: None });
    let added = new[head..new.len() - tail].iter().map(|y| Segment { kind: SegmentKind::Added, a: None, b: Some(*y) });
    segments.extend(removed.chain(added));
    segments.extend(old[old.len() - tail..].iter().zip(&new[new.len() - tail..]).map(|(x, y)| both(x, y)));
    let diff = WordDiff { segments };
    Comparison { relation: Relation::Rewords, score: 0.8, vetoes: Vec::new(), drifts: Vec::new(), diff }
}

fn words((text, span): (&Text, Span)) -> Vec<Span> {
    let (start, mut from) = (span.bytes().start, 0);
    let sentence = text.slice(&span);
    let word = |word: &str| {
        let at = from + sentence[from..].find(word).expect("a word of the sentence");
        from = at + word.len();
        text.span(start + at..start + from).expect("found in the text")
    };
    sentence.split_whitespace().map(word).collect()
}

fn notes(event: &mut TimelineEvent, drifts: &[(DriftKind, &str)], vetoes: &[Veto]) {
    let comparison = event.comparison.as_mut().expect("a reworded sentence");
    let drift = |(kind, note): &(DriftKind, &str)| Drift { kind: *kind, a: None, b: None, note: (*note).to_owned() };
    (comparison.drifts, comparison.vetoes) = (drifts.iter().map(drift).collect(), vetoes.to_vec());
}
