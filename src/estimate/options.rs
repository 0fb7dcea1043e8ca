//! What an estimate is for.

use crate::money::Currency;
use crate::period::Month;
use crate::price::FreeTier;
use crate::resource::{Choice, Scenario};

/// Whether components are rounded before they are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Never; only what is shown is rounded.
    Exact,
    /// To cents, each usage line by itself: as AWS's calculator does, for comparing with its pages.
    Calculator,
}

/// What an estimate is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The currency of the prices.
    pub currency: Currency,
    /// The month.
    pub month: Month,
    /// What happens in it.
    pub scenario: Scenario,
    /// Whether free first tiers are applied.
    pub free_tier: FreeTier,
    /// Whether components are rounded.
    pub rounding: Rounding,
    /// Only these resources; all of them if empty.
    pub only: Vec<Choice>,
    /// Whether the usage lines are kept.
    pub detail: Detail,
}

/// How much of an estimate is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Every usage line with its working.
    Lines,
    /// The rows of the cost table, their sum and the gaps: enough for a table, in much less memory.
    Rows,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            currency: Currency::USD,
            month: Month::AVERAGE,
            scenario: Scenario::AsPlanned,
            free_tier: FreeTier::Excluded,
            rounding: Rounding::Exact,
            only: Vec::new(),
            detail: Detail::Lines,
        }
    }
}
