//! From an outlook to the model of its report.

use jiff::civil::Date;

use super::model::{Money, Report, Row, shown};
use super::notes::notes;
use crate::estimate::{Estimate, Outlook, Totals};
use crate::lab::Lab;
use crate::money::Amount;
use crate::spread::Spread;

impl Report {
    /// Puts a report together. With `today` the notes tell how old the price lists are; without,
    /// the report is the same on every day.
    #[must_use]
    pub fn new(lab: &Lab, outlook: Outlook, today: Option<Date>) -> Self {
        let estimate = &outlook.estimate;
        let rows: Vec<Row> = estimate
            .services
            .iter()
            .map(|service| Row {
                configuration: service.configuration.clone(),
                ..row(
                    &service.heading,
                    service.region.name(),
                    estimate,
                    &service.totals,
                )
            })
            .collect();
        let total = total_row(estimate);
        let left_running = outlook.left_running.as_ref().map(|left| left.totals);
        let notes = notes(lab, &outlook, &rows, &total, today);
        Self {
            lab_name: lab.name.clone(),
            lab_title: lab.title.clone(),
            rows,
            total,
            notes,
            left_running,
            free_tier_savings: outlook.free_tier_savings,
            estimate: outlook.estimate,
        }
    }
}

pub(super) fn total_row(estimate: &Estimate) -> Row {
    row("Total", "", estimate, &estimate.totals)
}

fn row(service: &str, region: &str, estimate: &Estimate, totals: &Totals) -> Row {
    let money = |exact: Spread<Amount>| Money {
        exact: (!totals.is_unknown()).then_some(exact),
        shown: shown(exact, totals),
    };
    Row {
        service: service.to_owned(),
        region: region.to_owned(),
        upfront: Money {
            exact: Some(totals.upfront.into()),
            shown: totals.upfront.shown(),
        },
        monthly: money(totals.monthly),
        twelve_months: money(totals.twelve_months),
        currency: estimate.currency.to_string(),
        configuration: String::new(),
        gaps: totals.gaps,
    }
}
