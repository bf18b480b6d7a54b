//! Function words and a few open classes, enough to tell a noun phrase from a clause.

use std::ops::BitOr;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(u32);

impl Class {
    /// No class known.
    pub(crate) const NONE: Class = Class(0);
    pub(crate) const DETERMINER: Class = Class(1);
    /// He, she, they … as a subject.
    pub(crate) const PRONOUN: Class = Class(1 << 1);
    /// Him, me, us …
    pub(crate) const OBJECT: Class = Class(1 << 2);
    pub(crate) const POSSESSIVE: Class = Class(1 << 3);
    pub(crate) const PREPOSITION: Class = Class(1 << 4);
    /// Because, while, when …: opens a subordinate clause.
    pub(crate) const SUBORDINATOR: Class = Class(1 << 5);
    /// And, but, or.
    pub(crate) const COORDINATOR: Class = Class(1 << 6);
    /// Forms of be, have and do.
    pub(crate) const AUXILIARY: Class = Class(1 << 7);
    /// Will, would, may …
    pub(crate) const MODAL: Class = Class(1 << 8);
    pub(crate) const ADVERB: Class = Class(1 << 9);
    pub(crate) const NEGATION: Class = Class(1 << 10);
    /// Who, which, that, whose.
    pub(crate) const RELATIVE: Class = Class(1 << 11);
    pub(crate) const WEEKDAY: Class = Class(1 << 12);
    pub(crate) const MONTH: Class = Class(1 << 13);
    /// Day, week, year, morning … and yesterday.
    pub(crate) const TIME: Class = Class(1 << 14);
    /// A finite verb form without regular ending.
    pub(crate) const VERB: Class = Class(1 << 15);
    /// How, what, why, whether.
    pub(crate) const QUESTION: Class = Class(1 << 16);
    /// Be in any form.
    pub(crate) const BE: Class = Class(1 << 17);

    /// Returns the classes as bits.
    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    /// Tells whether the two share a class.
    pub(crate) fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Class {
    type Output = Class;

    fn bitor(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

const LISTS: &[(Class, &str)] = &[
    (
        Class::DETERMINER,
        "the a an this that these those some any each every another both all many most several few no neither either such",
    ),
    (Class::PRONOUN, "he she they it i we you there"),
    (Class::OBJECT, "him her them me us himself herself themselves itself myself ourselves"),
    (Class::POSSESSIVE, "his her their its my our your whose"),
    (
        Class::PREPOSITION,
        "of in on at to for from with by about into over after before during through against between under without within \
         across among around behind near since until toward towards upon amid despite via per following alongside outside \
         inside regarding concerning including throughout ahead",
    ),
    (
        Class::SUBORDINATOR,
        "because while when whenever after before if unless although though since as where whereas until once that than",
    ),
    (Class::COORDINATOR, "and but or nor yet so"),
    (
        Class::AUXILIARY,
        "is are was were am be been being has have had does do did 's 're 've isn't aren't wasn't weren't hasn't haven't \
         hadn't doesn't don't didn't isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t doesn’t don’t didn’t ain't",
    ),
    (Class::BE, "is are was were am be been being isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t"),
    (
        Class::MODAL,
        "will would may might can could shall should must won't wouldn't can't couldn't shouldn't mustn't cannot won’t \
         wouldn’t can’t couldn’t shouldn’t mustn’t",
    ),
    (
        Class::ADVERB,
        "also later then now even often once never always still just already again only earlier soon thus ever yet too \
         ago instead meanwhile however moreover furthermore besides nonetheless nevertheless afterwards afterward \
         first twice further long far perhaps maybe simply together today yesterday tomorrow tonight",
    ),
    (
        Class::NEGATION,
        "not never no neither nor isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't \
         can't couldn't shouldn't cannot isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t doesn’t don’t didn’t won’t \
         wouldn’t can’t couldn’t shouldn’t",
    ),
    (Class::RELATIVE, "who which whose whom that"),
    (Class::WEEKDAY, "monday tuesday wednesday thursday friday saturday sunday"),
    (
        Class::MONTH,
        "january february march april may june july august september october november december jan. feb. mar. apr. jun. \
         jul. aug. sept. sep. oct. nov. dec. jan feb mar apr jun jul aug sept sep oct nov dec",
    ),
    (
        Class::TIME,
        "day days week weeks weekend month months year years decade morning afternoon evening night noon midday midnight \
         yesterday today tomorrow tonight hour hours minute minutes",
    ),
    (
        Class::VERB,
        "said says say told tells tell came comes come went goes go took takes take made makes make got gets get gave gives give \
         saw sees see knew knows know thought thinks think found finds find left leaves leave put puts kept keeps keep \
         began begins begin began held holds hold brought brings bring wrote writes write stood stands stand lost loses lose \
         paid pays pay met meets meet ran runs run set sets sat sits sit spoke speaks speak led leads lead grew grows grow \
         became becomes become remains remain seems seem appears appear rose rises rise fell falls fall sent sends send \
         built builds build spent spends spend won wins win broke breaks bought buys buy fought fights fight felt feels feel \
         heard hears hear sold sells sell taught drew draws draw chose chooses broke drove drives threw threw hit hits cut cuts \
         cost costs let lets means mean meant read reads shot shut slept struck sought seeks seek swore tore wore woke \
         needs need wants want works work lives live shows show includes include expects expect believes believe continues \
         continue plans requires require allows allow follows faces serves involves contains calls like likes looks look \
         hopes helps help gives uses use owns stays wishes matters depends lies lay begins ends ends opens closes arrives \
         arrive lasts marks denies warns accuses insists argues claims sees lacks fled fed bore dealt dug forgot hid \
         hung lent rode sank shook slid spread stole stuck swept swung understood withdrew undertook overcame laid froze blew flew burnt \
         caught rang sang swam drank ate clung crept flung knelt leapt shone sped spun strode strove wept forbade forgave mistook \
         overthrew overran overtook rebuilt trod withheld foresaw foretold upheld",
    ),
    (Class::QUESTION, "how what why whether when where who which if"),
];

/// Returns the classes of a word in lower case.
pub(crate) fn class(lower: &str) -> Class {
    static TABLE: OnceLock<FxHashMap<&'static str, Class>> = OnceLock::new();
    let table = TABLE.get_or_init(build);
    table.get(lower).copied().unwrap_or(Class::NONE)
}

fn build() -> FxHashMap<&'static str, Class> {
    let mut table = FxHashMap::default();
    for (class, words) in LISTS {
        for word in words.split_whitespace() {
            let known = table.entry(word).or_insert(Class::NONE);
            *known = *known | *class;
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_have_several_classes() {
        assert!(class("that").any(Class::RELATIVE));
        assert!(class("that").any(Class::DETERMINER));
        assert!(!class("that").any(Class::VERB));
        assert_eq!(class("zebra"), Class::NONE);
    }
}
