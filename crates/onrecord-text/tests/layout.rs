//! Date line, headlines and body.

use onrecord_text::{layout, normal_form, same_headline};

fn list(text: &str, title: Option<&str>) -> String {
    let parts = layout(text, title);
    let show = |r: Option<std::ops::Range<usize>>| r.map_or("-".to_owned(), |r| format!("{:?}", &text[r]));
    let headlines: Vec<&str> = parts.headlines.iter().map(|r| &text[r.clone()]).collect();
    format!(
        "line {} date {} url {} headlines {headlines:?} body {:?}",
        show(parts.date_line),
        show(parts.date),
        show(parts.url),
        &text[parts.body]
    )
}

#[test]
fn dated_texts() {
    insta::assert_snapshot!(list(
        " date 2026-01-24 https://example.org/a\n\nTalks Go On\n\nTalks Go On\n\nThey talked.\n",
        None
    ));
    insta::assert_snapshot!(list(
        "\u{feff}date 2026-01-24\r\n\r\n“Talks” Go On\r\n\"Talks\" go on\r\n\r\nThey talked.",
        None
    ));
    insta::assert_snapshot!(list(" date 2026-01-24 https://example.org/a\n\nTalks Go On\n\nThey talked.", None));
    insta::assert_snapshot!(list(" date 2026-01-24\nThey talked.\n\nThey left.", None));
    insta::assert_snapshot!(list(" date 2026-01-24", None));
    insta::assert_snapshot!(list(" date 2026-01-24 https://example.org/a\n\nTalks Go On\nThey talked on.", None));
}

#[test]
fn texts_without_date_line() {
    insta::assert_snapshot!(list("Talks Go On\n\nThey talked.", None));
    insta::assert_snapshot!(list("Talks Go On\n\nThey talked.", Some("Talks go on")));
    insta::assert_snapshot!(list("Talks Go On\nTalks Go On\n\nThey talked.", None));
    insta::assert_snapshot!(list("date 2026-13-24 https://example.org/a\n\nThey talked.", None));
    insta::assert_snapshot!(list("date the day 2026-01-24.\n\nThey talked.", None));
    insta::assert_snapshot!(list("", None));
}

#[test]
fn normal_forms() {
    let same = [
        ("Talks – “Go On”", "talks - \"go on\""),
        ("He didn’t   go—ever.", "he didn't go -- ever"),
        ("Ｆｕｌｌ ６ ﬁne", "full 6 fine"),
        ("«Нет»", "НЕТ"),
        ("2014–15", "2014-15"),
        ("said.“We”", "said.\"we\""),
    ];
    for (a, b) in same {
        assert_eq!(normal_form(a), normal_form(b));
    }
    let different = [
        ("3.5", "35"),
        ("-5", "5"),
        (".5", "5"),
        ("10²", "102"),
        ("1½", "11⁄2"),
        ("5%", "5"),
        ("$5", "€5"),
        ("1,200", "1.200"),
        ("can't", "cant"),
    ];
    for (a, b) in different {
        assert_ne!(normal_form(a), normal_form(b));
    }
}

#[test]
fn headlines_of_marks_only_are_compared_as_written() {
    assert!(same_headline("***", " *** "));
    assert!(!same_headline("***", "---"));
    assert!(!same_headline("", "Talks"));
    assert!(same_headline("Talks Go On!", "TALKS GO ON"));
}

#[test]
fn long_lines_are_read() {
    let text = format!(" date 2026-01-24\n\n{}\n\nEnd.", "a ".repeat(500_000));
    assert!(layout(&text, None).headlines.is_empty());
    assert!(!normal_form(&"\"-².".repeat(100_000)).is_empty());
}
