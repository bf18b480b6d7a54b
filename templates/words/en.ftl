### What the pages say, in English: one message a string, in Mozilla's Fluent (https://projectfluent.org/fluent/guide/).
###
### A house says it in its own language under [house.words] of its rules (docs/house-rules.md); `onrecord rules words` prints
### this table as it has to stand there. What stands in braces is put in: { $count } is a number and can be asked
### for its plural, all else is text or an element that is ready. What is needed at the beginning or the end of
### a message is written { " " }.

## Lists and punctuation

# Between the members of a short list.
comma = { ", " }
# Between the members of a list whose members may hold commas.
semicolon = { "; " }

## Dates

# $day: 1 to 31; $month: month-1 to month-12; $year: 2026.
date-day = { $day } { $month } { $year }
# $date: date-day; $time: 09:05.
date-moment = { $date }, { $time } UTC
# $offset: how far the clock is ahead of UTC, +03:00.
date-moment-offset = { $date }, { $time } (UTC{ $offset })
# $month: month-alone-1 to month-alone-12.
date-month = { $month } { $year }
# The heading of a year.
date-year = { $year }
# The number of a day under the heading of its month.
date-day-short = { $day }
# $from and $to: two dates.
date-range = { $from } to { $to }
# The months as they stand in date-day.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
# The months as they stand in date-month, without a day.
month-alone-1 = January
month-alone-2 = February
month-alone-3 = March
month-alone-4 = April
month-alone-5 = May
month-alone-6 = June
month-alone-7 = July
month-alone-8 = August
month-alone-9 = September
month-alone-10 = October
month-alone-11 = November
month-alone-12 = December
# The months below narrow columns.
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

## What stands on pages of every kind

site-label = Site
site-articles = Articles
site-claims = Claims
site-speakers = Speakers
site-search = Search
# Whose page it is, for those who hear it.
site-publisher = Publisher
# What a page for the desk alone says of itself: for those who hear it, in bold, and why.
internal-label = Not for publication
internal-word = Internal.
internal-why = Private notes and confidential sources are on this page; it is not for publication.
pager-above = Pages, above the list
pager-below = Pages, below the list
pager-before = Page before
pager-after = Next page
pager-told = Page { $number } of { $of }
# Heard before the short name of something, such as c7, d1, s2.
hidden-claim = claim
hidden-document = document
date-unknown = date not known
outlet-unknown = outlet not known
outlet-unknown-line = Outlet not known
unknown = not known
nobody-credited = Nobody is credited
nobody-credited-inside = nobody is credited
untitled-article = Untitled article
# $words: how the text of the article begins.
untitled-begins = Untitled: { $words } …
wire-agency = wire agency
# Behind an address that is not safe to follow.
address-not-linked = (not linked)

## What is checked of a claim, and what came of it

# The two things that are checked: whether the claimant said so, and whether it is so.
target-said = said
target-fact = fact
question-said = Was it said?
question-fact = Is it so?
status-unverified = unverified
status-corroborated = corroborated
status-disputed = disputed
# Of a claim that had another status before.
status-taken-back = returned to unverified
# Behind a number in bold, which is $count.
bar-unverified = { $count ->
   *[other] unverified
}
bar-corroborated = { $count ->
   *[other] corroborated
}
bar-disputed = { $count ->
   *[other] disputed
}
bar-aside = { $count ->
   *[other] set aside
}
bar-none = No claim has this to check.
# $who: a person; $when: a moment; $why: the reason given.
status-by = By { $who }, { $when }: { $why }
status-returned = Returned to unverified by { $who }, { $when }: { $why }
# $who: a person; $when: a moment.
aside-by = By { $who }, { $when }
# A person set the claim aside for good: nobody checks it.
aside-not-a-claim = set aside: nothing that can be checked
aside-out-of-scope = set aside: not for this desk
# $claim: short name of a claim.
aside-duplicate = set aside: says the same as { $claim }
verdict-label = Verdict of the house
# Heads what the house said before: the verdict, why, who, when.
verdict-before = Before that
verdict-scale = { $value } on a scale from { $worst } to { $best }

## Voices: how an article tells something

voice-direct = direct quotation
voice-indirect = reported speech
voice-mixed = reported, partly quoted
voice-headline = headline
voice-own = the outlet’s own voice
# The letter that stands for each in the margin, no two alike.
voice-letter-direct = D
voice-letter-indirect = I
voice-letter-mixed = M
voice-letter-headline = H
voice-letter-own = O

## How one wording stands to another

# What the later wording does to the earlier one.
relation-repeats = repeats
relation-rewords = rewords
relation-updates = updates
relation-contradicts = contradicts
relation-narrows = narrows
relation-unrelated = unrelated
# What forbids calling two wordings the same claim; they stand in `differs` and `veto-not-a-match`.
veto-negation = negation
veto-quantity = quantity
veto-hedge = hedge
veto-speaker = speaker
veto-tense = tense
veto-date = date
veto-opposite = opposite
veto-roles = roles
veto-not-a-match = not a match
veto-not-the-same = not the same
# $what: one or several of veto-….
differs = { $what } differs
# Kinds of change.
drift-number = number
drift-negation = negation
drift-hedge = hedge
drift-attribution = attribution
drift-quote = quote
drift-entity = entity
drift-time = time
drift-wording = wording
# Of words that differ and that no kind of drift tells of.
other-reworded = other words differ
# Heard before words that were taken out or put in.
diff-removed = removed:
diff-added = added:
# Changes that the comparison does not show.
changes-folded = { $count ->
    [one] { $count } change of white space, quotation marks or capitals not shown
   *[other] { $count } changes of white space, quotation marks or capitals not shown
}
wordings-left-out = { $count ->
    [one] { $count } more wording may be near to it; only the nearest in time are compared here.
   *[other] { $count } more wordings may be near to it; only the nearest in time are compared here.
}
then = then
# Between two of which nobody knows which came first.
and = and
contrast-title = Contrast: near to it, but not the same claim

## Evidence

# Heads of the columns of a table of evidence.
evidence-does = What it does
evidence-says = What it says
evidence-where = Where it is found
evidence-title = Evidence
# $target: target-said or target-fact.
evidence-supports = supports “{ $target }”
evidence-refutes = refutes “{ $target }”
evidence-context = context “{ $target }”
# $source: evidence-primary to evidence-tertiary; $basis: basis-….
evidence-kind = { $source }, { $basis }
evidence-primary = primary source
evidence-secondary = secondary source
evidence-tertiary = tertiary source
basis-own-observation = rests on: own observation
basis-document = rests on: document
basis-named-speaker = rests on: named speaker
basis-unnamed-source = rests on: unnamed source
basis-other-outlet = rests on: other outlet
basis-agency = rests on: agency
basis-none = basis not stated
evidence-confidential = confidential
evidence-private-note = Private note:
evidence-stale = Not counted until it is confirmed again:
evidence-as-of = as of { $when }
# $document: its short name, d1.
evidence-document = document { $document } of this desk
# $hash: the first digits of a BLAKE3 hash.
evidence-copy = Copy kept, BLAKE3 { $hash }.
# $place: an address.
evidence-archived = Archived at { $place }.
evidence-no-copy = No copy: { $why }.
evidence-interest = The source has a stake: { $stake }.

## Corrections and decisions

corrections-title = Corrections
correction-clarification = Clarification
correction-correction = Correction
correction-retraction = Retraction
correction-before = It said before: { $was }
# At the head of a page, as a link to the corrections on it. $gravity: correction-retraction or the like; $on: its day.
correction-notice = { $gravity }, { $on }: what was put right
# $gravity: correction-retraction or the like; $on: its day; $note: what readers are told.
told-correction = { $gravity }, { $on }: { $note }
decisions-title = Decisions
# These stand behind the name of a person. $target: target-said or target-fact; $before and $after: status-….
decision-set = set “{ $target }” from { $before } to { $after }
decision-took-back = took back a decision: “{ $target }” from { $before } to { $after }
decision-aside-not-a-claim = set it aside: nothing that can be checked
decision-aside-out-of-scope = set it aside: not for this desk
# $claim: short name of a claim.
decision-aside-duplicate = set it aside: says the same as { $claim }
decision-taken-up = took it up again
# $gravity: correction-retraction or the like; $on: its day.
decision-correction-withdrawn = took back what readers had been told: { $gravity }, { $on }
# As before, where that was taken back in turn.
decision-correction-again = told readers again: { $gravity }, { $on }
# $reason: why a status was set; $override: why a rule of the house that does not hold was set aside.
decision-against-rule = { $reason } (against the rule that should hold: { $override })
filed-added = added a place where it is claimed
filed-split = split places off that claim something else
filed-merged = put places together that claim the same
filed-respanned = put right which words are claimed
filed-attributed = put right who is credited
# $what: filed-….
filed-took-back = took back having { $what }
# $what: filed-… or filed-took-back; $claims: short names of other claims.
filed-with = { $what } (with { $claims })

## The foot of a page

foot-method = Method
# $version: of the part of the program that finds claims.
foot-marked = A program marked what the text claims, in whose voice and on whose word, with its extraction engine of version { $version }. It decides nothing: every status was set by a person, whom the log names, with a reason, and without one a claim stays unverified.
foot-marked-each = A program marked what the text claims, in whose voice and on whose word, with the extraction engine that each report names. It decides nothing: every status was set by a person, whom the log names, with a reason, and without one a claim stays unverified.
# $said: target-said; $fact: target-fact.
foot-targets = Each claim with a claimant is checked twice: { $said } asks whether it was said, { $fact } whether it is so. A hundred repeats of a quotation prove the first and leave the second untouched. Corroborated is not “true”, disputed is not “false”.
foot-contrast = Two wordings that differ in a quantity or its unit, a negation, a hedge, a tense or a date are shown as a contrast, never as the same claim.
foot-log = Log
# $count: number of an entry of the log; $when: a moment; a hash follows.
foot-log-newest = Every decision is an entry in a hash chain. The newest about what this page shows is entry { $count }, of { $when }; checkpoint there:
# $page: a link that reads foot-log-first-page.
foot-log-elsewhere = How long the whole log was when this site was made, and its checkpoint, are on the { $page }.
foot-log-first-page = first page
# $count: entries of the log; $when: a moment; a hash follows.
foot-log-checkpoint = { $count ->
    [one] Every decision is an entry in a hash chain. When this page was made it held { $count } entry; checkpoint of { $when }:
   *[other] Every decision is an entry in a hash chain. When this page was made it held { $count } entries; checkpoint of { $when }:
}
foot-log-none = Every decision is an entry in a hash chain. No checkpoint of it had been made when this page was written.
foot-corrections-none = Nothing published of these claims has been corrected.
foot-dispute = How to dispute
# $example: d1 c7.
foot-dispute-how = Name the document and the claim (such as { $example }) and say what you can show: a record, a document, a witness. A status can be returned to unverified; the log keeps both the old decision and the new one.
# $program: name and version; $when: a moment.
foot-written = Written by { $program }.
foot-written-on = Written by { $program }, { $when }.

## The page of an article

article-kicker = Claims on record
article-skip-text = Skip to the article
article-skip-claims = Skip to the claims
named-title = Other articles named here
article-date-unknown = Date not known
checking-title = What came of checking
# $claims: how many claims; $places: in how many places.
article-summary = { $claims ->
    [one] { $claims } claim
   *[other] { $claims } claims
} in { $places ->
    [one] { $places } place
   *[other] { $places } places
} of the text
gaps-title = What could not be established
gaps-none = Nothing was noted.
# Of an article in which no claim was found.
gaps-no-claim = Anything: no claim was found, so nothing was checked.
# In place of the claims, where it is said of all of the page.
gaps-all = every claim
# Unfolds the claims that are not named at once. $count: how many they are.
gaps-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
source-title = The article
source-address = Address
source-canonical = Calls itself
source-archived = Archived copy
source-archived-none = none known but the desk’s own, of the bytes below
source-owner = Owner
source-controlled = { $owner }, controlled by { $controller }
source-credit = Credit
source-language = Language
source-version = Version
# $version: a number; $when: a moment.
source-taken-in = { $version }, as it was on { $when }
source-versions = the versions side by side
# $version: a number; $document: the short name of that version, linked where it has a page.
article-newer = This text was changed since: version { $version } is { $document }.
claims-title = Claims
claims-none = No claim was found in this article.
received-title = The article as received
received-legend = How claims are marked
received-source = who says it
received-cue = that it is said
received-none = The article holds no words.
# For those who hear it. $mark: number and letter of a place, 3D; $voice: voice-….
mark-to-claim = { $mark }, claim { $claim }
mark-to-place = { $mark }, { $voice }

## The card of a claim

# $source: the words of the article.
card-unnamed = Source, not known as a speaker: “{ $source }”
# Heard before the short name of a claim that has a page of its own.
card-all-of-claim = all of claim
card-kept-as = Kept as
card-said = Said
# $when: the day of publication.
card-said-by = said by { $when }, when it was published
# $expression: the words of the article; where a day was counted from.
time-explicit = (“{ $expression }”, as stated)
time-dateline = (“{ $expression }”, counted from the dateline)
time-publication = (“{ $expression }”, counted from the publication date)
# $day: a date. The time spoken of is not that date itself.
time-before = before { $day }
time-after = after { $day }
time-since = since { $day }
time-until = until { $day }
# $from and $to: the first and the last day of the time named, such as a month.
time-until-within = until a day between { $from } and { $to }
# When it happened, or is to, as far as the claim says: that it did is the claim's word alone.
card-about = Time spoken of
card-speaker = Speaker
# Heard before the short name of a speaker.
card-all-of-speaker = all statements of speaker
# $score: 0.00 to 1.00.
confidence = (confidence { $score })
# $name: another name of the speaker.
alias-proposed = proposed, not merged: { $name }, because { $why }
alias-confirmed = confirmed as the same: { $name }, because { $why }
alias-refused = refused: { $name }, because { $why }
# $score: 0.00 to 1.00.
card-worth = worth checking { $score }
card-same-here = The same claim, or one like it, elsewhere in this article
card-same-elsewhere = The same claim, or one like it, on other dates and in other outlets
other-in-this-article = in this article
other-to-this = from that wording to this one
other-to-that = from this wording to that one
other-again = in the same words as one above
# $score: 0.00 to 1.00.
other-likeness = likeness { $score }

## The page of a claim

claim-kicker = A claim on record
claim-skip-wordings = Skip to the wordings
claim-skip-evidence = Skip to the evidence
claim-summary = { $places ->
    [one] { $places } place
   *[other] { $places } places
} in { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
} of { $outlets ->
    [one] { $outlets } outlet
   *[other] { $outlets } outlets
}
origins-title = Where it goes back to
origin-here = this article
origins-none = Not worked out on this page.
origins-for = { $count ->
    [one] { $count } independent origin for it
   *[other] { $count } independent origins for it
}
# $sides: a list of origins-for-alone, origins-both, origins-against, origins-contrast, origins-context.
origins-sides = independent origins: { $sides }
# One origin is counted as one of these.
origins-for-alone = { $count ->
    [0] none for it
   *[other] { $count } for it
}
origins-both = { $count ->
   *[other] { $count } on both sides, for it in one place and against it in another
}
# Where nobody who is named and no document stands beside them: rule R7.
origins-unnamed = { $count ->
    [one] { $count } for it, from somebody unnamed, which does not count alone
   *[other] { $count } for it, all from people unnamed, which do not count alone
}
origins-silent = { $count ->
    [one] { $count } origin that speaks neither for it nor against it is not listed here.
   *[other] { $count } origins that speak neither for it nor against it are not listed here.
}
origins-against = { $count ->
   *[other] { $count } against it
}
origins-contrast = { $count ->
   *[other] { $count } contrast
}
origins-context = { $count ->
   *[other] { $count } context
}
# $summary: what comes before.
origins-copies = { $summary }; { $count ->
    [one] { $count } copy not counted
   *[other] { $count } copies not counted
}
# $kind: origin-…; the origin is the side of whoever makes the claim.
origin-of-claimant = { $kind }, the claimant’s side
origin-linked = linked
origin-agency = agency
origin-first-document = first document
origin-credited-outlet = credited outlet
origin-cited-document = cited document
origin-speaker = speaker
origin-unnamed = unnamed
origin-owner = owner
origin-outlet = outlet, its owner is not known
# What a source does to the claim.
part-for = for
part-against = against
part-contrast = contrast
part-context = context
copies = { $count ->
    [one] { $count } copy
   *[other] { $count } copies
}
copies-versions = { $count ->
    [one] { $count } other version
   *[other] { $count } other versions
}
copies-places = { $count ->
    [one] another place in one of the articles
   *[other] other places in { $count } of the articles
}
# Behind the short name of an article.
copies-version = other version
copies-place = another place
# $copies: `copies`, `copies-versions`, in bold; they are folded away, or listed behind it.
copies-folded = { $copies } not counted
copies-listed = { $copies } not counted:
copies-more = { $count ->
   *[other] and { $count } more
}
line-title = Time line
line-legend = Signs
line-claim = the claim
line-others = said by others
line-alike = alike, not confirmed
line-contrast = contrast
# What stands in the lane of an outlet, and how often.
lane-claim = the claim { $count }×
lane-others = by others { $count }×
lane-alike = alike { $count }×
lane-contrast = contrast { $count }×
# $told: a list of the four; $when: a date, or two.
lane-told = { $told }, { $when }
lane-other-outlets = { $count ->
   *[other] { $count } other outlets
}
wordings-title = Its wordings, in order of their dates
wordings-none = It stands nowhere any more.
wordings-others = The same, said by others
wordings-alike = Alike, and not confirmed to be the same
wordings-alike-about = The program found these; nobody has said whether they are this claim, so they are not counted as places of it.
# $wording: a link that reads wording-number.
compared-with-wording = compared with { $wording }
wording-number = wording { $number }
compared-with-before = compared with the wording before
compared-with-claim = compared with the claim
compared-with-claim-later = from here to the claim, which came later
rewordings = { $count ->
    [one] { $count } change of other words
   *[other] { $count } changes of other words
}
evidence-for = For it
evidence-against = Against it
evidence-to-understand = To understand it
evidence-none = No evidence is listed here.
known-title = Similar past findings
known-checked-by = checked by { $who }
known-said-by = said by { $who }
decisions-none = Nobody has decided anything about it.

## Documents compared

comparison-kicker = Compared
comparison-skip = Skip to the changes
comparison-title = What became of the claims
# The title of the page. $documents: their short names.
comparison-tab = { $documents } compared
comparison-summary = { $count ->
    [one] { $count } document, in order of their dates
   *[other] { $count } documents, in order of their dates
}
# $version: a number; $words: how many words.
comparison-length = Version { $version }, { $words ->
    [one] { $words } word
   *[other] { $words } words
}
# $earlier and $later: short names of documents.
comparison-step = From { $earlier } to { $later }
comparison-none = Neither document claims anything.
# $speaker: who was credited before.
comparison-before = (before: { $speaker })
fate-same = same words
fate-reworded = reworded
fate-contrast = contrast
fate-new = only in the later
fate-gone = only in the earlier
# Behind a number in bold, which is $count.
fates-same = { $count ->
   *[other] same words
}
fates-reworded = { $count ->
   *[other] reworded
}
fates-contrast = { $count ->
   *[other] contrast
}
fates-new = { $count ->
   *[other] only in the later
}
fates-gone = { $count ->
   *[other] only in the earlier
}
# The letters that stand for them; the same words have =, a contrast has ≠.
fate-letter-reworded = R
fate-letter-new = N
fate-letter-gone = L

## The page of a speaker

speaker-kicker = A speaker on record
speaker-skip = Skip to the statements
speaker-names = Names and roles
speaker-aliases = Also called
speaker-roles = Given as
speaker-no-role = no role is given
speaker-role-since = first on { $when }
speaker-namesakes = Perhaps the same
speaker-namesakes-about = Called by this name alone in other articles. Nobody has said whether it is one person, so what is on record there does not stand here.
speaker-joined-title = Put together
speaker-joined = { $count ->
   *[other] by the name alone, from { $count } articles: two people may have it
}
speaker-joined-confirmed = { $count ->
   *[other] by the name and by the other names that a person confirmed, from { $count } articles: two people may have one of them
}
flags-title = Inconsistencies
flags-about = Statements of this speaker that contradict one another. A flag for readers and reviewers, never a status: people may change their minds, and either may be right. Looked for are denials, words for the opposite, and figures of one time that cannot both be so; a later figure is taken for an update, and stands on the pages of the claims with hedges, tenses and dates that changed.
flags-none = None was found by comparing words. What is contradicted in other words is not found this way.
flag-word = speaker-inconsistent
# Where the texts give the speakers roles that have nothing in common, instead of the flag.
flag-two-people = perhaps two people
flag-roles = { $earlier } here, { $later } there
# Beside a statement. $version: a number; $document: the short name of that version, linked where it has a page.
statement-withdrawn = taken out of its article: version { $version }, { $document }, does not hold it
# Beside a statement, as a link to the flag.
statement-flag = contradicts another
flag-confirmed = confirmed by a person
flag-found = found by the program, confirmed by nobody yet
statements-title = Statements over time
statements-about = By the day on which they were first published; where the text tells another day on which it was said, that stands beside it.
statement-said = said { $when }
statement-said-within = said between { $from } and { $to }
statements = { $count ->
    [one] { $count } statement
   *[other] { $count } statements
}
statements-undated = no date
statement-more = { $count ->
    [one] and { $count } more document
   *[other] and { $count } more documents
}
statements-left-out = { $count ->
    [one] { $count } more statement are not on this page: those least worth checking.
   *[other] { $count } more statements are not on this page: those least worth checking.
}

## The first page

index-skip = Skip to the reports
index-title = Reports
# Heads the claims of which readers were told something last.
news-title = Verdicts and corrections
index-none = No report was written.
reports = { $count ->
    [one] { $count } report
   *[other] { $count } reports
}
claims = { $count ->
    [one] { $count } claim
   *[other] { $count } claims
}

## The lists of claims and speakers

listing-kicker = On record
listing-skip = Skip to the list
listing-none = There is none.
listing-claims = Claims
listing-claims-about = Claims that stand in several documents, are near to others, or on which somebody brought evidence forward or decided; those in most documents first. All others are on the pages of their articles, and in the search.
listing-speakers = Speakers
listing-speakers-about = Speakers with two statements or more, by name; all others are on the pages of their articles, and in the search.
speakers = { $count ->
    [one] { $count } speaker
   *[other] { $count } speakers
}
documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}

## The search

search-skip = Skip to the search
search-title = Search
# $articles, $claims, $speakers: links that read search-list-….
search-needs-script = This search needs a script, which this browser does not run. Articles, and the claims and speakers that have a page to themselves, are in the lists of { $articles }, { $claims } and { $speakers }.
search-list-articles = articles
search-list-claims = claims
search-list-speakers = speakers
search-field = Words in claims, headlines, names
# What was found is one of these.
search-article = article
search-claim = claim
search-speaker = speaker
# Plural forms are chosen by the browser, so that [0] and other numbers mean nothing here.
search-found = { $count ->
   *[other] { $count } found
}
# $most: how many are listed.
search-found-more = { $count ->
   *[other] { $count } found, the first { $most } are listed
}
search-all = { $count ->
   *[other] { $count } articles, claims and speakers can be searched
}

## The versions of a text

versions-kicker = Versions on record
versions-skip-text = Skip to the newest text
versions-skip-versions = Skip to the versions
# The title of the page. $name: of the text.
versions-tab = { $name }: { $count ->
   *[other] { $count } versions
}
versions-untitled = Untitled text
versions = { $count ->
    [one] { $count } version
   *[other] { $count } versions
}
# $words: what was searched for.
versions-only = Only sentences that held “{ $words }” at some time; the rest of the text is not on this page.
versions-fates = What became of the sentences
# $sentences, $versions: how many; $quiet: how many versions changed no word.
versions-followed = { $sentences ->
    [one] { $sentences } sentence
   *[other] { $sentences } sentences
} followed through { $versions ->
    [one] { $versions } version
   *[other] { $versions } versions
}.
versions-followed-quiet = { $sentences ->
    [one] { $sentences } sentence
   *[other] { $sentences } sentences
} followed through { $versions ->
    [one] { $versions } version
   *[other] { $versions } versions
}; { $quiet ->
    [one] { $quiet } version
   *[other] { $quiet } versions
} after the first changed no word.
versions-drifts = What was changed in the words
versions-drifts-none = No sentence was reworded.
versions-folded = { $count ->
    [one] { $count } change of white space, quotation marks or capitals are folded, and listed with each version.
   *[other] { $count } changes of white space, quotation marks or capitals are folded, and listed with each version.
}
# What becomes of a sentence from one version to the next.
change-same = unchanged
change-reworded = reworded
change-new = new
change-split = split off
change-back = back
change-merged = merged
change-left = left
change-same-meaning = stands as in the version before
change-reworded-meaning = goes on in other words
change-new-meaning = stood in no version before
change-split-meaning = was a part of another sentence
change-back-meaning = had left and stands here again
change-merged-meaning = now stands inside another sentence
change-left-meaning = is no longer here
# The letters that stand for them, no two alike; what is unchanged has =.
change-letter-reworded = R
change-letter-new = N
change-letter-split = S
change-letter-back = B
change-letter-merged = M
change-letter-left = L
# How many sentences.
changes-same = { $count ->
   *[other] { $count } unchanged
}
changes-reworded = { $count ->
   *[other] { $count } reworded
}
changes-new = { $count ->
   *[other] { $count } new
}
changes-split = { $count ->
   *[other] { $count } split off
}
changes-back = { $count ->
   *[other] { $count } back
}
changes-merged = { $count ->
   *[other] { $count } merged
}
changes-left = { $count ->
   *[other] { $count } left
}
glance-title = All versions at a glance
glance-about = One column a version, as high as its text has sentences; what left hangs below the line. Each leads to its version.
glance-about-some = One column a version, as high as its text has sentences; what left hangs below the line. Those in which something became of these sentences lead to its version.
glance-undated = no date
# $date: of the version; $document: its short name; $told: a list of changes-…, or `sentences`, or glance-nothing.
glance-column = { $date }, { $document }: { $told }
glance-nothing = nothing
# $version: date or short name of the last version; some: only sentences that were searched for.
current-title = The text as of { $version }
current-title-some = These sentences as of { $version }
current-title-none = The text
current-about = Since when each sentence has stood in these words; its earlier wordings fold out.
current-none = The last version holds no words.
current-none-some = None of them stands in the last version.
current-no-version = No version is there.
current-gone = No longer in the text
sentence-too-short = too short to follow
# $fate: change-left or change-merged; $when, $since, $first: links to versions; $versions: how many.
sentence-ended = { $fate } { $when }, in these words since { $since }.
sentence-ended-first = { $fate } { $when }, in these words since { $since }; first { $first }.
sentence-stands = { $versions ->
    [one] In these words since { $since }, { $versions } version.
   *[other] In these words since { $since }, { $versions } versions.
}
sentence-stands-first = { $versions ->
    [one] In these words since { $since }, { $versions } version; first { $first }.
   *[other] In these words since { $since }, { $versions } versions; first { $first }.
}
sentence-reworded = { $count ->
    [one] Reworded once
   *[other] Reworded { $count } times
}
sentence-came-and-went = Came and went
# $fate: change-…, from the version $when on; $versions: how many.
stretch = { $versions ->
    [one] { $fate } { $when }, { $versions } version
   *[other] { $fate } { $when }, { $versions } versions
}
# $end: change-left or change-merged; $until: a link to a version.
stretch-ended = { $versions ->
    [one] { $fate } { $when }, { $versions } version; { $end } { $until }
   *[other] { $fate } { $when }, { $versions } versions; { $end } { $until }
}
sentence-inside = now inside “{ $sentence }”
wording-changes = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
wording-contrast = contrast
version-changes = What changed, newest first
version-undated = No date
version-older = older
version-newer = newer
version-all = all
version-none = This version holds no words.
# $fate: change-back; $when: a link to a version.
version-last-seen = { $fate }, last seen { $when }
version-out-of = out of “{ $sentence }”
version-into = into “{ $sentence }”
version-folded = { $count ->
    [one] { $count } change of white space, quotation marks or capitals
   *[other] { $count } changes of white space, quotation marks or capitals
}
version-white-space = white space
version-times = { $count ->
    [one] once
   *[other] { $count } times
}
sentences = { $count ->
    [one] { $count } sentence
   *[other] { $count } sentences
}
sentences-unchanged = { $count ->
    [one] { $count } unchanged sentence
   *[other] { $count } unchanged sentences
}
sentences-short = { $count ->
   *[other] { $count } too short to follow
}
versions-method = A program followed every sentence from version to version: where it stands word for word, else where a sentence shares nearly half of its words of content, wherever it stands. One that left is remembered, so that its return is no news. Sentences of fewer than three such words are not followed.
versions-method-folds = Changes of white space, quotation marks and capitals are counted and listed, and make no rewording. Difference is described here, never judged: nothing on this page says which wording is right.
versions-limits = What it cannot see
versions-limits-cut = A sentence of which more than half changed at once is shown as one that left and one that is new. Versions that are not in the database are not on this page: “last seen” means in these versions.
versions-limits-contrast = “Contrast” marks wordings between which a number, a negation, a hedge, a tense or a date differs: they do not say the same.
# $count: entries of the log; $when: a moment; a hash follows.
versions-log-checkpoint = { $count ->
    [one] When this page was made the log of decisions held { $count } entry; checkpoint of { $when }:
   *[other] When this page was made the log of decisions held { $count } entries; checkpoint of { $when }:
}
versions-log-none = No checkpoint of the log of decisions had been made when this page was written.
