//! Number words, magnitudes, approximations and units.

use onrecord_model::Approximation;

/// Returns the value of a number word below a hundred; `None` for other words.
pub(crate) fn small(lower: &str) -> Option<f64> {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    if let Some(i) = WORDS.iter().position(|w| *w == lower) {
        return Some(i as f64);
    }
    if let Some(tens) = tens(lower) {
        return Some(tens);
    }
    let (ten, one) = lower.split_once('-')?;
    let one = WORDS[1..10].iter().position(|w| *w == one)? + 1;
    Some(tens(ten)? + one as f64)
}

fn tens(lower: &str) -> Option<f64> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    TENS.iter().position(|w| *w == lower).map(|i| (i + 2) as f64 * 10.0)
}

/// Returns the factor of a magnitude word or letter ("million", "bn"); `None` for other words.
pub(crate) fn magnitude(lower: &str) -> Option<f64> {
    Some(match lower {
        "hundred" => 1e2,
        "thousand" | "k" => 1e3,
        "million" | "mn" | "m" | "mln" => 1e6,
        "billion" | "bn" | "b" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        "lakh" | "lakhs" => 1e5,
        "crore" | "crores" => 1e7,
        _ => return None,
    })
}

/// Returns the size of a plural that states only a size ("dozens", "thousands"); `None` for other words.
pub(crate) fn vague(lower: &str) -> Option<f64> {
    Some(match lower {
        "dozens" => 12.0,
        "scores" => 20.0,
        "tens" => 10.0,
        "hundreds" => 1e2,
        "thousands" => 1e3,
        "millions" => 1e6,
        "billions" => 1e9,
        "trillions" => 1e12,
        _ => return None,
    })
}

/// Returns the fraction of a word such as "thirds"; `None` for other words.
pub(crate) fn denominator(lower: &str) -> Option<f64> {
    Some(match lower {
        "half" | "halves" => 2.0,
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" | "fourth" | "fourths" => 4.0,
        "fifth" | "fifths" => 5.0,
        "sixth" | "sixths" => 6.0,
        "tenth" | "tenths" => 10.0,
        _ => return None,
    })
}

/// Word sequences before a number that make it approximate, longest first.
pub(crate) const APPROXIMATORS: &[(&[&str], Approximation)] = &[
    (&["no", "fewer", "than"], Approximation::AtLeast),
    (&["no", "less", "than"], Approximation::AtLeast),
    (&["no", "more", "than"], Approximation::AtMost),
    (&["as", "many", "as"], Approximation::AtMost),
    (&["as", "much", "as"], Approximation::AtMost),
    (&["more", "than"], Approximation::AtLeast),
    (&["greater", "than"], Approximation::AtLeast),
    (&["upwards", "of"], Approximation::AtLeast),
    (&["upward", "of"], Approximation::AtLeast),
    (&["at", "least"], Approximation::AtLeast),
    (&["fewer", "than"], Approximation::AtMost),
    (&["less", "than"], Approximation::AtMost),
    (&["at", "most"], Approximation::AtMost),
    (&["up", "to"], Approximation::AtMost),
    (&["close", "to"], Approximation::About),
    (&["over"], Approximation::AtLeast),
    (&["above"], Approximation::AtLeast),
    (&["exceeding"], Approximation::AtLeast),
    (&["under"], Approximation::AtMost),
    (&["below"], Approximation::AtMost),
    (&["about"], Approximation::About),
    (&["around"], Approximation::About),
    (&["some"], Approximation::About),
    (&["roughly"], Approximation::About),
    (&["nearly"], Approximation::About),
    (&["almost"], Approximation::About),
    (&["approximately"], Approximation::About),
    (&["estimated"], Approximation::About),
    (&["circa"], Approximation::About),
    (&["~"], Approximation::About),
];

/// Returns the currency a symbol stands for; `None` for other words.
pub(crate) fn currency_symbol(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "₽" => "RUB",
        "₴" => "UAH",
        "₹" | "rs" | "rs." => "INR",
        _ => return None,
    })
}

/// Returns the currency that letters in front of a dollar sign make of it ("us" for "US$"); `None` for other words.
pub(crate) fn currency_prefix(lower: &str) -> Option<&'static str> {
    Some(match lower {
        "us" | "u.s." => "USD",
        "a" | "au" => "AUD",
        "c" | "ca" => "CAD",
        "nz" => "NZD",
        "hk" => "HKD",
        "s" | "sg" => "SGD",
        _ => return None,
    })
}

/// Returns the normal form of a unit word; `None` when it is no unit this table knows.
pub(crate) fn unit(lower: &str) -> Option<&'static str> {
    Some(match lower {
        "%" | "percent" | "percentage" | "pct" => "%",
        "dollar" | "dollars" | "usd" => "USD",
        "euro" | "euros" | "eur" => "EUR",
        "pound" | "pounds" | "gbp" => "GBP",
        "ruble" | "rubles" | "rouble" | "roubles" | "rub" => "RUB",
        "hryvnia" | "hryvnias" | "uah" => "UAH",
        "yen" | "jpy" => "JPY",
        "yuan" | "renminbi" | "cny" => "CNY",
        "rupee" | "rupees" => "INR",
        "second" | "seconds" => "second",
        "minute" | "minutes" => "minute",
        "hour" | "hours" => "hour",
        "day" | "days" => "day",
        "week" | "weeks" => "week",
        "month" | "months" => "month",
        "year" | "years" => "year",
        "decade" | "decades" => "decade",
        "km" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => "km",
        "mile" | "miles" => "mile",
        "meter" | "meters" | "metre" | "metres" => "m",
        "foot" | "feet" | "ft" => "ft",
        "litre" | "litres" | "liter" | "liters" => "l",
        "millilitre" | "millilitres" | "milliliter" | "milliliters" | "ml" => "ml",
        "centimetre" | "centimetres" | "centimeter" | "centimeters" | "cm" => "cm",
        "millimetre" | "millimetres" | "millimeter" | "millimeters" | "mm" => "mm",
        "gram" | "grams" | "gramme" | "grammes" => "g",
        "milligram" | "milligrams" | "mg" => "mg",
        "gallon" | "gallons" => "gallon",
        "inch" | "inches" => "inch",
        "yard" | "yards" => "yard",
        "acre" | "acres" => "acre",
        "hectare" | "hectares" => "ha",
        "ton" | "tons" | "tonne" | "tonnes" => "t",
        "kg" | "kilogram" | "kilograms" => "kg",
        "barrel" | "barrels" => "barrel",
        "kilovolt" | "kilovolts" | "kv" => "kV",
        "megawatt" | "megawatts" | "mw" => "MW",
        "gigawatt" | "gigawatts" | "gw" => "GW",
        "degree" | "degrees" => "degree",
        "people" | "persons" | "person" => "person",
        "man" | "men" => "man",
        "woman" | "women" => "woman",
        "child" | "children" => "child",
        "dead" | "killed" | "deaths" | "died" | "fatalities" => "dead",
        "injured" | "wounded" | "injuries" | "hurt" => "injured",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_words_have_values() {
        assert_eq!(small("four"), Some(4.0));
        assert_eq!(small("twenty-one"), Some(21.0));
        assert_eq!(small("twenty-first"), None);
        assert_eq!(small("ninety"), Some(90.0));
        assert_eq!(magnitude("bn"), Some(1e9));
    }
}
