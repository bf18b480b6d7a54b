//! Fits how the accurate engine mixes its two scores of check-worthiness: `calibrate SHARED OUT`.
//!
//! Fitted on the sentences of the crowd set that were held out of all training and are not in the spotter set; scored on
//! the held-out sentences of the spotter set.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_sign_loss,
    clippy::too_many_lines,
    unreachable_pub,
    dead_code,
    missing_docs,
    reason = "a program for whoever trains: it prints what it measures, and shares files of which it needs parts"
)]

mod debates;

use debates::{Failure, Sentence, report, sentences};
use onrecord_extract::training::worth_evidence;

/// Steps of gradient descent; the problem has three unknowns and is convex.
const STEPS: usize = 20_000;
const RATE: f64 = 0.5;

type Row = ([f64; 3], bool);

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [shared, out] = args.as_slice() else {
        return Err("usage: calibrate SHARED OUT".into());
    };
    let all = sentences(shared)?;
    let rows =
        |spotter: bool| all.iter().filter(|s| s.held && s.spotter == spotter).filter_map(row).collect::<Vec<Row>>();
    let (fit, test) = (rows(false), rows(true));
    let w = fitted(&fit);
    let listing = format!(
        "# encoder, linear, shift; fitted on {} sentences by training/fast/calibrate.rs\n{:.4} {:.4} {:.4}\n",
        fit.len(),
        w[0],
        w[1],
        w[2]
    );
    std::fs::write(out, &listing)?;
    print!("{listing}");
    for (name, weights) in [("mixed", w), ("encoder", [1.0, 0.0, 0.0]), ("linear", [0.0, 1.0, 0.0])] {
        println!("{name}");
        report(&test.iter().map(|(x, y)| (probability(x, &weights), *y)).collect::<Vec<_>>());
    }
    Ok(())
}

fn row(sentence: &Sentence) -> Option<Row> {
    let (encoder, linear) = worth_evidence(&sentence.text)?;
    Some(([encoder, linear, 1.0], sentence.worthy))
}

fn probability(x: &[f64; 3], weights: &[f64; 3]) -> f64 {
    1.0 / (1.0 + (-x.iter().zip(weights).map(|(a, b)| a * b).sum::<f64>()).exp())
}

fn fitted(rows: &[Row]) -> [f64; 3] {
    let mut weights = [1.0, 0.0, 0.0];
    for _ in 0..STEPS {
        let mut gradient = [0.0; 3];
        for (x, y) in rows {
            let error = probability(x, &weights) - f64::from(u8::from(*y));
            gradient.iter_mut().zip(x).for_each(|(g, x)| *g += error * x / rows.len() as f64);
        }
        weights.iter_mut().zip(gradient).for_each(|(w, g)| *w -= RATE / 10.0 * g);
    }
    weights
}
