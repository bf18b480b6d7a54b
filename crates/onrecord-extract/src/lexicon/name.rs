//! Words that show what a name names, and nouns that stand for people and bodies.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::WordSet;
use super::class::Class;
use crate::word::Word;

/// Which of the lists below hold a word, a bit each; all are asked at once, for every word of a text.
pub(crate) fn lists_of(lower: &str) -> u64 {
    static LISTS: OnceLock<FxHashMap<&'static str, u64>> = OnceLock::new();
    let lists = LISTS.get_or_init(|| {
        let mut known = FxHashMap::default();
        let sets = [
            &ROLE,
            &ADDRESS,
            &BODY,
            &BODY_NOUN,
            &DOCUMENT,
            &HUMAN,
            &ANONYMOUS,
            &SPEAKING_NOUN,
            &PLACE,
            &NATIONALITY,
            &GIVEN_HE,
            &GIVEN_SHE,
        ];
        for (n, set) in sets.into_iter().enumerate() {
            set.all().for_each(|word| *known.entry(word).or_insert(0) |= 1 << n);
        }
        known
    });
    lists.get(lower).copied().unwrap_or(0)
}

/// Titles and roles of people, capitalised or not ("President", "spokesman").
pub(crate) static ROLE: WordSet = WordSet::new(
    "president vice-president editor-in-chief commander-in-chief secretary-general director-general attorney-general minister premier chancellor secretary senator sen. sen rep. representative congressman congresswoman \
     governor gov. mayor ambassador envoy general gen. colonel col. major captain capt. lieutenant lt. admiral commander chief \
     director chairman chairwoman chair head leader spokesman spokeswoman spokesperson aide adviser advisor analyst expert \
     professor prof prof. dr dr. doctor judge justice attorney lawyer prosecutor sheriff detective officer king queen prince princess \
     pope archbishop bishop cardinal ceo cfo founder co-founder owner editor author economist commissioner deputy speaker \
     candidate nominee strategist pollster manager historian journalist reporter correspondent lawmaker legislator mp \
     councilman councilwoman activist researcher scientist coach delegate diplomat negotiator pastor rev. reverend sir lord \
     lady dame baroness sgt. sergeant coordinator counsel consultant administrator organizer organiser superintendent trustee \
     whip councillor councilor alderman inspector brigadier marshal constable \
     treasurer host anchor columnist resident witness neighbor neighbour father mother son daughter wife husband brother \
     sister lawyer founder co-chair co-chairman undersecretary under-secretary master",
);

/// Forms of address, dropped from names without being a role.
pub(crate) static ADDRESS: WordSet =
    WordSet::new("sens. reps. govs. profs. drs. messrs. mr mr. mrs mrs. ms ms. miss mx mx. mister madam");

/// Words inside the name of a body.
pub(crate) static BODY: WordSet = WordSet::new(
    "ministry department council party university bank agency committee commission court house army navy force forces police \
     union association organization organisation institute institution foundation centre center company corp corp. inc inc. \
     ltd ltd. group federation congress senate parliament cabinet office bureau service administration government assembly \
     authority board campaign church college school hospital fund league network news times post journal press tribune herald \
     kremlin pentagon nato un u.n. eu e.u. reuters ap afp tass interfax sputnik cnn nbc abc cbs bbc fox politico bloomberg \
     white embassy consulate delegation secretariat treasury reserve society team coalition alliance front movement brigade \
     watchdog tribunal mission guard command corps staff regiment systems technologies holdings partners airlines directorate \
     inspectorate terminals ferries industries airways motors railways shipyards refineries laboratories logistics",
);

/// Nouns in lower case that stand for a body or for its people ("the ministry", "the campaign").
pub(crate) static BODY_NOUN: WordSet = WordSet::new(
    "ministry department council party university bank agency committee commission court army navy police union association \
     directorate inspectorate brigade organization organisation institute foundation centre center company firm group government administration parliament \
     cabinet office bureau service authority board campaign church college school hospital fund network newspaper paper outlet \
     embassy delegation regulator operator watchdog tribunal military magazine website channel station report study poll survey \
     statement document documents filing lawsuit complaint email emails letter transcript records data figures indictment \
     memo analysis article book account ruling order posting website tweet",
);

/// Documents that somebody has written ("a report by the bank").
pub(crate) static DOCUMENT: WordSet = WordSet::new(
    "report study poll survey statement document paper filing lawsuit complaint letter analysis article review estimate \
     forecast audit memo account investigation book post",
);

/// Nouns in the singular for a human being, beyond the titles and roles: "he" may stand for them.
pub(crate) static HUMAN: WordSet = WordSet::new(
    "man woman boy girl person engineer worker driver farmer teacher student soldier sailor pilot captain nurse surgeon chemist \
     physicist biologist scientist economist technician mechanic electrician firefighter fireman policeman policewoman officer \
     inspector investigator detective guard veteran victim suspect defendant plaintiff survivor patient resident neighbor \
     neighbour villager passenger customer employee employer manager supervisor trainee apprentice contractor builder owner \
     tenant landlord shopkeeper conductor violinist pianist composer fisherman fishmonger docker clerk secretary assistant accountant banker trader broker investor \
     lawyer attorney barrister solicitor judge prosecutor magistrate witness politician councillor councilor lawmaker senator \
     minister official diplomat ambassador candidate mayor governor president chairman chairwoman director spokesman \
     spokeswoman spokesperson analyst expert researcher professor author writer poet singer actor actress artist player coach \
     priest bishop imam rabbi pastor friend colleague relative father mother son daughter brother sister husband wife widow \
     surveyor lecturer pharmacist midwife paramedic caretaker gardener carer tutor \
     child teenager youth baker cook waiter hacker activist campaigner protester volunteer migrant refugee prisoner inmate \
     source insider critic opponent supporter",
);

/// Plural nouns that name nobody in particular.
pub(crate) static ANONYMOUS: WordSet = WordSet::new(
    "officials sources source experts analysts critics supporters opponents people witnesses residents observers voters \
     democrats republicans aides advisers advisors lawmakers reporters journalists diplomats investigators authorities others \
     some many most economists scientists researchers activists prosecutors lawyers authorities rescuers medics traders \
     investors lawmakers senators conservatives liberals insiders strategists polls reports media pundits commentators \
     americans ukrainians russians europeans allies rivals families relatives doctors pollsters operatives leaders official \
     somebody someone everyone nobody everybody anybody anyone one spokesman spokeswoman spokesperson protesters students \
     teachers workers neighbors neighbours survivors historians donors delegates members veterans women men",
);

/// What may stand with a title in front of a name: "County Clerk Ann Poole", "Senior Lecturer", "Chief Executive".
static TITLE: WordSet = WordSet::new(
    "acting assistant associate chief city county district executive fire former grandmaster junior lead police regional senior state town \
     vice",
);

/// Tells whether a word in front of a full name is part of a title.
pub(crate) fn is_of_title(lower: &str) -> bool {
    [&TITLE, &ROLE, &HUMAN].iter().any(|set| set.has(lower))
}

/// Tells whether a word is the plural of a noun for people, bodies or papers ("Filings", "Pharmacists"): nobody's name.
pub(crate) fn is_plural_noun(lower: &str) -> bool {
    let is_noun = |word: &str| [&HUMAN, &ROLE, &BODY_NOUN, &DOCUMENT, &SPEAKING_NOUN].iter().any(|set| set.has(word));
    let singular = lower.strip_suffix('s').filter(|one| one.len() > 2);
    singular.is_some_and(|one| is_noun(one) || is_noun(lower))
        || lower.strip_suffix("ies").is_some_and(|stem| is_noun(&format!("{stem}y")))
}

/// Tells whether a name begins with a first name of people: "Judith Ramsbottom", not "Vantage Rail". Rarer first names are not known.
pub fn has_first_name(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    GIVEN_HE.has(&first) || GIVEN_SHE.has(&first)
}

/// Letters behind the names of people that are not part of them.
pub(crate) fn is_post_nominal(word: &Word) -> bool {
    let known = ["kc", "qc", "mp", "mep", "msp", "mbe", "obe", "cbe", "phd", "md", "esq", "jp"];
    known.contains(&&*word.lower)
}

/// Second words of papers that are called after a day: "the Sunday Times".
static PAPER: WordSet = WordSet::new(
    "chronicle dispatch express gazette herald independent journal ledger mail mercury mirror observer post telegraph times tribune",
);

/// Tells whether a day is the first word of a paper's name.
pub(crate) fn names_a_paper(words: &[Word], day: usize) -> bool {
    let next = words.get(day + 1);
    words[day].any(Class::WEEKDAY) && words[day].capital && next.is_some_and(|w| w.capital && PAPER.has(w.stem()))
}

/// Nouns that can be the subject of a verb of saying, lower case, singular or plural, beyond the lists above.
pub(crate) static SPEAKING_NOUN: WordSet = WordSet::new(
    "man woman boy girl person mother father wife husband son daughter brother sister friend colleague candidate billionaire \
     businessman businesswoman mogul nominee frontrunner front-runner democrat republican senator veteran star tycoon native \
     duo couple pair team members insider sources two three texan student teacher worker reader caller letter",
);

/// Places, as a hint only.
pub(crate) static PLACE: WordSet = WordSet::new(
    "russia ukraine moscow kyiv kiev washington europe america china brazil germany france britain england london paris berlin \
     brussels geneva anchorage alaska donetsk luhansk kharkiv odesa odessa crimea kherson zaporizhzhia belarus poland \
     lithuania latvia estonia finland sweden norway denmark iceland turkey türkiye ankara istanbul israel gaza iran iraq syria \
     lebanon egypt saudi arabia riyadh qatar doha dubai uae india pakistan japan tokyo korea seoul beijing taiwan vietnam \
     africa asia canada ottawa mexico california texas florida ohio iowa michigan pennsylvania virginia wisconsin nevada \
     arizona georgia carolina hampshire york jersey chicago boston miami philadelphia detroit cleveland australia zealand spain \
     madrid italy rome portugal ireland dublin scotland wales greece athens hungary budapest romania bulgaria serbia belgrade \
     kosovo croatia austria vienna switzerland zurich davos netherlands hague belgium kazakhstan uzbekistan armenia azerbaijan \
     tbilisi moldova venezuela argentina colombia cuba nigeria kenya ethiopia sudan somalia libya tunisia algeria morocco \
     afghanistan kabul u.s. us usa uk u.k. states kingdom minsk warsaw prague vilnius riga tallinn helsinki stockholm oslo \
     copenhagen abu dhabi cairo tehran baghdad damascus beirut jerusalem",
);

/// Adjectives of nationality and party, which stand before a title ("Russian President").
pub(crate) static NATIONALITY: WordSet = WordSet::new(
    "russian ukrainian american european chinese german french british english polish turkish israeli iranian iraqi syrian \
     egyptian saudi indian pakistani japanese korean canadian mexican brazilian italian spanish hungarian romanian finnish \
     swedish norwegian danish dutch belgian austrian swiss greek serbian belarusian kazakh georgian armenian azerbaijani \
     australian african asian arab palestinian soviet western republican democratic us u.s. uk u.k. eu",
);

/// Given names that are rarely women's: a hint for pronouns, never a proof.
pub(crate) static GIVEN_HE: WordSet = WordSet::new(
    "donald john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark paul \
     steven stephen andrew kenneth joshua kevin brian george edward ronald timothy jason jeffrey jeff ryan jacob gary nicholas \
     eric jonathan larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler \
     aaron jose adam henry nathan douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl \
     terry sean austin arthur lawrence dylan jesse bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne roy \
     ralph randy eugene vincent russell elijah louis bobby philip bernie barack ted marco ben jeb mike tim rand lindsey bill \
     tom jim bob chris rick paul newt mitt mitch harry vladimir alexey aleksey alexei sergey sergei dmitry dmitri yury yuri \
     kirill mikhail igor oleg volodymyr andriy andrey nikolai nikolay boris anton viktor victor steve jared emmanuel friedrich \
     olaf keir recep xi antonio ivan pavel roman maxim oleksandr denys ihor serhiy mykola petro rustem jd pete corey ahmed \
     mohammed muhammad ali hassan \
     abdul adrian agustin alberto alessandro alfred alois amir anders andreas andrzej angus antoine arne arnold arvid asger axel bart \
     bartosz benedikt bengt bernard bernd bernhard bjorn björn bogdan bram bruno carlos casper cedric cesar christoph christophe \
     claus colin connor craig daan dag damian damien dario declan denis derek detlef diego dieter dietrich dimitri dirk dominik \
     duncan eamon edgar eduardo egon einar emil emilio enrico enrique erich erik ernesto ernst esteban eugen evgeny fabian fabio \
     federico felix ferdinand fergus fernando filip finn florian francesco francisco francois franz françois fred freddie fredrik \
     fritz gareth gavin geert georg gerard gerd gerhard giacomo gianni gilbert giles gino giorgio giovanni giulio giuseppe gordon \
     graham grzegorz guido guillaume gunnar gunther gustav hakan hamid hannes hanno hans harald hector heiko heinrich heinz helge \
     helmut henk henri henrik herbert hermann horst hubert hugh hugo håkan ibrahim ignacio ingo isaac jaap jakob jakub janusz jarmo \
     javier jens jerome jesper jiri joachim joao joaquin jochen joel johan johann johannes jonas jorg jorge jorgen josef juergen \
     julien julius jussi jörg jørgen jürgen kaspar khaled klaus knut konrad konstantin kristian krzysztof lars lasse leif leon \
     leonard leonardo leopold lorenzo luc luca luciano ludwig luigi luis luiz lukas maarten maciej magnus mahmoud malcolm manfred \
     manuel marc marcel marcin marcus marek mario marius markus martin massimo mathias mats matteo matthias maurice mauricio \
     maximilian miguel mikael mikko milan miroslav mohamed moritz morten mustafa neil nico niels nigel nils norbert olav oliver \
     omar oscar osman oswald otto owen pablo paolo pascal patrik pedro pekka petr philippe pierre pieter piotr poul quentin rafael \
     rainer ralf ramon rasmus raul raúl reinhard reinhold remco ricardo riccardo robbie roberto rodrigo roland rolf rory ruben rudolf \
     rupert salvatore santiago sebastian serge sergio sigurd silvio simon soren stanislaw steen stefan stefano stig stuart svein \
     sven søren tariq terence theo thierry thorsten tobias tomas tomasz tommaso torben torsten trevor tristan ulf ulrich uwe \
     vaclav valentin vasily vincenzo vito václav wilfried wilhelm willem wojciech wolfgang xavier yannick yusuf yves zoltan ángel",
);

/// Given names that are rarely men's: a hint for pronouns, never a proof.
pub(crate) static GIVEN_SHE: WordSet = WordSet::new(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly \
     emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen angela \
     shirley emma brenda pamela nicole anna samantha katherine christine debra rachel carolyn janet maria heather diane ruth \
     julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith hillary carly megyn melania ivanka \
     kellyanne chelsea huma debbie donna elena olga natalia natalya tatiana tatyana svetlana irina yulia julia ekaterina \
     kateryna oksana iryna marina ursula giorgia kaja annalena angela nikki sarah kamala theresa sonia ruth gloria jill katie \
     loretta fatima aisha valentina ann anne annie lena priya marta greta clara emily emma sophie sophia hannah ella lucy alice \
     jane joan jean rosa lisa linda nina vera ingrid astrid birgit petra monika claudia sabine silvia lucia carmen ines isabel \
     leila layla zeinab miriam naomi esther deborah sharon tracy stacy wendy paula rita tamsin ruth \
     abigail adele agata agnes agneta agnieszka aino alessandra alexandra alicia alina alison amelia amina anastasia anette anika \
     anita anja anke anneli annette annika antje antonia ashling audrey aurelie barbora beata beate beatrice beatriz belinda \
     berit bernadette bettina bianca birgitta birte bodil bridget brigitte britta carolina caroline catherine cecile cecilia celine \
     charlotte chiara chloe christa christiane cornelia céline daniela daphne delia denise doris dorothea edith eileen elaine eleanor \
     eleni elin eline elisa elisabeth elise elke ellen eloise elsa elsie erika estelle ester eugenia eva evelina fiona flora \
     frances francesca francoise françoise freya frida frieda gabriela gabriele gabriella gemma geraldine gertrud gina gisela giulia \
     gudrun guro hanne harriet hazel hedda heidi helen helena helene helga henrietta hilda hilde hildegard ida ilse imogen inga inge \
     inger irene irma isabella isabelle ivana jacqueline jana janina jasmine jeanette jeanne jenna jennie jenny jessie joanna joanne \
     johanna jolanta josefine josephine juanita judit judy juliana juliane juliet julieta jutta karin karina karoline katarina \
     katarzyna kathrin kathy katja katrin kerstin kirsten kirsti krista kristen kristin kristina lara larissa lea leonie leonora \
     liana lidia lilian liliana lillian lina liv livia liz lotte louisa louise lucie lucinda ludmila luisa lydia lynn maddie \
     madeleine magda magdalena maja malin mandy manuela mara marcela marcia margarete margarita margot margrethe marguerite mariam \
     mariana marianne marie marijana marijke marion marisa marlene martha martina mathilde matilda maud maureen maya meike melanie \
     merete mia michaela mildred milena mina mira miranda miroslava mona monica morag muriel myriam nadia nadine nadja natalie nell \
     noor nora norma octavia odette pauline penelope philippa phoebe pia pilar polly ragna ragnhild ramona raquel rebekka \
     renata renate rhoda rhona rika rosalie rosalind rosemary rosie rowena ruby sabina sabrina sally sanna saskia selma serena sheila \
     sigrid silje simona siri sofia sofie solveig sonja steffi susana susanna susanne suzanne sybille sylvia sylvie tamara tanja \
     tanya tara teresa tessa therese tilda tina tove trine trudy tuula ulla ulrike ute valerie vanessa verena veronica veronika \
     vibeke vicky vivian viviane waltraud wilma winifred xenia yasmin yolanda yvette yvonne zara zoe zofia zuzana åsa",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_given_name_hints_both_ways() {
        for name in ["donald", "alexey", "hillary", "mary", "ann", "priya"] {
            assert_ne!(GIVEN_HE.has(name), GIVEN_SHE.has(name), "{name}");
        }
    }
}
