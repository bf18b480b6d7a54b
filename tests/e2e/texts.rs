//! Articles for the tests; people, places and outlets are invented.

/// Returns an article as dated text: date and address, headline twice, body.
pub(crate) fn dated(date: &str, path: &str, title: &str, body: &str) -> String {
    format!(" date {date} https://lantern.example/{path}\n\n{title}\n\n{title}\n\n{body}\n")
}

/// Five claims: a headline with its speaker, two direct, one indirect, one in the outlet's own voice.
pub(crate) fn reservoir() -> String {
    dated(
        "2026-05-04",
        "reservoir",
        "Reservoir Holds Enough Water for Summer – Tarn Water Board",
        "\"The reservoir has never been below half of its volume,\" Odalys Brennick, head of the Tarn Water Board, told \
         the Lantern on Monday. \"We took out 300 tonnes of silt last week,\" she said.\n\n\
         Brennick said the board did not receive a warning about the dam.\n\n\
         The dam was built in 1974 and holds 40 million cubic metres of water.",
    )
}

/// Words of the claim nobody is credited with in [`reservoir`].
pub(crate) const OWN: &str = "built in 1974";
/// Words of a claim with a speaker in [`reservoir`].
pub(crate) const QUOTED: &str = "300 tonnes of silt";

/// One speaker over six weeks, in three articles.
pub(crate) fn six_weeks() -> [String; 3] {
    let first = dated(
        "2026-05-04",
        "one",
        "Spill at Tarn Dam",
        "\"About 300 tonnes of silt went into the lower Tarn on Sunday,\" Odalys Brennick, head of the Tarn Water \
         Board, told the Lantern.\n\n\
         Brennick said the board did not receive a warning about the dam gate. Brennick said the alleged breach of the \
         dam gate cost the board $3.5 million. Brennick said the lower Tarn may stay closed until the end of June.",
    );
    let second = dated(
        "2026-05-18",
        "two",
        "Silt count raised",
        "\"More than 300 tonnes of silt went into the lower Tarn on Sunday,\" Odalys Brennick, head of the Tarn Water \
         Board, told the Lantern.\n\n\
         Brennick said the breach of the dam gate cost the board $3.5 million. \"The lower Tarn may stay closed until \
         the end of June,\" Brennick said.",
    );
    let third = dated(
        "2026-06-08",
        "three",
        "Board corrects itself",
        "“About 3,000 tonnes  of silt went into the lower Tarn on Sunday,” Odalys Brennick, head of the Tarn Water \
         Board, told the Lantern.\n\n\
         Brennick said the board did receive a warning about the dam gate. Brennick said the breach of the dam gate \
         cost the board $35 million. Brennick said the lower Tarn will stay closed until the end of June.",
    );
    [first, second, third]
}

/// Returns an article as one line of JSON Lines.
pub(crate) fn line(id: &str, text: &str) -> String {
    let value = serde_json::json!({
        "id": id, "url": format!("https://lantern.example/{id}"), "outlet": "Lantern",
        "published": "2026-05-04", "title": format!("Title of {id}"), "text": text, "lang": "en",
    });
    format!("{value}\n")
}

/// Returns a page with navigation around an article.
pub(crate) fn page() -> String {
    let body = "<p>\"The mill will not close this year,\" Petra Valmont, owner of the Ostwick mill, told the Lantern on \
                Monday after a meeting with the town council about the future of the site.</p>\
                <p>Valmont said 40 people work at the mill, which was opened in 1912 and has been repaired twice since \
                the flood of 1998 brought the water up to the second floor.</p>\
                <p>The council has put the matter on its list for the meeting in June, when the town is to decide on the \
                money for the bank of the river.</p>";
    format!(
        "<!doctype html><html lang=\"en\"><head><title>Mill stays open</title>\
         <meta property=\"og:site_name\" content=\"The Lantern\"><meta property=\"og:title\" content=\"Mill stays open\">\
         <meta property=\"article:published_time\" content=\"2026-05-05T08:00:00Z\">\
         <link rel=\"canonical\" href=\"https://lantern.example/mill\"></head><body><nav><a href=\"/\">Home</a> \
         <a href=\"/sport\">Sport</a></nav><article><h1>Mill stays open</h1>{body}</article>\
         <footer>Copyright</footer></body></html>"
    )
}
