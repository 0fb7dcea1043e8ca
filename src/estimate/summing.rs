//! Sums: the only place where amounts are added up, so that a sum always carries its gaps.

use std::collections::HashMap;

use super::error::EstimateError;
use super::model::{Gap, ServiceEstimate, Status, Totals};
use super::pricing::Priced;
use crate::lab::LabResource;
use crate::money::Amount;
use crate::period::MONTHS_A_YEAR;
use crate::region::Region;
use crate::service::ServiceCode;
use crate::spread::Spread;
use crate::usage::UsageLine;

/// How many resources' configurations a row spells out.
const CONFIGURATIONS_SHOWN_MAX: usize = 3;

impl Totals {
    /// Nothing to pay, nothing missing.
    pub const NOTHING: Self = Self {
        upfront: Amount::ZERO,
        monthly: Spread::certain(Amount::ZERO),
        twelve_months: Spread::certain(Amount::ZERO),
        lines: 0,
        gaps: 0,
    };

    /// A month's sum: twelve months are twelve exact months.
    fn of(monthly: Spread<Amount>, lines: usize, gaps: usize) -> Result<Self, EstimateError> {
        Ok(Self {
            upfront: Amount::ZERO,
            monthly,
            twelve_months: monthly.map(|amount| amount.for_months(MONTHS_A_YEAR))?,
            lines,
            gaps,
        })
    }

    /// The sum of sums.
    pub(super) fn plus(&self, other: &Self) -> Result<Self, EstimateError> {
        Ok(Self {
            upfront: self.upfront.plus(other.upfront)?,
            monthly: self.monthly.zip(&other.monthly, Amount::plus)?,
            twelve_months: self.twelve_months.zip(&other.twelve_months, Amount::plus)?,
            lines: self.lines + other.lines,
            gaps: self.gaps + other.gaps,
        })
    }
}

/// The rows of the cost table as they grow, in the order in which the lab first names them.
#[derive(Default)]
pub(super) struct Rows<'lab> {
    rows: Vec<Row<'lab>>,
    places: HashMap<(String, ServiceCode, Region), usize>,
    /// The row of the line before: mostly that of the next line, too.
    latest: usize,
}

struct Row<'lab> {
    heading: String,
    service: ServiceCode,
    region: Region,
    monthly: Spread<Amount>,
    free_tier_saving: Amount,
    gaps: usize,
    line_count: usize,
    lines: Vec<usize>,
    /// The first resources, as many as are spelt out and one more.
    resources: Vec<&'lab LabResource>,
    /// The resource of the line before: a resource's lines come together.
    latest_resource: Option<&'lab LabResource>,
    resource_count: usize,
}

impl<'lab> Rows<'lab> {
    /// Adds a line to its row, with its amount unless it is a gap. `kept` is its index, if lines
    /// are kept.
    pub(super) fn add(
        &mut self,
        resource: &'lab LabResource,
        usage: &UsageLine,
        priced: &Priced,
        kept: Option<usize>,
    ) -> Result<(), EstimateError> {
        let place = self.place_of(usage);
        self.latest = place;
        let Some(row) = self.rows.get_mut(place) else {
            return Ok(());
        };
        match &priced.monthly {
            Some(amount) => row.monthly = row.monthly.zip(amount, Amount::plus)?,
            None => row.gaps += 1,
        }
        row.free_tier_saving = row.free_tier_saving.plus(priced.free_tier_saving()?)?;
        row.line_count += 1;
        row.lines.extend(kept);
        let latest = row.latest_resource.replace(resource);
        if latest.is_none_or(|latest| !std::ptr::eq(latest, resource)) {
            row.resource_count += 1;
            if row.resources.len() <= CONFIGURATIONS_SHOWN_MAX {
                row.resources.push(resource);
            }
        }
        Ok(())
    }

    fn place_of(&mut self, usage: &UsageLine) -> usize {
        let same = |row: &Row| {
            row.heading == usage.heading
                && row.service == usage.service
                && row.region == usage.region
        };
        if self.rows.get(self.latest).is_some_and(same) {
            return self.latest;
        }
        let key = (
            usage.heading.to_string(),
            usage.service.clone(),
            usage.region,
        );
        *self.places.entry(key).or_insert_with(|| {
            self.rows.push(Row {
                heading: usage.heading.to_string(),
                service: usage.service.clone(),
                region: usage.region,
                monthly: Spread::certain(Amount::ZERO),
                free_tier_saving: Amount::ZERO,
                gaps: 0,
                line_count: 0,
                lines: Vec::new(),
                resources: Vec::new(),
                latest_resource: None,
                resource_count: 0,
            });
            self.rows.len() - 1
        })
    }

    /// The finished rows.
    pub(super) fn finish(self) -> Result<Vec<ServiceEstimate>, EstimateError> {
        self.rows.into_iter().map(Row::finish).collect()
    }
}

impl Row<'_> {
    fn finish(self) -> Result<ServiceEstimate, EstimateError> {
        Ok(ServiceEstimate {
            configuration: self.configuration(),
            totals: Totals::of(self.monthly, self.line_count, self.gaps)?,
            free_tier_saving: self.free_tier_saving,
            service: self.service,
            heading: self.heading,
            region: self.region,
            lines: self.lines,
        })
    }

    /// One resource's configuration; several with their names; many as a number.
    fn configuration(&self) -> String {
        match self.resources.as_slice() {
            [only] => only.resource.configuration(),
            several if several.len() <= CONFIGURATIONS_SHOWN_MAX => {
                let named = several
                    .iter()
                    .map(|entry| format!("{}: {}", entry.name, entry.resource.configuration()));
                named.collect::<Vec<_>>().join("; ")
            }
            _ => format!("{} resources", self.resource_count),
        }
    }
}

impl Gap {
    /// The gap that a line is, if it is one.
    pub(super) fn of(usage: &UsageLine, status: &Status) -> Option<Self> {
        status.is_gap().then(|| Self {
            resource: usage.resource.clone(),
            usage_type: usage.usage_type.clone(),
            status: status.word(),
            reason: status.reason().unwrap_or_default().to_owned(),
        })
    }
}
