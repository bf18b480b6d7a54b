//! The foot of the page: how sentences are followed, and what that cannot show.

use askama::Template;

use crate::isolate::isolate;
use crate::language::{say, weave};
use crate::section::foot::CheckpointWords;
use crate::section::words::{self, When};
use crate::timeline::TimelinePage;

/// The foot.
#[derive(Clone, Debug, Template)]
#[template(path = "timeline/foot.html")]
pub(crate) struct Foot {
    /// Name and version of the program.
    pub(crate) generator: String,
    /// The newest checkpoint of the log.
    pub(crate) checkpoint: Option<CheckpointWords>,
    /// How to dispute what the page says.
    pub(crate) dispute: Option<String>,
    /// When the page was made.
    pub(crate) generated: When,
}

impl Foot {
    /// Makes the foot of `page`.
    pub(crate) fn new(page: &TimelinePage) -> Self {
        let method = &page.method;
        Foot {
            generator: isolate(&method.generator),
            checkpoint: method.checkpoint.as_ref().map(CheckpointWords::from),
            dispute: words::foreign(method.dispute.as_deref().or(method.site.house.dispute.as_deref())),
            generated: When::moment(page.generated_at),
        }
    }
}
