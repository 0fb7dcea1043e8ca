//! Where decoding collects its faults.

use std::collections::HashSet;

use serde::de::DeserializeSeed;

use super::decode::Decoder;
use super::dummy::Dummy;
use super::error::{Culprit, Error};
use super::fault::{FAULTS_MAX, Fault, Spot, cut_short, in_file_order};
use super::node::{Entry, Node, quote, quote_all};
use crate::nearest::nearest;

/// After how many decoded nodes no value is looked at again, so that a file with faults costs a
/// small multiple of a file without.
const VISITS_MAX: usize = 8_000_000;

/// Collects faults, and knows what to make up when a value is decoded again.
///
/// A derived `Deserialize` stops at the first error. To find what is wrong behind it, whoever
/// knows the type decodes the value again with something made up in place of the culprit, and
/// throws the result away.
#[derive(Default)]
pub(super) struct Sink {
    faults: Vec<Fault>,
    seen: HashSet<(usize, usize, String)>,
    /// Faults of `Written` values, which tell of them when they are taken. They are listed here
    /// only if an error elsewhere means that nobody will take them.
    held: Vec<Fault>,
    culprits: HashSet<Culprit>,
    visits: usize,
}

impl Sink {
    /// Lists a fault unless it is listed already.
    pub(super) fn push(&mut self, fault: Fault) {
        if self.is_full() {
            return;
        }
        let Spot { line, column, .. } = fault.spot;
        if self.seen.insert((line, column, fault.message.clone())) {
            self.faults.push(fault);
        }
    }

    /// Whether further faults would not be listed, so that they need not be worked out.
    fn is_full(&self) -> bool {
        self.faults.len() > FAULTS_MAX
    }

    /// Lists the fault of a key that is not among the fields.
    pub(super) fn push_unknown_key(&mut self, entry: &Entry, fields: &[&str]) {
        if self.is_full() {
            return;
        }
        let message = format!("{} is not a key here", quote(&entry.key));
        let hint = match nearest(&entry.key, fields.iter().copied()) {
            Some(near) => format!("did you mean {}?", quote(near)),
            None if fields.is_empty() => "no key is known here".to_owned(),
            None => format!("the keys here are {}", quote_all(fields.iter().copied())),
        };
        self.push(Fault::new(entry.key_spot, message).with_hint(hint));
    }

    /// Keeps a fault that is told elsewhere if all goes well.
    pub(super) fn hold(&mut self, fault: Fault) {
        if self.held.len() <= FAULTS_MAX {
            self.held.push(fault);
        }
    }

    /// How many faults are held, to be given to [`Sink::release`].
    pub(super) fn held(&self) -> usize {
        self.held.len()
    }

    /// Lists the faults held since, because what holds them is thrown away.
    pub(super) fn release(&mut self, since: usize) {
        let since = since.min(self.held.len());
        for fault in self.held.split_off(since) {
            self.push(fault);
        }
    }

    /// Lists the fault of an error, and says whether decoding again may find more.
    pub(super) fn blame(&mut self, error: Error, node: &Node) -> bool {
        let (fault, culprit) = error.into_parts(node.spot);
        if let Some(fault) = fault {
            self.push(fault);
        }
        let is_new = culprit.is_some_and(|culprit| self.culprits.insert(culprit));
        is_new && !self.is_full() && self.visits < VISITS_MAX
    }

    /// Whether the field is to be made up though the mapping lacks it.
    pub(super) fn makes_up(&self, mapping: &Node, field: &'static str) -> bool {
        !self.culprits.is_empty() && self.culprits.contains(&Culprit::Field(mapping, field))
    }

    /// Whether any field may have to be made up.
    pub(super) fn makes_up_any(&self) -> bool {
        !self.culprits.is_empty()
    }

    /// Decodes a value inside another.
    pub(super) fn decode<'n, S: DeserializeSeed<'n>>(
        &mut self,
        seed: S,
        node: &'n Node,
    ) -> Result<S::Value, Error> {
        self.visits += 1;
        let culprit = Culprit::Value(node);
        if !self.culprits.is_empty() && self.culprits.contains(&culprit) {
            return seed.deserialize(Dummy::default());
        }
        let outcome = seed.deserialize(Decoder::new(node, self));
        outcome.map_err(|error| error.at(node.spot).caused_by(culprit))
    }

    /// Hands over the faults in the order of the file.
    pub(super) fn finish(mut self, faults: &mut Vec<Fault>) {
        in_file_order(&mut self.faults);
        cut_short(&mut self.faults);
        faults.append(&mut self.faults);
    }
}
