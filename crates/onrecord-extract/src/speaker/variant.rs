//! Spelling variants of names.
//!
//! Names from Cyrillic and Arabic script reach English in several spellings. The folding below maps the common
//! romanisations of one letter to one form (BGN/PCGN, ISO 9, passport and newspaper habits); it is used to *propose*
//! that two names are one, never to join them in silence.

use crate::lexicon::WordSet;

/// Replacements in order; longer before shorter.
const FOLDS: &[(&str, &str)] = &[
    ("shch", "sh"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("kh", "h"),
    ("x", "ks"),
    ("ph", "f"),
    ("ck", "k"),
    ("tz", "ts"),
    ("zz", "z"),
    ("zh", "j"),
    ("dzh", "j"),
    ("iy", "i"),
    ("yy", "i"),
    ("ey", "ei"),
    ("ay", "ai"),
    ("oy", "oi"),
    ("yu", "iu"),
    ("ju", "iu"),
    ("ya", "ia"),
    ("ja", "ia"),
    ("yo", "e"),
    ("ye", "e"),
    ("ij", "i"),
    ("ii", "i"),
    ("y", "i"),
    ("w", "v"),
    ("ou", "u"),
    ("oe", "o"),
    ("ö", "o"),
    ("ü", "u"),
    ("é", "e"),
    ("è", "e"),
    ("ë", "e"),
    ("'", ""),
    ("’", ""),
];

/// Takes the accent off a Latin letter where English print leaves it off as well; umlauts are among the replacements.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ă' | 'ā' | 'å' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'é' | 'è' | 'ê' | 'ě' | 'ē' | 'ę' => 'e',
        'ğ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ó' | 'ò' | 'ô' | 'õ' | 'ō' | 'ø' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ū' | 'ů' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// Returns the form in which spellings of one name part agree.
pub(super) fn folded(part: &str) -> String {
    let mut form: String = part.to_lowercase().chars().map(plain).collect();
    for (from, to) in FOLDS {
        if form.contains(from) {
            form = form.replace(from, to);
        }
    }
    let mut chars: Vec<char> = form.chars().collect();
    // "Lesnitsky" and "Lessnitsky" are one, "Pell" and "Peel" are two.
    chars.dedup_by(|a, b| a == b && !matches!(a, 'a' | 'e' | 'o' | 'u'));
    chars.into_iter().collect()
}

/// Returns the form in which spellings of a whole name agree; `None` for a single name, which two people may share.
pub fn name_form(name: &str) -> Option<String> {
    let parts = name.split_whitespace().skip_while(|part| TITLE.has(&part.trim_end_matches('.').to_lowercase()));
    let parts: Vec<String> = parts.map(folded).filter(|p| !p.is_empty()).collect();
    (parts.len() > 1).then(|| parts.join(" "))
}

/// Titles in front of a name, without their full stops; the name is the same without.
static TITLE: WordSet = WordSet::new(
    "dr doctor mr mrs ms miss mx sir dame lord lady prof professor gen general col colonel lt capt captain sgt rev sen senator \
     rep gov judge justice president minister",
);

/// Tells whether two names of one word may be spellings of one: the same when folded, or one letter apart in long ones.
pub fn same_spelling(a: &str, b: &str) -> bool {
    near(&folded(a), &folded(b))
}

/// Tells whether two folded parts are one letter apart at most, in names long enough for that to be a slip.
pub(super) fn near(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 5 || long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let rest = usize::from(short.len() == long.len());
    short[(head + rest).min(short.len())..] == long[(head + 1).min(long.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romanisations_of_one_name_agree() {
        for (a, b) in [
            ("Alexey", "Aleksey"),
            ("Yury", "Yuri"),
            ("Dmitry", "Dmitriy"),
            ("Sergey", "Sergei"),
            ("Mikhail", "Mihail"),
            ("Raúl", "Raul"),
            ("Erdoğan", "Erdogan"),
        ] {
            assert_eq!(folded(a), folded(b), "{a} {b}");
        }
    }

    #[test]
    fn whole_names_agree_part_by_part_and_single_ones_never() {
        assert_eq!(name_form("Aleksey Polishchuk"), name_form("Alexey Polishchuk"));
        assert_ne!(name_form("Aleksey Polishchuk"), name_form("Andrey Polishchuk"));
        assert_ne!(name_form("Ann Lee"), name_form("Ann Holt"));
        assert_eq!(name_form("Polishchuk"), None);
        assert_eq!(name_form("Dr. John Smith"), name_form("John Smith"));
        assert_eq!(name_form("Dr Smith"), None);
    }

    #[test]
    fn different_names_stay_apart() {
        for (a, b) in [("John", "Joan"), ("Alexey", "Andrey"), ("Marta", "Martin")] {
            assert!(!near(&folded(a), &folded(b)), "{a} {b}");
        }
        assert_ne!(folded("Pell"), folded("Peel"));
        assert_eq!(folded("Philipp"), folded("Filip"));
        assert!(near("polishuk", "polishchuk".replace("ch", "").as_str()));
    }
}
