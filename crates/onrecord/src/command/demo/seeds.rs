//! The sample articles, carried in the program so that `demo` works anywhere.

use serde::Deserialize;

/// Who published what; see `seeds/README.md`.
const MANIFEST: &str = include_str!("../../../../../seeds/manifest.toml");

/// File name and bytes of a sample article.
type Seed = (&'static str, &'static [u8]);

macro_rules! seed {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../../../seeds/", $name)))
    };
}

/// Every article of `seeds/`.
const ARTICLES: &[Seed] = &[
    seed!("2026-03-02_harbourpost_terminal-fire.txt"),
    seed!("2026-03-03_estmeretoday_injured-count.txt"),
    seed!("2026-03-03_skerrywire_injured-0900.txt"),
    seed!("2026-03-03_skerrywire_injured-1200.txt"),
    seed!("2026-03-04_brannickcourier_ostrey-ferry.txt"),
    seed!("2026-03-05_brannickcourier_dock-strike.txt"),
    seed!("2026-03-05_harbourpost_dock-strike.txt"),
    seed!("2026-03-05_skerrywire_dock-strike.txt"),
    seed!("2026-03-06_estmeretoday_dock-strike.txt"),
    seed!("2026-03-09_harbourpost_cleanup-cost.txt"),
    seed!("2026-03-12_lodevalleyrecord_corvane-denial.txt"),
    seed!("2026-03-17_lodevalleyrecord_river-water.txt"),
    seed!("2026-03-18_lodevalleyrecord_river-water-corrected.txt"),
    seed!("2026-03-19_brannickcourier_water-council.txt"),
    seed!("2026-03-23_estmeretoday_harbour-closed.txt"),
    seed!("2026-03-30_harbourpost_tank-inquiry.txt"),
    seed!("2026-04-01_brannickcourier_ostrey-closure.txt"),
    seed!("2026-04-08_lodevalleyrecord_bill-grows.txt"),
];

/// An outlet of the samples.
#[derive(Debug, Deserialize)]
pub(crate) struct SeedOutlet {
    pub(crate) name: String,
    pub(crate) owner: Option<String>,
    pub(crate) controller: Option<String>,
    pub(crate) agency: bool,
}

/// An article of the samples and whose it is.
#[derive(Debug, Deserialize)]
pub(crate) struct SeedArticle {
    pub(crate) file: String,
    pub(crate) outlet: String,
}

/// What `seeds/manifest.toml` holds.
#[derive(Debug, Deserialize)]
pub(crate) struct Manifest {
    #[serde(rename = "outlet")]
    pub(crate) outlets: Vec<SeedOutlet>,
    #[serde(rename = "article")]
    pub(crate) articles: Vec<SeedArticle>,
}

/// Reads the manifest.
pub(crate) fn manifest() -> Result<Manifest, toml::de::Error> {
    toml::from_str(MANIFEST)
}

/// Returns the bytes of a sample article; `None` when there is none of that name.
pub(crate) fn bytes(file: &str) -> Option<&'static [u8]> {
    ARTICLES.iter().find(|(name, _)| *name == file).map(|(_, bytes)| *bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifest_program_and_folder_hold_the_same_articles() {
        let listed: Vec<String> = manifest().expect("manifest").articles.into_iter().map(|a| a.file).collect();
        assert!(listed.len() >= 12);
        assert!(listed.iter().all(|file| bytes(file).is_some()));
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds");
        let names = std::fs::read_dir(folder).expect("seeds").map(|e| e.expect("entry").file_name());
        let texts = names.filter(|name| name.to_string_lossy().ends_with(".txt")).count();
        assert_eq!((texts, ARTICLES.len()), (listed.len(), listed.len()));
    }
}
