//! The comparable parts of a proposition.

use onrecord_model as model;
use onrecord_text::Text;
use serde::Serialize;

use super::Span;

/// The comparable parts of a proposition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Slots {
    /// `affirmed` or `negated`.
    pub polarity: &'static str,
    /// The negating words.
    pub negations: Vec<Span>,
    /// The weakening words.
    pub hedges: Vec<Hedge>,
    /// The stated quantities.
    pub quantities: Vec<Quantity>,
    /// The names.
    pub entities: Vec<Entity>,
}

/// A weakening word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hedge {
    /// Where.
    pub span: Span,
    /// `possibility`, `probability`, `hearsay`, `future` or `condition`.
    pub kind: &'static str,
}

/// A stated quantity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quantity {
    /// Where, approximation and unit included.
    pub span: Span,
    /// Value or lower end in the unit itself; not rounded.
    pub value: f64,
    /// Upper end of a range.
    pub upper: Option<f64>,
    /// What is counted, in a normal form.
    pub unit: Option<String>,
    /// `exact`, `about`, `at least`, `at most`, `range` or `magnitude`.
    pub approximation: &'static str,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// Where.
    pub span: Span,
    /// `person`, `body`, `place` or `other`.
    pub kind: &'static str,
}

impl Slots {
    /// Copies the slots of a proposition in `text`.
    pub fn new(slots: &model::Slots, text: &Text) -> Self {
        Slots {
            polarity: match slots.polarity {
                model::Polarity::Affirmed => "affirmed",
                model::Polarity::Negated => "negated",
            },
            negations: Span::list(&slots.negations, text),
            hedges: slots.hedges.iter().map(|h| Hedge::new(h, text)).collect(),
            quantities: slots.quantities.iter().map(|q| Quantity::new(q, text)).collect(),
            entities: slots.entities.iter().map(|e| Entity::new(e, text)).collect(),
        }
    }
}

impl Hedge {
    fn new(hedge: &model::Hedge, text: &Text) -> Self {
        Hedge { span: Span::new(&hedge.span, text), kind: hedge.kind.as_str() }
    }
}

impl Quantity {
    fn new(quantity: &model::Quantity, text: &Text) -> Self {
        Quantity {
            span: Span::new(&quantity.span, text),
            value: quantity.value,
            upper: quantity.upper,
            unit: quantity.unit.as_ref().map(|unit| unit.0.clone()),
            approximation: quantity.approximation.as_str(),
        }
    }
}

impl Entity {
    fn new(entity: &model::Entity, text: &Text) -> Self {
        Entity { span: Span::new(&entity.span, text), kind: entity.kind.as_str() }
    }
}
