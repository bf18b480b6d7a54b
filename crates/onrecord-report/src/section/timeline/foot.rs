//! The foot of the page: how sentences are followed, and what that cannot show.

use askama::Template;

use crate::isolate::isolate;
use crate::section::foot::CheckpointWords;
use crate::section::words::When;
use crate::timeline::TimelinePage;

/// The foot.
#[derive(Clone, Debug, Template)]
#[template(path = "timeline/foot.html")]
pub(crate) struct Foot {
    /// Name and version of the program.
    pub(crate) generator: String,
    /// The newest checkpoint of the log.
    pub(crate) checkpoint: Option<CheckpointWords>,
    /// When the page was made.
    pub(crate) generated: When,
}

impl Foot {
    /// Makes the foot of `page`.
    pub(crate) fn new(page: &TimelinePage) -> Self {
        Foot {
            generator: isolate(&page.generator),
            checkpoint: page.checkpoint.as_ref().map(CheckpointWords::from),
            generated: When::moment(page.generated_at),
        }
    }
}
