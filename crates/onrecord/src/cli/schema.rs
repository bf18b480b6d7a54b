//! Arguments of `schema`.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::command::schema::NAMES;

#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Which one [default: lists them]
    #[arg(value_parser = PossibleValuesParser::new(NAMES), hide_possible_values = true)]
    pub(crate) name: Option<String>,
}
