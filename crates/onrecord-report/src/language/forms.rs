//! A message in all its plural forms, for a script that knows the number only later.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::check::PLURALS;
use super::{spoken, table};

/// Numbers that between them have every plural form of every language; those that messages ask for by name come last.
fn numbers() -> impl Iterator<Item = usize> {
    (2..=200).chain([1_000_000, 1, 0])
}

/// Says a message in each plural form of the language that is spoken, by the name of the form; `placeholder` stands where the
/// number is to stand.
pub(crate) fn forms(say: impl Fn(usize) -> Cow<'static, str>, placeholder: char) -> BTreeMap<&'static str, String> {
    let variants: String = PLURALS.iter().flat_map(|form| ["\n[", form, "] ", form]).collect();
    let pattern = format!("{{ $count -> {variants}\n*[none] other\n}}");
    let bundle = table::bundle(spoken().tag(), [("form", pattern.as_str())].into_iter());
    let mut found = BTreeMap::new();
    for number in numbers() {
        let args = [("count", number)].into_iter().collect();
        let form = table::said(&bundle, "form", Some(&args));
        if let Some(form) = PLURALS.into_iter().find(|known| form.as_deref() == Some(known)) {
            found.entry(form).or_insert_with(|| without(&say(number), number, placeholder));
        }
    }
    found
}

/// Puts a placeholder where a number stands.
fn without(said: &str, number: usize, placeholder: char) -> String {
    let number = number.to_string();
    let mut out = String::with_capacity(said.len());
    let mut rest = said;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, after) = rest.split_at(at);
        let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (digits, behind) = after.split_at(end);
        out.push_str(before);
        if digits == number {
            out.push(placeholder);
        } else {
            out.push_str(digits);
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_out_whole_or_not_at_all() {
        assert_eq!(without("1 found, the first 100 are listed", 1, '#'), "# found, the first 100 are listed");
    }
}
