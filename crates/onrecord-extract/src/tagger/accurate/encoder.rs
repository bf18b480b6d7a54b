//! The encoder: a small transformer in ONNX, run by `rten`.

use std::sync::{Arc, OnceLock};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use crate::tagger::chain::{Chain, TAGS};

static FILE: &[u8] = include_bytes!("../../model/accurate.onnx");

/// The transformer with what its file says besides.
pub(super) struct Encoder {
    model: Model,
    ids: NodeId,
    kinds: NodeId,
    scores: NodeId,
    pub(super) chain: Chain,
}

/// Scores of a piece: one for each tag, one for check-worthiness.
pub(super) type Scores = [f32; TAGS + 1];

thread_local! {
    /// Documents are spread over threads by the caller; within one a second thread would only wait.
    static POOL: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

/// Returns the encoder that is built in; `None` when its file is damaged.
pub(super) fn encoder() -> Option<&'static Encoder> {
    static ENCODER: OnceLock<Option<Encoder>> = OnceLock::new();
    ENCODER.get_or_init(load).as_ref()
}

fn load() -> Option<Encoder> {
    let mut options = ModelOptions::with_all_ops();
    options.prepack_weights(true);
    let model = options.load_static_slice(FILE).ok()?;
    let node = |name: &str| model.find_node(name);
    let (ids, kinds, scores) = (node("ids")?, node("kinds")?, node("scores")?);
    let chain = chain(model.metadata().get("chain")?)?;
    Some(Encoder { model, ids, kinds, scores, chain })
}

/// Reads scores of the start, then of steps, row by row.
fn chain(numbers: &str) -> Option<Chain> {
    let numbers: Vec<f32> = numbers.split_whitespace().map_while(|n| n.parse().ok()).collect();
    let (start, step) = numbers.split_at_checked(TAGS)?;
    let rows: Vec<[f32; TAGS]> = step.chunks_exact(TAGS).filter_map(|row| row.try_into().ok()).collect();
    Some(Chain { start: start.try_into().ok()?, step: rows.try_into().ok()? })
}

impl Encoder {
    /// Scores every piece of a window; `None` when the model cannot be run, which its own file never causes.
    pub(super) fn scores(&self, ids: Vec<i32>, kinds: Vec<i32>) -> Option<Vec<Scores>> {
        let shape = [1, ids.len()];
        let ids: NdTensor<i32, 2> = NdTensor::from_data(shape, ids);
        let kinds: NdTensor<i32, 2> = NdTensor::from_data(shape, kinds);
        let options = RunOptions::default().with_thread_pool(Some(POOL.with(Arc::clone)));
        let inputs = vec![(self.ids, ids.view().into()), (self.kinds, kinds.view().into())];
        let mut outputs = self.model.run(inputs, &[self.scores], Some(options)).ok()?;
        let output: NdTensor<f32, 3> = outputs.pop()?.try_into().ok()?;
        let rows: NdTensorView<f32, 2> = output.slice(0);
        Some((0..rows.size(0)).map(|i| std::array::from_fn(|t| rows.get([i, t]).copied().unwrap_or(0.0))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_that_is_built_in_loads_and_scores() {
        let encoder = load().expect("the built-in model");
        let scores = encoder.scores(vec![101, 2002, 2056, 102], vec![0; 4]).expect("scores");
        assert_eq!(scores.len(), 4);
        assert!(scores.iter().flatten().all(|s| s.is_finite()));
    }
}
