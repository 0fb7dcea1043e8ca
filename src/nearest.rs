//! What a person may have meant by a word that is not known.

use strsim::damerau_levenshtein;

/// Longer words are not typing mistakes, and comparing them would cost time.
const LENGTH_MAX: usize = 64;

/// The candidate nearest to what was typed, if it is near enough to be worth suggesting.
///
/// Letter case does not count. A candidate is near when few letters differ, or when what was
/// typed is its beginning. Of equally near candidates the first is taken.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if typed.len() > LENGTH_MAX {
        return None;
    }
    let typed = typed.to_lowercase();
    let tolerance = tolerance(typed.chars().count());
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        let Some(distance) = distance(&typed, candidate, tolerance) else {
            continue;
        };
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters may differ in a word of so many letters.
fn tolerance(length: usize) -> usize {
    match length {
        0 | 1 => 0,
        2..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

/// How far the candidate is from the typed word, or nothing when it is too far.
fn distance(typed: &str, candidate: &str, tolerance: usize) -> Option<usize> {
    if candidate.len() > LENGTH_MAX {
        return None;
    }
    let candidate = candidate.to_lowercase();
    if typed == candidate {
        return Some(0);
    }
    let distance = damerau_levenshtein(typed, &candidate);
    let begins = typed.chars().nth(1).is_some() && candidate.starts_with(typed);
    if distance <= tolerance {
        Some(distance)
    } else if begins {
        Some(tolerance + 1)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        let keys = ["memory", "vcpu", "schedule"];
        assert_eq!(nearest("memroy", keys), Some("memory"));
        assert_eq!(nearest("VCPU", keys), Some("vcpu"));
        assert_eq!(nearest("sched", keys), Some("schedule"));
    }

    #[test]
    fn a_stranger_is_not() {
        assert_eq!(nearest("banana", ["memory", "vcpu"]), None);
        assert_eq!(nearest("x", ["y", "z"]), None);
        assert_eq!(nearest("", ["a"]), None);
    }

    #[test]
    fn the_first_of_equals_wins() {
        assert_eq!(nearest("task-9", ["task-1", "task-2"]), Some("task-1"));
    }
}
