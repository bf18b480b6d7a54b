//! What the user knows about an input.

use onrecord_model::{Language, Published};

/// What is known about an input from elsewhere; a value given here wins over what the input says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// File name, a weak hint at the format; `None` when there is no file.
    pub name: Option<String>,
    /// Outlet; `None` leaves it to the input.
    pub outlet: Option<String>,
    /// Publication date; `None` leaves it to the input.
    pub published: Option<Published>,
    /// Address; `None` leaves it to the input.
    pub url: Option<String>,
    /// Where a copy of it is kept by others; `None` leaves it to the input.
    pub archived: Option<String>,
    /// Language; `None` leaves it to the input.
    pub language: Option<Language>,
}
