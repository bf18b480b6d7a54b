//! Web pages: bounded parsing, what the page says about itself, main text.

mod attributes;
mod charset;
mod dom;
mod json_ld;
mod main_text;
mod meta;
mod render;
mod strip;

pub(crate) use charset::declared;
pub(crate) use dom::parse;
pub(crate) use main_text::{MainText, main_text};
pub(crate) use meta::Meta;
pub(crate) use strip::text_of;
