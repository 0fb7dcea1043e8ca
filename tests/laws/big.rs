//! Rational numbers without a limit.

use labcost::exact::Exact;
use labcost::money::Amount;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Pow};

/// `numerator / denominator`.
pub(crate) fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

/// A whole number.
pub(crate) fn whole(number: impl Into<BigInt>) -> BigRational {
    ratio(number, 1)
}

/// The same number as labcost holds it.
pub(crate) fn big(number: Exact) -> BigRational {
    ratio(number.numerator(), number.denominator())
}

/// The same amount of money as labcost holds it.
pub(crate) fn money(amount: Amount) -> BigRational {
    big(amount.to_exact())
}

/// Ten to the power of `exponent`.
pub(crate) fn ten_to(exponent: usize) -> BigInt {
    Pow::pow(BigInt::from(10), exponent)
}

/// The number that a plain decimal text says.
pub(crate) fn decimal(text: &str) -> BigRational {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().expect("digits");
    ratio(digits, ten_to(decimals.len()))
}

/// Half of 10 to the power of minus `decimals`: the most that rounding may change.
pub(crate) fn half_a_unit(decimals: usize) -> BigRational {
    ratio(BigInt::one(), 2 * ten_to(decimals))
}
