//! House rules out of TOML, with line and field of whatever is wrong.

use onrecord_model::{Reviewer, Role, StatusKind, Target};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::meant;
use super::look::{HouseLook, LookFault, colour_fault, logo_fault};
use super::{HouseRules, HouseVerdict, Retention, ReviewDefaults, Roles, RulesFault, StatusPolicy, VerdictScheme};
use crate::RuleId;

/// How long a file of house rules may be: every word of it stands in the log.
pub const MAX_RULES_BYTES: usize = 262_144;

/// The most people who may have to agree, whoever proposes among them.
const MOST_PEOPLE: u32 = 10;
/// The most pieces of evidence that may be asked for.
const MOST_EVIDENCE: u32 = 20;
/// The longest reason that may be asked for, in characters.
const LONGEST_REASON: u32 = 1_000;
/// What `[house]` may hold.
const HOUSE: &[&str] = &["name", "logo", "colour", "colour_dark", "dispute", "reviewers", "language", "words"];
/// The longest time that may be kept, in days: a hundred years.
const MOST_DAYS: u32 = 36_500;

/// Reads house rules. What pages can say in the words of the house is not looked at; [`read_rules_with`] does.
///
/// # Errors
/// Everything that is wrong, by line; never empty.
pub fn read_rules(text: &str) -> Result<HouseRules, Vec<RulesFault>> {
    read_rules_with(text, &|_| Vec::new())
}

/// Reads house rules and has `look` say what is wrong with how the house appears: what pages can say is not known here.
///
/// # Errors
/// Everything that is wrong, by line; never empty.
pub fn read_rules_with(text: &str, look: &dyn Fn(&HouseLook) -> Vec<LookFault>) -> Result<HouseRules, Vec<RulesFault>> {
    let mut reader = Reader { text, look, faults: Vec::new() };
    if text.len() > MAX_RULES_BYTES {
        let why = format!("the file has {} bytes; at most {MAX_RULES_BYTES} are read", text.len());
        return Err(vec![RulesFault { line: 1, field: String::new(), why }]);
    }
    let rules = match DeTable::parse(text) {
        Ok(table) => reader.rules(table.get_ref()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            reader.fault(at, "", error.message().lines().collect::<Vec<_>>().join("; "));
            HouseRules::default()
        }
    };
    reader.faults.sort();
    if reader.faults.is_empty() { Ok(rules) } else { Err(reader.faults) }
}

/// What reading has come to.
struct Reader<'a> {
    text: &'a str,
    look: &'a dyn Fn(&HouseLook) -> Vec<LookFault>,
    faults: Vec<RulesFault>,
}

/// A table with the field it stands in.
#[derive(Clone, Copy)]
struct Place<'t> {
    field: &'t str,
    at: usize,
    table: &'t DeTable<'t>,
}

impl Place<'_> {
    fn of(&self, key: &str) -> String {
        if self.field.is_empty() { key.to_owned() } else { format!("{}.{key}", self.field) }
    }
}

impl Reader<'_> {
    fn fault(&mut self, at: usize, field: &str, why: impl Into<String>) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        self.faults.push(RulesFault { line, field: field.to_owned(), why: why.into() });
    }

    fn rules(&mut self, table: &DeTable<'_>) -> HouseRules {
        let top = Place { field: "", at: 0, table };
        self.known(top, &["review", "status", "verdicts", "retention", "roles", "house"]);
        HouseRules {
            review: self.table(top, "review", Self::review).unwrap_or_default(),
            policies: self.table(top, "status", Self::targets).unwrap_or_default(),
            verdicts: self.table(top, "verdicts", Self::verdicts).flatten(),
            retention: self.table(top, "retention", Self::retention).unwrap_or_default(),
            roles: self.table(top, "roles", Self::roles),
            house: self.table(top, "house", Self::house).unwrap_or_default(),
        }
    }

    /// Refuses keys that mean nothing.
    fn known(&mut self, place: Place<'_>, known: &[&str]) {
        for key in place.table.keys() {
            let word = key.get_ref().as_ref();
            if !known.contains(&word) {
                let hint = match meant(word, known) {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("known here: {}", known.join(", ")),
                };
                self.fault(key.span().start, &place.of(word), format!("unknown; {hint}"));
            }
        }
    }

    fn table<T>(&mut self, place: Place<'_>, key: &str, read: impl FnOnce(&mut Self, Place<'_>) -> T) -> Option<T> {
        let value = place.table.get(key)?;
        let (field, at) = (place.of(key), value.span().start);
        match value.get_ref() {
            DeValue::Table(table) => Some(read(self, Place { field: &field, at, table })),
            other => {
                self.fault(at, &field, format!("is {}, and should be a table: write [{field}]", kind(other)));
                None
            }
        }
    }

    fn review(&mut self, place: Place<'_>) -> ReviewDefaults {
        self.known(place, &["people", "of", "blind"]);
        let people = self.number(place, "people", (2, MOST_PEOPLE));
        // Fewer than must agree could never come to anything.
        let of = self.number(place, "of", (people.unwrap_or(2), MOST_PEOPLE));
        ReviewDefaults { people, of, blind: self.flag(place, "blind") }
    }

    fn targets(&mut self, place: Place<'_>) -> Vec<(Target, StatusKind, StatusPolicy)> {
        self.known(place, &Target::ALL.map(Target::as_str));
        let mut all = Vec::new();
        for target in Target::ALL {
            let of_target = self.table(place, target.as_str(), |reader, place| reader.statuses(target, place));
            all.extend(of_target.unwrap_or_default());
        }
        all
    }

    fn statuses(&mut self, target: Target, place: Place<'_>) -> Vec<(Target, StatusKind, StatusPolicy)> {
        self.known(place, &StatusKind::ALL.map(StatusKind::as_str));
        let mut all = Vec::new();
        for to in StatusKind::ALL {
            let policy = self.table(place, to.as_str(), |reader, place| reader.policy(target, to, place));
            all.extend(policy.map(|policy| (target, to, policy)));
        }
        all
    }

    fn policy(&mut self, target: Target, to: StatusKind, place: Place<'_>) -> StatusPolicy {
        self.known(place, &["seconds", "blind", "evidence", "rule", "reason"]);
        let policy = StatusPolicy {
            seconds: self.number(place, "seconds", (0, MOST_PEOPLE - 1)).unwrap_or_default(),
            blind: self.flag(place, "blind"),
            evidence: self.number(place, "evidence", (0, MOST_EVIDENCE)).unwrap_or_default(),
            rule: self.rule(target, to, place),
            reason: self.number(place, "reason", (0, LONGEST_REASON)).unwrap_or_default(),
        };
        if policy.blind && policy.seconds == 0 {
            self.fault(
                span_of(place, "blind"),
                &place.of("blind"),
                "nobody has to agree, so nothing is given unseen; set seconds",
            );
        }
        if policy.evidence > 0 && super::judge::stance(to).is_none() {
            let why = "no evidence stands behind 'unverified'; leave it out";
            self.fault(span_of(place, "evidence"), &place.of("evidence"), why);
        }
        policy
    }

    /// Reads which rule has to suggest a status: one that can.
    fn rule(&mut self, target: Target, to: StatusKind, place: Place<'_>) -> Option<RuleId> {
        let (at, word) = self.word(place, "rule")?;
        let can = match (target, to) {
            (_, StatusKind::Unverified) => None,
            (_, StatusKind::Disputed) => Some(RuleId::R3),
            (Target::Fact, StatusKind::Corroborated) => Some(RuleId::R1),
            (Target::Said, StatusKind::Corroborated) => Some(RuleId::R2),
        };
        if can.is_some_and(|rule| rule.as_str() == word) {
            return can;
        }
        let may = can.map_or_else(
            || "no rule suggests it; leave it out".to_owned(),
            |rule| format!("only \"{rule}\" suggests it"),
        );
        self.fault(
            at,
            &place.of("rule"),
            format!("{word:?} does not suggest {} {}: {may}", target.as_str(), to.as_str()),
        );
        None
    }

    fn retention(&mut self, place: Place<'_>) -> Retention {
        self.known(place, &["snapshots", "texts", "private_notes"]);
        let mut days = |key| self.number(place, key, (1, MOST_DAYS));
        Retention { snapshots: days("snapshots"), texts: days("texts"), private_notes: days("private_notes") }
    }

    fn house(&mut self, place: Place<'_>) -> HouseLook {
        self.known(place, HOUSE);
        let light = self.colour(place, "colour", 0);
        let dark = self.colour(place, "colour_dark", 1);
        if light.is_some() != dark.is_some() {
            self.fault(
                place.at,
                place.field,
                "colour and colour_dark come together: one for light paper, one for dark",
            );
        }
        let logo = self.word(place, "logo").and_then(|(at, logo)| {
            let fault = logo_fault(&logo);
            fault.map_or(Some(logo), |why| {
                self.fault(at, &place.of("logo"), why);
                None
            })
        });
        let look = HouseLook {
            name: self.words(place, "name"),
            logo,
            colours: light.zip(dark),
            dispute: self.words(place, "dispute"),
            hides_reviewers: self.hides_reviewers(place),
            language: self.words(place, "language"),
            words: self.table(place, "words", Self::messages).unwrap_or_default(),
        };
        for LookFault { field, why } in (self.look)(&look) {
            let at = match field.strip_prefix("words.") {
                Some(message) => place.table.get("words").and_then(|words| words.get_ref().as_table()?.get(message)),
                None => place.table.get(field.as_str()),
            };
            self.fault(at.map_or(place.at, |value| value.span().start), &place.of(&field), why);
        }
        look
    }

    /// Reads what pages say in the words of the house, by message.
    fn messages(&mut self, place: Place<'_>) -> Vec<(String, String)> {
        let keys = place.table.keys().map(|key| key.get_ref().as_ref());
        keys.filter_map(|key| Some((key.to_owned(), self.word(place, key)?.1))).collect()
    }

    fn colour(&mut self, place: Place<'_>, key: &str, paper: usize) -> Option<String> {
        let (at, colour) = self.word(place, key)?;
        let Some(why) = colour_fault(&colour, paper) else { return Some(colour) };
        self.fault(at, &place.of(key), why);
        None
    }

    /// Reads a text that says something.
    fn words(&mut self, place: Place<'_>, key: &str) -> Option<String> {
        let (at, words) = self.word(place, key)?;
        if words.trim().is_empty() {
            self.fault(at, &place.of(key), "is blank; write something or leave it out");
            return None;
        }
        Some(words)
    }

    fn hides_reviewers(&mut self, place: Place<'_>) -> bool {
        let Some((at, word)) = self.word(place, "reviewers") else { return false };
        if !matches!(word.as_str(), "named" | "hidden") {
            self.fault(at, &place.of("reviewers"), "should be \"named\" or \"hidden\"");
        }
        word == "hidden"
    }

    fn roles(&mut self, place: Place<'_>) -> Roles {
        let mut roles = Roles::default();
        for (key, value) in place.table {
            let (name, field, at) = (key.get_ref().as_ref(), place.of(key.get_ref()), value.span().start);
            let person =
                name.parse::<Reviewer>().map_err(|error| self.fault(key.span().start, &field, error.to_string()));
            let role = value.get_ref().as_str().and_then(Role::parse);
            if role.is_none() {
                let known = Role::ALL.map(Role::as_str);
                let near = value.get_ref().as_str().and_then(|word| meant(word, &known));
                let hint = near.map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
                self.fault(
                    at,
                    &field,
                    format!("should be one of {}{hint}", known.map(|role| format!("\"{role}\"")).join(", ")),
                );
            }
            if let (Ok(person), Some(role)) = (person, role) {
                if roles.of(&person).is_some() {
                    self.fault(key.span().start, &field, "is named twice: case and spacing make no other person");
                }
                roles.0.push((person, role));
            }
        }
        if roles.0.iter().all(|(_, role)| *role != Role::Admin) {
            let why = "nobody is \"admin\", so nobody could change these rules; name one";
            self.fault(place.at, place.field, why);
        }
        roles
    }

    fn verdicts(&mut self, place: Place<'_>) -> Option<VerdictScheme> {
        self.known(place, &["worst", "best", "scale"]);
        let (worst, best) = (self.rating(place, "worst"), self.rating(place, "best"));
        let verdicts = self.table(place, "scale", Self::scale).unwrap_or_default();
        let named = place.table.get("scale").map(Spanned::get_ref);
        if named.is_none_or(|scale| scale.as_table().is_some_and(DeTable::is_empty)) {
            self.fault(
                place.at,
                &place.of("scale"),
                "names no verdict; write [verdicts.scale.NAME] with rating and text",
            );
        }
        let (worst, best) = (worst?, best?);
        if worst >= best {
            self.fault(span_of(place, "worst"), &place.of("worst"), format!("{worst} is not below best, {best}"));
        }
        for (at, verdict) in &verdicts {
            if !(worst..=best).contains(&verdict.rating) {
                let field = format!("{}.{}.rating", place.of("scale"), verdict.name);
                self.fault(*at, &field, format!("{} lies outside worst {worst} to best {best}", verdict.rating));
            }
        }
        Some(VerdictScheme { worst, best, verdicts: verdicts.into_iter().map(|(_, verdict)| verdict).collect() })
    }

    fn scale(&mut self, place: Place<'_>) -> Vec<(usize, HouseVerdict)> {
        let mut all = Vec::new();
        for key in place.table.keys() {
            let name = key.get_ref().as_ref();
            all.extend(self.table(place, name, |reader, place| reader.verdict(name, place)).flatten());
        }
        all
    }

    fn verdict(&mut self, name: &str, place: Place<'_>) -> Option<(usize, HouseVerdict)> {
        self.known(place, &["rating", "text"]);
        let rating = self.rating(place, "rating");
        let text = self.word(place, "text").map(|(_, text)| text.trim().to_owned());
        if text.as_ref().is_none_or(String::is_empty) {
            let why = "is missing: it is what readers are told, and a number alone tells them nothing";
            self.fault(span_of(place, "text"), &place.of("text"), why);
        }
        Some((span_of(place, "rating"), HouseVerdict { name: name.to_owned(), rating: rating?, text: text? }))
    }

    /// Reads a number of verdicts, which has to be there.
    fn rating(&mut self, place: Place<'_>, key: &str) -> Option<f64> {
        let number = match place.table.get(key).map(Spanned::get_ref) {
            Some(DeValue::Integer(number)) => i32::from_str_radix(number.as_str(), number.radix()).ok().map(f64::from),
            Some(DeValue::Float(number)) => number.as_str().parse().ok().filter(|number: &f64| number.is_finite()),
            _ => None,
        };
        if number.is_none() {
            self.fault(span_of(place, key), &place.of(key), "should be a number");
        }
        number
    }

    fn number(&mut self, place: Place<'_>, key: &str, (least, most): (u32, u32)) -> Option<u32> {
        let value = place.table.get(key)?;
        let number = value.get_ref().as_integer();
        let number = number.and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok());
        let fits = number.filter(|number| (least..=most).contains(number));
        if fits.is_none() {
            self.fault(value.span().start, &place.of(key), format!("should be a whole number from {least} to {most}"));
        }
        fits
    }

    fn flag(&mut self, place: Place<'_>, key: &str) -> bool {
        let Some(value) = place.table.get(key) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.fault(value.span().start, &place.of(key), "should be true or false, without quotation marks");
        }
        flag.unwrap_or_default()
    }

    fn word(&mut self, place: Place<'_>, key: &str) -> Option<(usize, String)> {
        let value = place.table.get(key)?;
        let at = value.span().start;
        let word = value.get_ref().as_str();
        if word.is_none() {
            self.fault(at, &place.of(key), "should be a text in quotation marks");
        }
        word.map(|word| (at, word.to_owned()))
    }
}

/// Returns where a key's value stands, or where its table does when it is not there.
fn span_of(place: Place<'_>, key: &str) -> usize {
    place.table.get(key).map_or(place.at, |value| value.span().start)
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
