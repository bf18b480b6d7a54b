//! Spans, offsets in three units, sentences, tokens, quotation marks and normal views of a text.
//!
//! Everything here is pure: the same text gives the same answer, and no offset ever moves. Repairs (a sentence glued
//! to the next, a headline printed twice) are *views*: ranges into the text as received.

mod abbreviations;
mod carry;
mod chars;
mod layout;
mod normal;
mod offsets;
mod paragraph;
mod quotation;
mod selector;
mod sentence;
mod span;
mod text;
mod token;
mod url;

pub use carry::carry_over;
pub use layout::{Layout, layout};
pub use normal::{folded_name, normal_form, same_headline};
pub use paragraph::{paragraphs, trim};
pub use quotation::{Quotation, QuoteStyle, quotations};
pub use selector::{find_again, find_quote, surroundings};
pub use sentence::sentences;
pub use span::{Span, SpanError};
pub use text::{Text, TextTooLong};
pub use token::{Token, TokenKind, tokens};
