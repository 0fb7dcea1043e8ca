//! Exact rational numbers: the only arithmetic that money and quantities see.
//!
//! A task that runs 15 minutes a day runs 0.25 × 365 / 12 = 7.604166… hours a month. No decimal
//! holds that number, so a decimal would have to round in the middle of a sum, and the order of the
//! steps would change the last digit. [`Exact`] keeps the fraction instead and never rounds: every
//! result is either right or an [`OutOfRange`] error. Rounding happens once, where a number is
//! shown.
//!
//! ```
//! use labcost::exact::Exact;
//!
//! let hours_a_month = Exact::from(365_u32).over(Exact::from(48_u32))?;
//! assert_eq!(hours_a_month.to_fraction(), "365/48");
//! assert_eq!(hours_a_month.to_decimal(), "7.604166666666666666666666667");
//! assert_eq!(hours_a_month.round_half_up(2), "7.60");
//! # Ok::<(), labcost::exact::OutOfRange>(())
//! ```

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

/// Significant digits (and at most as many decimals) of a number whose expansion does not end: as
/// many as `rust_decimal` and the decimal types of other languages read back without loss.
const SIGNIFICANT_DIGITS: usize = 28;

/// The largest denominator: one decimal digit below `i128::MAX`, so that long division never
/// overflows.
const DENOMINATOR_MAX: i128 = 10_i128.pow(37);

/// A number does not fit the range in which it can be held exactly (about 38 digits).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a number needs more digits than can be held exactly")]
pub struct OutOfRange;

/// A rational number in lowest terms, with checked arithmetic.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    numerator: i128,
    /// Always positive.
    denominator: i128,
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self {
        numerator: 0,
        denominator: 1,
    };
    /// One.
    pub const ONE: Self = Self {
        numerator: 1,
        denominator: 1,
    };

    /// `numerator / denominator`, in lowest terms.
    ///
    /// # Errors
    /// [`OutOfRange`] if the denominator is not positive or too large.
    pub fn new(numerator: i128, denominator: i128) -> Result<Self, OutOfRange> {
        if denominator <= 0 {
            return Err(OutOfRange);
        }
        if denominator == 1 {
            return Ok(Self {
                numerator,
                denominator,
            });
        }
        let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).map_err(|_| OutOfRange)?;
        // Dividing 128 bits is slow, and most numbers are in lowest terms already.
        let reduced = if divisor == 1 {
            Self {
                numerator,
                denominator,
            }
        } else {
            Self {
                numerator: numerator / divisor,
                denominator: denominator / divisor,
            }
        };
        if reduced.denominator > DENOMINATOR_MAX {
            return Err(OutOfRange);
        }
        Ok(reduced)
    }

    /// The number of a decimal's text, digit for digit.
    ///
    /// # Errors
    /// A message if the text is not a plain decimal number (`1_000`, `2E-7`, `+1` and `.5`
    /// are not).
    pub fn parse(text: &str) -> Result<Self, String> {
        parse_decimal(text).map(Self::from)
    }

    /// Above the fraction bar, in lowest terms.
    #[must_use]
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// Below the fraction bar, in lowest terms; positive.
    #[must_use]
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether this is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether this is below 0.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// The sum.
    ///
    /// # Errors
    /// [`OutOfRange`] if the sum cannot be held exactly.
    pub fn plus(self, other: Self) -> Result<Self, OutOfRange> {
        if self.denominator == other.denominator {
            let numerator = self.numerator.checked_add(other.numerator);
            return Self::new(numerator.ok_or(OutOfRange)?, self.denominator);
        }
        let shared = greatest_common_divisor(
            self.denominator.unsigned_abs(),
            other.denominator.unsigned_abs(),
        );
        let shared = i128::try_from(shared).map_err(|_| OutOfRange)?;
        let ours = other.denominator / shared;
        let theirs = self.denominator / shared;
        let left = self.numerator.checked_mul(ours).ok_or(OutOfRange)?;
        let right = other.numerator.checked_mul(theirs).ok_or(OutOfRange)?;
        let numerator = left.checked_add(right).ok_or(OutOfRange)?;
        let denominator = self.denominator.checked_mul(ours).ok_or(OutOfRange)?;
        Self::new(numerator, denominator)
    }

    /// The difference.
    ///
    /// # Errors
    /// [`OutOfRange`] if the difference cannot be held exactly.
    pub fn minus(self, other: Self) -> Result<Self, OutOfRange> {
        let negated = Self {
            numerator: other.numerator.checked_neg().ok_or(OutOfRange)?,
            denominator: other.denominator,
        };
        self.plus(negated)
    }

    /// The product.
    ///
    /// # Errors
    /// [`OutOfRange`] if the product cannot be held exactly.
    pub fn times(self, other: Self) -> Result<Self, OutOfRange> {
        if let (Some(left), Some(right)) = (self.small(), other.small()) {
            return times_small(left, right);
        }
        // Cancelling crosswise first keeps the numbers small, and the result is then in lowest
        // terms.
        let left = Self::new(self.numerator, other.denominator)?;
        let right = Self::new(other.numerator, self.denominator)?;
        let product = Self {
            numerator: left
                .numerator
                .checked_mul(right.numerator)
                .ok_or(OutOfRange)?,
            denominator: left
                .denominator
                .checked_mul(right.denominator)
                .ok_or(OutOfRange)?,
        };
        if product.denominator > DENOMINATOR_MAX {
            return Err(OutOfRange);
        }
        Ok(product)
    }

    /// The quotient.
    ///
    /// # Errors
    /// [`OutOfRange`] if `other` is 0 or the quotient cannot be held exactly.
    pub fn over(self, other: Self) -> Result<Self, OutOfRange> {
        let sign = if other.is_negative() { -1 } else { 1 };
        let numerator = other.denominator.checked_mul(sign).ok_or(OutOfRange)?;
        let denominator = other.numerator.checked_abs().ok_or(OutOfRange)?;
        self.times(Self::new(numerator, denominator)?)
    }

    /// The smallest whole number that is not below this one.
    #[must_use]
    pub fn ceiling(self) -> Self {
        let floor = self.numerator.div_euclid(self.denominator);
        let whole = self.numerator.rem_euclid(self.denominator) == 0;
        Self {
            numerator: if whole {
                floor
            } else {
                floor.saturating_add(1)
            },
            denominator: 1,
        }
    }

    /// The decimal text with this many decimals, rounded half up, away from zero: the one rounding
    /// of money in this crate, for showing it.
    ///
    /// ```
    /// use labcost::exact::Exact;
    /// assert_eq!(Exact::parse("0.125")?.round_half_up(2), "0.13");
    /// assert_eq!(Exact::parse("-0.125")?.round_half_up(2), "-0.13");
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn round_half_up(self, decimals: usize) -> String {
        Digits::of(self, decimals).rounded().into_text(decimals)
    }

    /// The exact value of [`Self::round_half_up`], as AWS's calculator takes it for each component.
    ///
    /// # Errors
    /// [`OutOfRange`] if the rounded number cannot be held.
    pub fn rounded(self, decimals: usize) -> Result<Self, OutOfRange> {
        Self::parse(&self.round_half_up(decimals)).map_err(|_| OutOfRange)
    }

    /// Whether the decimal expansion ends, so that [`Self::to_decimal`] is the number itself.
    #[must_use]
    pub fn is_decimal(self) -> bool {
        self.decimals_needed().is_some()
    }

    /// The decimal text: the number itself where the expansion ends, else 28 significant digits.
    #[must_use]
    pub fn to_decimal(self) -> String {
        if let Some(decimals) = self.decimals_needed() {
            return Digits::of(self, decimals).into_text(decimals);
        }
        let decimals = SIGNIFICANT_DIGITS.saturating_sub(self.leading_digits());
        let text = self.round_half_up(decimals.max(1));
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The fraction as text, `365/48`; a whole number has no bar.
    #[must_use]
    pub fn to_fraction(self) -> String {
        if self.denominator == 1 {
            self.numerator.to_string()
        } else {
            format!("{}/{}", self.numerator, self.denominator)
        }
    }

    /// Both parts in 64 bits, if they fit: as nearly all numbers of a lab do.
    fn small(self) -> Option<(i64, u64)> {
        let numerator = i64::try_from(self.numerator).ok()?;
        let denominator = u64::try_from(self.denominator).ok()?;
        (denominator <= i64::MAX.unsigned_abs()).then_some((numerator, denominator))
    }

    /// How many decimals the expansion has, if it ends.
    fn decimals_needed(self) -> Option<usize> {
        let (twos, rest) = divide_out(self.denominator, 2);
        let (fives, rest) = divide_out(rest, 5);
        (rest == 1).then_some(twos.max(fives))
    }

    /// Digits before the point; none for a number below 1.
    fn leading_digits(self) -> usize {
        let whole = (self.numerator / self.denominator).unsigned_abs();
        if whole == 0 {
            0
        } else {
            whole.to_string().len()
        }
    }
}

/// The product of two small numbers: dividing 128 bits is slow, and here it is not needed.
fn times_small(left: (i64, u64), right: (i64, u64)) -> Result<Exact, OutOfRange> {
    let left_shared = greatest_common_divisor_64(left.0.unsigned_abs(), right.1);
    let right_shared = greatest_common_divisor_64(right.0.unsigned_abs(), left.1);
    let part = |numerator: i64, shared: u64| {
        let magnitude = i128::from(numerator.unsigned_abs() / shared);
        if numerator < 0 { -magnitude } else { magnitude }
    };
    // Each factor is below 2⁶³ in magnitude (or is it, as the least of 64 bits), so that no
    // product overflows.
    let numerator = part(left.0, left_shared) * part(right.0, right_shared);
    let denominator = i128::from(left.1 / right_shared) * i128::from(right.1 / left_shared);
    if denominator > DENOMINATOR_MAX {
        return Err(OutOfRange);
    }
    Ok(Exact {
        numerator,
        denominator,
    })
}

/// How often `factor` divides `number`, and what is left.
fn divide_out(mut number: i128, factor: i128) -> (usize, i128) {
    let mut times = 0;
    while number % factor == 0 {
        number /= factor;
        times += 1;
    }
    (times, number)
}

/// Euclid's algorithm; on 64 bits as soon as both numbers fit, which nearly all do after one step.
fn greatest_common_divisor(mut left: u128, mut right: u128) -> u128 {
    while right != 0 {
        if let (Ok(left), Ok(right)) = (u64::try_from(left), u64::try_from(right)) {
            return u128::from(greatest_common_divisor_64(left, right));
        }
        (left, right) = (right, left % right);
    }
    left.max(1)
}

fn greatest_common_divisor_64(mut left: u64, mut right: u64) -> u64 {
    if right == 1 {
        return 1;
    }
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left.max(1)
}

/// The digits of a number by long division, and whether the rest is a half or more.
struct Digits {
    negative: bool,
    digits: Vec<u8>,
    round_up: bool,
}

impl Digits {
    fn of(number: Exact, decimals: usize) -> Self {
        let denominator = number.denominator.unsigned_abs();
        let magnitude = number.numerator.unsigned_abs();
        let whole = magnitude / denominator;
        let mut digits: Vec<u8> = whole.to_string().bytes().map(|byte| byte - b'0').collect();
        let mut rest = magnitude % denominator;
        for _ in 0..decimals {
            rest *= 10;
            digits.push(u8::try_from(rest / denominator).unwrap_or(0));
            rest %= denominator;
        }
        Self {
            negative: number.is_negative(),
            digits,
            round_up: rest * 2 >= denominator,
        }
    }

    /// Half up, away from zero: the magnitude grows by one in the last place.
    fn rounded(mut self) -> Self {
        if !self.round_up {
            return self;
        }
        for digit in self.digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return self;
            }
            *digit = 0;
        }
        self.digits.insert(0, 1);
        self
    }

    fn into_text(self, decimals: usize) -> String {
        let is_zero = self.digits.iter().all(|digit| *digit == 0);
        let mut text = String::with_capacity(self.digits.len() + 2);
        if self.negative && !is_zero {
            text.push('-');
        }
        let point = self.digits.len() - decimals;
        for (place, digit) in self.digits.iter().enumerate() {
            if place == point {
                text.push('.');
            }
            text.push(char::from(b'0' + digit));
        }
        text
    }
}

/// A plain decimal: optional minus, digits, optionally a point and digits.
pub(crate) fn parse_decimal(text: &str) -> Result<Decimal, String> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return Err(format!("`{text}` is not a plain decimal number"));
    }
    Decimal::from_str_exact(text)
        .map_err(|_| format!("`{text}` has more digits than can be held exactly"))
}

impl From<Decimal> for Exact {
    fn from(decimal: Decimal) -> Self {
        // At most 28 decimals, so the power of ten fits and is below the limit.
        let denominator = 10_i128.pow(decimal.scale());
        Self::new(decimal.mantissa(), denominator).unwrap_or(Self::ZERO)
    }
}

impl From<u32> for Exact {
    fn from(whole: u32) -> Self {
        Self {
            numerator: i128::from(whole),
            denominator: 1,
        }
    }
}

impl From<u64> for Exact {
    fn from(whole: u64) -> Self {
        Self {
            numerator: i128::from(whole),
            denominator: 1,
        }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        match (left, right) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => compare_by_parts(*self, *other),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares whole parts, then the reciprocals of what is left: Euclid's algorithm, which cannot
/// overflow.
fn compare_by_parts(left: Exact, right: Exact) -> Ordering {
    let whole = |number: Exact| number.numerator.div_euclid(number.denominator);
    let rest = |number: Exact| number.numerator.rem_euclid(number.denominator);
    whole(left).cmp(&whole(right)).then_with(|| {
        let (left_rest, right_rest) = (rest(left), rest(right));
        match (left_rest, right_rest) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            _ => compare_by_parts(
                Exact {
                    numerator: right.denominator,
                    denominator: right_rest,
                },
                Exact {
                    numerator: left.denominator,
                    denominator: left_rest,
                },
            ),
        }
    })
}

impl fmt::Display for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.to_decimal())
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.to_fraction())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        match text.split_once('/') {
            Some((numerator, denominator)) => {
                Exact::new(numerator.parse().unwrap(), denominator.parse().unwrap()).unwrap()
            }
            None => Exact::parse(text).unwrap(),
        }
    }

    #[test]
    fn a_fraction_stays_exact_where_decimals_drift() {
        let back = exact("1/730").times(exact("730")).unwrap();
        assert_eq!(back, Exact::ONE);
    }

    #[test]
    fn lowest_terms() {
        assert_eq!(exact("900/3600").to_fraction(), "1/4");
        assert_eq!(exact("0.0485600000").to_fraction(), "607/12500");
    }

    #[test]
    fn half_up_is_away_from_zero() {
        assert_eq!(exact("2.345").round_half_up(2), "2.35");
        assert_eq!(exact("-2.345").round_half_up(2), "-2.35");
        assert_eq!(exact("9.999").round_half_up(2), "10.00");
        assert_eq!(exact("-0.001").round_half_up(2), "0.00");
        assert_eq!(exact("7").round_half_up(0), "7");
    }

    #[test]
    fn an_endless_expansion_is_cut_at_28_digits() {
        assert_eq!(
            exact("2701/6000").to_decimal(),
            "0.4501666666666666666666666667"
        );
        assert!(!exact("2701/6000").is_decimal());
        assert_eq!(exact("1/8").to_decimal(), "0.125");
    }

    #[test]
    fn overflow_is_an_error() {
        let huge = Exact::new(i128::MAX, 1).unwrap();
        assert_eq!(huge.plus(Exact::ONE), Err(OutOfRange));
        assert_eq!(huge.times(exact("2")), Err(OutOfRange));
        assert_eq!(Exact::ONE.over(Exact::ZERO), Err(OutOfRange));
        let tiny = Exact::new(1, 10_i128.pow(37)).unwrap();
        assert_eq!(tiny.over(exact("10")), Err(OutOfRange));
    }

    #[test]
    fn comparison_does_not_overflow() {
        let large = Exact::new(i128::MAX, 3).unwrap();
        let larger = Exact::new(i128::MAX, 2).unwrap();
        assert!(large < larger);
        assert_eq!(large.cmp(&large), Ordering::Equal);
    }

    #[test]
    fn ceiling_goes_up() {
        assert_eq!(exact("5/4").ceiling(), exact("2"));
        assert_eq!(exact("2").ceiling(), exact("2"));
        assert_eq!(exact("-5/4").ceiling(), exact("-1"));
    }

    #[test]
    fn only_plain_decimals_are_numbers() {
        for text in ["", "1_000", "2E-7", "+1", ".5", "5.", "NaN", "N/A", "1,5"] {
            assert!(Exact::parse(text).is_err(), "{text}");
        }
        let error = Exact::parse(&"1".repeat(40)).unwrap_err();
        assert!(error.contains("more digits"), "{error}");
    }
}
