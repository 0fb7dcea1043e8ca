//! Leaf values as a person wrote them.

use std::fmt;
use std::iter;
use std::marker::PhantomData;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::fault::{Fault, Spot};
use super::node::{Node, quote};

/// The name by which the decoder recognises a [`Written`].
pub(super) const WRITTEN: &str = "$labcost::written";

/// A leaf value as a person wrote it: parsed or not, with its place.
///
/// Decoding one does not fail, so that its neighbours are decoded too. What is wrong with it
/// is told by [`Written::take`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    value: Result<T, String>,
    spot: Spot,
    text: String,
}

/// A value that can be read from a text.
pub trait FromWritten: Sized {
    /// What is expected, such as "a quantity such as `2 GB`".
    const EXPECTING: &'static str;

    /// Reads the value.
    ///
    /// # Errors
    /// What is wrong with the text, as a lowercase fragment.
    fn from_written(text: &str) -> Result<Self, String>;
}

impl FromWritten for String {
    const EXPECTING: &'static str = "a text";

    /// On one line, and without what a terminal would obey: it is printed.
    fn from_written(text: &str) -> Result<Self, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        if text.chars().any(char::is_control) {
            return Err("a text cannot hold control characters".to_owned());
        }
        Ok(text)
    }
}

impl FromWritten for bool {
    const EXPECTING: &'static str = "`true` or `false`";

    fn from_written(text: &str) -> Result<Self, String> {
        text.parse()
            .map_err(|_| format!("expected {}, found {}", Self::EXPECTING, quote(text)))
    }
}

impl<T> Written<T> {
    /// Where it stands.
    #[must_use]
    pub fn spot(&self) -> Spot {
        self.spot
    }

    /// How it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value; or nothing, and what is wrong with it among the faults.
    pub fn take(self, faults: &mut Vec<Fault>) -> Option<T> {
        match self.value {
            Ok(value) => Some(value),
            Err(message) => {
                faults.push(Fault::new(self.spot, message));
                None
            }
        }
    }
}

impl<'de, T: FromWritten> Deserialize<'de> for Written<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(WRITTEN, WrittenVisitor(PhantomData))
    }
}

struct WrittenVisitor<T>(PhantomData<T>);

impl<'de, T: FromWritten> Visitor<'de> for WrittenVisitor<T> {
    type Value = Written<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(T::EXPECTING)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut written: A) -> Result<Written<T>, A::Error> {
        let entry = written.next_entry::<String, [usize; 4]>()?;
        let Some((text, [line, column, length, is_text])) = entry else {
            return Err(A::Error::custom("a value has no place"));
        };
        let value = if is_text == 1 {
            T::from_written(&text)
        } else {
            Err(format!("expected {}, found {text}", T::EXPECTING))
        };
        let spot = Spot {
            line,
            column,
            length,
        };
        Ok(Written { value, spot, text })
    }
}

/// Hands a value to the visitor of a [`Written`].
///
/// Serde has no notion of places, so they are handed over as a mapping of one entry, from the
/// text, or what stands in its place, to the line, the column, the length, and 1 if it is a text.
pub(super) fn visit_written<'de, V: Visitor<'de>, E: Error>(
    node: &Node,
    visitor: V,
) -> Result<V::Value, E> {
    let Spot {
        line,
        column,
        length,
    } = node.spot;
    let other;
    let (text, is_text) = match node.text() {
        Some(text) => (text, 1),
        None => {
            other = node.value.found();
            (other.as_str(), 0)
        }
    };
    let place = SeqDeserializer::new([line, column, length, is_text].into_iter());
    visitor.visit_map(MapDeserializer::new(iter::once((text, place))))
}
