//! A desk with something of everything: the samples, articles in other scripts, evidence, opinions, corrections, copies.

use serde_json::json;

use crate::sandbox::{Sandbox, text};

/// A word of one language that is longer than a telephone is wide.
const LONG: &str =
    "Rheinschifffahrtsgesellschaftskapitänsmützenabzeichenherstellungsbetriebsverordnungsänderungskommission";

const HOUSE: &str = "[house]\nname = \"Varnholm Fact Project\"\nlogo = \"data:image/png;base64,\
    iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==\"\n\
    dispute = \"Write to corrections@varnholm.example within 30 days.\"\n\
    [verdicts]\nworst = 1\nbest = 5\n[verdicts.scale.false]\nrating = 1\ntext = \"False\"\n";

/// The site of a desk, in the folder `out`.
pub(super) struct World {
    pub(super) sandbox: Sandbox,
    /// Names of the pages, one or more of every kind.
    pub(super) kinds: Vec<String>,
    /// Names of the pages of articles in other scripts.
    pub(super) foreign: Vec<String>,
    /// The page of the claim of which most is known.
    pub(super) claim: String,
    /// The page of its article.
    pub(super) article: String,
}

impl World {
    pub(super) fn new() -> Self {
        let sandbox = Sandbox::on("demo/onrecord.db");
        sandbox.run_as("Ann", &["demo", "-o", "demo"]).ok();
        sandbox.write("in/others.jsonl", others());
        sandbox.run_as("Ann", &["ingest", "in"]).ok();
        sandbox.write("house.toml", HOUSE);
        sandbox.run_as("Ann", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
        let found = sandbox.list(&["search", "$3.5 million"]);
        let cost = found.iter().find(|claim| claim["speaker"].is_string()).expect("a claim with a speaker");
        let claim = text(&cost["claim"]).to_owned();
        bring_evidence(&sandbox, &claim);
        decide(&sandbox, &claim);
        let shown = sandbox.show(&claim);
        let (article, speaker) = (text(&shown["mentions"][0]["doc"]).to_owned(), shown["speaker"]["speaker"].clone());
        publish(&sandbox, &claim, &article);
        sandbox.run(&["report", "--all", "-o", "out"]).ok();
        sandbox.run(&["report", "d10", "d18", "--compare", "-o", "out"]).ok();
        sandbox.run(&["timeline", "d13", "-o", "out"]).ok();
        let foreign: Vec<String> = (19..=23).map(|number| format!("d{number}.html")).collect();
        let page = |handle: &str| format!("{handle}.html");
        let mut kinds = vec![page(&article), page(&claim), page(text(&speaker))];
        let rest = ["index", "claims", "speakers", "search", "compare-d10-d18", "timeline-d12", "versions-d12"];
        kinds.extend(rest.map(page));
        kinds.extend(foreign.iter().cloned());
        World { sandbox, kinds, foreign, claim: page(&claim), article: page(&article) }
    }
}

/// Articles in Arabic, Hebrew, Japanese, Chinese, and one of long words.
fn others() -> String {
    let line = |lang: &str, day: u32, outlet: &str, title: &str, text: &str| {
        let url = format!("https://{lang}.example/{}", "a".repeat(120));
        json!({ "url": url, "outlet": outlet, "published": format!("2026-03-{day:02}"), "lang": lang, "title": title, "text": text })
            .to_string()
    };
    let (twice, word) = (LONG.repeat(2), "x".repeat(2_500));
    let german = format!(
        "\"The {twice} has 300 members,\" {LONG} Halvik said. It cost $3.5 million in 2025.\n\nJoren Halvik said the \
         port lost 400 hours of loading. {word} was 40 metres long, Halvik said."
    );
    let lines = [
        line(
            "ar",
            7,
            "صوت المرسى",
            "انتهاء الإضراب في ميناء فارنهولم",
            "انتهى الإضراب في ميناء فارنهولم بعد تسعة أيام. قالت ميريلا تاسيف: «صوّت نحو 300 عضو يوم الجمعة».\n\n\
             \"The port of Varnholm lost 40 hours of loading,\" Mirela Tasev said. Banners read \"שביתה עד הניצחון\".",
        ),
        line(
            "he",
            8,
            "קול הנמל",
            "השביתה בנמל הסתיימה",
            "השביתה בנמל ורנהולם הסתיימה אחרי תשעה ימים. \"About 300 members voted on Friday,\" Mirela Tasev said.\n\n\
             הנמל מטפל ב-30 אחוז מהתבואה של המדינה.",
        ),
        line(
            "ja",
            9,
            "港湾日報",
            "港湾ストライキ終結、組合発表",
            "ヴァルンホルム港のストライキは九日間で終わった。組合長は「約三百人が投票した」と述べた。\n\n\
             \"About 300 members voted on Friday,\" Mirela Tasev told the paper.",
        ),
        line(
            "zh",
            10,
            "港口早报",
            "港口罢工结束",
            "瓦恩霍尔姆港口罢工在九天后结束。工会主席表示，大约三百名会员参加了投票。\n\n\
             \"More than 300 members voted on Friday,\" Mirela Tasev said.",
        ),
        line("de", 11, LONG, &twice, &german),
    ];
    lines.join("\n")
}

fn bring_evidence(sandbox: &Sandbox, claim: &str) {
    let bring = |who: &str, words: &str| {
        let words: Vec<&str> = words.split('|').collect();
        sandbox.run_as(who, &[&["evidence", "add", claim, "-m", "see there"][..], &words].concat()).ok();
    };
    bring(
        "Ann",
        "--target|fact|--stance|refutes|--cite|The accounts of the port for 2026, page 14|--quote|Clean-up: 35.2 million|\
         --publisher|Kelmouth Port Authority|--class|primary|--basis|document|--as-of|2026-04-02|--no-copy|a printed \
         volume|--interest|the port pays a part of the bill|--note|Ring Dana before publication",
    );
    let long = "page".repeat(40);
    bring(
        "Ben",
        &format!(
            "--target|fact|--stance|supports|--url|https://ledger.example/{long}|--quote|The first estimate was 3.5 \
             million dollars.|--publisher|Harbour Ledger|--no-copy|the page asks for a password"
        ),
    );
    bring(
        "Ben",
        "--target|said|--stance|supports|--cite|Recording, 04:10|--publisher|Kelmouth Radio|--class|primary|--basis|\
         own_observation|--no-copy|on tape",
    );
    bring("Ben", "--target|fact|--stance|context|--cite|מכתב של חברת הביטוח|--publisher|صوت المرسى|--no-copy|a letter");
}

/// Two opinions that differ, a third that decides, a decision taken back, a verdict.
fn decide(sandbox: &Sandbox, claim: &str) {
    let run = |who: &str, args: &[&str]| sandbox.run_as(who, args).ok();
    run("Ann", &["set", claim, "corroborated", "--target", "said", "-m", "heard on the recording, 04:10"]);
    run(
        "Ann",
        &["set", claim, "disputed", "--target", "fact", "--propose", "-m", "the accounts give ten times as much"],
    );
    run("Ben", &["second", claim, "--disagree", "-m", "the accounts include repairs"]);
    run("Cleo", &["adjudicate", claim, "disputed", "-m", "the statement spoke of the whole bill"]);
    run("Cleo", &["verdict", "set", claim, "false", "-m", "The accounts of the port give ten times as much."]);
    run("Ann", &["set", "c98", "disputed", "--target", "fact", "-m", "the log of the harbour shows 280"]);
    run("Ann", &["undo", "-m", "the log is of another day"]);
}

fn publish(sandbox: &Sandbox, claim: &str, article: &str) {
    let run = |args: &[&str]| sandbox.run_as("Ann", args).ok();
    run(&["publish", claim]);
    run(&["publish", article]);
    let (note, was) = ("An earlier page did not say that repairs are part of it.", "It cost 3.5 million.");
    run(&["correct", claim, "--gravity", "clarification", "-m", note, "--was", was]);
}
