//! Short names that people type.

use std::fmt;
use std::str::FromStr;

/// What a handle names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandleKind {
    /// `d1`
    Document,
    /// `c7`
    Claim,
    /// `s2`
    Speaker,
    /// `o4`
    Outlet,
    /// `e12`
    Evidence,
}

impl HandleKind {
    /// All kinds, in the order in which help texts list them.
    pub const ALL: [HandleKind; 5] = [Self::Document, Self::Claim, Self::Speaker, Self::Outlet, Self::Evidence];

    /// Returns the letter that starts a handle of this kind.
    pub fn letter(self) -> char {
        match self {
            Self::Document => 'd',
            Self::Claim => 'c',
            Self::Speaker => 's',
            Self::Outlet => 'o',
            Self::Evidence => 'e',
        }
    }

    /// Returns the word for what is named.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Claim => "claim",
            Self::Speaker => "speaker",
            Self::Outlet => "outlet",
            Self::Evidence => "evidence",
        }
    }
}

/// A short name such as `d1` or `c7`; numbers start at 1 and are never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle {
    /// What is named.
    pub kind: HandleKind,
    /// Its number, from 1.
    pub number: u32,
}

/// The refusal of a string that is no handle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a handle; handles look like d1 (document), c7 (claim), s2 (speaker), o4 (outlet), e12 (evidence)"
)]
pub struct HandleError(pub String);

impl Handle {
    /// Names document `number`.
    pub fn document(number: u32) -> Self {
        Handle { kind: HandleKind::Document, number }
    }

    /// Names claim `number`.
    pub fn claim(number: u32) -> Self {
        Handle { kind: HandleKind::Claim, number }
    }

    /// Names speaker `number`.
    pub fn speaker(number: u32) -> Self {
        Handle { kind: HandleKind::Speaker, number }
    }

    /// Names outlet `number`.
    pub fn outlet(number: u32) -> Self {
        Handle { kind: HandleKind::Outlet, number }
    }

    /// Names piece of evidence `number`.
    pub fn evidence(number: u32) -> Self {
        Handle { kind: HandleKind::Evidence, number }
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{}", self.kind.letter(), self.number))
    }
}

impl FromStr for Handle {
    type Err = HandleError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        parse(s).ok_or_else(|| HandleError(s.to_owned()))
    }
}

fn parse(s: &str) -> Option<Handle> {
    let letter = s.chars().next()?.to_ascii_lowercase();
    let kind = HandleKind::ALL.into_iter().find(|k| k.letter() == letter)?;
    let digits = s.get(1..)?;
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let number = if plain { digits.parse().ok()? } else { return None };
    (number > 0).then_some(Handle { kind, number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_prints() {
        for handle in
            [Handle::document(1), Handle::claim(70), Handle::speaker(2), Handle::outlet(u32::MAX), Handle::evidence(12)]
        {
            assert_eq!(handle.to_string().parse(), Ok(handle));
        }
    }

    #[test]
    fn refuses_what_is_no_handle() {
        for bad in ["", "d", "d0", "x1", "1", "d+1", "d1x", "é1", "c99999999999"] {
            assert!(bad.parse::<Handle>().is_err(), "{bad}");
        }
    }
}
