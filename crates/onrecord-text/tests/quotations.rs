//! Which quotations are found in which styles.

use onrecord_text::quotations;

/// Lists the quotations of `text`: depth, style, state, inner text.
fn list(text: &str) -> String {
    let line = |q: onrecord_text::Quotation| {
        let state = match (q.closed, q.continues) {
            (true, _) => "closed",
            (false, true) => "continues",
            (false, false) => "open",
        };
        format!("{} {:?} {state}: {}\n", q.depth, q.style, &text[q.inner])
    };
    quotations(text).into_iter().map(line).collect()
}

#[test]
fn styles() {
    insta::assert_snapshot!(list("\"We left,\" he said. “We stayed,” she said. ‘Both,’ they said. 'All,' we said."));
    insta::assert_snapshot!(list(
        "Er sagte: „Wir gehen“, sie: ‚Bald‘. Er: »Nie«, sie: ›Doch‹. Il dit « oui », elle ‹non›. 彼は「はい『いいえ』」と。"
    ));
    insta::assert_snapshot!(list("''We left,'' he said; ``We stayed,'' she said. ''They said 'no.''' So it is."));
}

#[test]
fn nested() {
    insta::assert_snapshot!(list("\"The 'Friends of Peace' group,\" he said, \"is here.\""));
    insta::assert_snapshot!(list("“He told me ‘go “now” or never’ twice.”"));
    insta::assert_snapshot!(list("\"'Yes' is what she said,\" he said. \"She said 'yes.'\""));
}

#[test]
fn apostrophes_and_measures_are_not_marks() {
    assert_eq!(
        list("Russia's players' union of the '90s, rock 'n' roll, ’tis Russia’s players’ turn; 6'2\" tall, 5'."),
        ""
    );
    insta::assert_snapshot!(list("'The players' union won't come,' he said, 'and Russia's will.'"));
    insta::assert_snapshot!(list("\"In the '90s we were 5'10\" tall,\" he said."));
}

#[test]
fn glued_joins() {
    insta::assert_snapshot!(list("They pay, he said.\"We pay,\" he added.The end.\"We do.\"He left."));
    insta::assert_snapshot!(list("\"We paid. We left.\"We will pay again,\" he said."));
}

#[test]
fn unclosed_and_continued() {
    insta::assert_snapshot!(list("“We paid.\n\n“We left.\n\n“We came back,” he said.\n\n“And then"));
    insta::assert_snapshot!(list("\"We paid.\n\n\"We left,\" he said.\n\nHe \"paid and left.\n\nThe end."));
    insta::assert_snapshot!(list("“He said ‘we paid.\n\n“‘We left,’ ” she said."));
}

#[test]
fn stray_marks_are_ignored() {
    assert_eq!(list("A closing” mark, a ’ too, none\" here."), "");
}

#[test]
fn a_million_marks_are_read() {
    for mark in ["\"", "'", "“", "”", "«", "‘", "\"'", " \"a", "“a”", "„", "''a "] {
        let text = mark.repeat(1_000_000 / mark.len());
        let found = quotations(&text);
        assert!(found.iter().all(|q| text.get(q.outer.clone()).is_some()));
    }
    let deep = "“a".repeat(300) + &"”".repeat(300);
    assert_eq!(quotations(&deep).last().map(|q| q.depth), Some(u8::MAX));
}
