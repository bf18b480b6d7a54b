//! Everything a reader of a desk can see, each view as one text.

use onrecord_app::{
    AppError, AsOf, Desk, EventFilter, PairFilter, PairList, PairSide, QueueAsk, QueueFilter, QueueSort,
};
use onrecord_model::Handle;

/// More than any desk of the harness holds.
const ALL: u32 = 100_000;

/// The views so far.
struct Views<'a> {
    desk: &'a Desk,
    seen: Vec<(String, String)>,
}

/// Returns every view with its name.
pub(crate) async fn all(desk: &Desk) -> Vec<(String, String)> {
    let mut views = Views { desk, seen: Vec::new() };
    views.lists().await;
    views.queues().await;
    views.searches().await;
    let documents = desk.all_documents(AsOf::Now).await.unwrap_or_default();
    for handle in &documents {
        views.document(*handle).await;
    }
    let every = QueueFilter { open_only: false, limit: ALL, ..QueueFilter::default() };
    let claims = desk.queue(&every).await.unwrap_or_default();
    for item in &claims {
        views.claim(item.row.claim.handle).await;
    }
    views.seen
}

impl Views<'_> {
    fn add<T>(&mut self, name: impl Into<String>, seen: Result<T, AppError>, text: impl FnOnce(T) -> String) {
        let text = seen.map_or_else(|error| format!("error: {error}"), text);
        self.seen.push((name.into(), text));
    }

    async fn lists(&mut self) {
        self.add("counts", self.desk.counts().await, |c| format!("{c:?}"));
        self.add("documents", self.desk.documents(None, ALL).await, |d| format!("{d:?}"));
        self.add("speakers", self.desk.speakers().await, |s| format!("{s:?}"));
        self.add("outlets", self.desk.outlets().await, |o| format!("{o:?}"));
        self.add("log", self.desk.log(&EventFilter { limit: ALL, ..EventFilter::default() }).await, |l| {
            format!("{l:?}")
        });
        let newest = EventFilter { limit: ALL, newest_first: true, ..EventFilter::default() };
        self.add("log backwards", self.desk.log(&newest).await, |l| format!("{l:?}"));
        self.add("checkpoint", self.desk.checkpoint().await, |c| format!("{c:?}"));
        self.add("entries", self.desk.raw_entries(0, ALL).await, |e| format!("{e:?}"));
        self.add("evidence", self.desk.evidence(None, false).await, |e| format!("{e:?}"));
        self.add("stale evidence", self.desk.evidence(None, true).await, |e| format!("{e:?}"));
        self.add("agreement", self.desk.agreement(false).await, |a| format!("{a:?}"));
        let near = PairFilter { limit: ALL, ..PairFilter::default() };
        self.add("pairs", self.desk.pairs(None, &near).await, pairs);
        self.add("variants", self.desk.known(None).await, |archive| {
            format!("{:?}", archive.search("injured in the fire at the terminal", 50))
        });
    }

    async fn queues(&mut self) {
        let filter = || QueueFilter { limit: ALL, ..QueueFilter::default() };
        for sort in [QueueSort::Worth, QueueSort::Age, QueueSort::Due] {
            let ask = QueueAsk { filter: filter(), sort, ..QueueAsk::default() };
            self.queue(&format!("queue by {sort:?}"), &ask).await;
        }
        for who in ["Ann", "Ben", "Mara"] {
            let ask = QueueAsk { filter: filter(), mine: who.parse().ok(), ..QueueAsk::default() };
            self.queue(&format!("queue of {who}"), &ask).await;
        }
        for kind in onrecord_model::WorkKind::ALL {
            let ask = QueueAsk { filter: filter(), work: Some(kind), ..QueueAsk::default() };
            self.queue(&format!("queue of {}", kind.as_str()), &ask).await;
        }
    }

    async fn queue(&mut self, name: &str, ask: &QueueAsk) {
        self.add(name, self.desk.ask_queue(ask).await, |items| {
            let one = |i: &onrecord_app::QueueItem| format!("{:?} {:?} {:?} {:?}", i.row, i.work, i.lease, i.priority);
            items.items.iter().map(one).collect::<Vec<_>>().join("\n")
        });
    }

    async fn searches(&mut self) {
        let queries =
            ["fire", "injured", "ferry", "water", "strike", "status:disputed", "number>10", "speaker:mayor", ""];
        for query in queries {
            let Ok(asked) = query.parse() else { continue };
            self.add(format!("search {query}"), self.desk.search(&asked, 1_000).await, |found| {
                found.found.iter().map(side).collect::<Vec<_>>().join("\n")
            });
        }
    }

    async fn document(&mut self, handle: Handle) {
        self.add(format!("report {handle}"), self.desk.report(handle, AsOf::Now).await, |page| page.html);
        self.add(format!("bytes of {handle}"), self.desk.raw(handle).await, |raw| format!("{raw:?}"));
        let document = self.desk.document(handle).await;
        if let Ok(document) = &document {
            self.add(format!("mentions of {handle}"), self.desk.mentions(document).await, |m| format!("{m:?}"));
        }
        self.add(format!("document {handle}"), document, |d| format!("{d:?}"));
    }

    async fn claim(&mut self, handle: Handle) {
        self.add(format!("show {handle}"), self.desk.claim(handle).await, |v| {
            let places: Vec<_> = v.mentions.iter().map(|m| format!("{:?} {:?}", m.document, m.stored)).collect();
            format!("{:?} {:?} {:?} {:?} {places:?} {:?}", v.claim, v.work, v.lease, v.speaker, v.history)
        });
        self.add(format!("suggest {handle}"), self.desk.suggest(handle).await, |s| {
            format!("{:?} {:?} {:?}", s.view.case, s.view.origins, s.suggestions)
        });
        self.add(format!("drift {handle}"), self.desk.drift(handle).await, |d| {
            let point = |p: &onrecord_app::DriftPoint| format!("{:?} {:?} {:?}", p.claim, p.to_asked, p.to_previous);
            d.points.iter().map(point).collect::<Vec<_>>().join("\n")
        });
        let all = PairFilter { limit: ALL, ..PairFilter::default() };
        self.add(format!("pairs of {handle}"), self.desk.pairs(Some(handle), &all).await, pairs);
        self.add(format!("evidence on {handle}"), self.desk.evidence(Some(handle), false).await, |e| format!("{e:?}"));
    }
}

fn side(side: &PairSide) -> String {
    format!("{:?} {:?}", side.claim, side.speaker)
}

fn pairs(list: PairList) -> String {
    let pair = |p: onrecord_app::PairView| format!("{:?} {} {}", p.pair, side(&p.a), side(&p.b));
    let pairs: Vec<String> = list.pairs.into_iter().map(pair).collect();
    format!("{} {} {}", list.total, list.below, pairs.join("\n"))
}
