//! Ctrl-C between the parts of a command, so that it can say what it did.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the person asked the program to stop.
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Begins to listen: from now on Ctrl-C ends nothing by itself.
    pub(crate) fn listen() -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        let heard = Arc::clone(&asked);
        tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                heard.store(true, Ordering::Relaxed);
            }
        });
        Interrupt(asked)
    }

    /// Tells whether Ctrl-C was pressed.
    pub(crate) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
