//! Why an estimate cannot be made.

use crate::exact::OutOfRange;
use crate::lab::Uncountable;
use crate::price::PriceError;

/// An estimate cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum EstimateError {
    /// A price list cannot be used, or does not say one thing.
    #[error(transparent)]
    Price(#[from] PriceError),
    /// A quantity cannot be held exactly.
    #[error(transparent)]
    Uncountable(#[from] Uncountable),
    /// The cost of a line cannot be held exactly.
    #[error("the cost of `{usage_type}` of `{resource}` cannot be held exactly")]
    TooLarge {
        /// The resource.
        resource: String,
        /// The usage type.
        usage_type: String,
        /// Why.
        source: OutOfRange,
    },
    /// A sum cannot be held exactly.
    #[error("the sum of the lab's costs cannot be held exactly")]
    SumTooLarge(#[from] OutOfRange),
}
