//! What a report compares.

use onrecord_app::AsOf;
use onrecord_model::Handle;
use onrecord_testkit::TempDatabase;

use crate::desk::{article, open, take_in};

#[tokio::test]
async fn drift_reads_from_the_earlier_wording_to_the_later_one() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    let said = |day: &str, name: &str, tonnes: &str| {
        let text = format!("Ann Lee, head of the port, said {tonnes} tonnes of oil leaked from the old tank.");
        article(day, name, "Oil in the harbour", &text)
    };
    let batch = [said("2026-05-04", "one", "about 300"), said("2026-05-09", "two", "more than 300")];
    take_in(&desk, &batch).await;
    for document in [1, 2] {
        let html = desk.report(Handle::document(document), AsOf::Now).await.expect("a report").html;
        assert!(html.contains("about 300 tonnes → more than 300 tonnes"), "d{document} reads backwards");
        assert!(!html.contains("more than 300 tonnes → about 300 tonnes"), "d{document} reads backwards");
    }
}

#[tokio::test]
async fn a_talkative_speaker_does_not_fill_the_page() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    let said = |n: u32| format!("The tank lost {n} tonnes of oil on Sunday night, Ann Lee said.");
    let text = |from: u32| (from..from + 150).map(said).collect::<Vec<_>>().join("\n\n");
    take_in(&desk, &[article("2026-05-04", "long", "Long", &text(0))]).await;
    let html = desk.report(Handle::document(1), AsOf::Now).await.expect("a report").html;
    assert!(!html.contains("class=\"diff\""), "what the same article says is said on no other date");
    take_in(&desk, &[article("2026-05-05", "longer", "Longer", &text(150))]).await;
    let html = desk.report(Handle::document(2), AsOf::Now).await.expect("a report").html;
    assert!(html.contains("class=\"diff\""));
    assert!(html.contains("more wordings may be near to it"), "the rest is not counted");
    assert!(html.matches("class=\"diff\"").count() <= 150 * 20);
}
