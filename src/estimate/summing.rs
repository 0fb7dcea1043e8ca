//! Sums: the only place where amounts are added up, so that a sum always carries its gaps.

use std::collections::HashMap;

use super::engine::EstimateError;
use super::model::{Gap, Line, ServiceEstimate, Totals};
use crate::lab::Lab;
use crate::money::Amount;
use crate::period::MONTHS_A_YEAR;
use crate::region::Region;
use crate::service::ServiceCode;
use crate::spread::Spread;

/// How many resources' configurations a row spells out.
const CONFIGURATIONS_SHOWN_MAX: usize = 3;

impl Totals {
    /// Nothing to pay, nothing missing.
    pub const NOTHING: Self = Self {
        upfront: Amount::ZERO,
        monthly: Spread::certain(Amount::ZERO),
        twelve_months: Spread::certain(Amount::ZERO),
        gaps: 0,
    };

    /// Adds lines up: twelve months are twelve exact months.
    pub(super) fn of<'line>(
        lines: impl Iterator<Item = &'line Line>,
    ) -> Result<Self, EstimateError> {
        let mut monthly = Spread::certain(Amount::ZERO);
        let mut gaps = 0;
        for line in lines {
            match &line.monthly {
                Some(amount) => monthly = monthly.zip(amount, Amount::plus)?,
                None => gaps += 1,
            }
        }
        Ok(Self {
            upfront: Amount::ZERO,
            monthly,
            twelve_months: monthly.map(|amount| amount.for_months(MONTHS_A_YEAR))?,
            gaps,
        })
    }

    /// The sum of sums.
    pub(super) fn plus(&self, other: &Self) -> Result<Self, EstimateError> {
        Ok(Self {
            upfront: self.upfront.plus(other.upfront)?,
            monthly: self.monthly.zip(&other.monthly, Amount::plus)?,
            twelve_months: self.twelve_months.zip(&other.twelve_months, Amount::plus)?,
            gaps: self.gaps + other.gaps,
        })
    }
}

/// The rows of the cost table, in the order in which the lab first names them.
pub(super) fn services(lab: &Lab, lines: &[Line]) -> Result<Vec<ServiceEstimate>, EstimateError> {
    let mut rows: Vec<(ServiceCode, String, Region, Vec<usize>)> = Vec::new();
    let mut places: HashMap<(&str, &ServiceCode, Region), usize> = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        let usage = &line.usage;
        let key = (&*usage.heading, &usage.service, usage.region);
        let place = *places.entry(key).or_insert_with(|| {
            let heading = usage.heading.to_string();
            rows.push((usage.service.clone(), heading, usage.region, Vec::new()));
            rows.len() - 1
        });
        if let Some(row) = rows.get_mut(place) {
            row.3.push(index);
        }
    }
    let mut services = Vec::with_capacity(rows.len());
    for (service, heading, region, indexes) in rows {
        let of_row = || indexes.iter().filter_map(|index| lines.get(*index));
        services.push(ServiceEstimate {
            configuration: configuration(lab, of_row()),
            totals: Totals::of(of_row())?,
            service,
            heading,
            region,
            lines: indexes,
        });
    }
    Ok(services)
}

/// One resource's configuration; several with their names; many as a number.
fn configuration<'line>(lab: &Lab, lines: impl Iterator<Item = &'line Line>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for line in lines {
        // A resource's lines stand together.
        if names.last() != Some(&&*line.usage.resource) {
            names.push(&line.usage.resource);
        }
    }
    if names.len() > CONFIGURATIONS_SHOWN_MAX {
        return format!("{} resources", names.len());
    }
    let resources: Vec<_> = names.iter().filter_map(|name| lab.resource(name)).collect();
    match resources.as_slice() {
        [only] => only.resource.configuration(),
        several => {
            let named = several.iter().map(|resource| {
                format!("{}: {}", resource.name, resource.resource.configuration())
            });
            named.collect::<Vec<_>>().join("; ")
        }
    }
}

/// The lines that have no amount.
pub(super) fn gaps(lines: &[Line]) -> Vec<Gap> {
    let gaps = lines.iter().filter(|line| line.status.is_gap());
    gaps.map(|line| Gap {
        resource: line.usage.resource.clone(),
        usage_type: line.usage.usage_type.clone(),
        status: line.status.word(),
        reason: line.status.reason().unwrap_or_default().to_owned(),
    })
    .collect()
}
