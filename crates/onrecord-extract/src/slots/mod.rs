//! The comparable parts of a proposition.

mod entity;
mod hedge;
mod negation;
mod quantity;

use onrecord_model::{Polarity, Slots};
use onrecord_text::{Span, Text};

use crate::word::{Word, words};

pub(crate) use entity::{PARTICLE, kind, runs};

/// Bytes of content that are looked at; a proposition is a sentence or a few, not a book.
const MAX_CONTENT: usize = 20_000;

/// Finds the slots of the proposition that stands at `content` in `text`; spans longer than a long paragraph are cut.
pub fn slots(text: &Text, content: &[Span]) -> Slots {
    let mut slots = Slots::default();
    for span in content {
        let mut range = span.bytes();
        if range.len() > MAX_CONTENT {
            range.end = text.as_str().floor_char_boundary(range.start + MAX_CONTENT);
        }
        add(text, &words(text.as_str(), &range), &mut slots);
    }
    if slots.negations.len() % 2 == 1 {
        slots.polarity = Polarity::Negated;
    }
    slots
}

fn add(text: &Text, words: &[Word], slots: &mut Slots) {
    let span = |range: std::ops::Range<usize>| text.span(range).ok();
    slots.negations.extend(negation::find(words).into_iter().filter_map(span));
    slots.hedges.extend(hedge::find(text, words));
    slots.quantities.extend(quantity::find(text, words));
    slots.entities.extend(entity::find(text, words));
}

#[cfg(test)]
mod tests {
    use onrecord_model::{Approximation, EntityKind, HedgeKind};

    use super::*;

    fn of(raw: &str) -> (Text, Slots) {
        let text = Text::new(raw).unwrap();
        let whole = text.span(0..raw.len()).unwrap();
        let slots = slots(&text, &[whole]);
        (text, slots)
    }

    type Shown = (String, f64, Option<f64>, Option<String>, Approximation);

    fn quantities(raw: &str) -> Vec<Shown> {
        let (text, slots) = of(raw);
        let shown = |q: &onrecord_model::Quantity| {
            let unit = q.unit.as_ref().map(|u| u.0.clone());
            (text.slice(&q.span).to_owned(), q.value, q.upper, unit, q.approximation)
        };
        slots.quantities.iter().map(shown).collect()
    }

    #[track_caller]
    fn one(raw: &str, exact: &str, value: f64, unit: Option<&str>, approximation: Approximation) {
        let expected = (exact.to_owned(), value, None, unit.map(str::to_owned), approximation);
        assert_eq!(quantities(raw), [expected], "{raw}");
    }

    #[test]
    fn quantities_have_value_unit_and_approximation() {
        use Approximation::{About, AtLeast, AtMost, Exact, Magnitude};
        one("It lasted about four hours.", "about four hours", 4.0, Some("hour"), About);
        one("It cost $3.5bn.", "$3.5bn", 3.5e9, Some("USD"), Exact);
        one("It cost $3.5 million.", "$3.5 million", 3.5e6, Some("USD"), Exact);
        one("It cost 40 million dollars.", "40 million dollars", 4e7, Some("USD"), Exact);
        one("They counted 1,200 people.", "1,200 people", 1200.0, Some("person"), Exact);
        one("It rose 3.5 percent.", "3.5 percent", 3.5, Some("%"), Exact);
        one("It rose 3.5 per cent.", "3.5 per cent", 3.5, Some("%"), Exact);
        one("The storm left 12 dead.", "12 dead", 12.0, Some("dead"), Exact);
        one("More than 300 soldiers left.", "More than 300 soldiers", 300.0, Some("soldiers"), AtLeast);
        one("Up to 300 soldiers left.", "Up to 300 soldiers", 300.0, Some("soldiers"), AtMost);
        one("Dozens of houses burned.", "Dozens of houses", 12.0, Some("houses"), Magnitude);
        one("Two hundred thousand people left.", "Two hundred thousand people", 2e5, Some("person"), Exact);
        one("One in five sailors left.", "One in five", 0.2, Some("share"), Exact);
        one("One in every ten houses is empty.", "One in every ten", 0.1, Some("share"), Exact);
        one("It fell by a third.", "a third", 1.0 / 3.0, Some("share"), Exact);
        one("Half of the fleet sank.", "Half", 0.5, Some("share"), Exact);
        one("It took 3 1/2 hours.", "3 1/2 hours", 3.5, Some("hour"), Exact);
        one("It rose to 5-3/4 percent.", "5-3/4 percent", 5.75, Some("%"), Exact);
        one("It rose by 1/4 percentage point.", "1/4 percentage point", 0.25, Some("percentage point"), Exact);
        one("It fell to -12C at night.", "-12C", -12.0, Some("degree C"), Exact);
        one("It rose to 31 degrees Celsius.", "31 degrees Celsius", 31.0, Some("degree C"), Exact);
        one("Some 20 or so boats sank.", "Some 20 or so boats", 20.0, Some("boats"), About);
        one("They lost US$40m.", "US$40m", 4e7, Some("USD"), Exact);
        one("Exports doubled.", "doubled", 2.0, Some("times"), Exact);
        one("Several hundred people left.", "Several hundred people", 100.0, Some("person"), Magnitude);
        one("A three-hour talk.", "three-hour", 3.0, Some("hour"), Exact);
    }

    #[test]
    fn ranges_have_two_ends() {
        for raw in ["Between 10 and 12 ships sank.", "From 10 to 12 ships sank."] {
            let found = quantities(raw);
            assert_eq!(found.len(), 1, "{raw}");
            assert_eq!((found[0].1, found[0].2, found[0].4), (10.0, Some(12.0), Approximation::Range));
        }
    }

    #[test]
    fn ranges_in_one_word_need_something_measured() {
        for (raw, low, high) in [
            ("They lost 5-7 million dollars.", 5e6, 7e6),
            ("It cost $3-4 million.", 3e6, 4e6),
            ("They counted 10,000-15,000 people.", 1e4, 1.5e4),
        ] {
            let found = quantities(raw);
            assert_eq!((found[0].1, found[0].2, found[0].4), (low, Some(high), Approximation::Range), "{raw}");
        }
        assert!(quantities("They won 2-3 in the 2014-2015 season.").is_empty());
    }

    #[test]
    fn dates_times_and_ordinals_are_no_quantities() {
        for raw in [
            "It began in 2014.",
            "It began on March 5, 2024.",
            "It began on 2024-03-05.",
            "It began at 3:30 p.m. sharp.",
            "The 21st meeting was the second one.",
            "One of them left.",
            "A Boeing 737 landed.",
            "It is open 24/7 since 9/11.",
            "It will close in the first half of 2027.",
        ] {
            assert!(quantities(raw).is_empty(), "{raw}: {:?}", quantities(raw));
        }
    }

    #[test]
    fn magnitudes_multiply_as_on_paper() {
        for (raw, value) in [("4.18 billion shares", 4.18e9), ("$1.1 trillion", 1.1e12), ("8.2 million crowns", 8.2e6)]
        {
            assert_eq!(of(raw).1.quantities[0].value.to_bits(), f64::to_bits(value), "{raw}");
        }
    }

    #[test]
    fn an_even_number_of_negations_affirms() {
        assert_eq!(of("They refused to talk.").1.polarity, Polarity::Negated);
        assert_eq!(of("They never refused to talk.").1.polarity, Polarity::Affirmed);
        assert_eq!(of("They never refused to talk.").1.negations.len(), 2);
        assert_eq!(of("The dam had failed.").1.polarity, Polarity::Affirmed);
        assert_eq!(of("They failed to talk.").1.polarity, Polarity::Negated);
        assert_eq!(of("They didn’t talk.").1.polarity, Polarity::Negated);
        assert_eq!(of("Not only ships sank; no fewer than ten planes fell.").1.negations.len(), 0);
        assert_eq!(of("Not merely ships sank; there was nothing but praise; it isn't until May.").1.negations.len(), 0);
        assert_eq!(of("They go whether or not it rains.").1.negations.len(), 0);
        assert_eq!(of("Shares declined 2 percent; they declined to talk.").1.negations.len(), 1);
        assert_eq!(of("They have yet to talk.").1.polarity, Polarity::Negated);
        assert_eq!(of("It is false that ships sank; it is wrong to say that planes fell.").1.negations.len(), 2);
        assert_eq!(of("The false report names the wrong man.").1.negations.len(), 0);
        assert_eq!(of("They dont talk.").1.polarity, Polarity::Negated);
        assert_eq!(of("Its failure to talk was noted.").1.polarity, Polarity::Negated);
    }

    #[test]
    fn hedges_have_kinds_and_names_of_months_are_none() {
        let kinds = |raw: &str| of(raw).1.hedges.iter().map(|h| h.kind).collect::<Vec<_>>();
        assert_eq!(kinds("They may leave."), [HedgeKind::Possibility]);
        assert_eq!(kinds("They will leave if it rains."), [HedgeKind::Future, HedgeKind::Condition]);
        assert_eq!(kinds("He allegedly left."), [HedgeKind::Hearsay]);
        assert_eq!(kinds("They left in May."), []);
    }

    #[test]
    fn names_are_found_with_their_kind() {
        let (text, slots) = of("The talks between President Ana Torres and the Energy Ministry in Geneva failed.");
        let found: Vec<_> = slots.entities.iter().map(|e| (text.slice(&e.span), e.kind)).collect();
        let expected = [
            ("President Ana Torres", EntityKind::Person),
            ("Energy Ministry", EntityKind::Body),
            ("Geneva", EntityKind::Place),
        ];
        assert_eq!(found, expected);
    }
}
