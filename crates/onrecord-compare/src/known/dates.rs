//! How near in time a text and a finding are.

use chrono::NaiveDate;

/// Days after which nearness has fallen to a third.
const SPANS: [f64; 3] = [3.0, 30.0, 365.0];

/// Returns the date at the end of a text, written "May 26, 2015", as quoted posts carry it; `None` when there is none.
pub(super) fn date_at_end(text: &str) -> Option<NaiveDate> {
    let mut words = text.trim_end_matches(|c: char| !c.is_alphanumeric()).split_whitespace().rev();
    let (year, day, month) = (words.next()?, words.next()?, words.next()?);
    if year.len() != 4 {
        return None;
    }
    let month = month.trim_start_matches(|c: char| !c.is_alphabetic());
    NaiveDate::parse_from_str(&format!("{month} {day} {year}"), "%B %d, %Y").ok()
}

/// Returns nearness over days, weeks and a year, each 0..1; zeros when either date is not known.
pub(super) fn nearness(one: Option<NaiveDate>, other: Option<NaiveDate>) -> [f64; 3] {
    let Some((one, other)) = one.zip(other) else { return [0.0; 3] };
    let days = (one - other).num_days().abs() as f64;
    SPANS.map(|span| (-days / span).exp())
}

#[cfg(test)]
mod tests {
    use super::{date_at_end, nearness};
    use chrono::NaiveDate;

    #[test]
    fn the_date_a_post_ends_in_is_read() {
        let date = NaiveDate::from_ymd_opt(2021, 1, 28);
        assert_eq!(date_at_end("It rains. — Ann Bell (@bell) January 28, 2021\""), date);
        assert_eq!(date_at_end("(January 28, 2021)"), date);
        for text in [
            "",
            "January 28",
            "On January 28, 2021 it rained",
            "Smarch 28, 2021",
            "February 30, 2021",
            "28, 2021",
            "January 28, 21",
        ] {
            assert_eq!(date_at_end(text), None, "{text}");
        }
    }

    #[test]
    fn nearness_falls_with_days_both_ways() {
        let day = |d| NaiveDate::from_ymd_opt(2021, 1, d);
        let bits = |one, other| nearness(one, other).map(f64::to_bits);
        assert_eq!(bits(day(4), day(7)), bits(day(7), day(4)));
        assert!(nearness(day(4), day(5))[0] > nearness(day(4), day(7))[0]);
        assert_eq!(bits(day(4), day(4)), [1.0_f64.to_bits(); 3]);
        assert_eq!(bits(day(4), None), [0; 3]);
    }
}
