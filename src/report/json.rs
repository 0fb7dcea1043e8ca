//! JSON: a contract. A field may be added; a change of meaning raises the number after the slash of
//! `schema`. Money and quantities are strings: exact where the decimal expansion ends, else cut at
//! 28 digits with the exact fraction beside it.

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde::Serialize;

use super::comparison::ComparisonReport;
use super::model::Report;
use crate::estimate::{Estimate, Line, LineCharge, Totals};
use crate::exact::Exact;
use crate::money::Amount;
use crate::price::{FreeTier, ListIdentity};
use crate::region::Region;
use crate::spread::Spread;

/// The schema's name and version.
const ESTIMATE_SCHEMA: &str = "labcost.estimate/1";
const COMPARISON_SCHEMA: &str = "labcost.comparison/1";

/// An estimate of one lab in one Region.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EstimateJson {
    /// `labcost.estimate/1`.
    schema: &'static str,
    /// The lab.
    lab: LabJson,
    /// The Region.
    region: RegionJson,
    /// The currency of every amount.
    currency: String,
    /// Hours in the month.
    month_hours: String,
    /// `as-planned`, `left-running` or `trial`.
    scenario: &'static str,
    /// Whether free first tiers are applied: `excluded` or `always`.
    free_tier: &'static str,
    /// The price lists that were read.
    price_lists: Vec<PriceListJson>,
    /// The rows of the cost table.
    services: Vec<ServiceJson>,
    /// Their sum.
    totals: TotalsJson,
    /// The sum if nothing is cleaned up; absent if that is the scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_running: Option<TotalsJson>,
    /// What the free tier would take off a month, by row; absent if it is applied.
    #[serde(skip_serializing_if = "Option::is_none")]
    free_tier_savings: Option<Vec<SavingJson>>,
    /// The lines that have no amount.
    gaps: Vec<GapJson>,
    /// What one has to believe to believe the numbers.
    assumptions: Vec<String>,
}

/// A lab's name.
#[derive(Debug, Serialize, JsonSchema)]
struct LabJson {
    /// The name it is called by.
    name: String,
    /// The title on its page.
    title: String,
}

/// A Region.
#[derive(Debug, Serialize, JsonSchema)]
struct RegionJson {
    /// `ap-southeast-2`.
    code: &'static str,
    /// `Asia Pacific (Sydney)`.
    name: &'static str,
}

/// A price list.
#[derive(Debug, Serialize, JsonSchema)]
struct PriceListJson {
    /// AWS's code of the service.
    service_code: String,
    /// The Region's code.
    region: &'static str,
    /// `bundled` or `folder`.
    source: String,
    /// AWS's version.
    version: String,
    /// AWS's publication date.
    publication_date: String,
    /// SHA-256 of the list's bytes.
    sha256: String,
}

/// A row of the cost table.
#[derive(Debug, Serialize, JsonSchema)]
struct ServiceJson {
    /// AWS's code of the service.
    service_code: String,
    /// The row's name.
    name: String,
    /// The Region's code.
    region: &'static str,
    /// Sums.
    #[serde(flatten)]
    totals: TotalsJson,
    /// The configuration in a few words.
    configuration: String,
    /// The usage lines.
    lines: Vec<LineJson>,
}

/// Sums. They are lower bounds if `gap_count` is not 0.
#[derive(Debug, Serialize, JsonSchema)]
struct TotalsJson {
    /// To pay once.
    upfront: String,
    /// A month; null where not one line has an amount.
    monthly: Option<String>,
    /// The month as an exact fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    monthly_fraction: Option<String>,
    /// The month's bounds, where a quantity is a guess.
    #[serde(skip_serializing_if = "Option::is_none")]
    monthly_range: Option<RangeJson>,
    /// Twelve exact months and what is paid once; null where not one line has an amount.
    twelve_months: Option<String>,
    /// Twelve months as an exact fraction, where the decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    twelve_months_fraction: Option<String>,
    /// The bounds of twelve months, where a quantity is a guess.
    #[serde(skip_serializing_if = "Option::is_none")]
    twelve_months_range: Option<RangeJson>,
    /// How many lines have no amount and are not in the sums.
    gap_count: usize,
}

/// The bounds of a guess.
#[derive(Debug, Serialize, JsonSchema)]
struct RangeJson {
    /// The low end.
    low: String,
    /// The high end.
    high: String,
}

/// One usage line.
#[derive(Debug, Serialize, JsonSchema)]
struct LineJson {
    /// The resource's name in the lab.
    resource: String,
    /// What it is, for a person.
    description: String,
    /// The bill's name for it.
    usage_type: String,
    /// The bill's operation, often empty.
    operation: String,
    /// What is counted.
    unit: String,
    /// How much of it in the month; null if unknown.
    quantity: Option<String>,
    /// The quantity as an exact fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity_fraction: Option<String>,
    /// The quantity's bounds, where it is a guess.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity_range: Option<RangeJson>,
    /// `priced`, `free`, `unpriced` or `usage-unknown`.
    status: &'static str,
    /// Who says that it is free, or why there is no amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// The expected quantity, tier by tier.
    tiers: Vec<TierJson>,
    /// What it costs a month; null for a gap.
    monthly: Option<String>,
    /// The month as an exact fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    monthly_fraction: Option<String>,
    /// The month's bounds, where a quantity is a guess: what this line adds if all guesses are
    /// low, and if all are high. Where lines share tiers, the second can be the smaller one.
    #[serde(skip_serializing_if = "Option::is_none")]
    monthly_range: Option<RangeJson>,
}

/// The part of a line that one tier prices.
#[derive(Debug, Serialize, JsonSchema)]
struct TierJson {
    /// The price list's key of the product; null for a rate that the lab file states.
    sku: Option<String>,
    /// The price list's key of the rate, and the bill's; null for a rate that the lab file states.
    rate_code: Option<String>,
    /// Where the tier begins, as applied.
    begin: String,
    /// Where it ends; null for no end.
    end: Option<String>,
    /// How much of the quantity.
    quantity: String,
    /// Money per unit, with the price list's own digits.
    rate: String,
    /// Quantity × rate.
    cost: String,
}

/// What the free tier would take off a row.
#[derive(Debug, Serialize, JsonSchema)]
struct SavingJson {
    /// The row's name.
    name: String,
    /// The row's Region.
    region: &'static str,
    /// How much less a month.
    monthly: String,
}

/// A line that has no amount.
#[derive(Debug, Serialize, JsonSchema)]
struct GapJson {
    /// The resource.
    resource: String,
    /// The usage type.
    usage_type: String,
    /// `unpriced` or `usage-unknown`.
    status: &'static str,
    /// Why, and what would close the gap.
    reason: String,
}

/// The same lab in several Regions, the cheapest first, those with gaps last.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparisonJson {
    /// `labcost.comparison/1`.
    schema: &'static str,
    /// The lab.
    lab: LabJson,
    /// The Regions.
    regions: Vec<RegionEstimateJson>,
}

/// A Region's estimate.
#[derive(Debug, Serialize, JsonSchema)]
struct RegionEstimateJson {
    /// The Region.
    region: RegionJson,
    /// The currency of every amount.
    currency: String,
    /// The lab's sum.
    totals: TotalsJson,
    /// How much more a month than the cheapest; null if this Region cannot be ranked.
    above_cheapest: Option<String>,
    /// The lines that have no amount.
    gaps: Vec<GapJson>,
    /// The price lists that were read.
    price_lists: Vec<PriceListJson>,
}

/// An estimate as pretty-printed JSON.
///
/// # Errors
/// As the serialiser; in memory it does not fail.
pub fn estimate_json(report: &Report) -> Result<String, serde_json::Error> {
    let estimate = &report.estimate;
    pretty(&EstimateJson {
        schema: ESTIMATE_SCHEMA,
        lab: LabJson {
            name: report.lab_name.clone(),
            title: report.lab_title.clone(),
        },
        region: region(estimate.region),
        currency: estimate.currency.to_string(),
        month_hours: estimate.month.hours().to_decimal(),
        scenario: estimate.scenario.name(),
        free_tier: match estimate.free_tier {
            FreeTier::Excluded => "excluded",
            FreeTier::Always => "always",
        },
        price_lists: estimate
            .price_lists
            .iter()
            .map(|list| price_list(list))
            .collect(),
        services: services(estimate),
        totals: totals(&estimate.totals),
        left_running: report.left_running.as_ref().map(totals),
        free_tier_savings: report.free_tier_savings.as_ref().map(|savings| {
            let savings = savings.iter().map(|saving| SavingJson {
                name: saving.heading.clone(),
                region: saving.region.code(),
                monthly: saving.monthly.to_string(),
            });
            savings.collect()
        }),
        gaps: gaps(estimate),
        assumptions: estimate.assumptions.clone(),
    })
}

/// A comparison as pretty-printed JSON.
///
/// # Errors
/// As the serialiser; in memory it does not fail.
pub fn comparison_json(report: &ComparisonReport) -> Result<String, serde_json::Error> {
    let regions = report
        .comparison
        .regions
        .iter()
        .map(|entry| RegionEstimateJson {
            region: region(entry.estimate.region),
            currency: entry.estimate.currency.to_string(),
            totals: totals(&entry.estimate.totals),
            above_cheapest: entry.above_cheapest.map(|above| above.to_string()),
            gaps: gaps(&entry.estimate),
            price_lists: entry
                .estimate
                .price_lists
                .iter()
                .map(|list| price_list(list))
                .collect(),
        });
    pretty(&ComparisonJson {
        schema: COMPARISON_SCHEMA,
        lab: LabJson {
            name: report.lab_name.clone(),
            title: report.lab_title.clone(),
        },
        regions: regions.collect(),
    })
}

/// The JSON Schema of [`estimate_json`].
#[must_use]
pub fn estimate_schema() -> Schema {
    generator().into_root_schema_for::<EstimateJson>()
}

/// The JSON Schema of [`comparison_json`].
#[must_use]
pub fn comparison_schema() -> Schema {
    generator().into_root_schema_for::<ComparisonJson>()
}

fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
}

fn pretty(value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(value).map(|text| text + "\n")
}

fn region(region: Region) -> RegionJson {
    RegionJson {
        code: region.code(),
        name: region.name(),
    }
}

fn price_list(list: &ListIdentity) -> PriceListJson {
    PriceListJson {
        service_code: list.service.to_string(),
        region: list.region.code(),
        source: list.source.to_string(),
        version: list.version.clone(),
        publication_date: list.publication_date.clone(),
        sha256: list.sha256.clone(),
    }
}

fn services(estimate: &Estimate) -> Vec<ServiceJson> {
    let rows = estimate.services.iter().map(|service| ServiceJson {
        service_code: service.service.to_string(),
        name: service.heading.clone(),
        region: service.region.code(),
        totals: totals(&service.totals),
        configuration: service.configuration.clone(),
        lines: service
            .lines
            .iter()
            .filter_map(|index| estimate.lines.get(*index))
            .map(line)
            .collect(),
    });
    rows.collect()
}

fn totals(totals: &Totals) -> TotalsJson {
    let known = |spread| (!totals.is_unknown()).then_some(spread);
    let monthly: Option<Spread<Amount>> = known(totals.monthly);
    let year = known(totals.twelve_months);
    let expected = |spread: Option<Spread<Amount>>| spread.map(|spread| spread.expected());
    TotalsJson {
        upfront: totals.upfront.to_string(),
        monthly: expected(monthly).map(|amount| amount.to_string()),
        monthly_fraction: expected(monthly).and_then(|amount| fraction(amount.to_exact())),
        monthly_range: monthly.and_then(|monthly| amount_range(&monthly)),
        twelve_months: expected(year).map(|amount| amount.to_string()),
        twelve_months_fraction: expected(year).and_then(|amount| fraction(amount.to_exact())),
        twelve_months_range: year.and_then(|year| amount_range(&year)),
        gap_count: totals.gaps,
    }
}

fn line(line: &Line) -> LineJson {
    let usage = &line.usage;
    let quantity = usage.quantity();
    let price = line.evidence.as_ref().map(|evidence| &evidence.price);
    let expected = line.monthly.map(|monthly| monthly.expected());
    LineJson {
        resource: usage.resource.to_string(),
        description: usage.description.to_string(),
        usage_type: usage.usage_type.clone(),
        operation: price.map_or_else(
            || usage.operation.clone().unwrap_or_default().into_owned(),
            |price| price.operation.to_string(),
        ),
        unit: usage.unit.to_string(),
        quantity: quantity.map(|quantity| quantity.expected().to_decimal()),
        quantity_fraction: quantity.and_then(|quantity| fraction(quantity.expected())),
        quantity_range: quantity.and_then(|quantity| range(&quantity)),
        status: line.status.word(),
        reason: line.status.reason().map(str::to_owned),
        tiers: line
            .charges
            .iter()
            .map(|charge| tier(charge, price.map(|price| price.sku.to_string())))
            .collect(),
        monthly: expected.map(|monthly| monthly.to_string()),
        monthly_fraction: expected.and_then(|monthly| fraction(monthly.to_exact())),
        monthly_range: line.monthly.and_then(|monthly| amount_range(&monthly)),
    }
}

fn tier(charge: &LineCharge, sku: Option<String>) -> TierJson {
    TierJson {
        sku: charge.rate_code.as_ref().and(sku),
        rate_code: charge.rate_code.as_ref().map(ToString::to_string),
        begin: charge.begin.to_decimal(),
        end: charge.end.map(Exact::to_decimal),
        quantity: charge.quantity.to_decimal(),
        rate: charge.rate.to_string(),
        cost: charge.cost.to_string(),
    }
}

fn gaps(estimate: &Estimate) -> Vec<GapJson> {
    let gaps = estimate.gaps.iter().map(|gap| GapJson {
        resource: gap.resource.to_string(),
        usage_type: gap.usage_type.clone(),
        status: gap.status,
        reason: gap.reason.clone(),
    });
    gaps.collect()
}

fn fraction(exact: Exact) -> Option<String> {
    (!exact.is_decimal()).then(|| exact.to_fraction())
}

fn amount_range(spread: &Spread<Amount>) -> Option<RangeJson> {
    let bounds = (!spread.is_certain()).then(|| (spread.low(), spread.high()));
    bounds.map(|(low, high)| RangeJson {
        low: low.to_string(),
        high: high.to_string(),
    })
}

fn range(spread: &Spread<Exact>) -> Option<RangeJson> {
    let bounds = (!spread.is_certain()).then(|| (spread.low(), spread.high()));
    bounds.map(|(low, high)| RangeJson {
        low: low.to_decimal(),
        high: high.to_decimal(),
    })
}
