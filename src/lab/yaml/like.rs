//! `like: NAME`: an entry takes over what it does not say itself from a neighbour.

use std::collections::{HashMap, HashSet};

use super::access::TYPE;
use super::fault::{Fault, Spot, cut_short};
use super::node::{Entry, Node, Value, quote};
use super::parse::Limits;
use crate::nearest::nearest;

/// The key that names the neighbour.
const LIKE: &str = "like";

/// How many names of a ring a message shows.
const RING_SHOWN_MAX: usize = 8;

/// How many names may be compared for hints, so that a file of wrong names stays quick.
const COMPARISONS_MAX: usize = 2_000_000;

/// Resolves `like: NAME` between the entries of one mapping.
///
/// An entry takes every key that it does not have itself from the entry it is like, and loses
/// its `like`. Chains are followed up to a depth of 64; what is copied counts towards the limit
/// for nodes. An entry whose `like` cannot be resolved keeps it with a [`Value::Faulty`], so
/// that decoding does not complain about the keys it would have taken over.
pub fn resolve_like(entries: &mut [Entry]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let links = find_links(entries, &mut faults);
    let mut resolver = Resolver {
        entries,
        links,
        depths: HashMap::new(),
        budget: Some(Limits::default().nodes_max),
        faults,
    };
    for index in 0..resolver.links.len() {
        resolver.resolve(index);
    }
    resolver.mark_broken();
    let mut faults = resolver.faults;
    cut_short(&mut faults);
    faults
}

/// What an entry is like.
#[derive(Clone, Copy)]
enum Link {
    /// It is like nothing, or has been resolved.
    Settled,
    /// It is like the entry of this index, as written at the spot.
    To(usize, Spot),
    /// Its `like` is faulty, and the fault has been reported.
    Broken(Spot),
}

/// Takes `like` out of every entry and looks up the names.
fn find_links(entries: &mut [Entry], faults: &mut Vec<Fault>) -> Vec<Link> {
    let likes: Vec<Option<Node>> = entries.iter_mut().map(take_like).collect();
    if likes.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut indices = HashMap::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        indices.entry(entry.key.as_str()).or_insert(index);
    }
    let mut comparisons = 0;
    let mut links = Vec::with_capacity(entries.len());
    for (index, like) in likes.into_iter().enumerate() {
        let Some(like) = like else {
            links.push(Link::Settled);
            continue;
        };
        let Value::Scalar { text, .. } = &like.value else {
            let found = like.value.found();
            let message = format!("expected the name of another entry, found {found}");
            faults.push(Fault::new(like.spot, message));
            links.push(Link::Broken(like.spot));
            continue;
        };
        if let Some(&base) = indices.get(text.as_str()) {
            links.push(Link::To(base, like.spot));
            continue;
        }
        let mut fault = Fault::new(like.spot, format!("{} is not an entry here", quote(text)));
        comparisons += entries.len();
        if comparisons <= COMPARISONS_MAX {
            let others = entries
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index);
            let near = nearest(text, others.map(|(_, entry)| entry.key.as_str()));
            fault.hint = near.map(|near| format!("did you mean {}?", quote(near)));
        }
        faults.push(fault);
        links.push(Link::Broken(like.spot));
    }
    links
}

/// The type that a mapping names.
fn type_in(entries: &[Entry]) -> Option<&str> {
    let entry = entries.iter().find(|entry| entry.key == TYPE)?;
    match &entry.value.value {
        Value::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// Removes and returns the value of `like`.
fn take_like(entry: &mut Entry) -> Option<Node> {
    let Value::Mapping(entries) = &mut entry.value.value else {
        return None;
    };
    let position = entries.iter().position(|entry| entry.key == LIKE)?;
    Some(entries.remove(position).value)
}

/// Follows the links without recursion, each entry once.
struct Resolver<'e> {
    entries: &'e mut [Entry],
    links: Vec<Link>,
    /// How many entries stand behind a settled one; those not listed stand alone.
    depths: HashMap<usize, usize>,
    /// How many nodes may still be copied; nothing once too many were asked for.
    budget: Option<usize>,
    faults: Vec<Fault>,
}

impl Resolver<'_> {
    /// Settles an entry and all it depends on.
    fn resolve(&mut self, start: usize) {
        let mut path = Vec::new();
        let mut on_path = HashSet::new();
        let mut index = start;
        while let Link::To(base, _) = self.links[index] {
            if !on_path.insert(index) {
                self.break_ring(&path, index);
                break;
            }
            path.push(index);
            index = base;
        }
        for index in path.into_iter().rev() {
            self.settle(index);
        }
    }

    /// Settles an entry whose base is settled or broken.
    fn settle(&mut self, index: usize) {
        let Link::To(base, spot) = self.links[index] else {
            return;
        };
        self.links[index] = match self.take_over(index, base, spot) {
            Ok(()) => Link::Settled,
            Err(fault) => {
                self.faults.extend(fault);
                Link::Broken(spot)
            }
        };
    }

    /// Copies what the entry lacks; the error is nothing when the fault is the base's.
    fn take_over(&mut self, index: usize, base: usize, spot: Spot) -> Result<(), Option<Fault>> {
        if !matches!(self.links[base], Link::Settled) {
            return Err(None);
        }
        let depth = self.depths.get(&base).map_or(1, |depth| depth + 1);
        let depth_max = Limits::default().depth_max;
        if depth > depth_max {
            let name = quote(&self.entries[index].key);
            let message = format!("{name} is like another through more than {depth_max} others");
            return Err(Some(Fault::new(spot, message)));
        }
        self.depths.insert(index, depth);
        let taken = self.missing_entries(index, base, spot)?;
        if let Value::Mapping(entries) = &mut self.entries[index].value.value {
            entries.extend(taken);
        }
        Ok(())
    }

    /// Copies of the keys that the base has and the entry lacks.
    fn missing_entries(
        &mut self,
        index: usize,
        base: usize,
        spot: Spot,
    ) -> Result<Vec<Entry>, Option<Fault>> {
        let theirs = match &self.entries[base].value.value {
            Value::Mapping(entries) => entries.as_slice(),
            Value::Null => &[],
            Value::Faulty => return Err(None),
            Value::Scalar { .. } | Value::Sequence(_) => {
                let name = quote(&self.entries[base].key);
                let message = format!("{name} is not a mapping, so nothing can be like it");
                return Err(Some(Fault::new(spot, message)));
            }
        };
        let Value::Mapping(own) = &self.entries[index].value.value else {
            return Err(None);
        };
        if let (Some(our_type), Some(their_type)) = (type_in(own), type_in(theirs))
            && our_type != their_type
        {
            let (name, base) = (
                quote(&self.entries[index].key),
                quote(&self.entries[base].key),
            );
            let (our_type, their_type) = (quote(our_type), quote(their_type));
            let message =
                format!("{name} is of type {our_type}, but {base} is of type {their_type}");
            return Err(Some(Fault::new(spot, message)));
        }
        let own: HashSet<&str> = own.iter().map(|entry| entry.key.as_str()).collect();
        let mut taken = Vec::new();
        for entry in theirs
            .iter()
            .filter(|entry| !own.contains(entry.key.as_str()))
        {
            let Some(left) = self.budget else {
                return Err(None);
            };
            self.budget = left.checked_sub(entry.weight());
            if self.budget.is_none() {
                let message = "the file holds too many values, counting what `like` copies";
                return Err(Some(Fault::new(spot, message)));
            }
            taken.push(entry.clone());
        }
        Ok(taken)
    }

    /// Reports a ring once, beginning with its first entry in the file, and breaks its links.
    fn break_ring(&mut self, path: &[usize], closing: usize) {
        let from = path
            .iter()
            .position(|&index| index == closing)
            .unwrap_or_default();
        let ring = &path[from..];
        let lowest = (0..ring.len())
            .min_by_key(|&place| ring[place])
            .unwrap_or_default();
        let mut names: Vec<String> = (0..=ring.len())
            .map(|step| &self.entries[ring[(lowest + step) % ring.len()]].key)
            .take(RING_SHOWN_MAX)
            .map(|name| quote(name))
            .collect();
        if ring.len() >= RING_SHOWN_MAX {
            names.push("…".to_owned());
        }
        if let Link::To(_, spot) = self.links[ring[lowest]] {
            let fault = Fault::new(spot, names.join(" is like "));
            self.faults
                .push(fault.with_hint("one of them has to say what it is itself"));
        }
        for &index in ring {
            if let Link::To(_, spot) = self.links[index] {
                self.links[index] = Link::Broken(spot);
            }
        }
    }

    /// Leaves a faulty `like` in every entry that could not be resolved.
    fn mark_broken(&mut self) {
        for (entry, link) in self.entries.iter_mut().zip(&self.links) {
            if let (Value::Mapping(entries), &Link::Broken(spot)) = (&mut entry.value.value, link) {
                let value = Node {
                    spot,
                    value: Value::Faulty,
                };
                entries.push(Entry {
                    key: LIKE.to_owned(),
                    key_spot: spot,
                    value,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::super::parse::parse;
    use super::*;

    fn resolved(text: &str) -> (Vec<Entry>, Vec<Fault>) {
        let node = parse(text, Limits::default()).expect("valid");
        let Value::Mapping(mut entries) = node.value else {
            panic!("a mapping")
        };
        let faults = resolve_like(&mut entries);
        (entries, faults)
    }

    fn text_of<'e>(entries: &'e [Entry], name: &str, key: &str) -> Option<&'e str> {
        let entry = entries.iter().find(|entry| entry.key == name)?;
        let Value::Mapping(entries) = &entry.value.value else {
            return None;
        };
        match &entries.iter().find(|entry| entry.key == key)?.value.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    #[test]
    fn a_chain_is_followed_and_the_nearest_value_wins() {
        let (entries, faults) = resolved(
            "c: {like: b, vcpu: 4}
b: {like: a, memory: 2 GB}
a: {vcpu: 1, memory: 1 GB, os: x}
",
        );
        assert_eq!(faults, []);
        assert_eq!(text_of(&entries, "c", "vcpu"), Some("4"));
        assert_eq!(text_of(&entries, "c", "memory"), Some("2 GB"));
        assert_eq!(text_of(&entries, "c", "os"), Some("x"));
        assert_eq!(text_of(&entries, "c", "like"), None);
    }

    #[test]
    fn a_missing_name_comes_with_the_nearest() {
        let (_, faults) = resolved("worker: {vcpu: 1}\napi: {like: wroker}\n");
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].message, "`wroker` is not an entry here");
        assert_eq!(faults[0].hint.as_deref(), Some("did you mean `worker`?"));
        assert_eq!(
            faults[0].spot,
            Spot {
                line: 2,
                column: 13,
                length: 6
            }
        );
    }

    #[test]
    fn a_ring_is_one_fault() {
        let (_, faults) = resolved("z: {like: b}\na: {like: b}\nb: {like: a}\n");
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].message, "`a` is like `b` is like `a`");
        let (_, faults) = resolved("a: {like: a}\n");
        assert_eq!(faults[0].message, "`a` is like `a`");
    }

    #[test]
    fn a_list_is_no_name_and_a_text_no_base() {
        let (_, faults) = resolved("a: {like: [b]}\nb: text\nc: {like: b}\n");
        assert_eq!(
            faults[0].message,
            "expected the name of another entry, found a list"
        );
        assert_eq!(
            faults[1].message,
            "`b` is not a mapping, so nothing can be like it"
        );
    }

    #[test]
    fn long_chains_end_in_one_fault() {
        for backwards in [false, true] {
            let mut text = String::new();
            for index in 0..100_000 {
                let base = if backwards { index + 1 } else { index - 1_i32 };
                let _ = writeln!(text, "t{index}: {{k{index}: 1, like: t{base}}}");
            }
            text.push_str("t-1: {vcpu: 1}\nt100000: {vcpu: 1}\n");
            let (_, faults) = resolved(&text);
            assert_eq!(faults.len(), 1);
            assert!(
                faults[0].message.ends_with("through more than 64 others"),
                "{faults:?}"
            );
        }
    }

    #[test]
    fn copies_are_counted() {
        let mut text = String::from("base:\n");
        for index in 0..10_000 {
            let _ = writeln!(text, "  k{index}: 1");
        }
        for index in 0..10_000 {
            let _ = writeln!(text, "t{index}: {{like: base}}");
        }
        let (_, faults) = resolved(&text);
        assert_eq!(faults.len(), 1);
        assert!(faults[0].message.contains("too many values"));
    }
}
