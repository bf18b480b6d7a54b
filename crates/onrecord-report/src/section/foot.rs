//! The foot of a page: how it came about and how to dispute it.

use askama::Template;
use chrono::{DateTime, Utc};

use super::correction::CorrectionWords;
use super::words::{self, When};
use crate::article::{Checkpoint, Method};
use crate::isolate::isolate;
use crate::language::{say, weave};

/// The foot of a page.
#[derive(Clone, Debug, Template)]
#[template(path = "partials/foot.html")]
pub(crate) struct Foot {
    /// Name and version of the program.
    pub(crate) generator: String,
    /// Version of the extraction engine; `None` where each article names its own.
    pub(crate) rules: Option<String>,
    /// The newest checkpoint of the log; on a page of a site, the one of the newest entry about what it shows.
    pub(crate) checkpoint: Option<CheckpointWords>,
    /// The corrections of what was published, the newest first; `None` on pages that list none.
    pub(crate) corrections: Option<Vec<CorrectionWords>>,
    /// How to dispute what the report says.
    pub(crate) dispute: Option<String>,
    /// When the page was made.
    pub(crate) generated: Option<When>,
    /// Whether the first page of the site tells of the log and when the site was made.
    pub(crate) elsewhere: bool,
}

/// A checkpoint in words.
#[derive(Clone, Debug)]
pub(crate) struct CheckpointWords {
    /// How many entries.
    pub(crate) size: usize,
    /// Head of the hash chain.
    pub(crate) root: String,
    /// When it was made.
    pub(crate) at: When,
}

impl Foot {
    /// Makes the foot of a page made at `at`.
    pub(crate) fn new(method: &Method, at: DateTime<Utc>) -> Self {
        Foot {
            generator: isolate(&method.generator),
            rules: words::foreign(method.rules.as_deref()),
            checkpoint: method.checkpoint.as_ref().map(CheckpointWords::from),
            corrections: None,
            dispute: words::foreign(method.dispute.as_deref().or(method.site.house.dispute.as_deref())),
            generated: Some(When::moment(at)),
            elsewhere: false,
        }
    }

    /// Makes the foot of a page of a site: when the site was made and how long the whole log was is said on its first page,
    /// so that a decision changes the pages it concerns and no other.
    pub(crate) fn of_site(method: &Method, at: DateTime<Utc>) -> Self {
        let foot = Foot::new(method, at);
        if !method.site.is_whole {
            return foot;
        }
        let newest = method.newest.as_ref().map(CheckpointWords::from);
        Foot { checkpoint: newest, generated: None, elsewhere: true, ..foot }
    }
}

impl From<&Checkpoint> for CheckpointWords {
    fn from(checkpoint: &Checkpoint) -> Self {
        CheckpointWords {
            size: usize::try_from(checkpoint.size).unwrap_or(usize::MAX),
            root: checkpoint.root.to_string(),
            at: When::moment(checkpoint.at),
        }
    }
}
