//! Leaf values as a person wrote them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::fault::{Fault, Spot};
use super::node::quote;
use super::parts::Parts;

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

    fn from_written(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

impl FromWritten for bool {
    const EXPECTING: &'static str = "`true` or `false`";

    fn from_written(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| unexpected::<Self>(text))
    }
}

impl FromWritten for u32 {
    const EXPECTING: &'static str = "a whole number up to 4294967295";

    fn from_written(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| unexpected::<Self>(text))
    }
}

impl FromWritten for u64 {
    const EXPECTING: &'static str = "a whole number";

    fn from_written(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| unexpected::<Self>(text))
    }
}

fn unexpected<T: FromWritten>(text: &str) -> String {
    format!("expected {}, found {}", T::EXPECTING, quote(text))
}

impl<T> Written<T> {
    /// A parsed value as if written in this way at the start of a file; for tests.
    pub fn new(value: T, text: impl Into<String>) -> Self {
        let text = text.into();
        let length = text.chars().count().max(1);
        Self {
            value: Ok(value),
            spot: Spot {
                length,
                ..Spot::START
            },
            text,
        }
    }

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

    /// The value, if it could be parsed.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref().ok()
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

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Written<T>, A::Error> {
        let (text, spot, found) = Parts::read(&mut parts)?;
        let value = if found.is_empty() {
            T::from_written(text)
        } else {
            Err(format!("expected {}, found {found}", T::EXPECTING))
        };
        if let Err(message) = &value {
            parts.next_element_seed(Complaint(message))?;
        }
        Ok(Written {
            value,
            spot,
            text: text.to_owned(),
        })
    }
}

/// Carries a message to the decoder, which hears only of errors.
struct Complaint<'m>(&'m str);

impl<'de> DeserializeSeed<'de> for Complaint<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, _: D) -> Result<(), D::Error> {
        Err(D::Error::custom(self.0))
    }
}
