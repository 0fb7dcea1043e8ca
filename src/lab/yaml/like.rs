//! `like: NAME`: an entry takes over what it does not say itself from a neighbour.

use std::collections::{HashMap, HashSet};

use super::fault::{Fault, Spot, cut_short};
use super::limits::Limits;
use super::node::{Entry, Node, TYPE, Value, quote};
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
/// for nodes. An entry whose `like` cannot be resolved keeps it, so that nobody complains about
/// the keys it would have taken over.
pub fn resolve_like(entries: &mut [Entry]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let links = find_links(entries, &mut faults);
    let mut resolver = Resolver {
        entries,
        links,
        budget: Some(Limits::default().nodes_max),
        faults,
    };
    resolver.resolve();
    let mut faults = resolver.faults;
    cut_short(&mut faults);
    faults
}

/// What an entry is like.
#[derive(Clone, Copy)]
enum Link {
    /// It is like nothing, or has been resolved, through so many others.
    Settled(usize),
    /// It is like the entry of this index, as written at the spot.
    To(usize, Spot),
    /// Its `like` is faulty, and the fault has been reported.
    Broken,
}

/// Looks up the names after `like`.
fn find_links(entries: &[Entry], faults: &mut Vec<Fault>) -> Vec<Link> {
    let likes = entries.iter().map(|entry| entry.value.get(LIKE));
    if likes.clone().flatten().next().is_none() {
        return Vec::new();
    }
    let names = entries.iter().map(|entry| entry.key.as_str());
    let indices: HashMap<&str, usize> = names.clone().zip(0..).collect();
    let mut comparisons = 0;
    let link = |(index, like): (usize, Option<&Node>)| {
        let Some(like) = like else {
            return Link::Settled(0);
        };
        let Some(name) = like.text() else {
            let found = like.value.found();
            let message = format!("expected the name of another entry, found {found}");
            faults.push(Fault::new(like.spot, message));
            return Link::Broken;
        };
        if let Some(&base) = indices.get(name) {
            return Link::To(base, like.spot);
        }
        let mut fault = Fault::new(like.spot, format!("{} is not an entry here", quote(name)));
        comparisons += entries.len();
        if comparisons <= COMPARISONS_MAX {
            let others = names.clone().zip(0..).filter(|(_, other)| *other != index);
            let near = nearest(name, others.map(|(other, _)| other));
            fault.hint = near.map(|near| format!("did you mean {}?", quote(near)));
        }
        faults.push(fault);
        Link::Broken
    };
    likes.enumerate().map(link).collect()
}

/// Follows the links without recursion, each entry once.
struct Resolver<'e> {
    entries: &'e mut [Entry],
    links: Vec<Link>,
    /// How many nodes may still be copied; nothing once too many were asked for.
    budget: Option<usize>,
    faults: Vec<Fault>,
}

impl Resolver<'_> {
    fn resolve(&mut self) {
        // From where each entry was last reached.
        let mut reached = vec![None; self.links.len()];
        let mut path = Vec::new();
        for start in 0..self.links.len() {
            let mut index = start;
            while let Link::To(base, _) = self.links[index] {
                if reached[index] == Some(start) {
                    let ring = path.iter().position(|&before| before == index);
                    self.break_ring(&path[ring.unwrap_or_default()..]);
                    break;
                }
                reached[index] = Some(start);
                path.push(index);
                index = base;
            }
            while let Some(index) = path.pop() {
                self.settle(index);
            }
        }
    }

    /// Settles an entry whose base is settled or broken.
    fn settle(&mut self, index: usize) {
        let Link::To(base, spot) = self.links[index] else {
            return;
        };
        self.links[index] = Link::Broken;
        let Link::Settled(depth) = self.links[base] else {
            return;
        };
        if self.budget.is_none() {
            return;
        }
        match self.take_over(index, base, depth) {
            Ok(()) => self.links[index] = Link::Settled(depth + 1),
            Err(message) => self.faults.push(Fault::new(spot, message)),
        }
    }

    /// Copies what the entry lacks; the error says why it cannot.
    fn take_over(&mut self, index: usize, base: usize, depth: usize) -> Result<(), String> {
        let missing = missing(&self.entries[index], &self.entries[base], depth)?;
        let weight = missing.iter().map(|entry| entry.weight()).sum();
        self.budget = self.budget.and_then(|budget| budget.checked_sub(weight));
        if self.budget.is_none() {
            return Err("the file holds too many values, counting what `like` copies".to_owned());
        }
        let missing: Vec<Entry> = missing.into_iter().cloned().collect();
        if let Value::Mapping(entries) = &mut self.entries[index].value.value {
            entries.retain(|entry| entry.key != LIKE);
            entries.extend(missing);
        }
        Ok(())
    }

    /// Reports a ring once, beginning with its first entry in the file, and breaks its links.
    fn break_ring(&mut self, ring: &[usize]) {
        let lowest = ring.iter().enumerate().min_by_key(|(_, index)| **index);
        let lowest = lowest.map_or(0, |(place, _)| place);
        let around = ring.iter().cycle().skip(lowest).take(ring.len() + 1);
        let mut names: Vec<String> = around
            .take(RING_SHOWN_MAX)
            .map(|&index| quote(&self.entries[index].key))
            .collect();
        if ring.len() >= RING_SHOWN_MAX {
            names.push("…".to_owned());
        }
        if let Link::To(_, spot) = self.links[ring[lowest]] {
            let fault = Fault::new(spot, names.join(" is like "));
            let hint = "one of them has to say what it is itself";
            self.faults.push(fault.with_hint(hint));
        }
        for &index in ring {
            self.links[index] = Link::Broken;
        }
    }
}

/// The keys that the base, which stands on so many others, has and the entry lacks; the error says
/// why nothing can be taken over.
fn missing<'b>(entry: &Entry, base: &'b Entry, depth: usize) -> Result<Vec<&'b Entry>, String> {
    let name = |entry: &Entry| quote(&entry.key);
    let depth_max = Limits::default().depth_max;
    if depth >= depth_max {
        let name = name(entry);
        return Err(format!(
            "{name} is like another through more than {depth_max} others"
        ));
    }
    let type_of = |entry: &Entry| entry.value.get(TYPE).and_then(Node::text).map(quote);
    if let (Some(ours), Some(theirs)) = (type_of(entry), type_of(base))
        && ours != theirs
    {
        let (name, base) = (name(entry), name(base));
        return Err(format!(
            "{name} is of type {ours}, but {base} is of type {theirs}"
        ));
    }
    match (&entry.value.value, &base.value.value) {
        (Value::Mapping(own), Value::Mapping(theirs)) => {
            let own: HashSet<&str> = own.iter().map(|entry| entry.key.as_str()).collect();
            let lacks = |entry: &&Entry| !own.contains(entry.key.as_str());
            Ok(theirs.iter().filter(lacks).collect())
        }
        (_, Value::Mapping(_) | Value::Null) => Ok(Vec::new()),
        _ => Err(format!(
            "{} is not a mapping, so nothing can be like it",
            name(base)
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::super::parse::parse;
    use super::*;

    /// The tree with every `like` resolved, and the faults.
    fn resolved(text: &str) -> (Node, Vec<String>) {
        let mut node = parse(text);
        let Value::Mapping(entries) = &mut node.value else {
            panic!("a mapping")
        };
        let faults = resolve_like(entries);
        (node, faults.iter().map(Fault::line).collect())
    }

    fn told(text: &str) -> Vec<String> {
        resolved(text).1
    }

    #[test]
    fn a_chain_is_followed_and_the_nearest_value_wins() {
        let (node, faults) = resolved(
            "c: {like: b, vcpu: 4}\n\
             b: {like: a, memory: 2 GB}\n\
             a: {vcpu: 1, memory: 1 GB, os: x}\n",
        );
        assert!(faults.is_empty());
        let text = |key| node.get("c").and_then(|c| c.get(key)).and_then(Node::text);
        assert_eq!(
            ["vcpu", "memory", "os"].map(text),
            [Some("4"), Some("2 GB"), Some("x")]
        );
        assert_eq!(text("like"), None);
    }

    #[test]
    fn a_name_that_is_missing_comes_with_the_nearest_and_the_key_stays() {
        let (node, faults) = resolved("worker: {vcpu: 1}\napi: {like: wroker}\nb: {like: api}\n");
        let message = "2:13+6 `wroker` is not an entry here (did you mean `worker`?)";
        assert_eq!(faults, [message]);
        let like = |name| node.get(name).and_then(|entry| entry.get("like"));
        assert!(like("api").is_some() && like("b").is_some());
    }

    #[test]
    fn a_ring_is_one_fault() {
        let hint = "(one of them has to say what it is itself)";
        let ring = told("z: {like: b}\na: {like: b}\nb: {like: a}\n");
        assert_eq!(ring, [format!("2:11+1 `a` is like `b` is like `a` {hint}")]);
        let ring = told("a: {like: a}\n");
        assert_eq!(ring, [format!("1:11+1 `a` is like `a` {hint}")]);
    }

    #[test]
    fn a_list_is_no_name_and_a_text_no_base() {
        let faults = told("a: {like: [b]}\nb: text\nc: {like: b}\n");
        assert_eq!(
            faults,
            [
                "1:11+1 expected the name of another entry, found a list",
                "3:11+1 `b` is not a mapping, so nothing can be like it"
            ]
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
            let faults = told(&text);
            assert_eq!(faults.len(), 1);
            assert!(
                faults[0].ends_with("through more than 64 others"),
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
        let faults = told(&text);
        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("too many values"));
    }
}
