//! Hands a text and its place through serde, which has no notion of places.

use serde::Deserializer;
use serde::de::value::{BorrowedStrDeserializer, UsizeDeserializer};
use serde::de::{DeserializeSeed, Error as _, IntoDeserializer, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::error::Error;
use super::fault::{Fault, Spot};
use super::node::{Entry, Node, Value};
use super::sink::Sink;

/// One part of what is handed over.
#[derive(Clone, Copy)]
enum Part<'n> {
    Text(&'n str),
    Number(usize),
}

/// A list of the text, its line, column and length, and what was found in place of a text.
///
/// After these, the reader may ask for one value more and answer with an error: a complaint
/// about the text, which is held until it is known whether the reader will be heard otherwise.
pub(super) struct Parts<'n, 's> {
    list: [Part<'n>; 5],
    next: usize,
    spot: Spot,
    sink: Option<&'s mut Sink>,
}

impl<'n, 's> Parts<'n, 's> {
    /// The parts of a value; what it is instead, where it is no text.
    pub(super) fn of_value(node: &'n Node, sink: &'s mut Sink) -> Self {
        let (text, found) = match &node.value {
            Value::Scalar { text, .. } => (text.as_str(), ""),
            Value::Mapping(_) => ("", "a mapping"),
            Value::Sequence(_) => ("", "a list"),
            Value::Null | Value::Faulty => ("", "nothing"),
        };
        Self::new(text, node.spot, found, Some(sink))
    }

    /// The parts of a key.
    pub(super) fn of_key(entry: &'n Entry) -> Self {
        Self::new(&entry.key, entry.key_spot, "", None)
    }

    /// Parts that are made up.
    pub(super) fn made_up() -> Self {
        Self::new("", Spot::START, "", None)
    }

    fn new(text: &'n str, spot: Spot, found: &'n str, sink: Option<&'s mut Sink>) -> Self {
        let list = [
            Part::Text(text),
            Part::Number(spot.line),
            Part::Number(spot.column),
            Part::Number(spot.length),
            Part::Text(found),
        ];
        Self {
            list,
            next: 0,
            spot,
            sink,
        }
    }

    /// Reads the parts on the other side: the text, its place, and what was found instead.
    pub(super) fn read<'de, A: SeqAccess<'de>>(
        parts: &mut A,
    ) -> Result<(&'de str, Spot, &'de str), A::Error> {
        let text = part(parts)?;
        let spot = Spot {
            line: part(parts)?,
            column: part(parts)?,
            length: part(parts)?,
        };
        Ok((text, spot, part(parts)?))
    }
}

fn part<'de, A: SeqAccess<'de>, T: serde::Deserialize<'de>>(parts: &mut A) -> Result<T, A::Error> {
    parts
        .next_element()?
        .ok_or_else(|| A::Error::custom("a place is incomplete"))
}

impl<'n> SeqAccess<'n> for Parts<'n, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'n>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let part = self.list.get(self.next).copied();
        self.next += 1;
        match part {
            Some(Part::Text(text)) => seed
                .deserialize(BorrowedStrDeserializer::new(text))
                .map(Some),
            Some(Part::Number(number)) => {
                let number: UsizeDeserializer<Error> = number.into_deserializer();
                seed.deserialize(number).map(Some)
            }
            None => {
                let complaint = seed.deserialize(BorrowedStrDeserializer::<Error>::new(""));
                if let (Err(error), Some(sink)) = (complaint, self.sink.as_deref_mut()) {
                    sink.hold(Fault::new(self.spot, error.to_string()));
                }
                Ok(None)
            }
        }
    }
}

impl<'n> Deserializer<'n> for Parts<'n, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    forward_to_deserialize_any! {
        <V: Visitor<'n>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        option unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}
