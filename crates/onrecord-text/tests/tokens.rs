//! What is one token.

use onrecord_text::{TokenKind, tokens};

fn list(text: &str) -> String {
    let kind = |k| match k {
        TokenKind::Word => 'w',
        TokenKind::Number => 'n',
        TokenKind::Url => 'u',
        TokenKind::Mark => 'm',
    };
    let found = tokens(text).into_iter().map(|t| format!("{}:{}", kind(t.kind), &text[t.range]));
    found.collect::<Vec<_>>().join(" ")
}

#[test]
fn words() {
    insta::assert_snapshot!(list("Russia's son-in-law, players’ rock'n'roll AT&T F-16 12-year-old Node.js foo_bar"));
    insta::assert_snapshot!(list(
        "Mr. Smith of the U.S. Army, Ph.D., met J. R. R. Tolkien and J.K. Rowling at 9 a.m. Monday."
    ));
    insta::assert_snapshot!(list("The U.S.-led force left.US troops stayed.\"We go,\" said No. 5. No. Jan. 24"));
}

#[test]
fn numbers() {
    insta::assert_snapshot!(list(
        "$3.5bn, 1,200 men; 2026-01-24 09:00 9/11 50% 1960s 5th -7 ½ 10² １２ 1–2 in 2014.Then"
    ));
}

#[test]
fn addresses() {
    insta::assert_snapshot!(list(
        "See https://example.org/a.B?c=D. or (www.example.com/x), example.com/Path.Html; mail A.Berg@mail.example.org!"
    ));
    insta::assert_snapshot!(list("It was floated.FactCheck.org rated it. Amazon.com said.it"));
}

#[test]
fn other_scripts_and_odd_characters() {
    insta::assert_snapshot!(list("日本語です。 Привет, мир! e\u{301}a 😀 a\u{ad}b"));
}

#[test]
fn long_input_is_read() {
    for piece in ["a", "a.", "a@", "A.", "1.", "1,", "a-", "http://", "www.", "'", ".", "a.com/", "%a", "日"] {
        let text = piece.repeat(300_000 / piece.len());
        let read: usize = tokens(&text).iter().map(|t| t.range.len()).sum();
        assert_eq!(read, text.len());
    }
}
