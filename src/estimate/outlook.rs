//! The questions that come with every estimate: what if nothing is cleaned up, and what would the
//! free tier take off?

use std::thread;

use super::engine::estimate_with;
use super::error::EstimateError;
use super::model::{Estimate, ServiceEstimate};
use super::options::{Detail, Options};
use crate::lab::Lab;
use crate::money::Amount;
use crate::price::{FreeTier, PriceBook, PriceSource};
use crate::region::Region;
use crate::resource::Scenario;

/// From here on the what-ifs of a lab are worked out beside each other: below, starting a thread
/// costs more than it saves.
const RESOURCES_FOR_THREADS_MIN: usize = 1_000;

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
    /// The row's name.
    pub heading: String,
    /// The row's Region.
    pub region: Region,
    /// How much less a month.
    pub monthly: Amount,
}

/// Estimates a lab and answers the two questions.
///
/// # Errors
/// As [`estimate`].
///
/// [`estimate`]: super::estimate
pub fn outlook(
    lab: &Lab,
    region: Region,
    source: &PriceSource,
    options: &Options,
) -> Result<Outlook, EstimateError> {
    let mut book = PriceBook::new(source.clone(), options.currency);
    if lab.resources.len() < RESOURCES_FOR_THREADS_MIN {
        let estimate = estimate_with(lab, region, &mut book, options)?;
        let left_running = left_running(lab, region, &mut book, options)?;
        return Ok(Outlook::new(estimate, left_running));
    }
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            let mut book = PriceBook::new(source.clone(), options.currency);
            left_running(lab, region, &mut book, options)
        });
        let estimate = estimate_with(lab, region, &mut book, options)?;
        let left_running = other
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        Ok(Outlook::new(estimate, left_running))
    })
}

fn left_running(
    lab: &Lab,
    region: Region,
    book: &mut PriceBook,
    options: &Options,
) -> Result<Option<Estimate>, EstimateError> {
    if options.scenario == Scenario::LeftRunning {
        return Ok(None);
    }
    let left = Options {
        scenario: Scenario::LeftRunning,
        detail: Detail::Rows,
        ..options.clone()
    };
    estimate_with(lab, region, book, &left).map(Some)
}

impl Outlook {
    fn new(estimate: Estimate, left_running: Option<Estimate>) -> Self {
        let saving = |row: &ServiceEstimate| Saving {
            heading: row.heading.clone(),
            region: row.region,
            monthly: row.free_tier_saving,
        };
        let rows = estimate.services.iter();
        let free_tier_savings = (estimate.free_tier == FreeTier::Excluded).then(|| {
            rows.filter(|row| !row.free_tier_saving.is_zero())
                .map(saving)
                .collect()
        });
        Self {
            estimate,
            left_running,
            free_tier_savings,
        }
    }
}
