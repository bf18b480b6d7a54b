//! Places at which a test has the program wait to be killed; builds without debug checks hold none of it.

/// Waits for ever when `ONRECORD_STOP_AT` names this place, after making the file `ONRECORD_STOP_FILE` names, so that whoever
/// kills the program knows that it has come here.
#[cfg(debug_assertions)]
pub(crate) fn at(place: &str) {
    if std::env::var_os("ONRECORD_STOP_AT").is_none_or(|named| named != place) {
        return;
    }
    if let Some(file) = std::env::var_os("ONRECORD_STOP_FILE") {
        // Without the file nobody comes to kill it, which the harness notices.
        let _ = std::fs::write(file, place);
    }
    loop {
        std::thread::park();
    }
}

/// Does nothing.
#[cfg(not(debug_assertions))]
pub(crate) fn at(_: &str) {}
