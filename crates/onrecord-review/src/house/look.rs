//! How a house appears on its pages, and what it leaves off those for everybody.

/// How a house appears; by default as the program does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseLook {
    /// Its name; `None` when it gives none.
    pub name: Option<String>,
    /// Its logo as a `data:` address of a picture; `None` when it gives none.
    pub logo: Option<String>,
    /// The colour of links, `#rrggbb`, on light and on dark paper; `None` for the usual ones.
    pub colours: Option<(String, String)>,
    /// How to dispute what a page says; `None` when it says nothing.
    pub dispute: Option<String>,
    /// Whether pages for everybody leave out the names of reviewers.
    pub hides_reviewers: bool,
    /// The language of its pages, as a tag; `None` for English.
    pub language: Option<String>,
    /// What its pages say in its own words: message and pattern.
    pub words: Vec<(String, String)>,
}

/// What is wrong with how a house appears, beyond what can be told here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookFault {
    /// The field below `house`, such as `language` or `words.claims`.
    pub field: String,
    /// What is wrong and what to do: a lower-case fragment.
    pub why: String,
}

/// Light and dark paper of the pages, and how much a colour has to stand out from either (WCAG 2.2, 1.4.3).
const PAPERS: [(&str, &str); 2] = [("light", "#fbfaf6"), ("dark", "#15171b")];
const CONTRAST: f64 = 4.5;

/// The kinds of picture a logo may be.
const PICTURES: [&str; 5] = ["png", "jpeg", "gif", "webp", "svg+xml"];

/// Says what is wrong with a logo; `None` when it can be shown.
pub(super) fn logo_fault(logo: &str) -> Option<String> {
    let body = PICTURES.iter().find_map(|kind| logo.strip_prefix(&format!("data:image/{kind};base64,")));
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    let good = body.is_some_and(|body| !body.is_empty() && body.bytes().all(plain));
    (!good).then(|| {
        "pages fetch nothing, so a logo is written here whole: \"data:image/png;base64,…\" (png, jpeg, gif, webp, svg+xml), \
         as 'base64 -w0 logo.png' prints it"
            .to_owned()
    })
}

/// Says what is wrong with the colour for the paper `number` of [`PAPERS`]; `None` when links of it can be read.
pub(super) fn colour_fault(colour: &str, number: usize) -> Option<String> {
    let (name, paper) = PAPERS[number.min(1)];
    let (Some(ink), Some(ground)) = (luminance(colour), luminance(paper)) else {
        return Some(format!("{colour:?} is no colour; write it as \"#14508c\""));
    };
    let contrast = (ink.max(ground) + 0.05) / (ink.min(ground) + 0.05);
    (contrast < CONTRAST).then(|| {
        format!(
            "{colour} on the {name} paper {paper} has a contrast of {contrast:.2}; links need {CONTRAST} to be read"
        )
    })
}

/// Returns the relative luminance of a colour; `None` when it is none.
fn luminance(colour: &str) -> Option<f64> {
    let hex = colour.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_have_to_be_read_on_their_paper() {
        assert_eq!(colour_fault("#14508c", 0), None);
        assert_eq!(colour_fault("#8fc1f2", 1), None);
        assert!(colour_fault("#8fc1f2", 0).is_some_and(|why| why.contains("contrast of 1.8")));
        assert!(colour_fault("red", 0).is_some_and(|why| why.contains("no colour")));
        assert!(colour_fault("#é00000", 0).is_some());
    }

    #[test]
    fn a_logo_stands_in_the_file() {
        assert_eq!(logo_fault("data:image/png;base64,iVBORw0="), None);
        for bad in [
            "logo.png",
            "https://a.example/x.png",
            "data:text/html;base64,AAAA",
            "data:image/png;base64,",
            "data:image/png;base64,a\"b",
        ] {
            assert!(logo_fault(bad).is_some(), "{bad}");
        }
    }
}
