//! What is wrong with JSON that cannot be read.

/// Says what is wrong, and where within the object: the place in the file is the caller's to tell.
pub(crate) fn told(error: &serde_json::Error) -> (String, String) {
    let message = error.to_string();
    let cause = message.rsplit_once(" at line ").map_or(message.as_str(), |(cause, _)| cause);
    let place = match error.line() {
        0 | 1 => format!("at column {}", error.column()),
        line => format!("at line {line}, column {} of the object", error.column()),
    };
    (cause.to_owned(), place)
}
