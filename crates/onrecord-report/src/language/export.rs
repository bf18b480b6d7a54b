//! The table as a translator takes it: `[house.words]` of the house rules.

use super::table::{TABLE, entries, pattern};

/// Returns all messages in English as they have to stand in house rules, with what the table says of them.
pub fn to_translate() -> String {
    let mut out = String::from("[house.words]\n");
    for line in TABLE.lines().filter(|line| !line.starts_with("###")) {
        if let Some(heading) = line.strip_prefix("## ") {
            out.extend(["\n## ", heading, "\n"]);
        } else if line.starts_with('#') {
            out.extend([line, "\n"]);
        } else if let Some((id, pattern)) = entry(line) {
            out.extend([id, " = ", &quoted(pattern), "\n"]);
        }
    }
    out
}

/// Finds the message that begins on a line.
fn entry(line: &str) -> Option<(&str, &'static str)> {
    let id = entries(&format!("{line}\n")).next().map(|(id, _)| id.len())?;
    let id = line.get(..id)?;
    Some((id, pattern(id)?))
}

/// Writes a pattern as a text of TOML. The table holds no three quotation marks of a kind, and a pattern no backslash.
fn quoted(pattern: &str) -> String {
    match (pattern.contains('\n'), pattern.contains('"')) {
        (true, _) => format!("'''\n{pattern}'''"),
        (false, true) => format!("'{pattern}'"),
        (false, false) => format!("\"{pattern}\""),
    }
}
