//! Money: currencies, rates and amounts, which only combine where that makes sense.
//!
//! A [`Rate`] is money per unit, as a price list states it; a [`Rate`] times a quantity is an
//! [`Amount`]. Amounts add to amounts. No floating-point number is ever involved.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::exact::{Exact, OutOfRange, parse_decimal};

/// Decimals in which an amount of money is shown.
pub const CENT_DECIMALS: usize = 2;

/// A currency by its ISO 4217 code, such as `USD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// US dollars: the currency of AWS's price lists outside China.
    pub const USD: Self = Self(*b"USD");

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        // Three ASCII capitals by construction.
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl FromStr for Currency {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.as_bytes() {
            [a, b, c] if text.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                Ok(Self([*a, *b, *c]))
            }
            _ => Err(format!(
                "`{text}` is not a currency code such as `USD` (three capital letters)"
            )),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// Money per unit, as the price list states it: a decimal that is not negative.
///
/// ```
/// use labcost::{exact::Exact, money::Rate};
///
/// let rate: Rate = "0.0485600000".parse()?;
/// assert_eq!(rate.to_string(), "0.0485600000", "the list's own digits are kept");
/// assert_eq!(rate.times(Exact::from(730_u32)).unwrap().to_string(), "35.4488");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(Decimal);

impl Rate {
    /// Nothing per unit.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Whether the list says 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// What this quantity costs at this rate.
    ///
    /// # Errors
    /// [`OutOfRange`] if the amount cannot be held exactly.
    pub fn times(self, quantity: Exact) -> Result<Amount, OutOfRange> {
        Exact::from(self.0).times(quantity).map(Amount)
    }

    /// The rate as an exact number.
    #[must_use]
    pub fn to_exact(self) -> Exact {
        Exact::from(self.0)
    }
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let decimal = parse_decimal(text)?;
        if decimal.is_sign_negative() && !decimal.is_zero() {
            return Err(format!("`{text}` is negative: a price cannot be"));
        }
        Ok(Self(decimal))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// An exact amount of money in the estimate's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(Exact);

impl Amount {
    /// Nothing to pay.
    pub const ZERO: Self = Self(Exact::ZERO);

    /// An amount from an exact number.
    #[must_use]
    pub fn new(exact: Exact) -> Self {
        Self(exact)
    }

    /// The exact number.
    #[must_use]
    pub fn to_exact(self) -> Exact {
        self.0
    }

    /// Whether there is nothing to pay.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The sum of two amounts.
    ///
    /// # Errors
    /// [`OutOfRange`] if the sum cannot be held exactly.
    pub fn plus(self, other: Self) -> Result<Self, OutOfRange> {
        self.0.plus(other.0).map(Self)
    }

    /// The difference of two amounts.
    ///
    /// # Errors
    /// [`OutOfRange`] if the difference cannot be held exactly.
    pub fn minus(self, other: Self) -> Result<Self, OutOfRange> {
        self.0.minus(other.0).map(Self)
    }

    /// The amount for this many months.
    ///
    /// # Errors
    /// [`OutOfRange`] if the product cannot be held exactly.
    pub fn for_months(self, months: u32) -> Result<Self, OutOfRange> {
        self.0.times(Exact::from(months)).map(Self)
    }

    /// To whole cents, half up: what AWS's calculator does with each component before it adds.
    ///
    /// # Errors
    /// [`OutOfRange`] if the amount is too large to be held in cents.
    pub fn to_cents(self) -> Result<Self, OutOfRange> {
        self.0.rounded(CENT_DECIMALS).map(Self)
    }

    /// As shown to a person: two decimals, half up, away from zero.
    #[must_use]
    pub fn shown(self) -> String {
        self.0.round_half_up(CENT_DECIMALS)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_never_negative_nor_approximate() {
        assert!("-0.01".parse::<Rate>().unwrap_err().contains("negative"));
        assert!("N/A".parse::<Rate>().is_err());
        assert!("2E-7".parse::<Rate>().is_err());
    }

    #[test]
    fn a_currency_is_three_capitals() {
        assert_eq!("USD".parse::<Currency>(), Ok(Currency::USD));
        assert!("usd".parse::<Currency>().is_err());
        assert!("US$".parse::<Currency>().is_err());
    }

    #[test]
    fn the_workshops_check_value() {
        let hours = Exact::new(365, 48).unwrap();
        let vcpu = "0.04856".parse::<Rate>().unwrap().times(hours).unwrap();
        let twice = hours.times(Exact::from(2_u32)).unwrap();
        let memory = "0.00532".parse::<Rate>().unwrap().times(twice).unwrap();
        let month = vcpu.plus(memory).unwrap();
        assert_eq!(month.shown(), "0.45");
        assert_eq!(month.for_months(12).unwrap().to_string(), "5.402");
    }
}
