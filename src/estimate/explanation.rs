//! Each number as a person would work it out on paper, down to the entry of the price list.

use super::model::{Estimate, Line, LineCharge, Status};
use super::options::Rounding;
use crate::exact::Exact;
use crate::money::{Amount, Currency};
use crate::period::MONTHS_A_YEAR;
use crate::price::{FreeTier, Tier};
use crate::spread::Spread;
use crate::usage::{Factor, Usage};

/// How one line's amount comes about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// `carts: memory`.
    pub title: String,
    /// Label and text of each step.
    pub steps: Vec<(&'static str, String)>,
}

/// Explains one line of an estimate.
#[must_use]
pub fn explain(estimate: &Estimate, line: &Line) -> Explanation {
    let usage = &line.usage;
    let mut steps = vec![
        (
            "billed as",
            format!("{}, usage type {}", usage.service, usage.usage_type),
        ),
        ("quantity", quantity(line)),
    ];
    if let Some(bounds) = line
        .usage
        .quantity()
        .filter(|quantity| !quantity.is_certain())
    {
        let unit = &usage.unit;
        steps.push((
            "a guess",
            format!("{} to {} {unit}", shown(bounds.low()), shown(bounds.high())),
        ));
    }
    if let Some(text) = left_out_free_tier(estimate, line) {
        steps.push(("free tier", text));
    }
    for charge in &line.charges {
        steps.push(("tier", tier(charge, &usage.unit)));
    }
    steps.extend(amounts(estimate, line));
    steps.extend(evidence(line));
    Explanation {
        title: format!("{}: {}", usage.resource, usage.description),
        steps,
    }
}

fn quantity(line: &Line) -> String {
    match &line.usage.usage {
        Usage::Unknown { key } => format!("unknown: `{key}` is not given in the lab file"),
        Usage::Known(working) => {
            let mut text = String::new();
            for (place, factor) in working.factors().iter().enumerate() {
                if place > 0 {
                    text.push_str(if factor.divides { " ÷ " } else { " × " });
                }
                text.push_str(&factor_words(factor));
            }
            let quantity = working.quantity().expected();
            format!("{text} = {} {}", shown(quantity), line.usage.unit)
        }
    }
}

fn factor_words(factor: &Factor) -> String {
    let value = factor.value;
    let number = if value.is_decimal() {
        value.to_decimal()
    } else {
        value.to_fraction()
    };
    let label = &factor.label;
    // `1 run a day`, not `1 runs a day`: a label's first word is its plural.
    let (first, rest) = label.split_once(' ').unwrap_or((label, ""));
    match first.strip_suffix('s') {
        Some(singular) if value == Exact::ONE => format!("{number} {singular} {rest}"),
        _ => format!("{number} {label}"),
    }
    .trim_end()
    .to_owned()
}

/// A number on paper: itself if its decimals end, else the fraction and as many decimals as one
/// reads.
fn shown(number: Exact) -> String {
    if number.is_decimal() {
        number.to_decimal()
    } else {
        format!(
            "{} (about {})",
            number.to_fraction(),
            number.round_half_up(6)
        )
    }
}

fn left_out_free_tier(estimate: &Estimate, line: &Line) -> Option<String> {
    let tiers = &line.evidence.as_ref()?.price.tiers;
    let Tier { end: Some(end), .. } = tiers.free_allowance()? else {
        return None;
    };
    let unit = &line.usage.unit;
    Some(match estimate.free_tier {
        FreeTier::Excluded => format!("the first {end} {unit} would be free; left out"),
        FreeTier::Always => format!("the first {end} {unit} of the account are free; applied"),
    })
}

fn tier(charge: &LineCharge, unit: &str) -> String {
    let end = charge
        .end
        .map_or_else(|| "Inf".to_owned(), Exact::to_decimal);
    format!(
        "{} to {end} {unit}: {} × {} = {}",
        charge.begin,
        shown(charge.quantity),
        charge.rate,
        shown(charge.cost.to_exact())
    )
}

fn amounts(estimate: &Estimate, line: &Line) -> Vec<(&'static str, String)> {
    let currency = estimate.currency;
    let Some(monthly) = line.monthly else {
        let reason = line.status.reason().unwrap_or_default();
        return vec![("no amount", format!("{}: {reason}", line.status.word()))];
    };
    let mut steps = Vec::new();
    if let Status::Free(reason) = &line.status {
        steps.push(("free", reason.clone()));
    }
    let rounded = match estimate.rounding {
        Rounding::Exact => "",
        Rounding::Calculator => ", rounded to cents as AWS's calculator does",
    };
    let expected = monthly.expected();
    let exact = expected.to_exact();
    let sum = if line.charges.len() > 1 {
        "the sum of the tiers: "
    } else {
        ""
    };
    steps.push((
        "monthly",
        format!("{sum}{}{rounded}", money(expected, currency)),
    ));
    if let Some(range) = range_words(&monthly) {
        steps.push(("range", format!("{range} {currency} a month")));
    }
    if let Ok(year) = expected.for_months(MONTHS_A_YEAR) {
        let month = if exact.is_decimal() {
            exact.to_decimal()
        } else {
            exact.to_fraction()
        };
        steps.push((
            "12 months",
            format!("12 × {month} = {}", money(year, currency)),
        ));
    }
    steps
}

/// `17/960 (about 0.017708), shown as 0.02 USD`; `2.85 USD` where nothing is rounded.
fn money(amount: Amount, currency: Currency) -> String {
    let exact = amount.to_exact();
    let rounded = amount.shown();
    if Exact::parse(&rounded).is_ok_and(|shown| shown == exact) {
        return format!("{rounded} {currency}");
    }
    format!("{}, shown as {rounded} {currency}", shown(exact))
}

fn range_words(monthly: &Spread<Amount>) -> Option<String> {
    let certain = monthly.is_certain();
    (!certain).then(|| format!("{} to {}", monthly.low().shown(), monthly.high().shown()))
}

fn evidence(line: &Line) -> Vec<(&'static str, String)> {
    let stated = line.charges.iter().any(|charge| charge.rate_code.is_none());
    if stated {
        return vec![(
            "price from",
            "the lab file, which states the rate".to_owned(),
        )];
    }
    let Some(evidence) = &line.evidence else {
        return Vec::new();
    };
    let price = &evidence.price;
    let codes: Vec<&str> = line
        .charges
        .iter()
        .filter_map(|charge| charge.rate_code.as_deref())
        .collect();
    let mut steps = vec![(
        "price from",
        format!("SKU {}, unit `{}`", price.sku, price.unit),
    )];
    if !codes.is_empty() {
        steps.push(("rate code", codes.join(", ")));
    }
    let list = &evidence.list;
    let date = list
        .publication_date
        .get(..10)
        .unwrap_or(&list.publication_date);
    steps.push((
        "price list",
        format!(
            "{} {} {}, published {date}, {}",
            list.service, list.region, list.version, list.source
        ),
    ));
    steps
}
