//! Statements written down with their slots.
//!
//! `[not:never]` marks a negation, `[may:could]`, `[alleged:…]`, `[will:…]`, `[likely:…]`, `[if:…]` a hedge,
//! `[name:…]` an entity, `[3500000 USD:$3.5 million]` a quantity (`~` about, `>` at least, `<` at most before the value).

use std::fmt::Write;

use onrecord_compare::Statement;
use onrecord_model::{
    Approximation, ArticleId, Comparison, Entity, EntityKind, Hedge, HedgeKind, Polarity, Published, Quantity, Slots,
    Unit, Voice,
};
use onrecord_text::{Span, Text};

/// A statement that owns what it points into.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) text: Text,
    pub(crate) content: Vec<Span>,
    pub(crate) slots: Slots,
    pub(crate) source: Option<Span>,
    pub(crate) cue: Option<Span>,
    pub(crate) speaker: Option<String>,
    pub(crate) voice: Option<Voice>,
    pub(crate) published: Option<Published>,
    pub(crate) article: Option<ArticleId>,
}

impl Written {
    pub(crate) fn statement(&self) -> Statement<'_> {
        Statement {
            text: &self.text,
            content: &self.content,
            slots: &self.slots,
            source: self.source,
            cue: self.cue,
            speaker: self.speaker.as_deref(),
            voice: self.voice,
            published: self.published,
            article: self.article,
        }
    }

    /// Credits the statement to `speaker` by `cue`; both are written behind the content.
    pub(crate) fn by(mut self, speaker: &str, cue: &str) -> Self {
        let before = format!("{} ", self.text.as_str());
        let text = Text::new(format!("{before}{speaker} {cue}")).unwrap();
        let from = before.len() + speaker.len() + 1;
        self.source = Some(text.span_holding(before.len()..from - 1, speaker).unwrap());
        self.cue = Some(text.span_holding(from..from + cue.len(), cue).unwrap());
        self.speaker = Some(speaker.to_owned());
        self.text = text;
        self
    }

    pub(crate) fn on(mut self, published: &str) -> Self {
        self.published = Some(published.parse().unwrap());
        self
    }

    pub(crate) fn of(mut self, article: ArticleId) -> Self {
        self.article = Some(article);
        self
    }

    pub(crate) fn voice(mut self, voice: Voice) -> Self {
        self.voice = Some(voice);
        self
    }
}

/// Reads a marked statement.
pub(crate) fn written(marked: &str) -> Written {
    let (mut plain, mut marks) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let (mark, after) = after.split_once(']').unwrap();
        let (kind, words) = mark.split_once(':').unwrap();
        marks.push((plain.len()..plain.len() + words.len(), kind.to_owned()));
        plain.push_str(words);
        rest = after;
    }
    plain.push_str(rest);
    let text = Text::new(plain).unwrap();
    let mut slots = Slots::default();
    for (range, kind) in marks {
        add(&mut slots, text.span(range).unwrap(), &kind);
    }
    if slots.negations.len() % 2 == 1 {
        slots.polarity = Polarity::Negated;
    }
    Written {
        content: vec![text.span(0..text.as_str().len()).unwrap()],
        text,
        slots,
        source: None,
        cue: None,
        speaker: None,
        voice: None,
        published: None,
        article: None,
    }
}

fn add(slots: &mut Slots, span: Span, kind: &str) {
    let hedge = match kind {
        "may" => Some(HedgeKind::Possibility),
        "likely" => Some(HedgeKind::Probability),
        "alleged" => Some(HedgeKind::Hearsay),
        "will" => Some(HedgeKind::Future),
        "if" => Some(HedgeKind::Condition),
        _ => None,
    };
    match (kind, hedge) {
        (_, Some(kind)) => slots.hedges.push(Hedge { span, kind }),
        ("not", _) => slots.negations.push(span),
        ("name", _) => slots.entities.push(Entity { span, kind: EntityKind::Other }),
        _ => slots.quantities.push(quantity(span, kind)),
    }
}

fn quantity(span: Span, kind: &str) -> Quantity {
    let (value, unit) = kind.split_once(' ').map_or((kind, None), |(value, unit)| (value, Some(unit)));
    let approximation = match value.chars().next() {
        Some('~') => Approximation::About,
        Some('>') => Approximation::AtLeast,
        Some('<') => Approximation::AtMost,
        _ => Approximation::Exact,
    };
    Quantity {
        span,
        value: value.trim_start_matches(['~', '>', '<']).parse().unwrap(),
        upper: None,
        unit: unit.map(|unit| Unit(unit.to_owned())),
        approximation,
    }
}

pub(crate) fn compare(a: &Written, b: &Written) -> Comparison {
    onrecord_compare::compare(&a.statement(), &b.statement())
}

/// Writes a comparison down for reading.
pub(crate) fn shown(a: &Written, b: &Written) -> String {
    let comparison = compare(a, b);
    let vetoes: Vec<&str> = comparison.vetoes.iter().map(|veto| veto.as_str()).collect();
    let mut out = format!("{} {:.2} {vetoes:?}\n", comparison.relation.as_str(), comparison.score);
    for drift in &comparison.drifts {
        let place = |text: &Text, span: &Option<Span>| {
            span.as_ref().map_or_else(
                || "-".to_owned(),
                |s| format!("{}..{} {:?}", s.bytes().start, s.bytes().end, text.slice(s)),
            )
        };
        let _ = writeln!(
            out,
            "  {}: {} | {} | {}",
            drift.kind.as_str(),
            drift.note,
            place(&a.text, &drift.a),
            place(&b.text, &drift.b)
        );
    }
    out
}
