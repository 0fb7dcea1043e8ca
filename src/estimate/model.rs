//! What an estimate is made of.

use std::sync::Arc;

use crate::exact::Exact;
use crate::money::{Amount, Currency, Rate};
use crate::period::Month;
use crate::price::{FreeTier, ListIdentity, Price};
use crate::region::Region;
use crate::resource::Scenario;
use crate::service::ServiceCode;
use crate::spread::Spread;
use crate::usage::UsageLine;

use super::options::Rounding;

/// What a lab costs in one Region.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// The lab's Region.
    pub region: Region,
    /// The currency of every amount.
    pub currency: Currency,
    /// The month that was counted.
    pub month: Month,
    /// What happens in it.
    pub scenario: Scenario,
    /// Whether free first tiers were applied.
    pub free_tier: FreeTier,
    /// Whether components were rounded before they were added.
    pub rounding: Rounding,
    /// The priced usage lines, in the order of the lab; none with [`Detail::Rows`].
    ///
    /// [`Detail::Rows`]: super::Detail::Rows
    pub lines: Vec<Line>,
    /// The rows of the cost table.
    pub services: Vec<ServiceEstimate>,
    /// Their sum.
    pub totals: Totals,
    /// What the sum does not hold.
    pub gaps: Vec<Gap>,
    /// The price lists that were read.
    pub price_lists: Vec<Arc<ListIdentity>>,
    /// What one has to believe to believe the numbers.
    pub assumptions: Vec<String>,
}

/// A usage line with what it costs.
#[derive(Clone, Debug)]
pub struct Line {
    /// The usage.
    pub usage: UsageLine,
    /// Whether and how it is priced.
    pub status: Status,
    /// What it costs a month; nothing is said about a line that is a gap.
    pub monthly: Option<Spread<Amount>>,
    /// The expected quantity, tier by tier.
    pub charges: Vec<LineCharge>,
    /// The price list's entry, where there is one.
    pub evidence: Option<Evidence>,
}

/// Whether a line has a price. Unknown is never zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It has.
    Priced,
    /// It costs nothing; who says so.
    Free(String),
    /// No price; why.
    Unpriced(String),
    /// The price is known and the quantity is not; the lab file's key that would tell.
    UsageUnknown(String),
}

/// The part of a line that one tier prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineCharge {
    /// The price list's rate code; none for a rate that the lab file states.
    pub rate_code: Option<Box<str>>,
    /// Where the tier begins, as applied.
    pub begin: Exact,
    /// Where it ends.
    pub end: Option<Exact>,
    /// How much of the quantity.
    pub quantity: Exact,
    /// Money per unit.
    pub rate: Rate,
    /// Quantity × rate, exact.
    pub cost: Amount,
}

/// Where a line's price stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The entry.
    pub price: Arc<Price>,
    /// The list it stands in.
    pub list: Arc<ListIdentity>,
}

/// A row of the cost table: the lines of one heading in one Region.
#[derive(Clone, Debug)]
pub struct ServiceEstimate {
    /// Whose bill.
    pub service: ServiceCode,
    /// The row's name, in the words of AWS's calculator.
    pub heading: String,
    /// Where.
    pub region: Region,
    /// The configuration in a few words.
    pub configuration: String,
    /// Sums.
    pub totals: Totals,
    /// What the free first tiers that are left out would take off a month.
    pub free_tier_saving: Amount,
    /// Indexes into [`Estimate::lines`]; none with [`Detail::Rows`].
    ///
    /// [`Detail::Rows`]: super::Detail::Rows
    pub lines: Vec<usize>,
}

/// A sum, and how many lines it does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// To pay once.
    pub upfront: Amount,
    /// A month.
    pub monthly: Spread<Amount>,
    /// Twelve months and what is paid once.
    pub twelve_months: Spread<Amount>,
    /// How many lines there are.
    pub lines: usize,
    /// How many of them have no amount. The sums are lower bounds if this is not 0.
    pub gaps: usize,
}

/// A line that has no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The resource.
    pub resource: Arc<str>,
    /// The usage type.
    pub usage_type: String,
    /// `unpriced` or `usage-unknown`.
    pub status: &'static str,
    /// Why, and what would close the gap.
    pub reason: String,
}

impl Status {
    /// The word for it, in every format.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Priced => "priced",
            Self::Free(_) => "free",
            Self::Unpriced(_) => "unpriced",
            Self::UsageUnknown(_) => "usage-unknown",
        }
    }

    /// Whether the line has no amount.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        matches!(self, Self::Unpriced(_) | Self::UsageUnknown(_))
    }

    /// Who says so, or why not.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Priced => None,
            Self::Free(reason) | Self::Unpriced(reason) | Self::UsageUnknown(reason) => {
                Some(reason)
            }
        }
    }
}

impl Totals {
    /// Whether not one line has an amount: the sum then says nothing, least of all 0.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.lines > 0 && self.gaps == self.lines
    }
}

impl Estimate {
    /// Whether every line has an amount.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty()
    }
}
