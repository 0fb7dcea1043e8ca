//! Keys that stand twice in one mapping.

use std::collections::HashMap;

use super::fault::{FAULTS_MAX, Fault};
use super::node::{Entry, quote};

/// Mappings up to this size are searched, which is quicker than hashing.
const SMALL: usize = 8;

/// Reports and removes every key that stood earlier in the same mapping; the first is kept.
pub(super) fn remove_duplicates(entries: &mut Vec<Entry>, faults: &mut Vec<Fault>) {
    let repeated = repetitions(entries);
    if repeated.is_empty() {
        return;
    }
    let room = (FAULTS_MAX + 1).saturating_sub(faults.len());
    for &(index, first) in repeated.iter().take(room) {
        let (entry, first) = (&entries[index], &entries[first]);
        let message = format!(
            "{} stands on line {} and again on line {}",
            quote(&entry.key),
            first.key_spot.line,
            entry.key_spot.line
        );
        faults.push(Fault::new(entry.key_spot, message).with_hint("remove or rename one of them"));
    }
    let mut repeated = repeated.into_iter().map(|(index, _)| index).peekable();
    let mut index = 0;
    entries.retain(|_| {
        let drop = repeated.next_if_eq(&index).is_some();
        index += 1;
        !drop
    });
}

/// The indices of repeated keys in ascending order, each with the index of its first.
fn repetitions(entries: &[Entry]) -> Vec<(usize, usize)> {
    let mut repeated = Vec::new();
    if entries.len() <= SMALL {
        for (index, entry) in entries.iter().enumerate() {
            let first = entries[..index]
                .iter()
                .position(|other| other.key == entry.key);
            repeated.extend(first.map(|first| (index, first)));
        }
        return repeated;
    }
    let mut firsts = HashMap::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let first = *firsts.entry(entry.key.as_str()).or_insert(index);
        if first != index {
            repeated.push((index, first));
        }
    }
    repeated
}

#[cfg(test)]
mod tests {
    use super::super::fault::Spot;
    use super::super::node::{Node, Value};
    use super::*;

    fn entry(line: usize, key: &str) -> Entry {
        let key_spot = Spot {
            line,
            column: 1,
            length: key.len(),
        };
        let value = Node {
            spot: key_spot,
            value: Value::Null,
        };
        Entry {
            key: key.to_owned(),
            key_spot,
            value,
        }
    }

    #[test]
    fn the_first_is_kept_and_every_other_told() {
        let mut entries = vec![entry(1, "vcpu"), entry(2, "memory"), entry(3, "vcpu")];
        entries.push(entry(4, "vcpu"));
        let mut faults = Vec::new();
        remove_duplicates(&mut entries, &mut faults);
        assert_eq!(entries, [entry(1, "vcpu"), entry(2, "memory")]);
        let messages: Vec<_> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`vcpu` stands on line 1 and again on line 3",
                "`vcpu` stands on line 1 and again on line 4"
            ]
        );
    }
}
