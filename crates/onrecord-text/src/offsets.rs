//! Conversion between bytes, code points and UTF-16 code units.

/// Bytes between two remembered positions: small enough to count through, large enough to cost 1/16 of the text.
const STEP: usize = 128;

/// Remembered counts of a text; an ASCII text needs none because all three units agree.
#[derive(Clone, Debug)]
pub(crate) struct Offsets {
    /// (code points, UTF-16 units) before the character that holds or follows byte `i * STEP`; empty for ASCII.
    marks: Vec<Mark>,
    /// Totals of the text.
    pub(crate) end: Mark,
}

/// A position in all three units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) byte: u32,
    pub(crate) code_point: u32,
    pub(crate) utf16: u32,
}

impl Mark {
    fn past(self, c: char) -> Self {
        Mark {
            byte: self.byte + c.len_utf8() as u32,
            code_point: self.code_point + 1,
            utf16: self.utf16 + c.len_utf16() as u32,
        }
    }

    /// Moves over a piece of text: every character has one byte that continues none, and those beyond the first plane, which take
    /// two units of UTF-16, begin with a byte from 0xF0 on.
    fn over(self, piece: &str) -> Self {
        let count = |of: fn(u8) -> bool| piece.bytes().map(|byte| u32::from(of(byte))).sum::<u32>();
        let code_points = count(|byte| byte & 0xC0 != 0x80);
        Mark {
            byte: self.byte + piece.len() as u32,
            code_point: self.code_point + code_points,
            utf16: self.utf16 + code_points + count(|byte| byte >= 0xF0),
        }
    }

    fn ascii(at: u32) -> Self {
        Mark { byte: at, code_point: at, utf16: at }
    }
}

/// A unit in which a position can be asked for.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    Byte,
    CodePoint,
    Utf16,
}

impl Unit {
    pub(crate) fn of(self, mark: Mark) -> usize {
        (match self {
            Unit::Byte => mark.byte,
            Unit::CodePoint => mark.code_point,
            Unit::Utf16 => mark.utf16,
        }) as usize
    }
}

impl Offsets {
    pub(crate) fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Offsets { marks: Vec::new(), end: Mark::ascii(text.len() as u32) };
        }
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut here = Mark::default();
        for c in text.chars() {
            if here.byte as usize >= marks.len() * STEP {
                marks.push(here);
            }
            here = here.past(c);
        }
        Offsets { marks, end: here }
    }

    /// Finds the position of `offset`, or `None` when it lies past the end or inside a character.
    pub(crate) fn locate(&self, text: &str, offset: usize, unit: Unit) -> Option<Mark> {
        if offset > unit.of(self.end) {
            return None;
        }
        if self.marks.is_empty() {
            return Some(Mark::ascii(offset as u32));
        }
        let after = self.marks.partition_point(|m| unit.of(*m) <= offset);
        let mut here = self.marks[after.saturating_sub(1)];
        if matches!(unit, Unit::Byte) {
            return text.is_char_boundary(offset).then(|| here.over(&text[here.byte as usize..offset]));
        }
        let mut rest = text[here.byte as usize..].chars();
        while unit.of(here) < offset {
            here = here.past(rest.next()?);
        }
        (unit.of(here) == offset).then_some(here)
    }
}
