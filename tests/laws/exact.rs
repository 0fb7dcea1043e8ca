//! Exact numbers agree with rational numbers that have no limit, or say that they are out of range.

use labcost::exact::{Exact, OutOfRange};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;

use super::big::{big, decimal, half_a_unit, ratio, ten_to, whole};
use super::cases::cases;

/// The largest denominator, as the documentation of [`Exact`] states it.
const DENOMINATOR_MAX: i128 = 10_i128.pow(37);

fn numerator() -> impl Strategy<Value = i128> {
    prop_oneof![
        any::<i128>(),
        -1_000_i128..1_000,
        any::<i64>().prop_map(i128::from),
        (0_i128..4).prop_map(|step| i128::MIN + step),
        (0_i128..4).prop_map(|step| i128::MAX - step),
        (0_u32..38, -1_i128..=1).prop_map(|(power, step)| 10_i128.pow(power) + step),
    ]
}

fn denominator() -> impl Strategy<Value = i128> {
    prop_oneof![
        1_i128..1_000,
        1_i128..=DENOMINATOR_MAX,
        1_i128..=i128::MAX,
        (0_u32..127).prop_map(|power| 1 << power),
        (0_u32..38).prop_map(|power| 10_i128.pow(power)),
        (0_i128..4).prop_map(|step| DENOMINATOR_MAX - step),
    ]
}

/// Any number that can be held, the outermost ones too.
fn exact() -> impl Strategy<Value = Exact> {
    (numerator(), denominator()).prop_filter_map("out of range", |(numerator, denominator)| {
        Exact::new(numerator, denominator).ok()
    })
}

/// A number whose products and sums with its like fit easily.
fn moderate() -> impl Strategy<Value = Exact> {
    (any::<i32>(), 1_i128..=1_000_000).prop_map(|(numerator, denominator)| {
        Exact::new(i128::from(numerator), denominator).expect("in range")
    })
}

/// Either right, or out of range.
fn right_or_out_of_range(
    ours: Result<Exact, OutOfRange>,
    theirs: &BigRational,
) -> Result<(), TestCaseError> {
    if let Ok(ours) = ours {
        prop_assert_eq!(&big(ours), theirs);
        prop_assert!((1..=DENOMINATOR_MAX).contains(&ours.denominator()));
    }
    Ok(())
}

/// Rounds half away from zero, by whole numbers only.
fn rounded(number: &BigRational, decimals: usize) -> BigRational {
    let half = ratio(1, 2);
    let magnitude = (number.abs() * ten_to(decimals) + half).floor() / ten_to(decimals);
    if number.is_negative() {
        -magnitude
    } else {
        magnitude
    }
}

proptest! {
    #![proptest_config(cases(1_024))]

    #[test]
    fn a_fraction_is_in_lowest_terms(n in numerator(), d in denominator()) {
        let theirs = ratio(n, d);
        match Exact::new(n, d) {
            Ok(ours) => {
                prop_assert_eq!(&BigInt::from(ours.numerator()), theirs.numer());
                prop_assert_eq!(&BigInt::from(ours.denominator()), theirs.denom());
            }
            Err(OutOfRange) => prop_assert!(*theirs.denom() > DENOMINATOR_MAX.into()),
        }
    }

    #[test]
    fn a_denominator_is_positive(n in numerator(), d in i128::MIN..=0) {
        prop_assert_eq!(Exact::new(n, d), Err(OutOfRange));
    }

    #[test]
    fn arithmetic_is_right_or_out_of_range(left in exact(), right in exact()) {
        let (l, r) = (big(left), big(right));
        right_or_out_of_range(left.plus(right), &(&l + &r))?;
        right_or_out_of_range(left.minus(right), &(&l - &r))?;
        right_or_out_of_range(left.times(right), &(&l * &r))?;
        if right.is_zero() {
            prop_assert_eq!(left.over(right), Err(OutOfRange));
        } else {
            right_or_out_of_range(left.over(right), &(&l / &r))?;
        }
    }

    #[test]
    fn moderate_numbers_are_never_out_of_range(left in moderate(), right in moderate()) {
        let (l, r) = (big(left), big(right));
        prop_assert_eq!(left.plus(right).map(big), Ok(&l + &r));
        prop_assert_eq!(left.minus(right).map(big), Ok(&l - &r));
        prop_assert_eq!(left.times(right).map(big), Ok(&l * &r));
        if !right.is_zero() {
            prop_assert_eq!(left.over(right).map(big), Ok(&l / &r));
        }
    }

    #[test]
    fn numbers_compare_as_rational_numbers_do(left in exact(), right in exact()) {
        prop_assert_eq!(left.cmp(&right), big(left).cmp(&big(right)));
        prop_assert_eq!(left == right, big(left) == big(right));
        prop_assert_eq!(left.is_zero(), big(left).is_zero());
        prop_assert_eq!(left.is_negative(), big(left).is_negative());
    }

    #[test]
    fn neighbours_compare_right(left in exact(), step in -1_i128..=1) {
        let next = left.numerator().saturating_add(step);
        let right = Exact::new(next, left.denominator()).expect("in range");
        prop_assert_eq!(left.cmp(&right), big(left).cmp(&big(right)));
    }

    #[test]
    fn the_ceiling_is_the_next_whole_number(number in exact()) {
        prop_assert_eq!(big(number.ceiling()), big(number).ceil());
    }

    #[test]
    fn a_fraction_as_text_is_the_number(number in exact()) {
        let text = number.to_fraction();
        let (n, d) = text.split_once('/').unwrap_or((&text, "1"));
        prop_assert_eq!(Exact::new(n.parse().unwrap(), d.parse().unwrap()), Ok(number));
    }

    #[test]
    fn a_decimal_that_ends_is_the_number(number in exact()) {
        let text = number.to_decimal();
        prop_assert_eq!(number.is_decimal(), decimal(&text) == big(number));
        // Text is read back to 28 digits; beyond, the reader refuses and never rounds.
        if number.is_decimal() && text.len() <= 28 {
            prop_assert_eq!(Exact::parse(&text), Ok(number));
        } else if let Ok(back) = Exact::parse(&text) {
            prop_assert_eq!(big(back), decimal(&text));
        }
    }

    #[test]
    fn a_decimal_that_does_not_end_has_28_right_digits(number in exact()) {
        let (shown, number) = (decimal(&number.to_decimal()), big(number));
        if number.abs() >= whole(1) {
            let digits_before_the_point = number.abs().to_integer().to_string().len();
            let decimals = 28_usize.saturating_sub(digits_before_the_point).max(1);
            prop_assert!((shown - number).abs() <= half_a_unit(decimals));
        } else {
            prop_assert!((shown - number).abs() <= half_a_unit(28));
        }
    }

    #[test]
    fn rounding_is_half_away_from_zero(number in exact(), decimals in 0_usize..=12) {
        let text = number.round_half_up(decimals);
        let expected = rounded(&big(number), decimals);
        prop_assert_eq!(decimal(&text), expected.clone());
        prop_assert_eq!(text.starts_with('-'), expected.is_negative());
        let shown = text.split_once('.').map_or(0, |(_, shown)| shown.len());
        prop_assert_eq!(shown, decimals);
    }

    #[test]
    fn halves_round_away_from_zero(cents in -10_000_000_i128..10_000_000) {
        let half_a_cent_more = Exact::new(2 * cents + 1, 200).expect("in range");
        let away = if cents < 0 { cents } else { cents + 1 };
        prop_assert_eq!(half_a_cent_more.rounded(2), Exact::new(away, 100));
    }

    #[test]
    fn rounding_twice_is_rounding_once(number in moderate(), decimals in 0_usize..=9) {
        let once = number.rounded(decimals).expect("in range");
        prop_assert_eq!(once.rounded(decimals), Ok(once));
        prop_assert_eq!(big(once), rounded(&big(number), decimals));
    }

    #[test]
    fn a_plain_decimal_is_read_digit_for_digit(text in "-?[0-9]{1,14}(\\.[0-9]{1,14})?") {
        prop_assert_eq!(Exact::parse(&text).map(big), Ok(decimal(&text)));
    }

    #[test]
    fn any_text_is_a_number_or_refused(text in "[-+0-9.,_eE ]{0,50}") {
        if let Ok(number) = Exact::parse(&text) {
            prop_assert_eq!(big(number), decimal(&text));
        }
    }
}
