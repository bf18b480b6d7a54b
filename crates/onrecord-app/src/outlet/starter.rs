//! What is known of well-known outlets before anybody says so: a starting point that the user edits.

use onrecord_model::OutletFacts;
use onrecord_text::folded_name;

/// One outlet: its names and hosts, its owner, who controls the owner, whether it is a wire agency.
type Entry = (&'static [&'static str], Option<&'static str>, Option<&'static str>, bool);

const RUSSIA: Option<&str> = Some("Government of Russia");
const CHINA: Option<&str> = Some("Government of China");
const AMERICA: Option<&str> = Some("Government of the United States");

/// As the outlets themselves and public registers stated in 2025. A controller is named only where a government or a ruling
/// party owns or directs the publisher; public broadcasters with a charter of their own have none.
#[rustfmt::skip]
const KNOWN: &[Entry] = &[
    (&["Reuters", "reuters.com"], Some("Thomson Reuters"), None, true),
    (&["AP", "Associated Press", "The Associated Press", "apnews.com"], Some("The Associated Press"), None, true),
    (&["AFP", "Agence France-Presse", "afp.com"], Some("Agence France-Presse"), None, true),
    (&["UPI", "upi.com"], Some("News World Communications"), None, true),
    (&["dpa", "dpa.com"], Some("Deutsche Presse-Agentur"), None, true),
    (&["PA Media", "pa.media"], Some("PA Media Group"), None, true),
    (&["The Canadian Press", "thecanadianpress.com"], Some("The Canadian Press"), None, true),
    (&["AAP", "aap.com.au"], Some("Australian Associated Press"), None, true),
    (&["EFE", "efe.com"], Some("Agencia EFE"), Some("Government of Spain"), true),
    (&["ANSA", "ansa.it"], Some("ANSA"), None, true),
    (&["Kyodo", "Kyodo News", "english.kyodonews.net", "kyodonews.net"], Some("Kyodo News"), None, true),
    (&["Jiji Press", "jiji.com"], Some("Jiji Press"), None, true),
    (&["Yonhap", "en.yna.co.kr", "yna.co.kr"], Some("Yonhap News Agency"), None, true),
    (&["PTI", "Press Trust of India", "ptinews.com"], Some("Press Trust of India"), None, true),
    (&["ANI", "aninews.in"], Some("Asian News International"), None, true),
    (&["Interfax", "interfax.com", "interfax.ru"], Some("Interfax"), None, true),
    (&["Interfax-Ukraine", "interfax.com.ua"], Some("Interfax-Ukraine"), None, true),
    (&["Ukrinform", "ukrinform.net", "ukrinform.ua"], Some("Ukrinform"), Some("Government of Ukraine"), true),
    (&["Anadolu", "Anadolu Agency", "aa.com.tr"], Some("Anadolu Agency"), Some("Government of Turkey"), true),
    (&["Bloomberg", "bloomberg.com"], Some("Bloomberg L.P."), None, true),
    (&["TASS", "tass.com", "tass.ru"], Some("TASS"), RUSSIA, true),
    (&["RIA Novosti", "ria.ru"], Some("Rossiya Segodnya"), RUSSIA, true),
    (&["Sputnik", "Sputnik Globe", "sputnikglobe.com", "sputniknews.com"], Some("Rossiya Segodnya"), RUSSIA, true),
    (&["kremlin.ru", "en.kremlin.ru"], Some("Presidential Administration of Russia"), RUSSIA, false),
    (&["government.ru"], Some("Government of Russia"), RUSSIA, false),
    (&["mid.ru"], Some("Ministry of Foreign Affairs of Russia"), RUSSIA, false),
    (&["mil.ru", "eng.mil.ru"], Some("Ministry of Defence of Russia"), RUSSIA, false),
    (&["whitehouse.gov"], Some("The White House"), AMERICA, false),
    (&["state.gov"], Some("U.S. Department of State"), AMERICA, false),
    (&["defense.gov", "war.gov"], Some("U.S. Department of Defense"), AMERICA, false),
    (&["president.gov.ua"], Some("Office of the President of Ukraine"), Some("Government of Ukraine"), false),
    (&["mfa.gov.ua"], Some("Ministry of Foreign Affairs of Ukraine"), Some("Government of Ukraine"), false),
    (&["kmu.gov.ua"], Some("Cabinet of Ministers of Ukraine"), Some("Government of Ukraine"), false),
    (&["gov.uk"], Some("Government of the United Kingdom"), Some("Government of the United Kingdom"), false),
    (&["fmprc.gov.cn", "mfa.gov.cn"], Some("Ministry of Foreign Affairs of China"), CHINA, false),
    (&["RT", "rt.com"], Some("TV-Novosti"), RUSSIA, false),
    (&["Rossiyskaya Gazeta", "rg.ru"], Some("Rossiyskaya Gazeta"), RUSSIA, false),
    (&["Xinhua", "xinhuanet.com", "news.cn", "english.news.cn"], Some("Xinhua News Agency"), CHINA, true),
    (&["CGTN", "cgtn.com"], Some("China Media Group"), CHINA, false),
    (&["CCTV", "cctv.com"], Some("China Media Group"), CHINA, false),
    (&["China Daily", "chinadaily.com.cn"], Some("China Daily"), CHINA, false),
    (&["People's Daily", "en.people.cn", "people.com.cn"], Some("People's Daily"), CHINA, false),
    (&["Global Times", "globaltimes.cn"], Some("People's Daily"), CHINA, false),
    (&["IRNA", "en.irna.ir", "irna.ir"], Some("IRNA"), Some("Government of Iran"), true),
    (&["Press TV", "presstv.ir"], Some("IRIB"), Some("Government of Iran"), false),
    (&["KCNA", "kcna.kp"], Some("KCNA"), Some("Government of North Korea"), true),
    (&["SANA", "sana.sy"], Some("SANA"), Some("Government of Syria"), true),
    (&["BelTA", "eng.belta.by", "belta.by"], Some("BelTA"), Some("Government of Belarus"), true),
    (&["Voice of America", "VOA", "voanews.com"], Some("U.S. Agency for Global Media"), AMERICA, false),
    (&["Al Jazeera", "aljazeera.com"], Some("Al Jazeera Media Network"), Some("Government of Qatar"), false),
    (&["Al Arabiya", "english.alarabiya.net", "alarabiya.net"], Some("MBC Group"), Some("Government of Saudi Arabia"), false),
    (&["TRT World", "trtworld.com"], Some("TRT"), Some("Government of Turkey"), false),
    (&["BBC", "BBC News", "bbc.com", "bbc.co.uk"], Some("BBC"), None, false),
    (&["Deutsche Welle", "DW", "dw.com"], Some("Deutsche Welle"), None, false),
    (&["France 24", "france24.com"], Some("France Médias Monde"), None, false),
    (&["NPR", "npr.org"], Some("National Public Radio"), None, false),
    (&["PBS", "pbs.org"], Some("Public Broadcasting Service"), None, false),
    (&["CBC", "CBC News", "cbc.ca"], Some("Canadian Broadcasting Corporation"), None, false),
    (&["The New York Times", "New York Times", "nytimes.com"], Some("The New York Times Company"), None, false),
    (&["The Washington Post", "Washington Post", "washingtonpost.com"], Some("Nash Holdings"), None, false),
    (&["The Wall Street Journal", "Wall Street Journal", "wsj.com"], Some("News Corp"), None, false),
    (&["New York Post", "nypost.com"], Some("News Corp"), None, false),
    (&["The Times", "thetimes.com", "thetimes.co.uk"], Some("News Corp"), None, false),
    (&["The Sun", "thesun.co.uk"], Some("News Corp"), None, false),
    (&["Fox News", "foxnews.com"], Some("Fox Corporation"), None, false),
    (&["CNN", "cnn.com", "edition.cnn.com"], Some("Warner Bros. Discovery"), None, false),
    (&["NBC News", "nbcnews.com"], Some("Comcast"), None, false),
    (&["Sky News", "news.sky.com"], Some("Comcast"), None, false),
    (&["CBS News", "cbsnews.com"], Some("Paramount"), None, false),
    (&["ABC News", "abcnews.go.com"], Some("The Walt Disney Company"), None, false),
    (&["USA Today", "usatoday.com"], Some("Gannett"), None, false),
    (&["Politico", "politico.com", "politico.eu"], Some("Axel Springer"), None, false),
    (&["Business Insider", "businessinsider.com"], Some("Axel Springer"), None, false),
    (&["Bild", "bild.de"], Some("Axel Springer"), None, false),
    (&["Die Welt", "Welt", "welt.de"], Some("Axel Springer"), None, false),
    (&["Financial Times", "ft.com"], Some("Nikkei"), None, false),
    (&["Nikkei Asia", "asia.nikkei.com"], Some("Nikkei"), None, false),
    (&["The Guardian", "Guardian", "theguardian.com"], Some("Scott Trust"), None, false),
    (&["Daily Mail", "dailymail.co.uk"], Some("DMGT"), None, false),
    (&["Metro", "metro.co.uk"], Some("DMGT"), None, false),
    (&["Daily Mirror", "mirror.co.uk"], Some("Reach"), None, false),
    (&["Daily Express", "express.co.uk"], Some("Reach"), None, false),
    (&["Kyiv Independent", "The Kyiv Independent", "kyivindependent.com"], Some("Kyiv Independent Media"), None, false),
    (&["Meduza", "meduza.io"], Some("Medusa Project"), None, false),
];

/// Returns what is known of the outlet of this name or host, whatever its case; `None` when nothing is.
pub(crate) fn facts(name: &str) -> Option<OutletFacts> {
    let asked = folded_name(name);
    let asked = asked.strip_prefix("www.").unwrap_or(&asked);
    let (_, owner, controller, agency) =
        KNOWN.iter().find(|(names, ..)| names.iter().any(|known| folded_name(known) == asked))?;
    Some(OutletFacts { owner: owner.map(str::to_owned), controller: controller.map(str::to_owned), agency: *agency })
}

/// Lists the names and hosts of the well-known outlet of this name or host, that one among them; none when it is not known.
pub(crate) fn names(name: &str) -> &'static [&'static str] {
    let asked = folded_name(name);
    let entry = KNOWN.iter().find(|(names, ..)| names.iter().any(|known| folded_name(known) == asked));
    entry.map_or(&[], |(names, ..)| names)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_and_hosts_are_found() {
        let host = facts("www.sputnikglobe.com").unwrap();
        assert_eq!(facts("Sputnik"), Some(host.clone()));
        assert_eq!((host.owner.as_deref(), host.agency), (Some("Rossiya Segodnya"), true));
        assert_eq!(facts("Harbour Post"), None);
    }

    #[test]
    fn no_name_stands_twice() {
        let names: Vec<String> = KNOWN.iter().flat_map(|(names, ..)| names.iter().map(|n| folded_name(n))).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }
}
