//! Command lines as a shell reads them: cut into words, and written so that they are read back.

/// Cuts a command line into words as a POSIX shell does, without its expansions.
///
/// # Errors
/// What is wrong, in words, when a quotation is not closed.
pub(crate) fn split(line: &str) -> Result<Vec<String>, String> {
    let (mut words, mut word, mut chars) = (Vec::new(), None::<String>, line.chars());
    while let Some(c) = chars.next() {
        match c {
            '\'' => single(word.get_or_insert_default(), &mut chars)?,
            '"' => double(word.get_or_insert_default(), &mut chars)?,
            '\\' => word.get_or_insert_default().extend(chars.next()),
            _ if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Ok(words)
}

fn single(word: &mut String, chars: &mut std::str::Chars<'_>) -> Result<(), String> {
    for c in chars {
        if c == '\'' {
            return Ok(());
        }
        word.push(c);
    }
    Err("a quotation that begins with ' is not closed".to_owned())
}

fn double(word: &mut String, chars: &mut std::str::Chars<'_>) -> Result<(), String> {
    while let Some(c) = chars.next() {
        match c {
            '"' => return Ok(()),
            '\\' => match chars.next() {
                Some(escaped @ ('"' | '\\' | '$' | '`')) => word.push(escaped),
                Some(other) => word.extend(['\\', other]),
                None => break,
            },
            _ => word.push(c),
        }
    }
    Err("a quotation that begins with \" is not closed".to_owned())
}

/// Puts a text in quotation marks for a shell: in double ones, which read well, unless something in it means more there.
pub(crate) fn quoted(text: &str) -> String {
    // Interactive shells replace `!` even in double quotes.
    if text.contains(['"', '\\', '$', '`', '!']) {
        format!("'{}'", text.replace('\'', r"'\''"))
    } else {
        format!("\"{text}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_in_a_shell() {
        let words = split(r#"set  c7 corroborated -m "it's \"so\"" 'a "b' c\ d '' e"f"g"#).unwrap();
        assert_eq!(words, ["set", "c7", "corroborated", "-m", "it's \"so\"", "a \"b", "c d", "", "efg"]);
        assert_eq!(split("  ").unwrap(), Vec::<String>::new());
        assert!(split("a 'b").is_err() && split("a \"b").is_err() && split("\"\\").is_err());
    }

    #[test]
    fn what_is_quoted_is_read_back_here_and_by_a_shell() {
        for text in ["seen", "it's so", "a \"b\" $HOME `id` \\ !", "'", "日本 👍", "", "a\\", "it's $5!"] {
            assert_eq!(split(&quoted(text)).unwrap(), [text]);
            let script = format!("printf %s {}", quoted(text));
            let ran = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&ran.stdout), text);
        }
        assert_eq!(quoted("the port's log"), "\"the port's log\"");
    }
}
