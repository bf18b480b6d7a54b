//! What every page carries: style sheet and content security policy.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The style sheet of every page, as it stands between the `style` tags.
pub(crate) const STYLE: &str = include_str!("../../../templates/report.css");

/// The content security policy of every page: nothing is allowed but this very style sheet.
pub(crate) static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
});

/// The head of a page.
#[derive(Clone, Debug)]
pub(crate) struct Shell {
    /// Title shown on the browser's tab.
    pub(crate) title: String,
    /// Name and version of the program.
    pub(crate) generator: String,
    /// The policy; equal to [`POLICY`].
    pub(crate) policy: &'static str,
    /// The style sheet; equal to [`STYLE`].
    pub(crate) style: &'static str,
}

impl Shell {
    /// Makes the head of a page with this title.
    pub(crate) fn new(title: &str, generator: &str) -> Self {
        Shell {
            title: crate::isolate::isolate(title),
            generator: crate::isolate::isolate(generator),
            policy: POLICY.as_str(),
            style: STYLE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_cannot_end_its_element_and_loads_nothing() {
        let lower = STYLE.to_ascii_lowercase();
        for bad in ["</", "<!--", "@import", "url(", "expression(", "\r"] {
            assert!(!lower.contains(bad), "{bad}");
        }
    }
}
