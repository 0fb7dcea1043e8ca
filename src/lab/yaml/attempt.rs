//! Values whose failure does not concern their neighbours.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The name by which the decoder recognises an [`Attempt`].
pub(super) const ATTEMPT: &str = "$labcost::attempt";

/// A value that may be of a wrong shape, such as a text where a mapping belongs: its fault is
/// collected and the value is nothing, so that its neighbours are decoded, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt<T>(pub Option<T>);

/// What is not written has not failed, but is nothing, too.
impl<T> Default for Attempt<T> {
    fn default() -> Self {
        Self(None)
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

    /// The decoder hands over a list: of the value, or of nothing where it failed.
    fn visit_seq<A: SeqAccess<'de>>(self, mut value: A) -> Result<Attempt<T>, A::Error> {
        value.next_element().map(Attempt)
    }
}
