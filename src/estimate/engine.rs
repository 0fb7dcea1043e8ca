//! From a lab and a source of prices to an estimate.

use super::error::EstimateError;
use super::model::{Estimate, Gap, ServiceEstimate, Totals};
use super::options::{Detail, Options, Rounding};
use super::pricing::Pricer;
use super::summing::Rows;
use crate::lab::Lab;
use crate::money::Amount;
use crate::period::MONTHS_A_YEAR;
use crate::price::{PriceBook, PriceSource};
use crate::region::Region;
use crate::resource::Scenario;

/// Estimates a lab in one Region.
///
/// ```
/// use labcost::estimate::{Options, estimate};
/// use labcost::lab::builtin_lab;
/// use labcost::price::PriceSource;
///
/// let lab = builtin_lab("ecs-security").expect("it is built in")?;
/// let sydney = "ap-southeast-2".parse()?;
/// let estimate = estimate(&lab, sydney, &PriceSource::Bundled, &Options::default())?;
/// assert_eq!(estimate.services[0].totals.monthly.expected().shown(), "0.45");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`EstimateError`]. A price that is missing is no error: the estimate then has gaps.
pub fn estimate(
    lab: &Lab,
    region: Region,
    source: &PriceSource,
    options: &Options,
) -> Result<Estimate, EstimateError> {
    let mut book = PriceBook::new(source.clone(), options.currency);
    estimate_with(lab, region, &mut book, options)
}

/// Estimates with a book whose lists are kept for the next estimate.
pub(super) fn estimate_with(
    lab: &Lab,
    region: Region,
    book: &mut PriceBook,
    options: &Options,
) -> Result<Estimate, EstimateError> {
    let part;
    let lab = if options.only.is_empty() {
        lab
    } else {
        part = lab.part(|resource| options.only.iter().any(|choice| choice.includes(resource)));
        &part
    };
    let estimate = count(lab, region, book, options)?;
    if options.scenario != Scenario::Trial {
        return Ok(estimate);
    }
    let planned = Options {
        scenario: Scenario::AsPlanned,
        detail: Detail::Rows,
        ..options.clone()
    };
    first_month_then_regular(estimate, &count(lab, region, book, &planned)?)
}

/// One pass over the lab: usage, price and sum of one resource after the other, so that a lab of
/// any size needs memory only for what is kept.
fn count(
    lab: &Lab,
    region: Region,
    book: &mut PriceBook,
    options: &Options,
) -> Result<Estimate, EstimateError> {
    let mut pricer = Pricer::new(book, options);
    let mut rows = Rows::default();
    let mut lines = Vec::new();
    let mut gaps = Vec::new();
    for entry in &lab.resources {
        for usage in lab.usage_of(entry, region, options.month, options.scenario)? {
            let priced = pricer.price(&usage)?;
            gaps.extend(Gap::of(&usage, &priced.status));
            let kept = (options.detail == Detail::Lines).then_some(lines.len());
            rows.add(entry, &usage, &priced, kept)?;
            if kept.is_some() {
                lines.push(priced.into_line(usage));
            }
        }
    }
    let price_lists = pricer.finish();
    let services = rows.finish()?;
    let totals = services
        .iter()
        .try_fold(Totals::NOTHING, |sum, service| sum.plus(&service.totals))?;
    Ok(Estimate {
        region,
        currency: options.currency,
        month: options.month,
        scenario: options.scenario,
        free_tier: options.free_tier,
        rounding: options.rounding,
        lines,
        services,
        totals,
        gaps,
        price_lists,
        assumptions: assumptions(lab, options),
    })
}

/// A trial comes once: twelve months are its month and eleven regular ones.
fn first_month_then_regular(
    mut first: Estimate,
    regular: &Estimate,
) -> Result<Estimate, EstimateError> {
    let mut totals = Totals::NOTHING;
    for service in &mut first.services {
        let same_row =
            |row: &&ServiceEstimate| row.heading == service.heading && row.region == service.region;
        if let Some(later) = regular.services.iter().find(same_row) {
            let rest = later
                .totals
                .monthly
                .map(|amount| amount.for_months(MONTHS_A_YEAR - 1))?;
            service.totals.twelve_months = service.totals.monthly.zip(&rest, Amount::plus)?;
        }
        totals = totals.plus(&service.totals)?;
    }
    first.totals = totals;
    Ok(first)
}

fn assumptions(lab: &Lab, options: &Options) -> Vec<String> {
    let mut assumptions: Vec<String> = lab
        .assumptions
        .iter()
        .map(|assumption| assumption.text.clone())
        .collect();
    if lab.participants != 1 {
        assumptions.push(format!(
            "{} participants, each with resources of their own unless these are marked `shared`, \
             in one account: tiers count what all of them use",
            lab.participants
        ));
    }
    match options.scenario {
        Scenario::AsPlanned => {}
        Scenario::LeftRunning => assumptions.push(
            "nothing is cleaned up: whatever runs on a schedule runs all the time".to_owned(),
        ),
        Scenario::Trial => assumptions.push(
            "GuardDuty's 30-day free trial begins with the month; the twelve months are this month \
             and eleven without it"
                .to_owned(),
        ),
    }
    if options.rounding == Rounding::Calculator {
        assumptions.push(
            "each usage line is rounded to cents before it is added, as AWS's calculator does"
                .to_owned(),
        );
    }
    assumptions
}
