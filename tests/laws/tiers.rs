//! Tiers: every part of a quantity is charged once, and a broken set of tiers is refused.

use labcost::exact::Exact;
use labcost::price::{Charge, ChargeError, FreeTier, Tier, TierFault, Tiers};
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;
use proptest::sample::Index;

use super::big::{big, money};
use super::cases::cases;

const BOTH: [FreeTier; 2] = [FreeTier::Excluded, FreeTier::Always];

fn rate() -> impl Strategy<Value = String> {
    prop_oneof![
        (1_u64..=99_999_999_999).prop_map(|mantissa| format!(
            "{}.{:010}",
            mantissa / 10_000_000_000,
            mantissa % 10_000_000_000
        )),
        Just("0.0000000000".to_owned()),
    ]
}

fn tier(begin: u32, end: Option<u32>, rate: &str) -> Tier {
    Tier {
        begin: Exact::from(begin),
        end: end.map(Exact::from),
        rate: rate.parse().expect("a rate"),
        rate_code: format!("SKU.TERM.{begin}").into(),
    }
}

/// Contiguous tiers from 0 without end, at least as many as asked for, in rising order.
fn rising(count_min: usize) -> impl Strategy<Value = Vec<Tier>> {
    // Boundaries lie at least 4 apart, so that one can be moved between its neighbours.
    let boundaries = prop::collection::btree_set(1_u32..10_000, count_min - 1..6);
    (boundaries, prop::collection::vec(rate(), 7)).prop_map(|(boundaries, rates)| {
        let mut begins: Vec<u32> = boundaries.iter().map(|boundary| boundary * 4).collect();
        begins.insert(0, 0);
        let ends = begins.iter().skip(1).map(|end| Some(*end)).chain([None]);
        begins
            .iter()
            .zip(ends)
            .zip(&rates)
            .map(|((begin, end), rate)| tier(*begin, end, rate))
            .collect()
    })
}

/// The same in any order, as price lists have them.
fn shuffled(count_min: usize) -> impl Strategy<Value = Vec<Tier>> {
    rising(count_min).prop_shuffle()
}

/// A quantity that often ends in another tier, sometimes at the very boundary.
fn quantity() -> impl Strategy<Value = Exact> {
    let fraction = |(numerator, denominator)| Exact::new(numerator, denominator).expect("in range");
    prop_oneof![
        (0_i128..200_000, 1_i128..1_000).prop_map(fraction),
        (0_i128..50_000).prop_map(move |whole| fraction((whole, 1))),
        (0_i128..12_000).prop_map(move |boundary| fraction((boundary * 4, 1))),
    ]
}

fn cost(charges: &[Charge]) -> BigRational {
    let costs = charges.iter().map(|charge| money(charge.cost));
    costs.fold(BigRational::zero(), |sum, cost| sum + cost)
}

fn cost_of(tiers: &Tiers, from: Exact, to: Exact, free_tier: FreeTier) -> BigRational {
    cost(&tiers.charge(from, to, free_tier).expect("charged"))
}

/// Goes through the charges from `from` on: each lies within its tier and begins where the last
/// ended.
fn check_parts(
    tiers: &Tiers,
    charges: &[Charge],
    from: Exact,
    to: Exact,
) -> Result<(), TestCaseError> {
    let mut position = big(from);
    for charge in charges {
        let tier = &tiers.as_slice()[charge.tier];
        let until = &position + big(charge.quantity);
        prop_assert!(until > position);
        prop_assert!(big(charge.begin) <= position);
        prop_assert!(charge.begin == tier.begin || charge.begin.is_zero());
        prop_assert!(tier.end.is_none_or(|end| until <= big(end)));
        let expected = big(charge.quantity) * big(tier.rate.to_exact());
        prop_assert_eq!(money(charge.cost), expected);
        position = until;
    }
    prop_assert_eq!(position, big(from.max(to)));
    Ok(())
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn every_part_is_charged_once(tiers in shuffled(1), a in quantity(), b in quantity()) {
        let tiers = Tiers::new(tiers).unwrap();
        for free_tier in BOTH {
            for (from, to) in [(Exact::ZERO, a), (a, b)] {
                let charges = tiers.charge(from, to, free_tier).unwrap();
                check_parts(&tiers, &charges, from, to)?;
            }
        }
    }

    #[test]
    fn the_order_of_a_list_does_not_matter(rising in rising(1), seed in any::<Index>()) {
        let mut turned = rising.clone();
        turned.rotate_left(seed.index(rising.len()));
        turned.reverse();
        let sorted = Tiers::new(turned).unwrap();
        prop_assert_eq!(sorted.as_slice(), &rising[..]);
    }

    #[test]
    fn cost_never_falls(tiers in shuffled(1), a in quantity(), b in quantity()) {
        let tiers = Tiers::new(tiers).unwrap();
        let (less, more) = (a.min(b), a.max(b));
        for free_tier in BOTH {
            let cost = |to| cost_of(&tiers, Exact::ZERO, to, free_tier);
            prop_assert!(cost(less) <= cost(more));
        }
    }

    #[test]
    fn two_lines_cost_what_one_does(tiers in shuffled(1), a in quantity(), b in quantity()) {
        let tiers = Tiers::new(tiers).unwrap();
        let both = a.plus(b).unwrap();
        for free_tier in BOTH {
            let cost = |from, to| cost_of(&tiers, from, to, free_tier);
            prop_assert_eq!(cost(Exact::ZERO, a) + cost(a, both), cost(Exact::ZERO, both));
        }
    }

    #[test]
    fn the_free_tier_never_costs(tiers in shuffled(1), to in quantity()) {
        let tiers = Tiers::new(tiers).unwrap();
        let excluded = cost_of(&tiers, Exact::ZERO, to, FreeTier::Excluded);
        let always = cost_of(&tiers, Exact::ZERO, to, FreeTier::Always);
        prop_assert!(always <= excluded);
        if let Some(free) = tiers.free_allowance() {
            let covered = free.end.is_none_or(|end| to <= end);
            prop_assert!(!covered || always.is_zero());
        } else {
            prop_assert_eq!(always, excluded);
        }
    }

    #[test]
    fn a_missing_tier_is_a_gap_or_an_end(rising in rising(2), which in any::<Index>()) {
        let mut rest = rising.clone();
        let missing = rest.remove(which.index(rising.len()));
        let result = Tiers::new(rest);
        match missing.end {
            Some(to) => {
                let gap = TierFault::Gap { from: missing.begin, to };
                prop_assert_eq!(result.unwrap_err(), gap);
            }
            None => {
                let above = missing.begin.plus(Exact::ONE).unwrap();
                let charged = result.unwrap().charge(Exact::ZERO, above, FreeTier::Always);
                let beyond = ChargeError::BeyondLastTier(missing.begin);
                prop_assert_eq!(charged.unwrap_err(), beyond);
            }
        }
    }

    #[test]
    fn a_moved_tier_is_a_gap_or_an_overlap(
        rising in rising(2),
        which in any::<Index>(),
        step in 1_u32..4,
        seed in any::<Index>(),
    ) {
        let which = 1 + which.index(rising.len() - 1);
        let boundary = rising[which].begin;
        let step = Exact::from(step);
        let (earlier, later) = (boundary.minus(step).unwrap(), boundary.plus(step).unwrap());
        for begin in [earlier, later] {
            let mut moved = rising.clone();
            moved[which].begin = begin;
            moved.rotate_left(seed.index(rising.len()));
            match Tiers::new(moved).unwrap_err() {
                TierFault::Overlap { from, to } => {
                    prop_assert_eq!((from, to.0), (earlier, Some(boundary)));
                }
                TierFault::Gap { from, to } => prop_assert_eq!((from, to), (boundary, later)),
                other => prop_assert!(false, "{}", other),
            }
        }
    }

    #[test]
    fn a_tier_that_stands_twice_overlaps(rising in rising(1), which in any::<Index>()) {
        let mut doubled = rising.clone();
        doubled.push(rising[which.index(rising.len())].clone());
        let fault = Tiers::new(doubled).unwrap_err();
        prop_assert!(matches!(fault, TierFault::Overlap { .. }), "{}", fault);
    }
}
