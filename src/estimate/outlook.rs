//! The questions that come with every estimate: what if nothing is cleaned up, and what would the free
//! tier take off?

use super::engine::{EstimateError, Options, estimate};
use super::model::Estimate;
use super::pricing::free_tier_matters;
use crate::lab::Lab;
use crate::money::Amount;
use crate::price::{FreeTier, PriceSource};
use crate::region::Region;
use crate::resource::Scenario;

/// An estimate and its what-ifs.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The estimate that was asked for.
    pub estimate: Estimate,
    /// The same with nothing cleaned up; none if the estimate is that already.
    pub left_running: Option<Estimate>,
    /// What the free tier would take off; none if it is applied already.
    pub free_tier_savings: Option<Vec<Saving>>,
}

/// What the free tier would take off one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The row.
    pub heading: String,
    /// How much less a month.
    pub monthly: Amount,
}

/// Estimates a lab and answers the two questions.
///
/// # Errors
/// As [`estimate`].
pub fn outlook(
    lab: &Lab,
    region: Region,
    source: &PriceSource,
    options: &Options,
) -> Result<Outlook, EstimateError> {
    let planned = estimate(lab, region, source, options)?;
    let left_running = match options.scenario {
        Scenario::LeftRunning => None,
        Scenario::AsPlanned | Scenario::Trial => {
            let left = Options {
                scenario: Scenario::LeftRunning,
                ..options.clone()
            };
            Some(estimate(lab, region, source, &left)?)
        }
    };
    let free_tier_savings = match options.free_tier {
        FreeTier::Always => None,
        FreeTier::Excluded if !free_tier_matters(&planned.lines, options.free_tier) => {
            Some(Vec::new())
        }
        FreeTier::Excluded => {
            let always = Options {
                free_tier: FreeTier::Always,
                ..options.clone()
            };
            Some(savings(&planned, &estimate(lab, region, source, &always)?)?)
        }
    };
    Ok(Outlook {
        estimate: planned,
        left_running,
        free_tier_savings,
    })
}

fn savings(without: &Estimate, with: &Estimate) -> Result<Vec<Saving>, EstimateError> {
    let mut savings = Vec::new();
    // Both have the same rows: they differ in the tiers only.
    for (before, after) in without.services.iter().zip(&with.services) {
        let [before_monthly, after_monthly] =
            [before, after].map(|service| service.totals.monthly.expected());
        let monthly = before_monthly.minus(after_monthly)?;
        if !monthly.is_zero() {
            savings.push(Saving {
                heading: before.heading.clone(),
                monthly,
            });
        }
    }
    Ok(savings)
}
