//! The words of a text as they are written.

/// How addresses begin; posts have them glued to the word before ("see thispic.twitter.com/x").
const ADDRESSES: [&str; 3] = ["https://", "http://", "pic.twitter.com/"];

/// Returns the parts between spaces, each without the address it ends in; what is nothing but an address is left out.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().map(before_address).filter(|part| !part.is_empty())
}

fn before_address(part: &str) -> &str {
    if part.starts_with("t.co/") {
        return "";
    }
    let begin = ADDRESSES.iter().filter_map(|address| part.find(address)).min();
    begin.and_then(|at| part.get(..at)).unwrap_or(part)
}

/// Returns the words of a text in lower case; addresses are left out, tags and names of accounts are cut where capitals begin.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in parts(text) {
        let tag = part.trim_start_matches(['"', '“', '‘', '(', '.']).starts_with(['#', '@']);
        for word in marked_off(part) {
            if tag {
                found.extend(humps(word).into_iter().map(lower));
            } else {
                found.push(lower(word));
            }
        }
    }
    found
}

fn lower(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.contains('’') { lower.replace('’', "'") } else { lower }
}

/// Letters and digits between marks; digits keep their inner points ("3.5").
fn marked_off(part: &str) -> impl Iterator<Item = &str> {
    let digits = part.bytes().any(|b| b.is_ascii_digit());
    let inner = move |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’') || digits && matches!(c, '.' | ',');
    part.split(move |c: char| !inner(c)).map(|w| w.trim_matches(['.', ',', '\'', '’'])).filter(|w| !w.is_empty())
}

/// Cuts `SeattleProtest` in two.
fn humps(word: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut small = false;
    for (at, c) in word.char_indices() {
        if small && c.is_uppercase() {
            cuts.push(at);
        }
        small = c.is_lowercase() || c.is_numeric();
    }
    cuts.push(word.len());
    cuts.windows(2).filter_map(|pair| word.get(pair[0]..pair[1])).filter(|w| !w.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn tags_are_cut_and_addresses_left_out() {
        assert_eq!(
            words("“#SharkAttack at https://x.example Tom’s 3.5 m"),
            ["shark", "attack", "at", "tom's", "3.5", "m"]
        );
        assert_eq!(words("on camera.pic.twitter.com/shark t.co/shark"), ["on", "camera"]);
    }
}
