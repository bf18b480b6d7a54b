//! Words for opposite things in the same place: "supports", "opposes".

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use onrecord_model::Veto;

use super::Findings;
use crate::align::Hunk;
use crate::pair::{Pair, Side};
use crate::stem::{is_content, stem};

/// Words of each side of a changed place up to which they say one thing of the same subject.
const ONE_THING: usize = 6;

/// What may stand for one another, and what turns it round. A form that its stem does not reach is listed by itself; words
/// that turn round only now and then are left out: "last" is "previous" as often.
const OPPOSITES: &[(&str, &str)] = &[
    ("above", "below"),
    ("accelerate accelerated", "slow slowed slows slowing"),
    ("accept accepts", "reject rejects"),
    ("acquit", "convict"),
    ("accurate correct", "wrong"),
    ("agree", "disagree"),
    ("alive", "dead"),
    ("allow permit", "ban forbid forbade prohibit"),
    ("approve", "reject disapprove"),
    ("arrive", "depart"),
    ("ally allies", "enemy enemies"),
    ("backed", "opposed"),
    ("before until till", "after since"),
    ("until till", "from"),
    ("best", "worst"),
    ("better", "worse"),
    ("confirm", "deny denied denies"),
    ("domestic", "foreign"),
    ("expand", "shrink shrank shrunk"),
    ("expensive", "cheap"),
    ("full", "empty"),
    ("guilty", "innocent"),
    ("high higher highest", "low lower lowest"),
    ("include included includes", "exclude excluded excludes"),
    ("inside", "outside"),
    ("improve", "worsen deteriorate"),
    ("legal", "illegal"),
    ("majority", "minority"),
    ("male man men", "female woman women"),
    ("maximum", "minimum"),
    ("more", "less fewer"),
    ("most", "least fewest"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("older oldest", "younger youngest"),
    ("open opened opens opening", "close closed closes closing shut"),
    ("optimistic", "pessimistic"),
    ("overturned quashed", "upheld"),
    ("pass passed passes", "fail failed fails"),
    ("permanent", "temporary"),
    ("private", "public"),
    ("profit", "loss losses"),
    (
        "rise rises rose risen rising grow grows grew grown increase gain climb jump surge soar advance",
        "fall falls fell fallen falling decrease decline drop shrank shrunk plunge slump tumble slide slid slip sank sunk",
    ),
    ("start starts begin begins began begun", "stop stops end ends cease"),
    ("strengthen stronger strong", "weaken weaker weak"),
    ("safe", "dangerous"),
    ("succeed success", "fail failure"),
    ("surplus", "deficit"),
    ("support supports supported supporting backs favour favor", "oppose opposes opposed opposing"),
    ("tighten", "loosen ease"),
    ("true", "false untrue"),
    ("up", "down"),
    ("victory", "defeat"),
    ("voluntary", "compulsory mandatory"),
    ("widen widened", "narrow narrowed"),
    ("win wins won winning", "lose loses lost losing"),
];

/// What may come to somebody one after the other: not the same, but no contradiction.
const SUCCESSIVE: &[(&str, &str)] = &[
    ("appointed hired", "dismissed fired sacked"),
    ("arrested detained jailed", "freed released"),
    ("build built builds building", "demolish"),
    ("enter entered enters join joined joins", "leave leaves left quit quits"),
    ("impose imposed imposes", "lift lifted lifts"),
    ("remain remained remains stay stayed stays", "leave leaves left"),
    ("resume resumed resumes", "halted suspended"),
    ("upgrade upgraded", "downgrade downgraded"),
];

/// What two do of whom one does the one and the other the other: opposite only where the same one is said to do either. "The city sold
/// flats to the fund" and "the fund bought flats from the city" say one thing.
const BUYING: &str = "buy bought buys buying";
const SELLING: &str = "sell sold sells selling";

/// Finds places in which one wording says the opposite of the other: a veto. A place that holds both words, or a negation,
/// is left alone, and so is a word that stands elsewhere in the other wording.
pub(super) fn find(pair: &Pair<'_>, found: &mut Findings) {
    let said = |side: &Side<'_>| side.words.iter().map(|word| word.key.to_string()).collect::<HashSet<_>>();
    let (said_a, said_b) = (said(&pair.a), said(&pair.b));
    let turned = |hunk: &Hunk, are_turned: fn(&str, &str) -> bool| {
        let (a, b) = (keys(&pair.a, &hunk.a), keys(&pair.b, &hunk.b));
        let short = a.len().max(b.len()) <= ONE_THING;
        let plain = !negates(&pair.a, &hunk.a) && !negates(&pair.b, &hunk.b);
        let turns = |x: &&str, y: &&str| are_turned(x, y) && !said_b.contains(*x) && !said_a.contains(*y);
        short && plain && a.iter().any(|x| b.iter().any(|y| turns(x, y)))
    };
    if pair.hunks.iter().any(|hunk| turned(hunk, are_opposite) || are_converse(pair, hunk)) {
        found.veto(Veto::Opposite);
    } else if pair.hunks.iter().any(|hunk| turned(hunk, are_successive)) || is_released(&said_a, &said_b) {
        found.veto(Veto::Opposite);
        found.successive = true;
    }
}

/// Tells whether one of two wordings that tell of an arrest tells that whoever was arrested is free: "police arrested a man", "the man
/// arrested on Tuesday has been released".
fn is_released(a: &HashSet<String>, b: &HashSet<String>) -> bool {
    let says = |said: &HashSet<String>, words: &[&str]| words.iter().any(|word| said.contains(*word));
    let held = |said: &HashSet<String>| says(said, &["arrested", "detained", "jailed"]);
    let freed = |said: &HashSet<String>| says(said, &["freed", "released"]);
    held(a) && held(b) && freed(a) != freed(b)
}

/// Tells whether a place holds nothing but such a pair, behind a word that both have.
fn are_converse(pair: &Pair<'_>, hunk: &Hunk) -> bool {
    let ([x], [y]) = (&*keys(&pair.a, &hunk.a), &*keys(&pair.b, &hunk.b)) else { return false };
    let [buys, sells] = [BUYING, SELLING].map(|list| [x, y].map(|key| list.split(' ').any(|word| word == *key)));
    let same_one = hunk.a.start.checked_sub(1).and_then(|before| pair.a.words.get(before)).is_some_and(is_content);
    same_one && (buys[0] && sells[1] || sells[0] && buys[1])
}

/// Where a word stands in such a list: the line, and on which side of it.
type Places = Vec<(usize, bool)>;

/// The table by word and by stem, so that a word that has no opposite costs two look-ups and not a walk over all of them.
struct Table {
    words: HashMap<&'static str, Places>,
    stems: HashMap<String, Places>,
}

static OPPOSITE: LazyLock<Table> = LazyLock::new(|| Table::of(OPPOSITES));
static SUCCEEDING: LazyLock<Table> = LazyLock::new(|| Table::of(SUCCESSIVE));

impl Table {
    fn of(list: &'static [(&'static str, &'static str)]) -> Self {
        let mut table = Table { words: HashMap::new(), stems: HashMap::new() };
        for (line, (one, other)) in list.iter().enumerate() {
            for (side, list) in [(false, one), (true, other)] {
                for word in list.split(' ') {
                    table.words.entry(word).or_default().push((line, side));
                    if word.len() > SURE {
                        table.stems.entry(stem(word)).or_default().push((line, side));
                    }
                }
            }
        }
        table
    }

    /// Tells whether two words stand on the two sides of a line.
    fn turns(&self, x: &str, y: &str) -> bool {
        self.places(x).any(|(line, side)| self.places(y).any(|place| place == (line, !side)))
    }

    fn places(&self, key: &str) -> impl Iterator<Item = (usize, bool)> {
        let (words, stems) = (self.words.get(key), self.stems.get(&stem(key)));
        words.into_iter().chain(stems).flatten().copied()
    }
}

/// Tells whether two words, in key form, mean opposite things.
pub(super) fn are_opposite(x: &str, y: &str) -> bool {
    OPPOSITE.turns(x, y)
}

/// Tells whether two words, in key form, are such that the one may come after the other.
fn are_successive(x: &str, y: &str) -> bool {
    SUCCEEDING.turns(x, y)
}

/// Letters beyond which a stem tells a word of the table from others ("low" and "lowland").
const SURE: usize = 3;

fn keys<'s>(side: &'s Side<'_>, words: &Range<usize>) -> Vec<&'s str> {
    side.at(words).iter().map(|word| word.key.as_ref()).collect()
}

fn negates(side: &Side<'_>, words: &Range<usize>) -> bool {
    let touches = |span| {
        let at = side.touched(span);
        at.start < words.end && words.start < at.end
    };
    side.statement.slots.negations.iter().any(touches)
}

#[cfg(test)]
mod tests {
    use super::are_opposite;

    #[test]
    fn forms_of_opposites_are_opposites() {
        for (x, y) in [("supports", "opposes"), ("rose", "fell"), ("increased", "dropped"), ("won", "lost")] {
            assert!(are_opposite(x, y) && are_opposite(y, x), "{x} {y}");
        }
        for (x, y) in [("supports", "backs"), ("rose", "grew"), ("rise", "lowland"), ("", "")] {
            assert!(!are_opposite(x, y), "{x} {y}");
        }
    }
}
