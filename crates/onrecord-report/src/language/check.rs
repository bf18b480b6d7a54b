//! What is wrong with the words of a house, and what to do.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use unic_langid::LanguageIdentifier;

use super::table::{self, Bundle};
use crate::isolate::isolate;
use crate::section::words;

/// How deep braces may stand in braces: what reads them goes as deep.
const DEPTH: usize = 12;

/// The names of plural forms (Unicode CLDR).
pub(super) const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Numbers that between them have every plural form of every language.
const NUMBERS: [usize; 12] = [0, 1, 2, 3, 5, 6, 11, 20, 21, 100, 102, 1_000_000];

/// Languages that are written from right to left, unless their tag says otherwise, and the scripts that are.
const RTL: &[&str] = &[
    "ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo", "ps", "sd",
    "syr", "ug", "ur", "yi",
];
const RTL_SCRIPTS: &[&str] = &["Arab", "Aran", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Mand", "Samr", "Rohg"];

/// What the English messages need, by id.
static ENGLISH: LazyLock<BTreeMap<&'static str, Needs>> =
    LazyLock::new(|| table::entries(table::TABLE).map(|(id, pattern)| (id, needs_of(id, pattern))).collect());

/// What is wrong with the words of a house at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordFault {
    /// The id of the message; `None` for the language.
    pub id: Option<String>,
    /// What is wrong and what to do: a lower-case fragment.
    pub why: String,
}

/// Says all that is wrong with a language tag and with messages by id; nothing when pages can speak so.
///
/// A message has to be one of the table, a pattern of Fluent, and to need nothing that the English one does not have.
pub fn word_faults(tag: Option<&str>, patterns: &[(String, String)]) -> Vec<WordFault> {
    let tag_fault = tag.and_then(tag_fault).map(|why| WordFault { id: None, why });
    let language = tag.filter(|_| tag_fault.is_none()).unwrap_or(table::ENGLISH);
    let (mut faults, mut good) = (Vec::from_iter(tag_fault), Vec::new());
    for (id, pattern) in patterns {
        match pattern_fault(id, pattern) {
            Some(why) => faults.push(WordFault { id: Some(id.clone()), why }),
            None => good.push((id.as_str(), pattern.as_str())),
        }
    }
    let bundle = table::bundle(language, good.iter().copied());
    let broken = good.into_iter().filter(|(id, _)| !expands(&bundle, id));
    faults.extend(broken.map(|(id, _)| WordFault {
        id: Some(id.to_owned()),
        why: "cannot be put together, or comes to nothing; write it in fewer parts".to_owned(),
    }));
    faults
}

/// Says what is wrong with a language tag; `None` when pages can be in that language.
fn tag_fault(tag: &str) -> Option<String> {
    let known = words::language(tag).is_some() && tag.parse::<LanguageIdentifier>().is_ok();
    (!known).then(|| format!("{tag:?} is no language tag (BCP 47); write it as \"ru\", \"pt-BR\" or \"zh-Hant\""))
}

/// Tells whether a language is written from right to left.
pub(super) fn is_rtl(tag: &str) -> bool {
    let Ok(language) = tag.parse::<LanguageIdentifier>() else { return false };
    match language.script {
        Some(script) => RTL_SCRIPTS.contains(&script.as_str()),
        None => RTL.contains(&language.language.as_str()),
    }
}

fn pattern_fault(id: &str, pattern: &str) -> Option<String> {
    let Some(english) = ENGLISH.get(id) else {
        return Some("no page says this; 'onrecord rules words' lists what there is".to_owned());
    };
    form_fault(pattern).or_else(|| match read(id, pattern) {
        Err(why) => Some(why),
        Ok(resource) => placeholder_fault(&needs(&resource), english),
    })
}

fn form_fault(pattern: &str) -> Option<String> {
    if pattern.trim().is_empty() {
        return Some("is blank; write the words, or leave it out and it stays English".to_owned());
    }
    if depth(pattern) > DEPTH {
        return Some(format!("has braces more than {DEPTH} deep; say it in fewer"));
    }
    (isolate(pattern) != pattern)
        .then(|| "has direction marks that close nothing or are not closed; take them out".to_owned())
}

/// Counts how deep braces stand in braces.
fn depth(pattern: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for c in pattern.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        most = most.max(depth);
    }
    most
}

/// Reads a pattern as the one message it has to be.
fn read(id: &str, pattern: &str) -> Result<FluentResource, String> {
    let advice = "braces stand in pairs, and a plural ends in a form with a star: { $count -> [one] … *[other] … }";
    let resource = FluentResource::try_new(table::source(id, pattern)).map_err(|(_, errors)| {
        let why = errors.first().map(ToString::to_string).unwrap_or_default();
        format!("is no pattern of Fluent: {why}; {advice}")
    })?;
    let mut entries = resource.entries();
    let is_one = matches!((entries.next(), entries.next()), (Some(Entry::Message(one)), None)
        if one.id.name == id && one.value.is_some() && one.attributes.is_empty());
    drop(entries);
    if is_one {
        Ok(resource)
    } else {
        Err("a line begins with a full stop and reads as an attribute; write { \".\" }".to_owned())
    }
}

/// What a pattern asks for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Needs {
    /// Placeholders.
    names: BTreeSet<String>,
    /// Placeholders it asks for their plural.
    selected: BTreeSet<String>,
    /// Forms that no number has.
    forms: BTreeSet<String>,
    /// What it refers to besides.
    others: BTreeSet<String>,
}

fn needs_of(id: &str, pattern: &str) -> Needs {
    read(id, pattern).map(|resource| needs(&resource)).unwrap_or_default()
}

fn needs(resource: &FluentResource) -> Needs {
    let mut needs = Needs::default();
    for entry in resource.entries() {
        if let Entry::Message(message) = entry {
            message.value.iter().for_each(|value| needs.pattern(value));
        }
    }
    needs
}

impl Needs {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        let (selector, variants) = match expression {
            Expression::Inline(inline) => return self.inline(inline),
            Expression::Select { selector, variants } => (selector, variants),
        };
        self.inline(selector);
        if let InlineExpression::VariableReference { id } = selector {
            self.selected.insert(id.name.to_owned());
        }
        for variant in variants {
            if let VariantKey::Identifier { name } = variant.key {
                self.forms.extend((!PLURALS.contains(&name)).then(|| name.to_owned()));
            }
            self.pattern(&variant.value);
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.names.insert(id.name.to_owned());
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::MessageReference { id, .. } => {
                self.others.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, .. } => {
                self.others.insert(format!("-{}", id.name));
            }
            InlineExpression::FunctionReference { id, .. } => {
                self.others.insert(format!("{}()", id.name));
            }
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }
}

fn placeholder_fault(own: &Needs, english: &Needs) -> Option<String> {
    if let Some(other) = own.others.first() {
        return Some(format!("refers to {other}; a message refers to no other, so write it out"));
    }
    if let Some(name) = own.names.difference(&english.names).next() {
        let known: Vec<String> = english.names.iter().map(|name| format!("{{ ${name} }}")).collect();
        let hint = if known.is_empty() { "it has none".to_owned() } else { format!("it has {}", known.join(", ")) };
        return Some(format!("{{ ${name} }} is not in the English message; {hint}"));
    }
    if let Some(name) = own.selected.difference(&english.selected).next() {
        return Some(format!(
            "{{ ${name} }} is no number in the English message, so it has no plural; leave it as it is"
        ));
    }
    let form = own.forms.first()?;
    Some(format!("[{form}] is no plural form; known are {}, and numbers such as [1]", PLURALS.join(", ")))
}

/// Tells whether a message can be put together with numbers of every form.
fn expands(bundle: &Bundle, id: &str) -> bool {
    let names = ENGLISH.get(id).map(|needs| &needs.names);
    let says = |number: usize| {
        let mut args = FluentArgs::new();
        names.into_iter().flatten().for_each(|name| args.set(name.as_str(), number));
        table::said(bundle, id, Some(&args)).is_some_and(|said| !said.trim().is_empty())
    };
    NUMBERS.into_iter().all(says)
}
