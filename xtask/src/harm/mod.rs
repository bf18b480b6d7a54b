//! What the program promises when things go wrong, tried out on the program itself.

pub(crate) mod bytes;
mod desk;
mod scenario;
