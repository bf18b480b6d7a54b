//! Comma-separated values (RFC 4180) that no spreadsheet executes and that read back exactly.

/// Returns one line with its line end.
pub(crate) fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("{}\r\n", cells.join(","))
}

/// Quotes a cell, and puts `'` before what a spreadsheet would take for a formula.
///
/// A cell that starts with `'` gets another one, so dropping one leading `'` from any cell gives the text back.
fn cell(text: &str) -> String {
    let guard = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'', '＝', '＋', '－', '＠']);
    let guarded = if guard { format!("'{text}") } else { text.to_owned() };
    if guard || guarded.contains(['"', ',', '\n', '\r', ';']) {
        return format!("\"{}\"", guarded.replace('"', "\"\""));
    }
    guarded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(line(["=1+1", "a,b", "say \"x\"", "plain"]), "\"'=1+1\",\"a,b\",\"say \"\"x\"\"\",plain\r\n");
        assert_eq!(line(["'quoted"]), "\"''quoted\"\r\n");
    }
}
