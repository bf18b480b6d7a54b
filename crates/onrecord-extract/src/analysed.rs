//! A document under the eyes of an engine: read once, asked for mentions or for sentences.

use onrecord_model::{Diagnostic, Mention, Voice};

use crate::assemble::{self, Narrated};
use crate::engine::{Attribution, Engine};
use crate::input::Input;
use crate::prepared::Prepared;
use crate::worth::Worth;
use crate::{Extraction, aside, bounds, foreign, manner, nested, own, prompt, retracted, uttered};

/// What was found in a document before it is put in words.
pub(crate) struct Analysed {
    pub(crate) prepared: Prepared,
    pub(crate) worth: Worth,
    /// Sentences without attribution, with why they are no claim of the outlet's.
    pub(crate) narrated: Vec<Narrated>,
    attributions: Vec<Attribution>,
    english: bool,
}

impl Analysed {
    pub(crate) fn new(engine: &dyn Engine, input: &Input<'_>) -> Self {
        let mut prepared = Prepared::new(input);
        if !input.is_english() {
            return Analysed {
                prepared,
                worth: Worth::Rules,
                narrated: Vec::new(),
                attributions: Vec::new(),
                english: false,
            };
        }
        let analysis = engine.analyse(&prepared);
        prepared.diagnostics.extend(analysis.diagnostics);
        let mut attributions = analysis.attributions;
        nested::joined(&prepared, &mut attributions);
        for attribution in &mut attributions {
            aside::without_contrary(&prepared, attribution);
            aside::without_agent(&prepared, attribution);
        }
        attributions.retain(|a| {
            let is_said = uttered::uttered(&prepared, a) && !prompt::is_occasion(&prepared, a);
            is_said && !retracted::in_retraction(&prepared, a)
        });
        for attribution in &mut attributions {
            bounds::within_sentence(&prepared, attribution);
            bounds::without_next(&prepared, attribution);
            bounds::without_joint(&prepared, attribution);
            prompt::without_prompt(&prepared, attribution);
            manner::without_manner(&prepared, attribution);
        }
        let attributions = assemble::settled(attributions);
        let narrated = assemble::narrated(&prepared, &attributions);
        Analysed { prepared, worth: analysis.worth, narrated, attributions, english: true }
    }

    /// Makes the mentions, in reading order and numbered from 1.
    pub(crate) fn mentions(&self) -> Vec<Mention> {
        if !self.english {
            return foreign::mentions(&self.prepared);
        }
        let own: Vec<_> = self.narrated.iter().filter(|s| s.left_out.is_none()).map(|s| s.range.clone()).collect();
        assemble::mentions(&self.prepared, &self.attributions, &own, &self.worth)
    }

    /// Says where somebody speaks whom nothing near by names: such quotations become nobody's claims.
    fn uncredited(&self) -> Option<Diagnostic> {
        let mut places = self.narrated.iter().filter(|s| s.left_out == Some(own::UNCREDITED)).map(|s| &s.range);
        let first = places.next()?;
        let count = 1 + places.count();
        let message =
            format!("{count} quoted sentences that nobody near by is credited with were left out, the first one here");
        Some(Diagnostic::note("quotation-uncredited", message).at(first.clone()))
    }

    pub(crate) fn extraction(&self, input: &Input<'_>) -> Extraction {
        let mentions = self.mentions();
        let mut diagnostics = self.prepared.diagnostics.clone();
        diagnostics.extend(self.uncredited());
        if !self.english {
            diagnostics.push(foreign::unsupported(input));
        } else if self.prepared.published.is_none() && mentions.iter().any(|m| m.voice != Voice::Headline) {
            diagnostics.push(Diagnostic::note(
                "date-missing",
                "no publication date, so only dates that are written out were resolved",
            ));
        }
        Extraction { mentions, diagnostics }
    }
}
