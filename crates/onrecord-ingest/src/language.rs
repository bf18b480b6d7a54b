//! Which language a text is in.

use onrecord_model::Language;
use whatlang::Lang;

/// How many characters are enough to tell a language.
const SAMPLE: usize = 4000;

/// How many letters are needed before a guess is trusted.
const MIN_LETTERS: usize = 24;

/// Tells the language of `text`; `None` when the guess would not be reliable.
pub(crate) fn of_text(text: &str) -> Option<Language> {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let sample = text.get(..end)?;
    sample.chars().filter(|c| c.is_alphabetic()).nth(MIN_LETTERS - 1)?;
    let info = whatlang::detect(sample)?;
    // Names are of every language; in a short text full of them the small words tell more than the letters.
    let words: Vec<String> = sample.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    let count = |list: &[&str]| words.iter().filter(|w| list.contains(&w.as_str())).count();
    let few = words.len() <= FEW_WORDS;
    if few && info.lang() != Lang::Eng && count(ENGLISH_ONLY) >= 2 {
        return Some(Language("en".to_owned()));
    }
    let foreign = few && info.lang() != Lang::Eng && count(ENGLISH_ONLY) + count(ENGLISH_TOO) == 0;
    (info.is_reliable() || foreign).then(|| Language(short_code(info.lang()).to_owned()))
}

/// Words up to which small words are asked.
const FEW_WORDS: usize = 120;
/// Small words of English that no other language writes so.
const ENGLISH_ONLY: &[&str] =
    &["the", "and", "said", "that", "from", "with", "this", "were", "has", "have", "they", "which", "says", "would"];
/// Small words of English that others have too.
const ENGLISH_TOO: &[&str] =
    &["a", "of", "to", "in", "is", "was", "it", "on", "he", "she", "by", "for", "at", "as", "are"];

/// Reads a language tag (BCP 47) and keeps its first part; three-letter codes become two-letter ones where there are.
///
/// `None` when `tag` is no language tag.
pub(crate) fn of_tag(tag: &str) -> Option<Language> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    let is_code = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
    if !is_code || primary == "und" {
        return None;
    }
    let short = Lang::from_code(primary.as_str()).map(short_code);
    Some(Language(short.map_or(primary, str::to_owned)))
}

/// Maps to ISO 639-1, from the registry of the Library of Congress; Mandarin is written `zh`, Persian `fa`.
#[expect(clippy::too_many_lines, reason = "a table: one line a language")]
fn short_code(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_shortened() {
        let code = |tag| of_tag(tag).map(|l| l.0).unwrap_or_default();
        assert_eq!(code("en-US"), "en");
        assert_eq!(code("eng"), "en");
        assert_eq!(code("zh_Hans_CN"), "zh");
        assert_eq!(code("haw"), "haw");
        assert_eq!(code("und"), "");
        assert_eq!(code("english"), "");
    }

    #[test]
    fn only_sure_guesses_are_made() {
        let text = "The ministry said on Thursday that the talks would continue next week in the capital.";
        assert_eq!(of_text(text), Some(Language("en".into())));
        assert_eq!(of_text("123 456"), None);
        let names = "Alexander Lukashenko said 3 people died. Vladimir Putin said 5 people died.";
        assert_eq!(of_text(names), Some(Language("en".into())));
        let short = "„Das ist falsch“, sagte Innenministerin Petra Sommer. Sie habe die Akte nie gesehen.";
        assert_eq!(of_text(short), Some(Language("de".into())));
    }
}
