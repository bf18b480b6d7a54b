//! Style sheets, cut down to what one page uses.
//!
//! A page carries its own style sheet, so that what it does not use would be most of it where little was said. A rule stays
//! when the page has every element and class that one of its selectors names; a custom property stays when a rule that
//! stayed needs it. Where in doubt, a rule stays.

use std::collections::BTreeSet;

/// A style sheet, read into its rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct StyleSheet(Vec<Rule>);

/// One rule.
#[derive(Clone, Debug)]
enum Rule {
    /// Selectors with their declarations.
    Plain(Vec<Wanted>, Vec<String>),
    /// What stands under a condition, such as a width.
    Under(String, Vec<Rule>),
    /// What concerns the sheet of paper.
    Paper(String),
}

/// One selector and the names that it needs to match anything.
#[derive(Clone, Debug)]
struct Wanted {
    selector: String,
    classes: Vec<String>,
    elements: Vec<String>,
}

/// The elements and classes of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Used<'a> {
    classes: BTreeSet<&'a str>,
    elements: BTreeSet<&'a str>,
}

impl StyleSheet {
    /// Reads a style sheet of the program's own: no comments, no braces in strings.
    pub(crate) fn read(text: &str) -> Self {
        StyleSheet(rules(text))
    }

    /// Writes what a page uses of this sheet and of `house`, which comes last.
    pub(crate) fn cut(&self, house: &StyleSheet, used: &Used<'_>) -> String {
        let mut kept: Vec<Rule> = self.0.iter().chain(&house.0).filter_map(|rule| rule.cut(used)).collect();
        let needed = needed(&kept);
        kept.retain_mut(|rule| rule.drop_properties(&needed));
        let mut out = String::new();
        for rule in &kept {
            rule.write(&mut out);
        }
        out
    }
}

impl<'a> Used<'a> {
    /// Lists what a page is made of; of a script, all words are taken for names of elements and classes it may make.
    pub(crate) fn by(body: &'a str, script: &'a str) -> Self {
        let mut used = Used { elements: BTreeSet::from(["html", "body"]), classes: BTreeSet::new() };
        for tag in body.split('<').skip(1) {
            let tag = tag.split_once('>').map_or(tag, |(tag, _)| tag);
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            used.elements.insert(name);
            if let Some((classes, _)) = tag.split_once(" class=\"").and_then(|(_, rest)| rest.split_once('"')) {
                used.classes.extend(classes.split_ascii_whitespace());
            }
        }
        let words = script.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        for word in words {
            used.elements.insert(word);
            used.classes.insert(word);
        }
        used
    }
}

impl Rule {
    /// Returns what a page uses of it; `None` when that is nothing.
    fn cut(&self, used: &Used<'_>) -> Option<Rule> {
        match self {
            Rule::Plain(wanted, declarations) => {
                let kept: Vec<Wanted> = wanted.iter().filter(|wanted| wanted.is_met(used)).cloned().collect();
                (!kept.is_empty()).then(|| Rule::Plain(kept, declarations.clone()))
            }
            Rule::Under(condition, rules) => {
                let kept: Vec<Rule> = rules.iter().filter_map(|rule| rule.cut(used)).collect();
                (!kept.is_empty()).then(|| Rule::Under(condition.clone(), kept))
            }
            Rule::Paper(_) => Some(self.clone()),
        }
    }

    /// Takes out custom properties that nothing needs; tells whether anything is left.
    fn drop_properties(&mut self, needed: &BTreeSet<String>) -> bool {
        match self {
            Rule::Plain(_, declarations) => {
                declarations.retain(|declaration| property(declaration).is_none_or(|(name, _)| needed.contains(name)));
                !declarations.is_empty()
            }
            Rule::Under(_, rules) => {
                rules.retain_mut(|rule| rule.drop_properties(needed));
                !rules.is_empty()
            }
            Rule::Paper(_) => true,
        }
    }

    fn declarations<'r>(&'r self, to: &mut Vec<&'r str>) {
        match self {
            Rule::Plain(_, declarations) => to.extend(declarations.iter().map(String::as_str)),
            Rule::Under(_, rules) => {
                for rule in rules {
                    rule.declarations(to);
                }
            }
            Rule::Paper(_) => {}
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Rule::Plain(wanted, declarations) => {
                let selectors: Vec<&str> = wanted.iter().map(|wanted| wanted.selector.as_str()).collect();
                out.extend([&selectors.join(","), "{", &declarations.join(";"), "}\n"]);
            }
            Rule::Under(condition, rules) => {
                out.extend([condition, "{\n"]);
                for rule in rules {
                    rule.write(out);
                }
                out.push_str("}\n");
            }
            Rule::Paper(text) => out.extend([text, "\n"]),
        }
    }
}

impl Wanted {
    fn read(selector: &str) -> Self {
        let (mut classes, mut elements) = (Vec::new(), Vec::new());
        for simple in bare(selector).split([' ', '>', '+', '~']) {
            let mut names = simple.split('.');
            elements.extend(names.next().filter(|name| !name.is_empty() && *name != "*").map(str::to_owned));
            classes.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
        }
        Wanted { selector: selector.to_owned(), classes, elements }
    }

    fn is_met(&self, used: &Used<'_>) -> bool {
        self.classes.iter().all(|name| used.classes.contains(name.as_str()))
            && self.elements.iter().all(|name| used.elements.contains(name.as_str()))
    }
}

/// Takes out of a selector what does not name elements or classes it needs: attributes, states and what it excludes.
fn bare(selector: &str) -> String {
    let (mut out, mut depth, mut in_state) = (String::with_capacity(selector.len()), 0_u32, false);
    for c in selector.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ':' => in_state = true,
            ' ' | '>' | '+' | '~' | '.' => {
                in_state = false;
                out.push(c);
            }
            _ if in_state => {}
            _ => out.push(c),
        }
    }
    out
}

/// Lists the custom properties that rules need, those needed by other custom properties among them.
fn needed(rules: &[Rule]) -> BTreeSet<String> {
    let mut all = Vec::new();
    for rule in rules {
        rule.declarations(&mut all);
    }
    let plain = all.iter().filter(|declaration| property(declaration).is_none());
    let mut open: Vec<&str> = plain.flat_map(|declaration| variables(declaration)).collect();
    let mut found = BTreeSet::new();
    while let Some(name) = open.pop() {
        if found.insert(name.to_owned()) {
            let own = all.iter().filter_map(|declaration| property(declaration)).filter(|(other, _)| *other == name);
            open.extend(own.flat_map(|(_, value)| variables(value)));
        }
    }
    found
}

/// Returns name and value of a custom property; `None` when the declaration is of another kind.
fn property(declaration: &str) -> Option<(&str, &str)> {
    declaration.split_once(':').filter(|(name, _)| name.starts_with("--"))
}

fn variables(value: &str) -> impl Iterator<Item = &str> {
    let end = |c: char| c == ')' || c == ',';
    value.split("var(").skip(1).filter_map(move |rest| rest.split(end).next()).map(str::trim)
}

fn rules(text: &str) -> Vec<Rule> {
    let (mut out, mut rest) = (Vec::new(), text);
    while let Some((head, after)) = rest.split_once('{') {
        let (body, after) = block(after);
        rest = after;
        let head = head.trim();
        out.push(if head.starts_with("@page") {
            Rule::Paper(format!("{head}{{{}}}", body.trim()))
        } else if head.starts_with('@') {
            Rule::Under(head.to_owned(), rules(body))
        } else {
            Rule::Plain(top_level(head).map(Wanted::read).collect(), declarations(body))
        });
    }
    out
}

/// Splits behind the brace that closes a block.
fn block(text: &str) -> (&str, &str) {
    let mut depth = 1_u32;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return (&text[..at], &text[at + 1..]);
        }
    }
    (text, "")
}

/// Splits at the commas outside brackets.
fn top_level(selectors: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    let comma = move |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ',' && depth == 0
    };
    selectors.split(comma).map(str::trim)
}

fn declarations(body: &str) -> Vec<String> {
    let parts = body.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| part.split_once(':').map_or(part.to_owned(), |(a, b)| format!("{}:{}", a.trim(), b.trim())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(sheet: &str, body: &str) -> String {
        StyleSheet::read(sheet).cut(&StyleSheet::default(), &Used::by(body, "")).replace('\n', "")
    }

    #[test]
    fn what_the_page_has_not_is_left_out() {
        let sheet = "a.b > c, d { top: 1px; } .x:not(.y) .z::before { left: 0 } *{margin:0}";
        assert_eq!(cut(sheet, "<d>"), "d{top:1px}*{margin:0}");
        assert_eq!(cut(sheet, "<a class=\"b q\"><c>"), "a.b > c{top:1px}*{margin:0}");
        assert_eq!(cut(sheet, "<p class=\"x\"><p class=\"z\">"), ".x:not(.y) .z::before{left:0}*{margin:0}");
        assert_eq!(cut(sheet, "text of b and class=&quot;x&quot;"), "*{margin:0}");
    }

    #[test]
    fn properties_stay_where_a_rule_needs_them() {
        let sheet = ":root{--a:red;--b:var(--a);--c:blue}@media print{:root{--b:black;--c:black}.no{top:0}}\
                     p{color:var(--b)}.no{color:var(--c)}@page{size:A4}";
        assert_eq!(
            cut(sheet, "<p>"),
            ":root{--a:red;--b:var(--a)}@media print{:root{--b:black}}p{color:var(--b)}@page{size:A4}"
        );
        assert_eq!(cut(sheet, "<b>"), "@page{size:A4}");
    }

    #[test]
    fn what_a_script_may_make_stays() {
        let used = Used::by("<p>", "element(\"li\", \"where\")");
        let sheet = StyleSheet::read("li.where{top:0}li.other{top:0}");
        assert_eq!(sheet.cut(&StyleSheet::default(), &used), "li.where{top:0}\n");
    }

    #[test]
    fn commas_in_brackets_part_nothing_and_states_name_nothing() {
        let wanted: Vec<Wanted> = top_level("a:is(b, c), [dir=\"auto\"] , e:not(.f).g").map(Wanted::read).collect();
        let names: Vec<_> = wanted.iter().map(|w| (w.elements.join(" "), w.classes.join(" "))).collect();
        assert_eq!(names, [("a".into(), String::new()), (String::new(), String::new()), ("e".into(), "g".into())]);
    }
}
