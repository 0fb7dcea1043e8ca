//! What stands below the table: everything that a reader needs to judge the numbers.

use jiff::Unit;
use jiff::civil::Date;

use super::model::{Note, Row, shown};
use crate::estimate::{Estimate, Outlook, Saving};
use crate::lab::Lab;
use crate::money::Amount;
use crate::price::{FreeTier, ListIdentity};
use crate::region::Region;
use crate::resource::Scenario;

/// How many lines one note has at most; a lab may have thousands of gaps.
const NOTE_LINES_MAX: usize = 20;

pub(super) fn notes(
    lab: &Lab,
    outlook: &Outlook,
    rows: &[Row],
    total: &Row,
    today: Option<Date>,
) -> Vec<Note> {
    let estimate = &outlook.estimate;
    let mut notes = vec![Note {
        label: "Lab",
        lines: vec![format!("{}: {}", lab.name, lab.title)],
    }];
    let mut add = |label, lines: Vec<String>| {
        if !lines.is_empty() {
            notes.push(Note {
                label,
                lines: at_most(NOTE_LINES_MAX, lines),
            });
        }
    };
    add("Missing", gaps(estimate));
    add("Range", range(total));
    add("Left running", left_running(outlook));
    add(
        "Free tier",
        free_tier(estimate, outlook.free_tier_savings.as_deref()),
    );
    add("Month", vec![month(estimate)]);
    add("Rounding", rounding(rows, total));
    add("Budget", budget(lab));
    let prices = estimate
        .price_lists
        .iter()
        .map(|list| price_list(list, today));
    add("Prices", prices.collect());
    add("Assumptions", estimate.assumptions.clone());
    notes
}

fn at_most(limit: usize, mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > limit {
        let left_out = lines.len() - limit;
        lines.truncate(limit);
        lines.push(format!("and {left_out} more"));
    }
    lines
}

fn gaps(estimate: &Estimate) -> Vec<String> {
    let gaps = estimate.gaps.iter();
    gaps.map(|gap| format!("{} of {}: {}", gap.usage_type, gap.resource, gap.reason))
        .collect()
}

fn range(total: &Row) -> Vec<String> {
    let (Some(monthly), Some(year)) = (total.monthly.exact, total.twelve_months.exact) else {
        return Vec::new();
    };
    if monthly.is_certain() {
        return Vec::new();
    }
    let words = |low: Amount, high: Amount| format!("{} to {}", low.shown(), high.shown());
    vec![format!(
        "{} {} a month, {} in twelve months, as the guesses below go from low to high",
        words(monthly.low(), monthly.high()),
        total.currency,
        words(year.low(), year.high())
    )]
}

fn left_running(outlook: &Outlook) -> Vec<String> {
    let Some(left) = &outlook.left_running else {
        return Vec::new();
    };
    let parts: Vec<String> = left
        .services
        .iter()
        .map(|row| {
            let name = name_of(&row.heading, row.region, left);
            format!("{name} {}", shown(row.totals.monthly, &row.totals))
        })
        .collect();
    vec![format!(
        "{} {} a month if nothing is cleaned up and everything runs 24×7 ({})",
        shown(left.totals.monthly, &left.totals),
        left.currency,
        at_most(NOTE_LINES_MAX, parts).join(", ")
    )]
}

/// A row's name; with its Region where it is not the lab's, as of a global table's replica.
fn name_of(heading: &str, region: Region, estimate: &Estimate) -> String {
    if region == estimate.region {
        heading.to_owned()
    } else {
        format!("{heading} in {region}")
    }
}

fn free_tier(estimate: &Estimate, savings: Option<&[Saving]>) -> Vec<String> {
    let text = match (estimate.free_tier, savings) {
        (FreeTier::Always, _) => {
            "applied, as if the account had nothing else that uses it".to_owned()
        }
        (FreeTier::Excluded, None | Some([])) => {
            "left out; it would take nothing off this lab".to_owned()
        }
        (FreeTier::Excluded, Some(savings)) => {
            let parts: Vec<String> = savings
                .iter()
                .map(|saving| {
                    let name = name_of(&saving.heading, saving.region, estimate);
                    format!("{name} {}", saving.monthly.shown())
                })
                .collect();
            let sum = savings
                .iter()
                .try_fold(Amount::ZERO, |sum, saving| sum.plus(saving.monthly));
            format!(
                "left out; `--free-tier always` takes {} {} a month off ({}), if the account has \
                 nothing else that uses it",
                sum.map_or_else(|_| "?".to_owned(), Amount::shown),
                estimate.currency,
                parts.join(", ")
            )
        }
    };
    vec![text]
}

fn month(estimate: &Estimate) -> String {
    let convention = estimate.month.convention();
    match estimate.scenario {
        Scenario::Trial => {
            format!("{convention}; twelve months are this one and eleven without trial")
        }
        _ => format!("{convention}; twelve months are 12 × the exact month"),
    }
}

/// Each amount is rounded from its exact value, so rows need not add up to the total by the cent.
/// Says so where it happens, before somebody reports it.
fn rounding(rows: &[Row], total: &Row) -> Vec<String> {
    let cents = |row: &Row| {
        let exact = row.monthly.exact;
        exact.map_or(Ok(Amount::ZERO), |exact| exact.expected().to_cents())
    };
    let sum = rows
        .iter()
        .try_fold(Amount::ZERO, |sum, row| sum.plus(cents(row)?));
    match (sum, cents(total)) {
        (Ok(sum), Ok(total)) if sum != total => vec![format!(
            "the rows as shown add up to {}; the total is the exact sum, rounded once",
            sum.shown()
        )],
        _ => Vec::new(),
    }
}

fn budget(lab: &Lab) -> Vec<String> {
    let budget = lab.budget.iter();
    budget
        .map(|budget| {
            format!(
                "{} {} {}",
                budget.amount.shown(),
                budget.currency,
                budget.per.words()
            )
        })
        .collect()
}

fn price_list(list: &ListIdentity, today: Option<Date>) -> String {
    let date = list
        .publication_date
        .get(..10)
        .unwrap_or(&list.publication_date);
    format!(
        "{} {} {}, published {date}{}, {}",
        list.service,
        list.region,
        list.version,
        today.map_or_else(String::new, |today| age(date, today)),
        list.source
    )
}

/// ` (393 days ago)`; nothing for a date that is no date, or lies ahead.
fn age(date: &str, today: Date) -> String {
    let Ok(published) = date.parse::<Date>() else {
        return String::new();
    };
    let Ok(span) = published.until((Unit::Day, today)) else {
        return String::new();
    };
    match span.get_days() {
        0 => " (today)".to_owned(),
        1 => " (1 day ago)".to_owned(),
        days if days > 1 => format!(" ({days} days ago)"),
        _ => String::new(),
    }
}
