//! Aligned columns, one line a row, cut to the width of a terminal.
//!
//! Table libraries wrap what does not fit; a queue whose rows are ten lines high cannot be read, so cells are cut here.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// What stands between two columns.
const GAP: &str = "  ";
/// The widest any column but the last gets when there is not room for all.
const WIDEST: usize = 20;
/// A column no wider than this (handles, dates, statuses) is never cut for the sake of the last one.
const WHOLE: usize = 10;
/// The narrowest a wider column is made.
const NARROWEST: usize = 5;
/// What the last column, which holds the longest texts, gets if it can be had.
const LAST: usize = 40;

/// Returns `rows` as lines; `width` is that of the terminal in columns, `None` when nothing is to be cut.
pub(super) fn lines(rows: &[Vec<String>], width: Option<usize>) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut widths: Vec<usize> = (0..columns).map(|column| natural(rows, column)).collect();
    if let Some(width) = width {
        fit(&mut widths, width);
    }
    let mut out = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| padded(cell, *width)).collect();
        out.push(' ');
        out.push_str(cells.join(GAP).trim_end());
        out.push('\n');
    }
    out
}

fn natural(rows: &[Vec<String>], column: usize) -> usize {
    rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or_default()
}

/// Makes the columns fit: first none but the last is wider than [`WIDEST`], then the widest gives way until the last has
/// [`LAST`], then the last is cut.
fn fit(widths: &mut [usize], width: usize) {
    let gaps = 1 + GAP.len() * widths.len().saturating_sub(1);
    let Some((last, others)) = widths.split_last_mut() else { return };
    if gaps + *last + others.iter().sum::<usize>() <= width {
        return;
    }
    let (whole, _): (Vec<usize>, Vec<usize>) = others.iter().partition(|w| **w <= WHOLE);
    let whole: usize = whole.iter().sum();
    let mut others: Vec<&mut usize> = others.iter_mut().filter(|w| **w > WHOLE).collect();
    for wide in &mut others {
        **wide = (**wide).min(WIDEST);
    }
    let taken = |others: &[&mut usize]| gaps + whole + others.iter().map(|w| **w).sum::<usize>();
    while taken(&others) + LAST.min(*last) > width {
        match others.iter_mut().max_by_key(|w| ***w).filter(|w| ***w > NARROWEST) {
            Some(widest) => **widest -= 1,
            None => break,
        }
    }
    *last = (*last).min(width.saturating_sub(taken(&others)).max(NARROWEST));
}

fn padded(cell: &str, width: usize) -> String {
    let cut = cut(cell, width);
    let missing = width.saturating_sub(cut.width());
    cut + &" ".repeat(missing)
}

fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in cell.chars() {
        used += c.width().unwrap_or_default();
        if used > width {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn nothing_is_cut_without_a_width() {
        let table = rows(&[&["a", "title"], &["long word", "x"]]);
        assert_eq!(lines(&table, None), " a          title\n long word  x\n");
    }

    #[test]
    fn a_row_is_one_line_of_the_terminal() {
        let long = "word ".repeat(40);
        let table =
            rows(&[&["c1", "Ruth Penhallick of Corvane Terminals", long.trim()], &["c2", "日本経済新聞", "短い"]]);
        for width in [30, 60, 80, 120] {
            let text = lines(&table, Some(width));
            assert_eq!(text.lines().count(), 2);
            assert!(text.lines().all(|line| line.width() <= width), "{width}:\n{text}");
        }
        assert!(lines(&table, Some(80)).contains("word word word word word"));
    }
}
