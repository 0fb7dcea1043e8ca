//! The model of a comparison of Regions.

use super::build::total_row;
use super::model::{Money, Note};
use crate::estimate::{Comparison, Estimate, RegionEstimate};
use crate::lab::Lab;
use crate::price::FreeTier;

/// The columns of the comparison.
pub(super) const COMPARISON_COLUMNS: [&str; 7] = [
    "Region",
    "Name",
    "Monthly",
    "12-Month Total",
    "Above Cheapest",
    "Currency",
    "Gaps",
];

/// The same lab in several Regions.
#[derive(Clone, Debug)]
pub struct ComparisonReport {
    /// The lab's name.
    pub lab_name: String,
    /// The lab's title.
    pub lab_title: String,
    /// One row a Region, the cheapest first, those with gaps last.
    pub rows: Vec<ComparisonRow>,
    /// What stands below the table.
    pub notes: Vec<Note>,
    /// The estimates, in the same order.
    pub comparison: Comparison,
}

/// A Region's row.
#[derive(Clone, Debug)]
pub struct ComparisonRow {
    /// The Region's code.
    pub code: String,
    /// The Region's name.
    pub name: String,
    /// A month.
    pub monthly: Money,
    /// Twelve months.
    pub twelve_months: Money,
    /// How much more a month than the cheapest.
    pub above_cheapest: Option<Money>,
    /// The currency's code.
    pub currency: String,
    /// How many lines have no amount.
    pub gaps: usize,
    gaps_shown: String,
}

impl ComparisonReport {
    /// Puts the report together.
    #[must_use]
    pub fn new(lab: &Lab, comparison: Comparison) -> Self {
        let rows = comparison.regions.iter().map(row).collect();
        let note = |label, lines: Vec<String>| (!lines.is_empty()).then_some(Note { label, lines });
        let estimates = || comparison.regions.iter().map(|entry| &entry.estimate);
        let first = estimates().next();
        let notes = [
            note("Lab", vec![format!("{}: {}", lab.name, lab.title)]),
            note("Missing", missing(&comparison)),
            note(
                "Month",
                first
                    .map(|first| first.month.convention())
                    .into_iter()
                    .collect(),
            ),
            note("Free tier", first.map(free_tier).into_iter().collect()),
            note("Prices", publication_dates(estimates())),
        ];
        let notes = notes.into_iter().flatten().collect();
        Self {
            lab_name: lab.name.clone(),
            lab_title: lab.title.clone(),
            rows,
            notes,
            comparison,
        }
    }
}

fn free_tier(estimate: &Estimate) -> String {
    match estimate.free_tier {
        FreeTier::Always => "applied".to_owned(),
        FreeTier::Excluded => "left out".to_owned(),
    }
}

fn publication_dates<'e>(estimates: impl Iterator<Item = &'e Estimate>) -> Vec<String> {
    let mut dates: Vec<&str> = estimates
        .flat_map(|estimate| &estimate.price_lists)
        .map(|list| {
            list.publication_date
                .get(..10)
                .unwrap_or(&list.publication_date)
        })
        .collect();
    dates.sort_unstable();
    match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first == last => vec![format!("lists published {first}")],
        (Some(first), Some(last)) => vec![format!("lists published {first} to {last}")],
        _ => Vec::new(),
    }
}

fn row(entry: &RegionEstimate) -> ComparisonRow {
    let estimate = &entry.estimate;
    let total = total_row(estimate);
    ComparisonRow {
        code: estimate.region.code().to_owned(),
        name: estimate.region.name().to_owned(),
        monthly: total.monthly,
        twelve_months: total.twelve_months,
        above_cheapest: entry.above_cheapest.map(|above| Money {
            exact: Some(above.into()),
            shown: above.shown(),
        }),
        currency: total.currency,
        gaps: total.gaps,
        gaps_shown: if total.gaps == 0 {
            String::new()
        } else {
            total.gaps.to_string()
        },
    }
}

/// One sentence for each Region that cannot be ranked.
fn missing(comparison: &Comparison) -> Vec<String> {
    let with_gaps = comparison
        .regions
        .iter()
        .filter(|entry| !entry.estimate.is_complete());
    with_gaps
        .map(|entry| {
            let estimate = &entry.estimate;
            let first = estimate.gaps.first().map_or("", |gap| &gap.reason);
            format!("{} is not ranked: {first}", estimate.region)
        })
        .collect()
}

impl ComparisonRow {
    /// The cells in the order of the columns.
    pub(super) fn cells(&self) -> [&str; 7] {
        let above = self.above_cheapest.as_ref();
        [
            &self.code,
            &self.name,
            &self.monthly.shown,
            &self.twelve_months.shown,
            above.map_or("", |above| &above.shown),
            &self.currency,
            &self.gaps_shown,
        ]
    }
}
