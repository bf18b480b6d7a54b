//! Web pages: bounded parsing, what the page says about itself, main text.

mod attributes;
mod beside;
mod charset;
mod dom;
mod headline;
mod json_ld;
mod lean;
mod main_text;
mod meta;
mod parted;
mod prose;
mod prune;
mod render;
mod site;
mod strip;

pub(crate) use charset::{declared, declared_in_xml};
pub(crate) use dom::{Dom, parse};
pub(crate) use headline::with_headline;
pub(crate) use json_ld::{scripts as json_ld_scripts, value as json_ld_value};
pub(crate) use lean::lean;
pub(crate) use main_text::{MainText, main_text};
pub(crate) use meta::Meta;
pub(crate) use strip::{text_of, unescaped};
