//! The same lab in several Regions, side by side.

use super::engine::estimate_with;
use super::error::EstimateError;
use super::model::Estimate;
use super::options::Options;
use crate::lab::Lab;
use crate::money::Amount;
use crate::price::{PriceBook, PriceSource};
use crate::region::Region;

/// Estimates of one lab, the cheapest complete one first.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The Regions: complete estimates by rising cost, then those with gaps, which cannot be
    /// ranked.
    pub regions: Vec<RegionEstimate>,
}

/// A Region's estimate and how it compares.
#[derive(Clone, Debug)]
pub struct RegionEstimate {
    /// The estimate.
    pub estimate: Estimate,
    /// How much more a month than the cheapest; none if this or every estimate has gaps.
    pub above_cheapest: Option<Amount>,
}

/// Estimates a lab in several Regions.
///
/// # Errors
/// As [`estimate`].
///
/// [`estimate`]: super::estimate
pub fn compare(
    lab: &Lab,
    regions: &[Region],
    source: &PriceSource,
    options: &Options,
) -> Result<Comparison, EstimateError> {
    let mut book = PriceBook::new(source.clone(), options.currency);
    let mut estimates = Vec::with_capacity(regions.len());
    for region in regions {
        estimates.push(estimate_with(lab, *region, &mut book, options)?);
    }
    let monthly = |estimate: &Estimate| estimate.totals.monthly.expected();
    // A sum with gaps is a lower bound: it must never win. Ties are in the order of the codes.
    estimates.sort_by_key(|estimate| {
        (
            estimate.totals.gaps > 0,
            monthly(estimate),
            estimate.region.code(),
        )
    });
    let cheapest = estimates
        .first()
        .filter(|first| first.is_complete())
        .map(monthly);
    let regions = estimates.into_iter().map(|estimate| {
        let above_cheapest = match cheapest {
            Some(cheapest) if estimate.is_complete() => Some(monthly(&estimate).minus(cheapest)?),
            _ => None,
        };
        Ok(RegionEstimate {
            estimate,
            above_cheapest,
        })
    });
    Ok(Comparison {
        regions: regions.collect::<Result<_, EstimateError>>()?,
    })
}
