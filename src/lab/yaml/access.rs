//! How a visitor walks through structs, mappings, lists and attempts.

use std::slice;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::decode::Decoder;
use super::dummy::Dummy;
use super::error::{Culprit, Error};
use super::node::{Entry, Node, Value};
use super::parts::Parts;
use super::sink::Sink;

/// The key that names the variant of an enum.
pub(super) const TYPE: &str = "type";

/// Decodes a mapping into a struct.
pub(super) fn visit_struct<'n, V: Visitor<'n>>(
    decoder: Decoder<'n, '_>,
    fields: &'static [&'static str],
    visitor: V,
) -> Result<V::Value, Error> {
    let Decoder { node, sink, tagged } = decoder;
    let Value::Mapping(entries) = &node.value else {
        return Err(Error::expected("a mapping", node));
    };
    let mut access = StructAccess {
        node,
        entries: entries.iter(),
        fields,
        tagged,
        sink,
        current: None,
        made_up: fields.iter(),
        is_incomplete: false,
    };
    visitor
        .visit_map(&mut access)
        .map_err(|error| match error.missing() {
            Some(field) => {
                let error = if access.is_incomplete {
                    error.silenced()
                } else {
                    error
                };
                error.at(node.spot).caused_by(Culprit::Field(node, field))
            }
            None => error,
        })
}

/// The fields of a struct. Unknown keys are reported and left out.
struct StructAccess<'n, 's> {
    node: &'n Node,
    entries: slice::Iter<'n, Entry>,
    fields: &'static [&'static str],
    tagged: bool,
    sink: &'s mut Sink,
    current: Option<&'n Node>,
    /// The fields that have not been considered for making up.
    made_up: slice::Iter<'static, &'static str>,
    /// Whether keys may be missing because of a fault that has been reported.
    is_incomplete: bool,
}

impl<'n> MapAccess<'n> for &mut StructAccess<'n, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'n>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        for entry in self.entries.by_ref() {
            if self.tagged && entry.key == TYPE {
                continue;
            }
            if entry.value.is_faulty() {
                self.is_incomplete = true;
            } else if self.fields.contains(&entry.key.as_str()) {
                self.current = Some(&entry.value);
                return seed
                    .deserialize(BorrowedStrDeserializer::new(&entry.key))
                    .map(Some);
            } else {
                self.sink.push_unknown_key(entry, self.fields);
            }
        }
        self.current = None;
        if !self.sink.makes_up_any() {
            return Ok(None);
        }
        let (sink, node) = (&self.sink, self.node);
        match self.made_up.find(|field| sink.makes_up(node, field)) {
            Some(field) => seed
                .deserialize(BorrowedStrDeserializer::new(field))
                .map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'n>>(&mut self, seed: V) -> Result<V::Value, Error> {
        match self.current {
            Some(node) => self.sink.decode(seed, node),
            None => seed.deserialize(Dummy::default()),
        }
    }
}

/// The entries of a mapping whose keys are not known beforehand.
pub(super) struct MappingAccess<'n, 's> {
    entries: slice::Iter<'n, Entry>,
    tagged: bool,
    /// Whether the keys are handed over with their places.
    named: bool,
    sink: &'s mut Sink,
    current: Option<&'n Node>,
}

impl<'n, 's> MappingAccess<'n, 's> {
    /// The entries of the mapping that is to be decoded.
    pub(super) fn new(entries: &'n [Entry], tagged: bool, named: bool, sink: &'s mut Sink) -> Self {
        Self {
            entries: entries.iter(),
            tagged,
            named,
            sink,
            current: None,
        }
    }
}

impl<'n> MapAccess<'n> for MappingAccess<'n, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'n>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let tagged = self.tagged;
        let Some(entry) = self.entries.find(|entry| !(tagged && entry.key == TYPE)) else {
            return Ok(None);
        };
        self.current = Some(&entry.value);
        let key = if self.named {
            seed.deserialize(Parts::of_key(entry))
        } else {
            seed.deserialize(BorrowedStrDeserializer::new(&entry.key))
        };
        key.map(Some)
            .map_err(|error: Error| error.at(entry.key_spot))
    }

    fn next_value_seed<V: DeserializeSeed<'n>>(&mut self, seed: V) -> Result<V::Value, Error> {
        match self.current.take() {
            Some(node) => self.sink.decode(seed, node),
            None => Err(Error::silent()),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// The items of a list.
pub(super) struct ListAccess<'n, 's> {
    pub(super) items: slice::Iter<'n, Node>,
    pub(super) sink: &'s mut Sink,
}

impl<'n> SeqAccess<'n> for ListAccess<'n, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'n>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        match self.items.next() {
            Some(node) => self.sink.decode(seed, node).map(Some),
            None => Ok(None),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The same value again and again, until it decodes or there is no more to learn about it.
pub(super) struct Tries<'n, 's> {
    node: &'n Node,
    tagged: bool,
    sink: &'s mut Sink,
    /// How many faults were held before the value.
    held: usize,
    has_failed: bool,
}

impl<'n, 's> Tries<'n, 's> {
    /// Nothing has been tried yet.
    pub(super) fn new(decoder: Decoder<'n, 's>) -> Self {
        let Decoder { node, sink, tagged } = decoder;
        let held = sink.held();
        Self {
            node,
            tagged,
            sink,
            held,
            has_failed: false,
        }
    }
}

impl<'n> SeqAccess<'n> for Tries<'n, '_> {
    type Error = Error;

    /// A value that failed once is nothing, even if it can be decoded with something made up.
    /// An error asks for another try.
    fn next_element_seed<T: DeserializeSeed<'n>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let (node, tagged) = (self.node, self.tagged);
        let outcome = seed.deserialize(Decoder {
            node,
            tagged,
            sink: &mut *self.sink,
        });
        match outcome {
            Ok(value) if !self.has_failed => Ok(Some(value)),
            Ok(_) => {
                self.sink.release(self.held);
                Ok(None)
            }
            Err(error) => {
                self.has_failed = true;
                self.sink.release(self.held);
                if self.sink.blame(error, node) {
                    Err(Error::silent())
                } else {
                    Ok(None)
                }
            }
        }
    }
}
