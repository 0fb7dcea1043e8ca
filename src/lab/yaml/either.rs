//! A value that is written as a scalar where it is simple, and as a mapping where there is more
//! to say.

use std::fmt;
use std::marker::PhantomData;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};

/// The name by which the decoder recognises an [`Either`].
pub(super) const EITHER: &str = "$labcost::either";

/// A scalar or a mapping. The decoder looks which it is; serde's `untagged` would try both and
/// could say of neither what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Either<S, M> {
    /// Written as a scalar.
    Scalar(S),
    /// Written as a mapping.
    Mapping(M),
}

impl<'de, S: Deserialize<'de>, M: Deserialize<'de>> Deserialize<'de> for Either<S, M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(EITHER, EitherVisitor(PhantomData))
    }
}

struct EitherVisitor<S, M>(PhantomData<(S, M)>);

impl<'de, S: Deserialize<'de>, M: Deserialize<'de>> Visitor<'de> for EitherVisitor<S, M> {
    type Value = Either<S, M>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or a mapping")
    }

    /// The decoder's way to say: this is a mapping.
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        M::deserialize(deserializer).map(Either::Mapping)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        S::deserialize(deserializer).map(Either::Scalar)
    }
}
