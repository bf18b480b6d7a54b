//! The versions of a text, put together from their sections.

use askama::Template;

use super::current::Current;
use super::foot::Foot;
use super::head::Head;
use super::series::Series;
use super::strip::Strip;
use super::version::{Common, Item, Version};
use crate::language::{say, say_with, weave};
use crate::section::other::PieceKind;
use crate::shell::{Sheet, Shell};
use crate::timeline::TimelinePage;

/// The whole page.
#[derive(Clone, Debug, Template)]
#[template(path = "timeline/page.html")]
pub(crate) struct Page {
    /// The head.
    pub(crate) shell: Shell,
    /// What it is about.
    pub(crate) head: Head,
    /// All versions at a glance.
    pub(crate) strip: Strip,
    /// The newest text.
    pub(crate) current: Current,
    /// Whether only some sentences are shown.
    pub(crate) some: bool,
    /// The versions, newest first.
    pub(crate) versions: Vec<Version>,
    /// How it came about.
    pub(crate) foot: Foot,
}

impl Page {
    /// Fills the sections.
    pub(crate) fn new(page: &TimelinePage) -> Self {
        let series = Series::new(page);
        let common = Common::of(&page.versions);
        let args = [("name", common.name.as_str().into()), ("count", page.versions.len().into())];
        let title = say_with("versions-tab", args);
        Page {
            shell: Shell::new(&title, &page.method.generator, &page.method.site, Sheet::Versions),
            head: Head::new(&series, &common),
            strip: Strip::new(&series),
            current: Current::new(&series),
            some: page.find.is_some(),
            versions: (0..page.versions.len()).rev().filter_map(|v| Version::new(&series, v, &common)).collect(),
            foot: Foot::new(page),
        }
    }
}
