//! Tiers: which rate applies to which part of a month's quantity.

use std::fmt;

use crate::exact::{Exact, OutOfRange};
use crate::money::{Amount, Rate};

/// A part of a monthly quantity, `[begin, end)`, with its rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Where the tier begins.
    pub begin: Exact,
    /// Where it ends; without end if `None` (`Inf` in the list).
    pub end: Option<Exact>,
    /// Money per unit.
    pub rate: Rate,
    /// The list's key for this rate, which is also the bill's (`SkuPriceId` in FOCUS).
    pub rate_code: Box<str>,
}

/// Whether a free first tier of the price list is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreeTier {
    /// Left out, as in AWS's calculator: the first paid rate applies from 0.
    Excluded,
    /// Applied, as if the account had nothing else that uses it.
    Always,
}

/// The tiers of one price: sorted, without gap or overlap, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiers {
    tiers: Vec<Tier>,
    /// The tiers' rates, ready to calculate with.
    rates: Vec<Exact>,
}

/// What is wrong with a set of tiers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TierFault {
    /// There is not one tier.
    #[error("there is no tier at all")]
    None,
    /// A tier ends where or before it begins.
    #[error("a tier ends at {end} but begins at {begin}")]
    Backwards {
        /// Its begin.
        begin: Exact,
        /// Its end.
        end: Exact,
    },
    /// Between two tiers, or before the first, no rate applies.
    #[error("the tiers leave a gap from {from} to {to}")]
    Gap {
        /// Where the gap begins.
        from: Exact,
        /// Where it ends.
        to: Exact,
    },
    /// Two tiers claim the same part.
    #[error("the tiers overlap from {from} to {to}")]
    Overlap {
        /// Where the overlap begins.
        from: Exact,
        /// Where it ends, or `Inf`.
        to: Limit,
    },
}

/// A tier's end in a message: a number or `Inf`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(pub Option<Exact>);

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(end) => end.fmt(formatter),
            None => formatter.write_str("Inf"),
        }
    }
}

/// The part of a quantity that fell into one tier, and what it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Where the tier begins, as applied: 0 for the first paid tier if the free tier is left out.
    pub begin: Exact,
    /// Which of the price's tiers.
    pub tier: usize,
    /// How much of the quantity.
    pub quantity: Exact,
    /// Quantity × rate.
    pub cost: Amount,
}

/// Why a quantity cannot be charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChargeError {
    /// A number became too large.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
    /// The last tier ends and the quantity goes on.
    #[error("the price list has no rate above {0}")]
    BeyondLastTier(Exact),
}

impl Tiers {
    /// Sorts the tiers and checks that they are contiguous from 0.
    ///
    /// # Errors
    /// [`TierFault`] names the first gap or overlap.
    pub fn new(mut tiers: Vec<Tier>) -> Result<Self, TierFault> {
        tiers.sort_by_key(|tier| tier.begin);
        let mut reached = Some(Exact::ZERO);
        for tier in &tiers {
            match reached {
                Some(reached) if tier.begin > reached => {
                    return Err(TierFault::Gap {
                        from: reached,
                        to: tier.begin,
                    });
                }
                Some(reached) if tier.begin == reached => {}
                end => {
                    return Err(TierFault::Overlap {
                        from: tier.begin,
                        to: Limit(end),
                    });
                }
            }
            if let Some(end) = tier.end.filter(|end| *end <= tier.begin) {
                return Err(TierFault::Backwards {
                    begin: tier.begin,
                    end,
                });
            }
            reached = tier.end;
        }
        if tiers.is_empty() {
            return Err(TierFault::None);
        }
        let rates = tiers.iter().map(|tier| tier.rate.to_exact()).collect();
        Ok(Self { tiers, rates })
    }

    /// The tiers in rising order.
    #[must_use]
    pub fn as_slice(&self) -> &[Tier] {
        &self.tiers
    }

    /// The free first tier, if there is one: rate 0, with a paid tier above it.
    #[must_use]
    pub fn free_allowance(&self) -> Option<&Tier> {
        match self.tiers.as_slice() {
            [first, second, ..] if first.rate.is_zero() && !second.rate.is_zero() => Some(first),
            _ => None,
        }
    }

    /// Whether every tier's rate is 0: the price list itself says that this is free.
    #[must_use]
    pub fn is_free(&self) -> bool {
        self.tiers.iter().all(|tier| tier.rate.is_zero())
    }

    /// The one tier that prices every quantity, if there is one: where it does not matter how much
    /// of a price has been used before.
    #[must_use]
    pub fn flat(&self, free_tier: FreeTier) -> Option<usize> {
        let first = self.first_applied(free_tier);
        let tier = self.tiers.get(first)?;
        (tier.end.is_none()).then_some(first)
    }

    /// The first tier that is applied.
    fn first_applied(&self, free_tier: FreeTier) -> usize {
        usize::from(free_tier == FreeTier::Excluded && self.free_allowance().is_some())
    }

    /// Charges the part of a monthly quantity between `from` and `to`.
    ///
    /// Two lines that share a price share its tiers: the first takes `[0, a)`, the second `[a, a +
    /// b)`. So their charges add up to that of one line of `a + b`, whatever the order.
    ///
    /// With DynamoDB storage in Sydney (0 to 25 GB at 0, above at 0.285):
    /// * 10 GB, free tier excluded: 10 × 0.285 = 2.85, as on AWS's calculator;
    /// * 10 GB, free tier always: 10 × 0 = 0;
    /// * 30 GB, free tier always: 25 × 0 + 5 × 0.285 = 1.425;
    /// * a second table of 10 GB beside one of 20 GB, free tier always: `[20, 30)` is 5 × 0 + 5 ×
    ///   0.285.
    ///
    /// # Errors
    /// [`ChargeError::BeyondLastTier`] if the last tier ends below `to`;
    /// [`ChargeError::OutOfRange`].
    pub fn charge(
        &self,
        from: Exact,
        to: Exact,
        free_tier: FreeTier,
    ) -> Result<Vec<Charge>, ChargeError> {
        let skipped = self.first_applied(free_tier);
        let mut charges = Vec::with_capacity(1);
        let mut position = from;
        let tiers = self.tiers.iter().zip(&self.rates).enumerate();
        for (index, (tier, rate)) in tiers.skip(skipped) {
            if position >= to {
                break;
            }
            let until = tier.end.map_or(to, |end| end.min(to));
            if until <= position {
                continue;
            }
            let quantity = if position.is_zero() {
                until
            } else {
                until.minus(position)?
            };
            charges.push(Charge {
                begin: if index == skipped {
                    Exact::ZERO
                } else {
                    tier.begin
                },
                tier: index,
                quantity,
                cost: Amount::new(rate.times(quantity)?),
            });
            position = until;
        }
        if position < to {
            return Err(ChargeError::BeyondLastTier(position));
        }
        Ok(charges)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(begin: u32, end: Option<u32>, rate: &str) -> Tier {
        Tier {
            begin: Exact::from(begin),
            end: end.map(Exact::from),
            rate: rate.parse().unwrap(),
            rate_code: format!("SKU.TERM.{begin}").into(),
        }
    }

    fn sydney_storage() -> Tiers {
        Tiers::new(vec![tier(25, None, "0.285"), tier(0, Some(25), "0")]).unwrap()
    }

    fn cost(tiers: &Tiers, from: u32, to: u32, free_tier: FreeTier) -> String {
        let charges = tiers
            .charge(Exact::from(from), Exact::from(to), free_tier)
            .unwrap();
        let costs: Vec<_> = charges
            .iter()
            .map(|charge| charge.cost.to_string())
            .collect();
        costs.join(" + ")
    }

    #[test]
    fn the_worked_cases_of_the_documentation() {
        let storage = sydney_storage();
        assert_eq!(cost(&storage, 0, 10, FreeTier::Excluded), "2.85");
        assert_eq!(cost(&storage, 0, 10, FreeTier::Always), "0");
        assert_eq!(cost(&storage, 0, 30, FreeTier::Always), "0 + 1.425");
        assert_eq!(cost(&storage, 20, 30, FreeTier::Always), "0 + 1.425");
        assert_eq!(cost(&storage, 0, 30, FreeTier::Excluded), "8.55");
    }

    #[test]
    fn several_paid_tiers() {
        let logs = Tiers::new(vec![
            tier(0, Some(500), "1.15"),
            tier(500, Some(2500), "0.58"),
            tier(2500, None, "0.29"),
        ])
        .unwrap();
        assert_eq!(cost(&logs, 0, 3000, FreeTier::Excluded), "575 + 1160 + 145");
        assert_eq!(logs.free_allowance(), None);
    }

    #[test]
    fn order_does_not_matter_but_gaps_and_overlaps_do() {
        let fault = |tiers| Tiers::new(tiers).unwrap_err().to_string();
        assert_eq!(
            fault(vec![tier(0, Some(10), "1"), tier(20, None, "2")]),
            "the tiers leave a gap from 10 to 20"
        );
        assert_eq!(
            fault(vec![tier(1, None, "1")]),
            "the tiers leave a gap from 0 to 1"
        );
        assert_eq!(
            fault(vec![tier(0, Some(10), "1"), tier(5, None, "2")]),
            "the tiers overlap from 5 to 10"
        );
        assert_eq!(
            fault(vec![tier(0, None, "1"), tier(5, None, "2")]),
            "the tiers overlap from 5 to Inf"
        );
        assert_eq!(
            fault(vec![tier(0, Some(0), "1")]),
            "a tier ends at 0 but begins at 0"
        );
        assert_eq!(fault(vec![]), "there is no tier at all");
    }

    #[test]
    fn a_quantity_above_the_last_tier_has_no_rate() {
        // AWS's global free SKUs end: Lambda's first million requests, and nothing above.
        let free = Tiers::new(vec![tier(0, Some(1_000_000), "0")]).unwrap();
        let error = free.charge(Exact::ZERO, Exact::from(1_000_001_u32), FreeTier::Always);
        assert_eq!(
            error.unwrap_err().to_string(),
            "the price list has no rate above 1000000"
        );
    }
}
