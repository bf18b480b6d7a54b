//! What the program promises when things go wrong, tried out on the program itself.

pub(crate) mod bytes;
pub(crate) mod conflict;
pub(crate) mod crash;
mod deed;
mod desk;
pub(crate) mod disk;
mod place;
mod random;
mod scenario;
