//! Wire credits: which agency a text says it comes from.

/// Agencies by the names they sign with; the first name is the one kept.
///
/// The list holds the members of MINDS and the large national agencies that English-language copy is credited to.
const AGENCIES: &[&[&str]] = &[
    &["Reuters", "Thomson Reuters"],
    &["AP", "The Associated Press", "Associated Press"],
    &["AFP", "Agence France-Presse"],
    &["UPI", "United Press International"],
    &["dpa", "Deutsche Presse-Agentur"],
    &["PA Media", "PA", "Press Association"],
    &["The Canadian Press", "Canadian Press", "CP"],
    &["AAP", "Australian Associated Press"],
    &["EFE", "Agencia EFE"],
    &["ANSA"],
    &["Kyodo", "Kyodo News"],
    &["Jiji Press"],
    &["Yonhap", "Yonhap News Agency"],
    &["Xinhua", "Xinhua News Agency"],
    &["TASS", "ITAR-TASS"],
    &["Interfax"],
    &["RIA Novosti"],
    &["Ukrinform"],
    &["Interfax-Ukraine"],
    &["Anadolu", "Anadolu Agency", "AA"],
    &["PTI", "Press Trust of India"],
    &["ANI"],
    &["IANS"],
    &["Bloomberg", "Bloomberg News"],
];

/// How far into a text a dateline may stand, in characters.
const DATELINE_REACH: usize = 600;

/// Finds the agency a dateline credits near the start of `text`: `LONDON, Jan 24 (Reuters) -`.
///
/// A name in brackets counts only where a dash follows, so that a company's ticker or an abbreviation does not.
pub(crate) fn in_dateline(text: &str) -> Option<&'static str> {
    dateline_names(text).find_map(agency)
}

/// Lists the names in brackets before a dash near the start of `text`, where a dateline names the agency a text comes from:
/// `LONDON, Jan 24 (Reuters) -`. Whether a name is an agency's is for the caller to know.
pub fn dateline_names(text: &str) -> impl Iterator<Item = &str> {
    let end = text.char_indices().nth(DATELINE_REACH).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or_default();
    head.match_indices('(').filter_map(|(at, _)| {
        let (name, rest) = head.get(at + 1..)?.split_once(')')?;
        let dash = rest.trim_start_matches([' ', '\u{a0}']).starts_with(['-', '–', '—', '―']);
        dash.then(|| name.trim())
    })
}

/// Finds the agency that `byline` names whole, or after a slash or comma ("Jane Roe / AP", "By Reuters").
pub(crate) fn in_byline(byline: &str) -> Option<&'static str> {
    byline
        .split(['/', ',', ';', '|'])
        .map(|part| part.trim().trim_start_matches("By ").trim_start_matches("by "))
        .find_map(agency)
}

fn agency(name: &str) -> Option<&'static str> {
    let name = name.trim();
    AGENCIES.iter().find(|names| names.contains(&name)).and_then(|names| names.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_name_agencies() {
        assert_eq!(in_dateline("LONDON, Jan 24 (Reuters) - The bank said"), Some("Reuters"));
        assert_eq!(in_dateline("PARIS (AP) — The court ruled"), Some("AP"));
        assert_eq!(in_dateline("The associated press (AP) was there."), None);
        assert_eq!(in_dateline("Shares of Example (EXM) - the firm - fell"), None);
    }

    #[test]
    fn bylines_name_agencies() {
        assert_eq!(in_byline("Jane Roe, Associated Press"), Some("AP"));
        assert_eq!(in_byline("By Reuters"), Some("Reuters"));
        assert_eq!(in_byline("Jane Roe"), None);
    }
}
