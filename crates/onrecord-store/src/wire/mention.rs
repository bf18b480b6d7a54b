//! What was found at one place of a text.

use std::borrow::Cow;

use chrono::NaiveDate;
use onrecord_model::{
    Alias, Attributed, ByHand, CheckWorthiness, Entity, Feature, HandWork, Hedge, Mention, Polarity, Quantity, Slots,
    TimeExpression, Unit, Voice,
};
use onrecord_text::Text;
use serde::{Deserialize, Serialize};

use super::span::{self, SpanRecord};
use super::{float, word};

/// Version of the form below.
const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Record {
    v: u32,
    content: Vec<SpanRecord>,
    source: Option<SpanRecord>,
    cue: Option<SpanRecord>,
    speaker: Option<SpeakerRecord>,
    features: Vec<FeatureRecord>,
    slots: SlotsRecord,
    times: Vec<TimeRecord>,
    why: Vec<String>,
    /// Left out where there is none, so that what was written before people could stays the same to the byte.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by_hand: Option<ByHandRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ByHandRecord {
    work: String,
    by: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct SpeakerRecord {
    name: String,
    aliases: Vec<AliasRecord>,
    role: Option<String>,
    #[serde(with = "float")]
    confidence: f64,
    why: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct AliasRecord {
    name: String,
    why: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct FeatureRecord {
    name: String,
    #[serde(with = "float")]
    weight: f64,
}

#[derive(Debug, Serialize, Deserialize)]
struct SlotsRecord {
    negated: bool,
    negations: Vec<SpanRecord>,
    hedges: Vec<HedgeRecord>,
    quantities: Vec<QuantityRecord>,
    entities: Vec<EntityRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
struct HedgeRecord {
    span: SpanRecord,
    kind: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct QuantityRecord {
    span: SpanRecord,
    #[serde(with = "float")]
    value: f64,
    #[serde(with = "float::optional")]
    upper: Option<f64>,
    unit: Option<String>,
    approximation: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct EntityRecord {
    span: SpanRecord,
    kind: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct TimeRecord {
    span: SpanRecord,
    from: NaiveDate,
    to: NaiveDate,
    precision: String,
    basis: String,
    role: String,
}

/// What of a mention stands in columns of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Columns {
    /// Number in the document.
    pub(crate) number: u32,
    /// In whose voice.
    pub(crate) voice: Voice,
    /// How sure the engine is.
    pub(crate) confidence: f64,
    /// How much it is worth checking.
    pub(crate) worth: f64,
}

#[derive(Serialize, Deserialize)]
struct Whole {
    number: u32,
    voice: Cow<'static, str>,
    #[serde(with = "float")]
    confidence: f64,
    #[serde(with = "float")]
    worth: f64,
    rest: Record,
}

/// Writes a mention with what otherwise stands in columns.
pub(crate) fn write_whole(mention: &Mention, text: &Text) -> String {
    super::json(&Whole {
        number: mention.number,
        voice: mention.voice.as_str().into(),
        confidence: mention.confidence,
        worth: mention.check_worthiness.score,
        rest: record(mention, text),
    })
}

/// Writes what has no column of its own.
pub(crate) fn write(mention: &Mention, text: &Text) -> String {
    super::json(&record(mention, text))
}

/// Takes what [`write_whole`] wrote apart: what stands in columns, and what [`write`] would have written.
pub(crate) fn take_apart(whole: &str) -> Result<(Columns, String), String> {
    let whole: Whole = serde_json::from_str(whole).map_err(|error| error.to_string())?;
    let voice = Voice::parse(&whole.voice).ok_or_else(|| format!("unknown voice {:?}", whole.voice))?;
    let columns = Columns { number: whole.number, voice, confidence: whole.confidence, worth: whole.worth };
    Ok((columns, super::json(&whole.rest)))
}

/// Reads what [`write`] wrote; every span must hold in `text` what it held when written.
pub(crate) fn read(columns: Columns, json: &str, text: &Text) -> Result<Mention, String> {
    let record: Record = serde_json::from_str(json).map_err(|error| error.to_string())?;
    if record.v != VERSION {
        return Err(format!("form {} is not known", record.v));
    }
    Ok(Mention {
        number: columns.number,
        voice: columns.voice,
        content: span::read_all(&record.content, text)?,
        source: record.source.map(|s| s.read(text)).transpose()?,
        cue: record.cue.map(|s| s.read(text)).transpose()?,
        speaker: record.speaker.map(read_speaker),
        check_worthiness: CheckWorthiness {
            score: columns.worth,
            features: record.features.into_iter().map(read_feature).collect(),
        },
        confidence: columns.confidence,
        slots: read_slots(record.slots, text)?,
        times: record.times.iter().map(|t| read_time(t, text)).collect::<Result<_, _>>()?,
        why: record.why,
        by_hand: record.by_hand.as_ref().map(read_by_hand).transpose()?,
    })
}

fn record(mention: &Mention, text: &Text) -> Record {
    Record {
        v: VERSION,
        content: span::write_all(&mention.content, text),
        source: mention.source.map(|s| SpanRecord::new(&s, text)),
        cue: mention.cue.map(|s| SpanRecord::new(&s, text)),
        speaker: mention.speaker.as_ref().map(speaker),
        features: mention.check_worthiness.features.iter().map(feature).collect(),
        slots: slots(&mention.slots, text),
        times: mention.times.iter().map(|t| time(t, text)).collect(),
        why: mention.why.clone(),
        by_hand: mention.by_hand.as_ref().map(by_hand),
    }
}

fn by_hand(hand: &ByHand) -> ByHandRecord {
    ByHandRecord { work: hand.work.as_str().to_owned(), by: hand.by.name().to_owned() }
}

fn read_by_hand(record: &ByHandRecord) -> Result<ByHand, String> {
    Ok(ByHand {
        work: HandWork::parse(&record.work).ok_or_else(|| format!("unknown work {:?}", record.work))?,
        by: record.by.parse().map_err(|_| format!("{:?} is no reviewer", record.by))?,
    })
}

fn speaker(speaker: &Attributed) -> SpeakerRecord {
    let alias = |alias: &Alias| AliasRecord { name: alias.name.clone(), why: alias.why.clone() };
    SpeakerRecord {
        name: speaker.name.clone(),
        aliases: speaker.aliases.iter().map(alias).collect(),
        role: speaker.role.clone(),
        confidence: speaker.confidence,
        why: speaker.why.clone(),
    }
}

fn read_speaker(record: SpeakerRecord) -> Attributed {
    let alias = |alias: AliasRecord| Alias { name: alias.name, why: alias.why };
    Attributed {
        name: record.name,
        aliases: record.aliases.into_iter().map(alias).collect(),
        role: record.role,
        confidence: record.confidence,
        why: record.why,
    }
}

fn feature(feature: &Feature) -> FeatureRecord {
    FeatureRecord { name: feature.name.clone(), weight: feature.weight }
}

fn read_feature(record: FeatureRecord) -> Feature {
    Feature { name: record.name, weight: record.weight }
}

fn slots(slots: &Slots, text: &Text) -> SlotsRecord {
    let hedge =
        |hedge: &Hedge| HedgeRecord { span: SpanRecord::new(&hedge.span, text), kind: hedge.kind.as_str().to_owned() };
    let entity = |entity: &Entity| EntityRecord {
        span: SpanRecord::new(&entity.span, text),
        kind: entity.kind.as_str().to_owned(),
    };
    SlotsRecord {
        negated: slots.polarity == Polarity::Negated,
        negations: span::write_all(&slots.negations, text),
        hedges: slots.hedges.iter().map(hedge).collect(),
        quantities: slots.quantities.iter().map(|q| quantity(q, text)).collect(),
        entities: slots.entities.iter().map(entity).collect(),
    }
}

fn read_slots(record: SlotsRecord, text: &Text) -> Result<Slots, String> {
    let hedge = |hedge: &HedgeRecord| {
        let kind = word::hedge(&hedge.kind)?;
        hedge.span.read(text).map(|span| Hedge { span, kind })
    };
    let entity = |entity: &EntityRecord| {
        let kind = word::entity(&entity.kind)?;
        entity.span.read(text).map(|span| Entity { span, kind })
    };
    Ok(Slots {
        polarity: if record.negated { Polarity::Negated } else { Polarity::Affirmed },
        negations: span::read_all(&record.negations, text)?,
        hedges: record.hedges.iter().map(hedge).collect::<Result<_, _>>()?,
        quantities: record.quantities.into_iter().map(|q| read_quantity(q, text)).collect::<Result<_, _>>()?,
        entities: record.entities.iter().map(entity).collect::<Result<_, _>>()?,
    })
}

fn quantity(quantity: &Quantity, text: &Text) -> QuantityRecord {
    QuantityRecord {
        span: SpanRecord::new(&quantity.span, text),
        value: quantity.value,
        upper: quantity.upper,
        unit: quantity.unit.clone().map(|unit| unit.0),
        approximation: quantity.approximation.as_str().to_owned(),
    }
}

fn read_quantity(record: QuantityRecord, text: &Text) -> Result<Quantity, String> {
    Ok(Quantity {
        span: record.span.read(text)?,
        value: record.value,
        upper: record.upper,
        unit: record.unit.map(Unit),
        approximation: word::approximation(&record.approximation)?,
    })
}

fn time(time: &TimeExpression, text: &Text) -> TimeRecord {
    TimeRecord {
        span: SpanRecord::new(&time.span, text),
        from: time.from,
        to: time.to,
        precision: time.precision.as_str().to_owned(),
        basis: time.basis.as_str().to_owned(),
        role: time.role.as_str().to_owned(),
    }
}

fn read_time(record: &TimeRecord, text: &Text) -> Result<TimeExpression, String> {
    Ok(TimeExpression {
        span: record.span.read(text)?,
        from: record.from,
        to: record.to,
        precision: word::precision(&record.precision)?,
        basis: word::basis(&record.basis)?,
        role: word::role(&record.role)?,
    })
}
