//! The model that every format prints: rows and notes, with each amount both exact and as shown.

use crate::estimate::{Estimate, Saving, Totals};
use crate::money::Amount;
use crate::spread::Spread;

/// The columns of the cost table, in the words of AWS's calculator and the workshop's page.
pub(super) const COLUMNS: [&str; 7] = [
    "Service",
    "Region",
    "Upfront",
    "Monthly",
    "12-Month Total",
    "Currency",
    "Configuration Summary",
];

/// Everything there is to print about a lab in one Region.
#[derive(Clone, Debug)]
pub struct Report {
    /// The lab's name.
    pub lab_name: String,
    /// The lab's title.
    pub lab_title: String,
    /// The rows.
    pub rows: Vec<Row>,
    /// Their sum.
    pub total: Row,
    /// What stands below the table.
    pub notes: Vec<Note>,
    /// The estimate itself, for the formats that print each usage line.
    pub estimate: Estimate,
    /// The total if nothing is cleaned up.
    pub left_running: Option<Totals>,
    /// What the free tier would take off.
    pub free_tier_savings: Option<Vec<Saving>>,
}

/// A row of the cost table.
#[derive(Clone, Debug)]
pub struct Row {
    /// `AWS Fargate`, or `Total`.
    pub service: String,
    /// The Region's name.
    pub region: String,
    /// To pay once.
    pub upfront: Money,
    /// A month.
    pub monthly: Money,
    /// Twelve months.
    pub twelve_months: Money,
    /// The currency's code.
    pub currency: String,
    /// The configuration in a few words.
    pub configuration: String,
    /// How many lines have no amount.
    pub gaps: usize,
}

/// An amount, exact and as shown.
#[derive(Clone, Debug)]
pub struct Money {
    /// Exact, with the bounds of a guess; none where not one line has an amount.
    pub exact: Option<Spread<Amount>>,
    /// With two decimals; `+ ?` behind it if something is missing, `?` alone if all of it is.
    pub shown: String,
}

/// A note below the table: a label and one or more lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// `Prices`.
    pub label: &'static str,
    /// The text.
    pub lines: Vec<String>,
}

impl Row {
    /// The cells in the order of the columns.
    pub(super) fn cells(&self) -> [&str; 7] {
        [
            &self.service,
            &self.region,
            &self.upfront.shown,
            &self.monthly.shown,
            &self.twelve_months.shown,
            &self.currency,
            &self.configuration,
        ]
    }
}

/// A sum carries its gaps with it: `2.85 + ?`, or `?` where there is nothing to add up.
pub(super) fn shown(exact: Spread<Amount>, totals: &Totals) -> String {
    let amount = exact.expected().shown();
    match totals.gaps {
        0 => amount,
        _ if totals.is_unknown() => "?".to_owned(),
        _ => format!("{amount} + ?"),
    }
}
