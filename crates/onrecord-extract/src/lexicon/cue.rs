//! Verbs that say that something is said, with the shapes of content they take and how strongly they stand by it.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// What kind of act the verb reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Said, told, added: the reporter takes no side.
    Neutral,
    /// Insisted, stressed, warned: said with force.
    Forceful,
    /// Claimed, alleged: the reporter keeps a distance.
    Distant,
    /// Admitted, confirmed, revealed: the reporter takes it as true.
    Factive,
    /// Denied, rejected: what follows is said not to be so.
    Denial,
    /// Believes, hopes: a state of mind.
    Mental,
    /// Promised, threatened, urged: an act about the future.
    Commitment,
}

impl Strength {
    /// Returns the word used in explanations.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Forceful => "forceful",
            Self::Distant => "distant",
            Self::Factive => "taken as true",
            Self::Denial => "denial",
            Self::Mental => "state of mind",
            Self::Commitment => "commitment",
        }
    }
}

/// Which form of the verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Say.
    Base,
    /// Says.
    Third,
    /// Said; also the participle.
    Past,
    /// Saying.
    Ing,
}

/// Which content the verb takes. Letters of the table below:
/// `c` a clause with or without "that", `t` a clause only with "that" or a question word, `l` may follow its content
/// ("…, she said"), `q` a quotation, `o` an addressee before the clause ("told reporters"), `i` "to" and a verb,
/// `u` a person, then "to" and a verb ("urged them to"), `n` the object itself ("called for a truce"), `f` object and
/// "of", "as", "for" … ("accused them of"), `g` an "-ing" form ("denied taking").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame(&'static str);

impl Frame {
    /// Tells whether the verb takes the content with this letter.
    pub(crate) fn takes(self, letter: char) -> bool {
        self.0.contains(letter)
    }
}

/// A cue verb in one of its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    /// The verb.
    pub(crate) lemma: &'static str,
    /// Particle that must follow ("out" of "point out"); empty when none.
    pub(crate) particle: &'static str,
    /// Which form.
    pub(crate) form: Form,
    /// What it takes.
    pub(crate) frame: Frame,
    /// How strongly.
    pub(crate) strength: Strength,
    /// Whether the same word is often a noun ("claims", "reports").
    pub(crate) noun: bool,
}

/// Strength, frame, verbs. `say=said` gives an irregular past; `point+out` a particle; `*claim` a verb whose base and
/// third-person form are also nouns.
const TABLE: &[(Strength, &str, &str)] = &[
    (
        Strength::Neutral,
        "clq",
        "say=said add=added *note *state *tweet *remark observe *mention *comment opine relate recount *blog *post",
    ),
    (Strength::Neutral, "clq", "write=wrote *report testify"),
    (Strength::Neutral, "coql", "tell=told inform notify"),
    (
        Strength::Neutral,
        "tlq",
        "explain announce declare reply=replied respond *answer recall describe *email *text *signal *quip *joke",
    ),
    (
        Strength::Neutral,
        "ql",
        "continue=continued *read=read *shout chant exclaim mutter intone conclude deadpan enthuse muse yell scream sing=sang *counter interject",
    ),
    (Strength::Neutral, "ticlq", "suggest propose"),
    (Strength::Neutral, "cl", "indicate conclude *reason *estimate calculate assess infer reckon"),
    (Strength::Neutral, "c", "*hint imply=implied *signal"),
    (Strength::Neutral, "ouqtli", "*ask wonder"),
    (Strength::Neutral, "q", "*comment"),
    (
        Strength::Forceful,
        "clqg",
        "argue insist stress emphasize emphasise contend assert maintain reiterate repeat underline underscore proclaim boast point+out",
    ),
    (Strength::Forceful, "couql", "warn caution remind assure"),
    (Strength::Forceful, "tlq", "complain lament gripe grumble *protest fume thunder *vent"),
    (Strength::Distant, "clqi", "*claim allege purport profess"),
    (Strength::Distant, "t", "speculate theorize insinuate"),
    (Strength::Factive, "clqg", "acknowledge admit concede confess"),
    (Strength::Factive, "clq", "confirm reveal disclose clarify"),
    (Strength::Factive, "c", "*show=showed *find=found discover learn demonstrate"),
    (Strength::Denial, "tg", "deny=denied dispute refute"),
    (Strength::Mental, "cl", "think=thought believe predict *forecast *hope *fear *guess suspect"),
    (Strength::Mental, "c", "feel=felt worry=worried *doubt expect assume"),
    (Strength::Mental, "t", "know=knew realize realise understand=understood hear=heard imagine consider see=saw"),
    (Strength::Commitment, "ictlq", "*promise *pledge *vow swear=swore threaten agree *guarantee"),
    (Strength::Commitment, "i", "offer refuse *decline"),
    (Strength::Commitment, "utq", "urge encourage advise beg implore"),
    (Strength::Commitment, "tiqn", "*demand recommend"),
    (Strength::Commitment, "n", "*call+for"),
    (Strength::Commitment, "u", "*call+on"),
    (
        Strength::Forceful,
        "f",
        "accuse *blame *charge *call describe portray characterize characterise denounce depict criticize criticise condemn",
    ),
];

/// Returns the readings of a word (lower case) as a cue verb; empty when it is none.
pub(crate) fn cues(lower: &str) -> &'static [Cue] {
    static FORMS: OnceLock<FxHashMap<String, Vec<Cue>>> = OnceLock::new();
    FORMS.get_or_init(build).get(lower).map_or(&[], Vec::as_slice)
}

fn build() -> FxHashMap<String, Vec<Cue>> {
    let mut forms: FxHashMap<String, Vec<Cue>> = FxHashMap::default();
    for (strength, frame, verbs) in TABLE {
        for entry in verbs.split_whitespace() {
            for (form, cue) in inflect(entry, *strength, Frame(frame)) {
                let known = forms.entry(form).or_default();
                known.push(cue);
            }
        }
    }
    forms
}

fn inflect(entry: &'static str, strength: Strength, frame: Frame) -> Vec<(String, Cue)> {
    let noun = entry.starts_with('*');
    let entry = entry.trim_start_matches('*');
    let (verb, particle) = entry.split_once('+').unwrap_or((entry, ""));
    let (lemma, past) = verb.split_once('=').unwrap_or((verb, ""));
    let cue = |form| Cue { lemma, particle, form, frame, strength, noun };
    let past = if past.is_empty() { regular_past(lemma) } else { past.to_owned() };
    vec![
        (lemma.to_owned(), cue(Form::Base)),
        (third(lemma), cue(Form::Third)),
        (past, cue(Form::Past)),
        (ing(lemma), cue(Form::Ing)),
    ]
}

fn consonant_y(lemma: &str) -> Option<&str> {
    let stem = lemma.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'o', 'u'])).then_some(stem)
}

fn third(lemma: &str) -> String {
    match consonant_y(lemma) {
        Some(stem) => format!("{stem}ies"),
        None if lemma.ends_with(['s', 'x']) || lemma.ends_with("ch") || lemma.ends_with("sh") => format!("{lemma}es"),
        None => format!("{lemma}s"),
    }
}

fn regular_past(lemma: &str) -> String {
    match consonant_y(lemma) {
        Some(stem) => format!("{stem}ied"),
        None if lemma.ends_with('e') => format!("{lemma}d"),
        None => format!("{}ed", doubled(lemma)),
    }
}

fn ing(lemma: &str) -> String {
    match lemma.strip_suffix('e') {
        Some(stem) if !lemma.ends_with("ee") => format!("{stem}ing"),
        _ => format!("{}ing", doubled(lemma)),
    }
}

/// Verbs of the table that double their last letter.
fn doubled(lemma: &str) -> String {
    match lemma {
        "admit" | "refer" | "quip" | "blog" | "infer" | "beg" => format!("{lemma}{}", &lemma[lemma.len() - 1..]),
        _ => lemma.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma_of(word: &str) -> Option<(&'static str, Form)> {
        cues(word).first().map(|c| (c.lemma, c.form))
    }

    #[test]
    fn inflects_regular_and_irregular_verbs() {
        assert_eq!(lemma_of("said"), Some(("say", Form::Past)));
        assert_eq!(lemma_of("denies"), Some(("deny", Form::Third)));
        assert_eq!(lemma_of("admitting"), Some(("admit", Form::Ing)));
        assert_eq!(lemma_of("wrote"), Some(("write", Form::Past)));
        assert_eq!(lemma_of("urging"), Some(("urge", Form::Ing)));
        assert_eq!(lemma_of("walked"), None);
    }

    #[test]
    fn particles_belong_to_the_cue() {
        assert_eq!(cues("pointed").first().map(|c| c.particle), Some("out"));
    }
}
