//! Work spread over cores, answers in the order of the questions.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::thread;

/// Applies `work` to every item on up to `jobs` threads and returns the answers in the order of the items.
pub fn map_in_order<T: Send, R: Send>(items: Vec<T>, jobs: NonZeroUsize, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    if jobs.get() == 1 || items.len() < 2 {
        return items.into_iter().map(work).collect();
    }
    let jobs = jobs.get().min(items.len());
    let queue = Mutex::new(items.into_iter().enumerate());
    let run = || {
        let mut done = Vec::new();
        // The lock is held only while taking an item; a panic in `work` cannot poison it.
        while let Some((at, item)) = queue.lock().ok().and_then(|mut q| q.next()) {
            done.push((at, work(item)));
        }
        done
    };
    let mut answers: Vec<(usize, R)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(run)).collect();
        workers.into_iter().flat_map(|w| w.join().unwrap_or_else(|p| std::panic::resume_unwind(p))).collect()
    });
    answers.sort_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order() {
        let jobs = NonZeroUsize::new(3).expect("three");
        assert_eq!(map_in_order((0..100).collect(), jobs, |n: u32| n * 2), (0..200).step_by(2).collect::<Vec<_>>());
    }
}
