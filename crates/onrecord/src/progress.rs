//! A progress bar on standard error for work that takes more than a moment; none when nobody watches.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work may take before the bar is drawn.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows how much of a batch is done.
pub(crate) struct Progress {
    bar: ProgressBar,
    shown: bool,
}

impl Progress {
    /// Prepares a bar over `total` inputs; `None` when the number is not known.
    pub(crate) fn new(total: Option<u64>, unit: &str) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let form = if total.is_some() {
            "{bar:30} {human_pos} of {human_len} UNIT, {eta} left"
        } else {
            "{spinner} {human_pos} UNIT in {elapsed}"
        };
        if let Ok(style) = ProgressStyle::with_template(&form.replace("UNIT", unit)) {
            bar.set_style(style);
        }
        Progress { bar, shown: false }
    }

    /// Counts `n` more as done.
    pub(crate) fn add(&mut self, n: u64) {
        if !self.shown && self.bar.elapsed() > PATIENCE {
            self.shown = true;
            // indicatif draws nothing when standard error is not a terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(n);
    }

    /// Prints a message without tearing the bar.
    pub(crate) fn message(&self, text: &str) {
        self.bar.suspend(|| crate::output::message(text));
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
