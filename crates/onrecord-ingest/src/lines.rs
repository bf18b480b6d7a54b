//! In which line a byte lies.

/// The lines of an input, told in one pass.
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
    start: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Lines { bytes, at: 0, line: 1, start: 0 }
    }

    /// Returns the line of a byte and where it begins, never asked for one before the last.
    pub(crate) fn of(&mut self, at: usize) -> (u64, usize) {
        let passed = self.bytes.get(self.at..at).unwrap_or_default();
        for (index, _) in passed.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
            self.line += 1;
            self.start = self.at + index + 1;
        }
        self.at = self.at.max(at);
        (self.line, self.start)
    }
}
