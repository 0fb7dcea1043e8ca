//! Keys that stand twice in one mapping.

use std::collections::HashMap;

use super::fault::{FAULTS_MAX, Fault};
use super::node::{Entry, quote};

/// Mappings up to this size are searched, which is quicker than hashing.
const SMALL: usize = 8;

/// Reports and removes every key that stood earlier in the same mapping; the first is kept.
pub(super) fn remove_duplicates(entries: &mut Vec<Entry>, faults: &mut Vec<Fault>) {
    let stood_earlier = |(index, entry): (usize, &Entry)| {
        entries[..index].iter().any(|other| other.key == entry.key)
    };
    if entries.len() <= SMALL && !entries.iter().enumerate().any(stood_earlier) {
        return;
    }
    let mut firsts: HashMap<&str, &Entry> = HashMap::with_capacity(entries.len());
    let mut is_first = Vec::with_capacity(entries.len());
    for entry in entries.iter() {
        let earlier = firsts.get(entry.key.as_str());
        is_first.push(earlier.is_none());
        match earlier {
            Some(first) if faults.len() <= FAULTS_MAX => faults.push(repeated(first, entry)),
            Some(_) => {}
            None => {
                firsts.insert(&entry.key, entry);
            }
        }
    }
    let mut is_first = is_first.into_iter();
    entries.retain(|_| is_first.next().unwrap_or(true));
}

fn repeated(first: &Entry, again: &Entry) -> Fault {
    let (first_line, line) = (first.key_spot.line, again.key_spot.line);
    let key = quote(&again.key);
    let message = format!("{key} stands on line {first_line} and again on line {line}");
    Fault::new(again.key_spot, message).with_hint("remove or rename one of them")
}
