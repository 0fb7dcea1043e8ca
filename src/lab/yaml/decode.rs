//! Tree to typed value.

use std::cell::RefCell;
use std::fmt::Display;
use std::iter;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeSeed, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};

use super::attempt::ATTEMPT;
use super::either::EITHER;
use super::fault::{FAULTS_MAX, Fault, cut_short};
use super::node::{Entry, Node, TYPE, Value, quote, quote_all};
use super::written::{WRITTEN, visit_written};
use crate::nearest::nearest;

/// Decodes a tree into a typed value, or into nothing and the faults that say why.
///
/// Unknown keys and the failures of [`Attempt`]s are collected among the faults and do not stop
/// the decoding. Any other failure does: so that one fault does not hide another, the fields of
/// a struct are [`Written`] or [`Attempt`]s, and optional.
///
/// An enum is a mapping whose key `type` names the variant; derive it without serde's `tag`,
/// with one struct in each variant. `flatten` is not supported: it hides from the decoder which
/// keys are known.
///
/// [`Attempt`]: super::Attempt
/// [`Written`]: super::Written
pub fn decode<'n, T: Deserialize<'n>>(node: &'n Node, faults: &mut Vec<Fault>) -> Option<T> {
    let found = RefCell::default();
    let decoder = Decoder {
        node,
        faults: &found,
        is_tagged: false,
    };
    let value = decoder.attempt(PhantomData);
    let mut found = found.into_inner();
    cut_short(&mut found);
    faults.append(&mut found);
    value
}

/// Why a value could not be decoded, on the way to where it is noted.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("{}", .0.message)]
    Placed(Box<Fault>),
    /// Serde does not know places.
    #[error("{0}")]
    OfSerde(Box<str>),
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Placed(Box::new(fault))
    }
}

impl de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self::OfSerde(message.to_string().into())
    }
}

/// Decodes one node.
#[derive(Clone, Copy)]
struct Decoder<'n, 'f> {
    node: &'n Node,
    /// Where faults go that do not stop the decoding.
    faults: &'f RefCell<Vec<Fault>>,
    /// Whether the node is the content of a variant, whose key `type` has been read.
    is_tagged: bool,
}

impl<'n> Decoder<'n, '_> {
    /// The same for a node inside.
    fn inside(self, node: &'n Node) -> Self {
        Self {
            node,
            is_tagged: false,
            ..self
        }
    }

    /// The value; or nothing, and its fault is noted.
    fn attempt<S: DeserializeSeed<'n>>(self, seed: S) -> Option<S::Value> {
        let fault = match seed.deserialize(self) {
            Ok(value) => return Some(value),
            Err(Error::Placed(fault)) => *fault,
            Err(Error::OfSerde(message)) => Fault::new(self.node.spot, message),
        };
        self.note(|| fault);
        None
    }

    /// Notes a fault, unless there are more than will be listed.
    fn note(self, fault: impl FnOnce() -> Fault) {
        let mut faults = self.faults.borrow_mut();
        if faults.len() <= FAULTS_MAX {
            faults.push(fault());
        }
    }

    /// The fault of a value that is something else than expected.
    fn expected(self, expected: &str) -> Fault {
        let found = self.node.value.found();
        Fault::new(
            self.node.spot,
            format!("expected {expected}, found {found}"),
        )
    }

    /// Hands over the entries that a filter lets through.
    fn visit_entries<V: Visitor<'n>>(
        self,
        visitor: V,
        filter: impl Fn(&Entry) -> bool,
    ) -> Result<V::Value, Error> {
        let Value::Mapping(entries) = &self.node.value else {
            return Err(self.expected("a mapping").into());
        };
        let entries = entries.iter().filter(|entry| filter(entry));
        visitor.visit_map(MapDeserializer::new(
            entries.map(|entry| (entry.key.as_str(), self.inside(&entry.value))),
        ))
    }

    /// Whether the key is among the fields; an unknown one is noted and left out.
    fn is_field(self, entry: &Entry, fields: &[&str]) -> bool {
        if self.is_tagged && entry.key == TYPE {
            return false;
        }
        let is_field = fields.contains(&entry.key.as_str());
        if !is_field {
            self.note(|| unknown_key(entry, fields));
        }
        is_field
    }

    /// The variant that the key `type` names.
    fn variant(self, variants: &[&'static str]) -> Result<&'static str, Fault> {
        let all = || format!("the types here are {}", quote_all(variants));
        let Value::Mapping(entries) = &self.node.value else {
            let hint = match self.node.text() {
                Some(word) if variants.contains(&word) => {
                    format!("write {} inside it", quote(&format!("type: {word}")))
                }
                _ => all(),
            };
            return Err(self.expected("a mapping").with_hint(hint));
        };
        let Some(tag) = self.node.get(TYPE) else {
            let misspelt = |entry: &&Entry| nearest(&entry.key, [TYPE]).is_some();
            return Err(match entries.iter().find(misspelt) {
                Some(entry) => unknown_key(entry, &[TYPE]),
                None => Fault::new(self.node.spot, "`type` is missing").with_hint(all()),
            });
        };
        let Some(word) = tag.text() else {
            return Err(self.inside(tag).expected("a type").with_hint(all()));
        };
        if let Some(variant) = variants.iter().find(|variant| **variant == word) {
            return Ok(variant);
        }
        let hint = match nearest(word, variants.iter().copied()) {
            Some(near) => format!("did you mean {}? {}", quote(near), all()),
            None => all(),
        };
        let message = format!("{} is not a type here", quote(word));
        Err(Fault::new(tag.spot, message).with_hint(hint))
    }
}

fn unknown_key(entry: &Entry, fields: &[&str]) -> Fault {
    let message = format!("{} is not a key here", quote(&entry.key));
    let hint = match nearest(&entry.key, fields.iter().copied()) {
        Some(near) => format!("did you mean {}?", quote(near)),
        None => format!("the keys here are {}", quote_all(fields)),
    };
    Fault::new(entry.key_spot, message).with_hint(hint)
}

impl<'n> Deserializer<'n> for Decoder<'n, '_> {
    type Error = Error;

    /// A scalar is always handed over as text: what it means is for the type to say.
    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Scalar(text) => visitor.visit_borrowed_str(text),
            Value::Mapping(_) => self.deserialize_map(visitor),
            Value::Sequence(_) => self.deserialize_seq(visitor),
            Value::Null => visitor.visit_unit(),
        }
    }

    fn deserialize_option<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'n>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            WRITTEN => visit_written(self.node, visitor),
            ATTEMPT => visitor.visit_seq(Attempted(self)),
            EITHER if matches!(self.node.value, Value::Mapping(_)) => visitor.visit_some(self),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        let Value::Sequence(items) = &self.node.value else {
            return Err(self.expected("a list").into());
        };
        visitor.visit_seq(SeqDeserializer::new(
            items.iter().map(|item| self.inside(item)),
        ))
    }

    fn deserialize_map<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        self.visit_entries(visitor, |_| true)
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.visit_entries(visitor, |entry| self.is_field(entry, fields))
    }

    fn deserialize_enum<V: Visitor<'n>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let variant = self.variant(variants)?;
        let content = Self {
            is_tagged: true,
            ..self
        };
        let variant = MapDeserializer::new(iter::once((variant, content)));
        visitor.visit_enum(MapAccessDeserializer::new(variant))
    }

    forward_to_deserialize_any! {
        <V: Visitor<'n>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

impl<'n> IntoDeserializer<'n, Error> for Decoder<'n, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A list of one value, which ends before it where the value fails.
struct Attempted<'n, 'f>(Decoder<'n, 'f>);

impl<'n> SeqAccess<'n> for Attempted<'n, '_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'n>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        Ok(self.0.attempt(seed))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::parse::parse;
    use super::super::{Attempt, Either, Spot, Written};
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Resource {
        Bucket(Bucket),
    }

    #[derive(Debug, Deserialize)]
    struct Bucket {
        shared: Option<Either<Written<bool>, Guess>>,
        tags: Option<Attempt<Vec<Written<String>>>>,
        backup: Option<Attempt<Guess>>,
    }

    #[derive(Debug, Deserialize)]
    struct Guess {
        expected: Option<Written<bool>>,
    }

    fn read<T: for<'n> Deserialize<'n>>(text: &str) -> (Option<T>, Vec<String>) {
        let mut faults = Vec::new();
        let value = decode(&parse(text), &mut faults);
        (value, faults.iter().map(Fault::line).collect())
    }

    fn bucket(text: &str) -> (Bucket, Vec<String>) {
        match read(text) {
            (Some(Resource::Bucket(bucket)), faults) => (bucket, faults),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn values_know_their_places() {
        let (bucket, faults) =
            bucket("type: bucket\nshared: \"true\"\ntags: [a, b]\nbackup: {expected: false}\n");
        assert!(faults.is_empty());
        let Some(Either::Scalar(shared)) = bucket.shared else {
            panic!("a scalar")
        };
        assert_eq!(
            (shared.text(), shared.spot()),
            (
                "true",
                Spot {
                    length: 6,
                    ..Spot::at(2, 9)
                }
            )
        );
        assert_eq!(shared.take(&mut Vec::new()), Some(true));
        let tags = bucket.tags.and_then(|Attempt(tags)| tags).expect("tags");
        assert_eq!(tags[1].spot(), Spot::at(3, 11));
        let backup = bucket.backup.and_then(|Attempt(backup)| backup);
        assert!(backup.is_some_and(|backup| backup.expected.is_some()));
    }

    #[test]
    fn a_wrong_shape_or_key_hides_no_neighbour() {
        let text = "type: bucket\ntags: a\nshraed: x\nbackup: [x]\nshared: {low: x}\n";
        let (bucket, faults) = bucket(text);
        assert_eq!(
            faults,
            [
                "2:7+1 expected a list, found `a`",
                "3:1+6 `shraed` is not a key here (did you mean `shared`?)",
                "4:9+1 expected a mapping, found a list",
                "5:10+3 `low` is not a key here (the keys here are `expected`)",
            ]
        );
        assert_eq!(bucket.tags.map(|Attempt(tags)| tags.is_some()), Some(false));
        assert!(matches!(bucket.shared, Some(Either::Mapping(_))));
    }

    #[test]
    fn what_is_empty_is_not_given() {
        let (bucket, faults) = bucket("type: bucket\nshared:\ntags: ~\nbackup: null\n");
        assert!(bucket.shared.is_none() && bucket.tags.is_none() && bucket.backup.is_none());
        assert!(faults.is_empty());
    }

    #[test]
    fn a_leaf_that_is_wrong_tells_when_it_is_taken() {
        for (text, found) in [("yes", "`yes`"), ("{x: y}", "a mapping"), ("[]", "a list")] {
            let (guess, faults) = read::<Guess>(&format!("expected: {text}"));
            assert!(faults.is_empty());
            let mut faults = Vec::new();
            let leaf = guess.and_then(|guess| guess.expected).expect("a leaf");
            assert_eq!(leaf.take(&mut faults), None);
            assert_eq!(
                faults[0].message,
                format!("expected `true` or `false`, found {found}")
            );
        }
    }

    #[test]
    fn a_mapping_says_of_which_type_it_is() {
        let types = "(the types here are `bucket`)";
        for (text, fault) in [
            ("tags: []", format!("1:1+4 `type` is missing {types}")),
            (
                "[]",
                format!("1:1+1 expected a mapping, found a list {types}"),
            ),
            (
                "type: [x]",
                format!("1:7+1 expected a type, found a list {types}"),
            ),
            ("type: x", format!("1:7+1 `x` is not a type here {types}")),
        ] {
            let (resource, faults) = read::<Resource>(text);
            assert!(resource.is_none());
            assert_eq!(faults, [fault]);
        }
        let hint = |text| {
            read::<Resource>(text).1[0]
                .split_once(" (")
                .expect("a hint")
                .1
                .to_owned()
        };
        assert_eq!(hint("tpye: bucket"), "did you mean `type`?)");
        assert_eq!(
            hint("type: bukcet"),
            "did you mean `bucket`? the types here are `bucket`)"
        );
        assert_eq!(hint("bucket"), "write `type: bucket` inside it)");
    }

    #[test]
    fn endless_faults_are_cut_short() {
        let items = vec!["{x: y}"; 5_000];
        let (_, faults) = read::<Vec<Guess>>(&format!("[{}]", items.join(", ")));
        assert_eq!(faults.len(), 1_001);
        assert!(faults[1_000].ends_with("there are more faults than the 1000 listed"));
    }

    #[test]
    fn a_failure_of_serde_is_told_too() {
        let (_, faults) = read::<BTreeMap<String, Attempt<u8>>>("a: 5\nb: 5\n");
        let message = "invalid type: string \"5\", expected u8";
        assert_eq!(
            faults,
            [format!("1:4+1 {message}"), format!("2:4+1 {message}")]
        );
    }
}
