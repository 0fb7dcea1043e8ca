//! Values whose failure does not concern their neighbours.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::fault::Spot;
use super::parts::Parts;

/// The name by which the decoder recognises an [`Attempt`].
pub(super) const ATTEMPT: &str = "$labcost::attempt";

/// The name by which the decoder recognises a [`NamedList`].
pub(super) const NAMED_LIST: &str = "$labcost::named-list";

/// The name by which the decoder recognises the name in a [`NamedList`].
const NAME: &str = "$labcost::name";

/// How often a value is decoded to find all that is wrong with it.
const TRIES_MAX: usize = 16;

/// A value whose failure must not hide the faults of its neighbours: a fault inside is collected
/// and the value becomes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt<T>(pub Option<T>);

/// A value with the key it stands under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<T> {
    /// The key.
    pub name: String,
    /// Where the key stands.
    pub name_spot: Spot,
    /// The value.
    pub value: T,
}

/// The entries of a mapping in the order of the file. An entry that fails is left out after its
/// faults are collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedList<T>(pub Vec<Named<T>>);

impl<T> Default for NamedList<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Attempt<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(ATTEMPT, AttemptVisitor(PhantomData))
    }
}

struct AttemptVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for AttemptVisitor<T> {
    type Value = Attempt<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    /// The decoder offers the same value again for as long as that may bring faults to light,
    /// and nothing when it has given up.
    fn visit_seq<A: SeqAccess<'de>>(self, mut tries: A) -> Result<Attempt<T>, A::Error> {
        for _ in 0..TRIES_MAX {
            if let Ok(outcome) = tries.next_element() {
                return Ok(Attempt(outcome));
            }
        }
        Ok(Attempt(None))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for NamedList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NAMED_LIST, NamedListVisitor(PhantomData))
    }
}

struct NamedListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for NamedListVisitor<T> {
    type Value = NamedList<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<NamedList<T>, A::Error> {
        let mut list = Vec::with_capacity(entries.size_hint().unwrap_or_default());
        while let Some((name, name_spot)) = entries.next_key_seed(NameSeed)? {
            let Attempt(value) = entries.next_value()?;
            list.extend(value.map(|value| Named {
                name,
                name_spot,
                value,
            }));
        }
        Ok(NamedList(list))
    }
}

/// Reads a key with its place.
struct NameSeed;

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = (String, Spot);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_newtype_struct(NAME, self)
    }
}

impl<'de> Visitor<'de> for NameSeed {
    type Value = (String, Spot);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
        let (name, spot, _) = Parts::read(&mut parts)?;
        Ok((name.to_owned(), spot))
    }
}
