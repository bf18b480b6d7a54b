//! View models to HTML and versioned JSON.
