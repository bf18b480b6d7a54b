//! Output that is kept instead of printed: the terminal view shows what the commands print.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// A handle on what was written; clones share it.
#[derive(Clone, Default)]
pub(crate) struct Collected(Rc<RefCell<Vec<u8>>>);

impl Collected {
    /// Returns what was written so far, styles among it.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.borrow()).into_owned()
    }
}

impl Write for Collected {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
